"""The law: dated, sourced rules on a contract. No I/O, no Flask, no clock.

The rules stand in one module per article of the model contract; importing this package reads them all.
"""

from datetime import date

from schemas.contrat import Contrat
from schemas.francais import typographie
from schemas.manquement import Gravite
from server.legal import (
    annexes,
    article_1,
    article_2,
    article_3,
    article_4,
    article_5,
    article_8,
    article_9,
    parties,
    visas,
)
from server.legal.conditions import fonde_sur_le_iv_ter
from server.legal.rule import RECUEIL, Regle
from server.legal.verdict import Chapitre, Constat, Statut, Verdict, titre_of

__all__ = ["Chapitre", "Constat", "Regle", "Statut", "Verdict", "check", "judge", "regles", "titre_of"]

_MODULES = (
    *parties.MODULES,
    visas,
    *article_1.MODULES,
    article_2,
    *article_3.MODULES,
    *article_4.MODULES,
    *(article_5, article_8, article_9),
    *annexes.MODULES,
)
PAR_USAGE = typographie(
    "L’arrêté du 3 mars 2017 ne régit que les contrats fondés sur le IV ter de l’article L. 313-12 : à celui-ci, qui a une "
    "autre base légale, son modèle est appliqué par usage."
)
_RANGS = {module.__name__: rang for rang, module in enumerate(_MODULES)}  # imports come in another order


def regles(at: date | None = None, *, article: str | None = None, gravite: Gravite | None = None) -> tuple[Regle, ...]:
    """Return the rules in the order of the model contract: all, or those in force on a day, of an article, of a weight."""
    found = (
        regle
        for regle in RECUEIL
        if (at is None or regle.is_in_force(at))
        and article in (None, regle.article)
        and gravite in (None, regle.gravite)
    )
    return tuple(sorted(found, key=lambda regle: _RANGS[regle.verification.__module__]))


def check(contrat: Contrat, at: date) -> Verdict:
    """Return the verdict of the law of a day on a contract."""
    remarque = "" if fonde_sur_le_iv_ter.holds(contrat) else PAR_USAGE
    return Verdict(at, tuple(judge(regle, contrat, at) for regle in regles(at)), remarque)


def judge(regle: Regle, contrat: Contrat, at: date) -> Constat:
    """Return what one rule, with the numbers of a day, finds in a contract, or why it does not apply."""
    motif = regle.why_not(contrat, at)
    return Constat(regle, () if motif else regle.check(contrat, at), motif)
