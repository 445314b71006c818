"""Ways through a JSON value: what stands at a path, and the value with something else there."""

from typing import Any

from schemas.objet import Cle, Objet, cles, item_type

Steps = tuple[str | int, ...]


def read_at(charge: object, steps: Steps) -> Any:  # noqa: ANN401 -- any JSON value
    """Return what stands at a path, None where nothing does."""
    for step in steps:
        if isinstance(step, int):
            charge = charge[step] if isinstance(charge, list) and 0 <= step < len(charge) else None
        else:
            charge = charge.get(step) if isinstance(charge, dict) else None
    return charge


def put_at(charge: object, steps: Steps, value: object) -> Any:  # noqa: ANN401 -- any JSON value
    """Return a value with another at a path; None takes the key away, and the objects that it leaves empty.

    An item beyond the end of a list is put there, empty ones before it; an item that loses its last key stays, empty.
    """
    if not steps:
        return value
    first, *rest = steps
    inner = put_at(read_at(charge, (first,)), tuple(rest), value)
    return _with_item(charge, first, inner) if isinstance(first, int) else _with_key(charge, first, inner)


def remove_at(charge: object, steps: Steps) -> Any:  # noqa: ANN401 -- any JSON value
    """Return a value without the item of a list at a path; the list goes with its last item."""
    *way, rank = steps
    items = list(read_at(charge, tuple(way)) or [])
    if isinstance(rank, int) and 0 <= rank < len(items):
        del items[rank]
    return put_at(charge, tuple(way), items or None)


def move_at(charge: object, steps: Steps, by: int) -> Any:  # noqa: ANN401 -- any JSON value
    """Return a value with the item at a path so many places further in its list, if there is such a place."""
    *way, rank = steps
    items = list(read_at(charge, tuple(way)) or [])
    if isinstance(rank, int) and 0 <= rank < len(items) and 0 <= rank + by < len(items):
        items.insert(rank + by, items.pop(rank))
    return put_at(charge, tuple(way), items or None)


def cle_at(racine: type[Objet], steps: Steps) -> Cle:
    """Return the key that the definition has at a path. Raises `KeyError` where it has none."""
    objet: Any = racine
    found: Cle | None = None
    for step in steps:
        if isinstance(step, str):
            known = {cle.nom: cle for cle in cles(objet)} if is_objet(objet) else {}
            found = known[step]
            objet = item_type(found.type)
    if found is None:
        raise KeyError(steps)
    return found


def is_objet(kind: Any) -> bool:  # noqa: ANN401 -- an annotation
    """Tell whether a type is that of an object of the payload."""
    return isinstance(kind, type) and issubclass(kind, Objet)


def _with_key(charge: object, key: str, inner: object) -> dict[str, object] | None:
    kept = dict(charge) if isinstance(charge, dict) else {}
    if inner is None:
        kept.pop(key, None)
        return kept or None
    return kept | {key: inner}


def _with_item(charge: object, rank: int, inner: object) -> list[object]:
    items = list(charge) if isinstance(charge, list) else []
    items += [{} for _ in range(rank + 1 - len(items))]
    items[rank] = {} if inner is None else inner
    return items
