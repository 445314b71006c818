"""When each text was last read: by text, the rules and the numbers that rest on it, the oldest reading first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from schemas.manquement import Source
from server.legal import nombres
from server.legal.nombre import Parametre
from server.legal.rule import Regle


@dataclass(frozen=True)
class TexteARelire:
    """A text, and what rests on it: rules, and values of numbers by their name."""

    source: Source
    regles: tuple[Regle[Any], ...]
    nombres: tuple[str, ...]


def find_nombres() -> tuple[Parametre, ...]:
    """Return every number of the law, whether a rule applies it or a due date, in the order of the files."""
    modules = (import_module(f"{nombres.__name__}.{each.name}") for each in iter_modules(nombres.__path__))
    found = (value for module in modules for value in vars(module).values() if isinstance(value, Parametre))
    return tuple(dict.fromkeys(found))


def find_due(
    regles: Iterable[Regle[Any]], parametres: Iterable[Parametre], days: int, today: date
) -> list[TexteARelire]:
    """Return what was last read so many days ago or more, and what never was, which comes first."""
    found: dict[Source, tuple[list[Regle[Any]], list[str]]] = {}
    for regle in regles:
        found.setdefault(regle.source, ([], []))[0].append(regle)
    for source, libelle in _told(parametres):
        names = found.setdefault(source, ([], []))[1]
        if libelle not in names:
            names.append(libelle)
    due = [TexteARelire(source, tuple(each), tuple(names)) for source, (each, names) in found.items()]
    return sorted((each for each in due if _is_due(each.source, days, today)), key=_rank)


def _told(parametres: Iterable[Parametre]) -> Iterator[tuple[Source, str]]:
    for parametre in parametres:
        for ligne in parametre.historique():
            yield ligne.source, parametre.libelle


def _is_due(source: Source, days: int, today: date) -> bool:
    age = source.age(today)
    return age is None or age >= days


def _rank(lecture: TexteARelire) -> tuple[date, str]:
    return lecture.source.lu_le or date.min, lecture.source.titre
