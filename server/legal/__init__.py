"""The law: dated, sourced rules on a contract and on what amends it. No I/O, no Flask, no clock.

The rules on a contract stand in one module per article of the model contract, those on an amendment in `avenant`, those
on the other acts in `actes`; importing this package reads them all.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from schemas.contrat import Contrat
from schemas.francais import jour, typographie
from schemas.manquement import Gravite, Manquement
from schemas.partial import Lecture, ValeurEnAttente
from server.legal import (
    annexes,
    article_1,
    article_2,
    article_3,
    article_4,
    article_5,
    article_8,
    article_9,
    avenant,
    parties,
    preambule,
    visas,
)
from server.legal.actes import RECUEILS as SUR_LES_ACTES
from server.legal.avenant.a_venir import VersionAVenir
from server.legal.avenant.recueil import RECUEIL as SUR_UN_AVENANT
from server.legal.rule import RECUEIL as SUR_UN_CONTRAT
from server.legal.rule import Recueil, Regle
from server.legal.usage import remarque
from server.legal.verdict import Chapitre, Constat, Statut, Verdict, judge, judge_all, titre_of

__all__ = [
    "Chapitre",
    "Constat",
    "Regle",
    "Statut",
    "Verdict",
    "VersionAVenir",
    "check",
    "check_avenant",
    "check_avenant_partial",
    "check_partial",
    "find_regles",
    "find_rule",
    "judge",
    "titre_of",
]

S = TypeVar("S")
_MODULES = (
    *parties.MODULES,
    visas,
    preambule,
    *article_1.MODULES,
    article_2,
    *article_3.MODULES,
    *article_4.MODULES,
    *(article_5, article_8),
    *article_9.MODULES,
    *annexes.MODULES,
    *avenant.MODULES,
)
DEJA_CONCLU = "La règle porte sur la conclusion du contrat, que l’avenant ne refait pas."
DROIT_DE_L_AVENANT = "Les règles sur l’avenant lui-même sont celles du {}, jour de sa signature."
_RANGS = {module.__name__: rang for rang, module in enumerate(_MODULES)}  # imports come in another order


def _in_order(regles: Iterable[Regle[S]]) -> list[Regle[S]]:
    return sorted(regles, key=lambda regle: _RANGS[regle.verification.__module__])


# All in one, so that no name is borne twice, whatever the rules are on.
_TOUTES: Recueil[Any] = Recueil(chain(_in_order(SUR_UN_CONTRAT), _in_order(SUR_UN_AVENANT), *SUR_LES_ACTES.values()))


def find_regles(
    at: date | None = None, *, article: str | None = None, annexe: str | None = None, gravite: Gravite | None = None
) -> tuple[Regle[Any], ...]:
    """Return the rules in the order of the model contract, then those on amendments and on the other acts.

    All of them, or those in force on a day, of an article ("avenant", "annexes" and "actes" are three), of a weight;
    those on an annexe, given by its key, without those on the others.
    """
    return tuple(
        regle
        for regle in _TOUTES
        if (at is None or regle.is_in_force(at))
        and article in (None, regle.article)
        and (annexe is None or regle.annexe in (annexe, None))
        and gravite in (None, regle.gravite)
    )


def find_rule(nom: str) -> Regle[Any] | None:
    """Return the rule that bears an id, or bore it before it was renamed; None when none does."""
    return _TOUTES.find(nom)


def check(contrat: Contrat, at: date) -> Verdict:
    """Return the verdict of the law of a day on a contract."""
    return Verdict(at, judge_all(_in_order(SUR_UN_CONTRAT), contrat, at), remarque(contrat))


def check_partial(lecture: Lecture[Contrat], at: date) -> Verdict:
    """Return the verdict of the law of a day on what could be read of a contract: `check` where all could be."""
    constats = judge_all(_in_order(SUR_UN_CONTRAT), lecture.objet, at)
    try:
        connue = remarque(lecture.objet)
    except ValeurEnAttente:
        connue = ""
    return Verdict(at, constats, connue, lecture.manquements)


def check_avenant(a_venir: VersionAVenir) -> Verdict:
    """Return the verdict on an amendment, then on the contract as it would read; pointers lead into the request.

    The law on the amendment is that of its signature, or else of its effect; that on the contract, of its effect.
    """
    demande = a_venir.demande
    return _check_avenant(a_venir, demande.date_effet, demande.date_signature, ())


def check_avenant_partial(a_venir: VersionAVenir, forme: tuple[Manquement, ...], today: date) -> Verdict:
    """Return the verdict on what could be read of an amendment, its faults of shape being `forme`.

    The law is that of the days that `check_avenant` chooses; of `today` while the day of the effect cannot be read.
    """
    days: list[date | None] = []
    for cle in ("date_effet", "date_signature"):
        try:
            days.append(getattr(a_venir.demande, cle))
        except ValeurEnAttente:
            days.append(None)
    return _check_avenant(a_venir, days[0] or today, days[1], forme)


def _check_avenant(
    a_venir: VersionAVenir, effet: date, signature: date | None, forme: tuple[Manquement, ...]
) -> Verdict:
    contrat = check_partial(Lecture(a_venir.apres, forme), effet)
    constats = tuple(_in_the_amendment(constat) for constat in contrat.constats)
    remarques = (
        contrat.remarque,
        "" if signature is None or signature == effet else typographie(DROIT_DE_L_AVENANT.format(jour(signature))),
    )
    sur_l_avenant = judge_all(_in_order(SUR_UN_AVENANT), a_venir, signature or effet)
    return Verdict(effet, (*sur_l_avenant, *constats), " ".join(filter(None, remarques)), forme)


def _in_the_amendment(constat: Constat) -> Constat:
    """Return what a rule finds in the amended contract, as the request for the amendment leads there."""
    if constat.regle.a_la_conclusion:
        return Constat(constat.regle, (), constat.motif or DEJA_CONCLU)
    found = tuple(replace(manquement, chemin=f"/contrat{manquement.chemin}") for manquement in constat.manquements)
    return replace(constat, manquements=found)
