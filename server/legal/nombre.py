"""The numbers of the law: each has a name, and values that follow one another in time, with the text that set them.

The numbers themselves stand in `server/legal/nombres/`, one file a subject, one line a value. A value holds from its
day until the next one begins; to change one, add a line.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any, Generic, NamedTuple, TypeVar

from schemas.base_fields import Choix
from schemas.francais import MOINS, enumere, jour, nombre, typographie
from schemas.manquement import Source

DONNEE_DE_L_ADMINISTRATEUR = typographie("indiqué par l’administrateur du service, non lu")

_T = TypeVar("_T")
_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True)
class ValeurDatee(Generic[_T]):
    """One value of a number, from a day on, and the text that sets it."""

    valeur: _T
    depuis: date
    source: Source


class Ligne(NamedTuple):
    """What is read of one value: its name and value in French, its first day, and its source."""

    libelle: str
    valeur: str
    depuis: date
    source: Source


class Parametre(ABC):
    """A number of the law, or a scale of them: `libelle` and `unite` in French."""

    def __init__(self, libelle: str, unite: str) -> None:
        self.libelle = typographie(libelle)
        self.unite = unite

    @abstractmethod
    def au(self, at: date) -> object:
        """Return the value of a day, None before the first one."""

    @abstractmethod
    def cas(self) -> Iterator[tuple[str, tuple[ValeurDatee[Any], ...]]]:
        """Yield each case by its name in French, with its values in time."""

    def lignes(self, at: date) -> Iterator[Ligne]:
        """Yield what is read of each case on a day."""
        for libelle, valeurs in self.cas():
            yield from (self._ligne(libelle, valeur) for valeur in [_in_force(valeurs, at)] if valeur)

    def historique(self) -> Iterator[Ligne]:
        """Yield what is read of each case, at all times."""
        for libelle, valeurs in self.cas():
            yield from (self._ligne(libelle, valeur) for valeur in valeurs)

    def _ligne(self, libelle: str, valeur: ValeurDatee[Any]) -> Ligne:
        texte = _spell(valeur.valeur)
        return Ligne(libelle, f"{texte}\u00a0{self.unite}" if self.unite else texte, valeur.depuis, valeur.source)


class Nombre(Parametre, Generic[_T]):
    """A number of the law, with its values in the order of time."""

    def __init__(self, libelle: str, *valeurs: ValeurDatee[_T], unite: str = "") -> None:
        super().__init__(libelle, unite)
        self.valeurs = valeurs

    def au(self, at: date) -> _T | None:
        """Return the value of a day, None before the first one."""
        valeur = _in_force(self.valeurs, at)
        return valeur.valeur if valeur else None

    def cas(self) -> Iterator[tuple[str, tuple[ValeurDatee[_T], ...]]]:
        """Yield the number by its name, with its values in time."""
        yield self.libelle, self.valeurs


class Bareme(Parametre, Generic[_K, _T]):
    """Numbers of the law that belong together, one for each case: a scale. A case has its own values in time."""

    def __init__(self, libelle: str, valeurs: Mapping[_K, tuple[ValeurDatee[_T], ...]], unite: str = "") -> None:
        super().__init__(libelle, unite)
        self.valeurs = valeurs

    def au(self, at: date) -> dict[_K, _T] | None:
        """Return the value of each case on a day, None before the first one."""
        found = {cas: _in_force(valeurs, at) for cas, valeurs in self.valeurs.items()}
        return {cas: valeur.valeur for cas, valeur in found.items() if valeur} or None

    def source(self, cas: _K, at: date) -> Source | None:
        """Return the text that sets the value of a case on a day, None where it has none."""
        valeur = _in_force(self.valeurs.get(cas, ()), at)
        return valeur.source if valeur else None

    def cas(self) -> Iterator[tuple[str, tuple[ValeurDatee[_T], ...]]]:
        """Yield each case by its name in French, with its values in time."""
        for cas, valeurs in self.valeurs.items():
            yield typographie(f"{self.libelle} ({_spell(cas)})"), valeurs


class Annees(Parametre):
    """Years that texts name, each from its day on, with those that whoever runs the service read in later texts."""

    def __init__(self, libelle: str, avant: ValeurDatee[frozenset[str]], *nommees: ValeurDatee[str]) -> None:
        super().__init__(libelle, "")
        self._avant = avant  # there is no year before the texts, and the law says so from that day on
        self._nommees = nommees
        self._ajoutees: tuple[ValeurDatee[str], ...] = ()

    @property
    def ajoutees(self) -> tuple[ValeurDatee[str], ...]:
        """The years that were added to those of the code, with their texts."""
        return self._ajoutees

    def extend(self, lignes: Iterable[tuple[str, str, date]]) -> None:
        """Add years (year, reference of the text in French, its day), in the place of those that were added before.

        To be called where a process starts: what it is given is all that is added, and nothing takes it back. Whoever
        reads meanwhile, in another thread, finds the former years or the new ones.
        """
        self._ajoutees = tuple(
            ValeurDatee(annee, depuis, Source(typographie(reference), None, version=DONNEE_DE_L_ADMINISTRATEUR))
            for annee, reference, depuis in lignes
        )

    def au(self, at: date) -> dict[str, Source] | None:
        """Return the years that are named on a day, each with its last text; None before the law knew of any."""
        named = {valeur.valeur: valeur.source for valeur in self._en_ordre() if valeur.depuis <= at}
        return named if named or self._avant.depuis <= at else None

    def cas(self) -> Iterator[tuple[str, tuple[ValeurDatee[frozenset[str]], ...]]]:
        """Yield the years by their name, as the texts name more and more of them."""
        valeurs = [self._avant]
        for nommee in self._en_ordre():
            annees = valeurs[-1].valeur | {nommee.valeur}
            valeurs.append(ValeurDatee(annees, nommee.depuis, nommee.source))
        yield self.libelle, tuple(valeurs)

    def _en_ordre(self) -> list[ValeurDatee[str]]:
        return sorted((*self._nommees, *self._ajoutees), key=lambda valeur: valeur.depuis)


@dataclass(frozen=True)
class Duree:
    """The years that a contract may last, both bounds included."""

    minimale: int
    maximale: int


@dataclass(frozen=True)
class JourDeLAnnee:
    """A day of each year, told from the year that it prepares: `exercice=-1` is the year before."""

    jour: int
    mois: int
    exercice: int = 0

    def de(self, annee: int) -> date:
        """Return the day, for a year."""
        return date(annee + self.exercice, self.mois, self.jour)


def in_force(nombre_: Nombre[_T], at: date) -> _T:
    """Return the value that a number has on a day; the first one before it is set, for a document that must tell one."""
    valeur = _in_force(nombre_.valeurs, at)
    return (valeur or min(nombre_.valeurs, key=lambda v: v.depuis)).valeur


def _in_force(valeurs: tuple[ValeurDatee[_T], ...], at: date) -> ValeurDatee[_T] | None:
    return max((v for v in valeurs if v.depuis <= at), key=lambda v: v.depuis, default=None)


@singledispatch
def _spell(valeur: object) -> str:
    return str(valeur)


@_spell.register
def _(valeur: Choix) -> str:
    return valeur.libelle


@_spell.register(int)
@_spell.register(Decimal)
def _(valeur: int | Decimal) -> str:
    return nombre(valeur)


@_spell.register
def _(valeur: date) -> str:
    return jour(valeur)


@_spell.register
def _(valeur: frozenset) -> str:  # type: ignore[type-arg]  # of texts; singledispatch wants the bare class
    return enumere(sorted(valeur)) or "aucun"


@_spell.register
def _(valeur: Duree) -> str:
    same = valeur.minimale == valeur.maximale
    return str(valeur.maximale) if same else f"de {valeur.minimale} à {valeur.maximale}"


@_spell.register
def _(valeur: JourDeLAnnee) -> str:
    annee = f"N{valeur.exercice:+d}".replace("-", MOINS) if valeur.exercice else "N"
    return f"{jour(date(2000, valeur.mois, valeur.jour)).removesuffix(' 2000')} de l’année {annee}"
