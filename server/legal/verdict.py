"""What the law of a day finds in a contract, an amendment or another act: rule by rule, and as a report by article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any, TypeVar

from schemas.contrat import Contrat
from schemas.manquement import Gravite, Manquement
from schemas.objet import cles
from server.legal.rule import Regle

S = TypeVar("S")
AVENANT, ACTES = "avenant", "actes"  # what stands in the place of an article, for the rules that are not on a contract
TITRES = {AVENANT: "L’avenant", ACTES: "Les actes qui ne sont pas des avenants"}


class Statut(StrEnum):
    """What a rule found."""

    ENFREINTE = "enfreinte"
    RESPECTEE = "respectee"
    SANS_OBJET = "sans_objet"


@dataclass(frozen=True)
class Constat:
    """One rule and what it found: nothing, when the contract conforms. `motif` says why the rule does not apply."""

    regle: Regle[Any]
    manquements: tuple[Manquement, ...] = ()
    motif: str = ""

    @property
    def statut(self) -> Statut:
        """Whether the rule is broken, held, or does not apply."""
        if self.motif:
            return Statut.SANS_OBJET
        return Statut.ENFREINTE if self.manquements else Statut.RESPECTEE


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

    def _select_ended(self, statut: Statut) -> tuple[Constat, ...]:
        return tuple(constat for constat in self.constats if constat.statut is statut)


@dataclass(frozen=True)
class Verdict:
    """What the law of a day finds in a contract, rule by rule, in the order of the model contract.

    `remarque` is what a reader must know of the law that was applied, in French; mostly nothing.
    """

    at: date
    constats: tuple[Constat, ...]
    remarque: str = ""

    @property
    def manquements(self) -> tuple[Manquement, ...]:
        """All faults, blocking ones first, each group in the order of the rules."""
        found = [manquement for constat in self.constats for manquement in constat.manquements]
        return tuple(sorted(found, key=lambda manquement: manquement.gravite is not Gravite.BLOQUANT))

    @property
    def conforme(self) -> bool:
        """Tell whether no blocking rule found anything."""
        return not any(manquement.gravite is Gravite.BLOQUANT for manquement in self.manquements)

    @property
    def appliques(self) -> tuple[Constat, ...]:
        """What the rules that apply to the contract found."""
        return tuple(constat for constat in self.constats if constat.statut is not Statut.SANS_OBJET)

    @property
    def chapitres(self) -> tuple[Chapitre, ...]:
        """The report: article by article, the blocking rules of each first."""
        by_article = groupby(self.constats, key=lambda constat: constat.regle.article)
        return tuple(_chapitre(article, tuple(constats)) for article, constats in by_article)


def judge(regle: Regle[S], sujet: S, at: date) -> Constat:
    """Return what one rule, with the numbers of a day, finds in its subject, or why it does not apply."""
    motif = regle.why_not(sujet, at)
    return Constat(regle, () if motif else regle.check(sujet, at), motif)


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
