"""Ways through a JSON value by the definition of its object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.objet import Objet, cles, fields_of, is_list, item_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    import marshmallow

    Leaf = tuple[dict[str, Any], str, marshmallow.fields.Field[Any]]


def leaves(objet: type[Objet], value: dict[str, Any]) -> Iterator[Leaf]:
    """Yield each plain value, or list of plain values, of a JSON object: its holder, its key, its field."""
    for cle in cles(objet):
        if cle.nom not in value:
            continue
        kind = item_type(cle.type)
        if not (isinstance(kind, type) and issubclass(kind, Objet)):
            yield value, cle.nom, fields_of(objet)[cle.nom]
        elif is_list(cle.type):
            for item in value[cle.nom]:
                yield from leaves(kind, item)
        else:
            yield from leaves(kind, value[cle.nom])
