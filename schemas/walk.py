"""The way through the values that an object holds."""

from collections.abc import Iterator
from typing import Any

from schemas.chemin import Path, pointer
from schemas.objet import Objet, cles, is_objet, item_type, once


def walk(value: object, *steps: str | int) -> Iterator[tuple[Path, object]]:
    """Yield every value held by an object, with its path, the object itself first."""
    yield steps, value
    if isinstance(value, Objet):
        for cle in cles(type(value)):
            yield from walk(getattr(value, cle.nom), *steps, cle.nom)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, *steps, index)


def find_holders(objet: Objet, *types: object) -> Iterator[tuple[str, str]]:
    """Yield the JSON pointer and the value of each text whose key is annotated with one of these types."""
    for steps, value in _walk_held(objet, types, ()):
        yield pointer(*steps), value


def _walk_held(objet: Objet, types: tuple[object, ...], steps: Path) -> Iterator[tuple[Path, str]]:
    for nom, is_text in _routes(type(objet), types):
        for path, value in _items(getattr(objet, nom), (*steps, nom)):
            if is_text:
                yield path, value
            else:
                yield from _walk_held(value, types, path)


@once
def _routes(objet: type[Objet], types: tuple[object, ...]) -> tuple[tuple[str, bool], ...]:
    """Return the keys that hold a text of these types, and those (False) that lead to one."""
    kinds = ((cle.nom, item_type(cle.type)) for cle in cles(objet))
    return tuple(
        (nom, kind in types) for nom, kind in kinds if kind in types or (is_objet(kind) and _routes(kind, types))
    )


def _items(value: object, steps: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        yield from (((*steps, index), item) for index, item in enumerate(value))
    elif value is not None:
        yield steps, value
