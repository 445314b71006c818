"""Ways through a JSON value by the definition of its object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.chemin import steps
from schemas.objet import Objet, cles, fields_of, is_list, item_type
from server.entry.controls import Collection, Controle, Element, Groupe, walk_controles
from server.entry.fields import Contexte
from server.entry.references import Renvois

if TYPE_CHECKING:
    from collections.abc import Iterator

    import marshmallow

    from server.entry.steps import Parcours

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


def controls(parcours: Parcours, charge: Any) -> Iterator[Controle]:
    """Yield every control by which some data are entered, page after page, window after window."""
    for etape in parcours.etapes:
        for window in range(1, 7):
            shown = parcours.sections(etape, charge, contexte(parcours, charge, window))
            yield from _of([element for section in shown for element in section.elements], parcours, charge)


def contexte(parcours: Parcours, charge: Any, window: int = 1) -> Contexte:
    """Return what a page knows, every list turned to the same window."""
    return Contexte(Renvois.of(parcours.contrat(charge)), {}, {}, Everywhere(window))


class Everywhere(dict[str, int]):
    """The same page of every list."""

    def __init__(self, window: int) -> None:
        super().__init__()
        self.window = window

    def get(self, _: str, default: Any = None) -> Any:  # noqa: ARG002 -- the signature of a dictionary
        return self.window


def _of(elements: list[Element], parcours: Parcours, charge: Any) -> Iterator[Controle]:
    yield from walk_controles(tuple(elements))
    for collection in _collections(elements):
        for fiche in collection.fiches:
            inner = parcours.fiche(charge, contexte(parcours, charge), steps(fiche.chemin))
            yield from _of(list(inner), parcours, charge)


def _collections(elements: list[Element]) -> Iterator[Collection]:
    for element in elements:
        if isinstance(element, Collection):
            yield element
        elif isinstance(element, Groupe):
            yield from _collections(list(element.elements))
