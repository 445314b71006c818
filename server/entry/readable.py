"""What can be read of data that are not whole yet: an item or an object that lacks something is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from schemas.chemin import steps as steps_of
from schemas.manquement import Manquement
from schemas.objet import Objet
from schemas.reading import ChargeInvalide, read
from server.entry.paths import Steps, cle_at, put_at, read_at, remove_at

O = TypeVar("O", bound=Objet)  # noqa: E741 -- one letter, as type variables are
ROUNDS = 12  # what is left out may leave something else without what it needs


@dataclass(frozen=True)
class Lisible(Generic[O]):
    """What could be read, None if nothing could; the faults of shape; how many things were left out."""

    objet: O | None
    manquements: tuple[Manquement, ...]
    ecartes: int


def keep_readable(charge: object, objet: type[O]) -> Lisible[O]:
    """Return what can be read of the JSON value of an object, and every fault of its shape."""
    manquements: tuple[Manquement, ...] = ()
    ecartes = 0
    for _ in range(ROUNDS):
        try:
            return Lisible(read(charge, objet), manquements, ecartes)
        except ChargeInvalide as error:
            manquements = manquements or error.manquements
            out = {_find_removable(objet, charge, steps_of(fault.chemin)) for fault in error.manquements}
        if () in out:
            break
        charge, ecartes = _without(charge, out), ecartes + len(out)
    return Lisible(None, manquements, ecartes)


def _find_removable(racine: type[Objet], charge: object, steps: Steps) -> Steps:
    """Return the path of the smallest thing around a fault that may be absent; the empty one where there is none."""
    for length in range(len(steps), 0, -1):
        way = steps[:length]
        if read_at(charge, way) is not None and (isinstance(way[-1], int) or _optional(racine, way)):
            return way
    return ()


def _optional(racine: type[Objet], way: Steps) -> bool:
    try:
        cle = cle_at(racine, way)
    except KeyError:
        return True
    return not cle.requis


def _without(charge: object, out: Iterable[Steps]) -> object:
    """Return a value without what stands at some paths; the last items of lists first, so that none moves another."""
    for way in sorted(out, key=lambda way: [str(step).zfill(6) for step in way], reverse=True):
        charge = remove_at(charge, way) if isinstance(way[-1], int) else put_at(charge, way, None)
    return charge
