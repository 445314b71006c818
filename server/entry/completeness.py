"""How much of what is mandatory is entered: by the shape, and by the model contract."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.objet import Cle, Objet, cles, is_list, item_type, once
from server.entry.form import asked
from server.entry.paths import Steps, is_objet

EMPTY: tuple[object, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Compte:
    """How many values are entered, of so many that are mandatory."""

    fait: int = 0
    total: int = 0

    def __add__(self, other: "Compte") -> "Compte":
        """Return both together."""
        return Compte(self.fait + other.fait, self.total + other.total)

    @property
    def complet(self) -> bool:
        """Whether all is there."""
        return self.fait == self.total


RIEN = Compte()


@dataclass(frozen=True)
class Attendu:
    """What is mandatory in an object, read once from its definition: this is asked of every item, on every page."""

    valeurs: tuple[str, ...]
    listes: tuple[tuple[str, type[Objet], bool], ...]
    objets: tuple[tuple[str, type[Objet], bool], ...]


def measure_completude(objet: type[Objet], value: object) -> Compte:
    """Return how much of what is mandatory in an object is in its JSON value."""
    return Compte(*_count_mandatory(objet, value if isinstance(value, dict) else {}))


def measure_cle(objet: type[Objet], cle: Cle, value: object) -> Compte:
    """Return how much of what is mandatory under a key of an object is in its JSON value."""
    alone = _attendu_of(objet, (cle,))
    return Compte(*_sum(alone, {cle.nom: value}))


def find_missing(objet: type[Objet], value: object, *steps: str | int) -> Iterator[Steps]:
    """Yield the path of each mandatory value that is not in the JSON value of an object, in the order it is counted."""
    attendu, known = _attendu(objet), value if isinstance(value, dict) else {}
    yield from ((*steps, nom) for nom in attendu.valeurs if known.get(nom) in EMPTY)
    for nom, kind, mandatory in attendu.listes:
        items = known.get(nom)
        if mandatory and not items:
            yield (*steps, nom)
        for rank, item in enumerate(items if isinstance(items, list) else ()):
            yield from find_missing(kind, item, *steps, nom, rank)
    for nom, kind, mandatory in attendu.objets:
        if _asks(kind) and (mandatory or known.get(nom)):
            yield from find_missing(kind, known.get(nom), *steps, nom)
        elif mandatory and not known.get(nom):
            yield (*steps, nom)


@once
def _attendu(objet: type[Objet]) -> Attendu:
    return _attendu_of(objet, cles(objet))


@once
def _attendu_of(objet: type[Objet], known: tuple[Cle, ...]) -> Attendu:
    kept = [(cle, item_type(cle.type), cle.requis or cle.champ.obligatoire) for cle in known]
    inner = [each for each in kept if is_objet(each[1])]
    return Attendu(
        tuple(cle.nom for cle, kind, mandatory in kept if mandatory and not is_objet(kind) and asked(objet, cle)),
        tuple((cle.nom, kind, mandatory) for cle, kind, mandatory in inner if is_list(cle.type)),
        tuple((cle.nom, kind, mandatory) for cle, kind, mandatory in inner if not is_list(cle.type)),
    )


def _count_mandatory(objet: type[Objet], value: dict[str, object]) -> tuple[int, int]:
    return _sum(_attendu(objet), value)


def _sum(attendu: Attendu, value: dict[str, object]) -> tuple[int, int]:
    """Return how many values are there, of how many."""
    fait, total = sum(1 for nom in attendu.valeurs if value.get(nom) not in EMPTY), len(attendu.valeurs)
    for done, asked_for in _parts(attendu, value):
        fait, total = fait + done, total + asked_for
    return fait, total


def _parts(attendu: Attendu, value: dict[str, object]) -> Iterator[tuple[int, int]]:
    """Yield the counts of the lists and of the objects within an object."""
    for nom, kind, mandatory in attendu.listes:
        items = value.get(nom)
        if mandatory:
            yield int(bool(items)), 1
        if isinstance(items, list):
            yield from (_count_mandatory(kind, item if isinstance(item, dict) else {}) for item in items)
    for nom, kind, mandatory in attendu.objets:
        inner = value.get(nom)
        if inner or mandatory:
            yield (
                _count_mandatory(kind, inner if isinstance(inner, dict) else {})
                if _asks(kind)
                else (int(bool(inner)), 1)
            )


@once
def _asks(kind: type[Objet]) -> bool:
    """Tell whether something is mandatory in an object."""
    return _count_mandatory(kind, {})[1] > 0
