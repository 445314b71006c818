"""The conformity report: what its first page tells the signatory, and what the contract says of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from schemas.francais import INSECABLE, enumere
from schemas.manquement import Gravite, Source
from server import legal
from server.legal import Constat, Statut, Verdict
from server.legal.verdict import ACTES, AVENANT

PLACE = 24  # what the first page has room for: a line of a table, and as much around each row
PLACE_DES_AVERTISSEMENTS = 8  # of which, where there are any, whatever blocks
LIGNE = 78  # characters


@dataclass(frozen=True)
class Point:
    """One fault as the signatory reads it: the part of the contract that its rule is on, and what to do."""

    partie: str
    message: str

    @property
    def place(self) -> int:
        """What its row takes of the page."""
        return 1 + -(-len(self.message) // LIGNE)


@dataclass(frozen=True)
class ListeDePoints:
    """Faults of one weight: those that are shown on the first page, and the others."""

    montres: tuple[Point, ...]
    autres: tuple[Point, ...]

    @property
    def nombre(self) -> int:
        """How many there are."""
        return len(self.montres) + len(self.autres)

    @property
    def place(self) -> int:
        """What those that are shown take of the page."""
        return sum(point.place for point in self.montres)

    @property
    def parties(self) -> str:
        """Where the others are, and how many in each part: « Article 4 (5) et Annexes (2) »."""
        found = Counter(point.partie for point in self.autres)
        return enumere([f"{partie}{INSECABLE}({nombre})" for partie, nombre in found.items()])


@dataclass(frozen=True)
class Lectures:
    """When the texts that were applied were last read: how many were, from when to when, how many never were."""

    textes: int
    premiere: date | None
    derniere: date | None
    de_seconde_main: int


class Conformite:
    """What the documents tell of the verdict."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict

    @cached_property
    def nombre_de_manquements(self) -> int:
        """The number of blocking faults."""
        return self.bloquants.nombre

    @cached_property
    def bloquants(self) -> ListeDePoints:
        """What blocks, in the order of the contract."""
        points = self._points(Gravite.BLOQUANT)
        warned = any(manquement.gravite is Gravite.AVERTISSEMENT for manquement in self._verdict.manquements)
        return _show(points, PLACE - (PLACE_DES_AVERTISSEMENTS if warned else 0))

    @cached_property
    def avertissements(self) -> ListeDePoints:
        """What only warns, in the order of the contract, where what blocks leaves room for it."""
        return _show(self._points(Gravite.AVERTISSEMENT), PLACE - self.bloquants.place)

    @cached_property
    def sans_objet(self) -> int:
        """The number of rules that do not apply."""
        return self._count(Statut.SANS_OBJET)

    @cached_property
    def en_attente(self) -> int:
        """The number of rules that wait for a value which cannot be read, and have found nothing yet."""
        return self._count(Statut.EN_ATTENTE)

    @cached_property
    def hors_vigueur(self) -> int:
        """The number of rules on the same subject that are not in force on the day of the law."""
        judged = {constat.regle.identifiant for constat in self._verdict.constats}
        amended = any(constat.regle.article == AVENANT for constat in self._verdict.constats)
        others = {ACTES} if amended else {ACTES, AVENANT}
        regles = (regle for regle in legal.find_regles() if regle.article not in others)
        return sum(regle.identifiant not in judged for regle in regles)

    @cached_property
    def lectures(self) -> Lectures:
        """When the texts of the rules, of their numbers and of what they found were last read."""
        sources = set(chain.from_iterable(map(self._sources, self._verdict.constats)))
        days = sorted(source.lu_le for source in sources if source.lu_le)
        premiere, derniere = (days[0], days[-1]) if days else (None, None)
        return Lectures(len(days), premiere, derniere, len(sources) - len(days))

    def _points(self, gravite: Gravite) -> list[Point]:
        return [
            Point(chapitre.titre.partition(" – ")[0], manquement.message)
            for chapitre in self._verdict.chapitres
            for constat in chapitre.constats
            for manquement in constat.manquements
            if manquement.gravite is gravite
        ]

    def _count(self, statut: Statut) -> int:
        return sum(constat.statut is statut for constat in self._verdict.constats)

    def _sources(self, constat: Constat) -> Iterable[Source]:
        yield constat.regle.source
        for nombre in constat.regle.nombres:
            yield from (ligne.source for ligne in nombre.lignes(self._verdict.at))
        yield from (manquement.source for manquement in constat.manquements)


def _show(points: list[Point], place: int) -> ListeDePoints:
    """Return which points can be shown in a place, from the first one on."""
    montres: list[Point] = []
    for point in points:
        place -= point.place
        if place < 0:
            break
        montres.append(point)
    return ListeDePoints(tuple(montres), tuple(points[len(montres) :]))
