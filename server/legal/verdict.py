"""What the law of a day finds in a contract, an amendment or another act: rule by rule, and as a report by article.

A rule that asks for a value which cannot be read yet waits for it. What it found before is kept: until then it read
nothing that waits, so it would find the same whatever the value becomes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any, TypeVar, cast

from schemas.contrat import Contrat
from schemas.labels import name_chemin
from schemas.manquement import Gravite, Manquement
from schemas.objet import cles
from schemas.partial import ValeurEnAttente
from server.legal.rule import Regle

S = TypeVar("S")
AVENANT, ACTES = "avenant", "actes"  # what stands in the place of an article, for the rules that are not on a contract
LE_CONTRAT = "Le contrat entier"
TITRES = {AVENANT: "L’avenant", ACTES: "Les actes qui ne sont pas des avenants"}


class Statut(StrEnum):
    """What a rule found."""

    ENFREINTE = "enfreinte"
    RESPECTEE = "respectee"
    SANS_OBJET = "sans_objet"
    EN_ATTENTE = "en_attente"


@dataclass(frozen=True)
class Constat:
    """One rule and what it found: nothing, when the contract conforms. `motif` says why the rule does not apply.

    `attend` is the JSON pointer of the value for which it waits, None where it could read all that it asked for.
    """

    regle: Regle[Any]
    manquements: tuple[Manquement, ...] = ()
    motif: str = ""
    attend: str | None = None

    @property
    def statut(self) -> Statut:
        """Whether the rule is broken, held, does not apply, or waits; one that is broken may still wait for more."""
        if self.motif:
            return Statut.SANS_OBJET
        if self.manquements:
            return Statut.ENFREINTE
        return Statut.RESPECTEE if self.attend is None else Statut.EN_ATTENTE


@dataclass(frozen=True)
class Chapitre:
    """What the rules of one article found, the blocking ones first."""

    article: str
    titre: str
    constats: tuple[Constat, ...]

    @property
    def bloquants(self) -> int:
        """The number of blocking faults."""
        return self._count(Gravite.BLOQUANT)

    @property
    def avertissements(self) -> int:
        """The number of faults that only warn."""
        return self._count(Gravite.AVERTISSEMENT)

    def _count(self, gravite: Gravite) -> int:
        return sum(len(constat.manquements) for constat in self.constats if constat.regle.gravite is gravite)

    @property
    def enfreints(self) -> tuple[Constat, ...]:
        """The rules that are broken."""
        return self._select_ended(Statut.ENFREINTE)

    @property
    def respectes(self) -> tuple[Constat, ...]:
        """The rules that hold."""
        return self._select_ended(Statut.RESPECTEE)

    @property
    def sans_objet(self) -> tuple[Constat, ...]:
        """The rules that do not apply."""
        return self._select_ended(Statut.SANS_OBJET)

    @property
    def en_attente(self) -> tuple[Constat, ...]:
        """The rules that wait for a value, and have found nothing yet."""
        return self._select_ended(Statut.EN_ATTENTE)

    def _select_ended(self, statut: Statut) -> tuple[Constat, ...]:
        return tuple(constat for constat in self.constats if constat.statut is statut)


@dataclass(frozen=True)
class DonneeAttendue:
    """A value for which rules wait: its JSON pointer, what it is called, the rules."""

    chemin: str
    libelle: str
    regles: tuple[Regle[Any], ...]


@dataclass(frozen=True)
class Verdict:
    """What the law of a day finds in a contract, rule by rule, in the order of the model contract.

    `remarque` is what a reader must know of the law that was applied, in French; mostly nothing. `forme` are the faults
    of shape of what was judged: with any, what could be read was judged, and the verdict is but a part.
    """

    at: date
    constats: tuple[Constat, ...]
    remarque: str = ""
    forme: tuple[Manquement, ...] = ()

    @property
    def partiel(self) -> bool:
        """Tell whether something could not be read."""
        return bool(self.forme)

    @property
    def manquements(self) -> tuple[Manquement, ...]:
        """All faults, blocking ones first, each group in the order of the rules."""
        found = [manquement for constat in self.constats for manquement in constat.manquements]
        return tuple(sorted(found, key=lambda manquement: manquement.gravite is not Gravite.BLOQUANT))

    @property
    def conforme(self) -> bool:
        """Tell whether all could be read, and no blocking rule found anything."""
        return not self.partiel and not any(manquement.gravite is Gravite.BLOQUANT for manquement in self.manquements)

    @property
    def appliques(self) -> tuple[Constat, ...]:
        """What the rules that apply to the contract found; those that wait may turn out not to."""
        apart = (Statut.SANS_OBJET, Statut.EN_ATTENTE)
        return tuple(constat for constat in self.constats if constat.statut not in apart)

    @property
    def attentes(self) -> tuple[Constat, ...]:
        """The rules that wait for a value, also those that are broken already."""
        return tuple(constat for constat in self.constats if constat.attend is not None)

    @property
    def donnees_attendues(self) -> tuple[DonneeAttendue, ...]:
        """The values for which rules wait, in the order of the rules."""
        found: dict[str, list[Regle[Any]]] = {}
        for constat in self.attentes:
            found.setdefault(cast("str", constat.attend), []).append(constat.regle)
        return tuple(
            DonneeAttendue(chemin, name_chemin(Contrat, chemin) or LE_CONTRAT, tuple(regles))
            for chemin, regles in found.items()
        )

    @property
    def chapitres(self) -> tuple[Chapitre, ...]:
        """The report: article by article, the blocking rules of each first."""
        by_article = groupby(self.constats, key=lambda constat: constat.regle.article)
        return tuple(_chapitre(article, tuple(constats)) for article, constats in by_article)


def judge(regle: Regle[S], sujet: S, at: date) -> Constat:
    """Return what one rule, with the numbers of a day, finds in its subject, why it does not apply, or what it awaits."""
    found: list[Manquement] = []
    try:
        motif = regle.why_not(sujet, at)
        if motif:
            return Constat(regle, motif=motif)
        for manquement in regle.check(sujet, at):
            found.append(manquement)  # noqa: PERF402 -- what came before the exception is kept
    except ValeurEnAttente as attente:
        return Constat(regle, tuple(found), attend=attente.chemin)
    return Constat(regle, tuple(found))


def judge_all(regles: Iterable[Regle[S]], sujet: S, at: date) -> tuple[Constat, ...]:
    """Return what those of some rules that are in force on a day find in their subject."""
    return tuple(judge(regle, sujet, at) for regle in regles if regle.is_in_force(at))


def titre_of(article: str) -> str:
    """Return the heading of an article, as the definition of the payload names it, or of rules on something else."""
    if article in TITRES:
        return TITRES[article]
    nom = f"article_{article}" if article.isdigit() else article
    return next(cle.champ.libelle for cle in cles(Contrat) if cle.nom == nom)


def _chapitre(article: str, constats: tuple[Constat, ...]) -> Chapitre:
    ordered = sorted(constats, key=lambda constat: constat.regle.gravite is not Gravite.BLOQUANT)
    return Chapitre(article, titre_of(article), tuple(ordered))
