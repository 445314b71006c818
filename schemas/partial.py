"""A typed object of what can be read of a charge: whatever cannot be read yet says so when it is asked for.

A key whose value is malformed, or missing though the format requires it, waits. To read it raises `ValeurEnAttente`,
whatever the way: by its name, by a walk through the object, by a comparison, by a copy. So what was computed without
that exception holds for every value that the key may be given, and what waits is never read as absent. An optional
key also waits where an unknown key of the same object has nearly its name.

A list of objects keeps its length and its ranks: an item that is no object is one whose keys all wait. A list of
plain values waits whole when one is malformed.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Generic, NoReturn, cast

import marshmallow

from schemas.chemin import Path, pointer
from schemas.manquement import Manquement
from schemas.objet import Cle, Objet, cles, fields_of, is_list, item_type, once, reader_of
from schemas.reading import O, manquements_of
from schemas.suggestion import CleInconnue

Messages = Mapping[Any, Any]  # of marshmallow: by key or rank, down to a list of French messages
_LU = "_lu"  # where an object keeps what is known, and what waits: no key of a payload begins with an underscore


class ValeurEnAttente(Exception):
    """A value that cannot be read yet was asked for; `chemin` is its JSON pointer."""

    def __init__(self, chemin: str) -> None:
        super().__init__(chemin)
        self.chemin = chemin


@dataclass(frozen=True)
class Lecture(Generic[O]):
    """What could be read of a charge, and every fault of its shape; the object is whole where there is none."""

    objet: O
    manquements: tuple[Manquement, ...]


def read_partial(charge: object, objet: type[O]) -> Lecture[O]:
    """Return the object of what can be read of a JSON value, as `parse` gives it; that of `read` where all can be."""
    try:
        return Lecture(cast("O", reader_of(objet).load(cast("Any", charge))), ())
    except marshmallow.ValidationError as error:
        partiel = cast("O", _build(objet, charge, cast("Messages", error.messages), ()))
        return Lecture(partiel, manquements_of(error))


def _build(objet: type[Objet], charge: object, messages: Messages, steps: Path) -> Objet:
    """Return the object of what can be read of a value that has faults."""
    if not isinstance(charge, Mapping):
        return _make(objet, {}, {cle.nom: pointer(*steps) for cle in cles(objet)})
    waiting = _mistaken(objet, charge, messages, steps)
    known: dict[str, Any] = {}
    for cle in cles(objet):
        faults = messages.get(cle.nom)
        if faults is None:
            known[cle.nom] = _load(objet, cle, charge)
        elif _leads_on(cle, charge.get(cle.nom), faults):
            known[cle.nom] = _build_inner(cle, charge[cle.nom], faults, (*steps, cle.nom))
        else:
            waiting[cle.nom] = pointer(*_first_fault(faults, (*steps, cle.nom)))
    return _make(objet, known, waiting)


def _build_inner(cle: Cle, value: object, faults: Messages, steps: Path) -> object:
    kind = item_type(cle.type)
    if not isinstance(value, list):
        return _build(kind, value, faults, steps)
    return tuple(_build_item(kind, item, faults.get(rank), (*steps, rank)) for rank, item in enumerate(value))


def _build_item(kind: type[Objet], item: object, faults: Messages | None, steps: Path) -> Objet:
    if faults is None:
        return cast("Objet", reader_of(kind).load(cast("Any", item)))
    return _build(kind, item, faults, steps)


def _load(objet: type[Objet], cle: Cle, charge: Mapping[str, Any]) -> object:
    value = charge.get(cle.nom)
    return _defaults(objet)[cle.nom] if value is None else fields_of(objet)[cle.nom].deserialize(value)


def _leads_on(cle: Cle, value: object, faults: object) -> bool:
    """Tell whether the faults of a value are those of objects within it, which can be read for the rest."""
    within = isinstance(item_type(cle.type), type) and issubclass(item_type(cle.type), Objet)
    return within and isinstance(faults, Mapping) and isinstance(value, list if is_list(cle.type) else Mapping)


def _first_fault(faults: object, steps: Path) -> Path:
    while isinstance(faults, Mapping):
        step, faults = next(iter(faults.items()))
        if step != marshmallow.exceptions.SCHEMA:
            steps = (*steps, step)
    return steps


def _mistaken(objet: type[Objet], charge: Mapping[str, Any], messages: Messages, steps: Path) -> dict[str, str]:
    """Return the keys that are absent, and that an unknown key may stand for, with the place of that one."""
    known = fields_of(objet)
    absent = tuple(nom for nom in known if charge.get(nom) is None)
    meant = {CleInconnue(str(nom), absent).proche: nom for nom in messages if nom not in known}
    return {nom: pointer(*steps, unknown) for nom, unknown in meant.items() if nom}


def _make(objet: type[Objet], known: Mapping[str, object], waiting: Mapping[str, str]) -> Objet:
    if not waiting:
        made = object.__new__(objet)
        made.__dict__.update(known)
        return made
    made = object.__new__(_partial_of(objet))
    object.__setattr__(made, _LU, (known, dict(waiting)))
    return made


@once
def _defaults(objet: type[Objet]) -> Mapping[str, object]:
    return {each.name: each.default for each in fields(cast("Any", objet)) if each.default is not MISSING}


@once
def _partial_of(objet: type[Objet]) -> type[Objet]:
    """Return the class of the objects of a class that have keys that wait: each key is asked for by a property."""
    keys = {cle.nom: _key(cle.nom) for cle in cles(objet)}

    def replace(_: type[Objet], **known: object) -> Objet:  # what waits was given a value: all is known then
        return objet(**known)

    refused = dict.fromkeys(("__eq__", "__ne__", "__hash__"), _refuse) | {"__dict__": property(_refuse)}
    return type(
        objet.__name__,
        (objet,),
        {"__doc__": objet.__doc__, "__repr__": object.__repr__, "__new__": replace, **refused, **keys},
    )


def _key(nom: str) -> property:
    def read(self: Objet) -> object:
        known, waiting = getattr(self, _LU)
        if nom in waiting:
            raise ValeurEnAttente(waiting[nom])
        return known[nom]

    return property(read)


def _refuse(self: Objet, *_: object) -> NoReturn:
    """Refuse what asks for all the keys at once: a comparison, a copy."""
    _, waiting = getattr(self, _LU)
    raise ValeurEnAttente(next(iter(waiting.values())))
