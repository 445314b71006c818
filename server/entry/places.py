"""Where each value is entered: a fault leads there."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.chemin import pointer
from schemas.chemin import steps as steps_of
from schemas.objet import item_type
from server.entry.controls import ident_of
from server.entry.form import WINDOW, has_page, is_plan
from server.entry.paths import Steps, cle_at, is_objet
from server.entry.steps import Etape, Parcours


@dataclass(frozen=True)
class Lieu:
    """The step, the item whose page it is on (its JSON pointer; "" for the step itself), the pages of long lists."""

    etape: str
    chemin: str
    pages: Mapping[str, int]
    ancre: str


def lieu_of(parcours: Parcours, chemin: str) -> Lieu:
    """Return where the value at a JSON pointer is entered; the first step for what no step shows."""
    steps = steps_of(chemin)
    etape = next((etape for etape in parcours.etapes if _shows(etape, steps)), parcours.etapes[0])
    page = _page(parcours, steps)
    windows, ancre = _windows(parcours, steps, len(page)), steps
    for length, step in enumerate(steps):
        if isinstance(step, int) and not is_objet(_kind(parcours, steps[:length])):
            ancre = steps[:length]  # one line among those of a single control
            break
    return Lieu(etape.nom, pointer(*page), windows, ident_of(pointer(*ancre)))


def _page(parcours: Parcours, steps: Steps) -> Steps:
    """Return the path of the innermost item that has a page of its own, and holds the value."""
    inner = range(len(steps) - 1, 0, -1)
    return next((steps[:length] for length in inner if _has_page(parcours, steps[:length])), ())


def _windows(parcours: Parcours, steps: Steps, start: int) -> dict[str, int]:
    """Return the pages to turn to, in the lists that lead from a page to a value."""
    ranks = ((length, step) for length, step in enumerate(steps) if length >= start and isinstance(step, int))
    lists = ((steps[:length], rank) for length, rank in ranks)
    return {pointer(*way): rank // WINDOW + 1 for way, rank in lists if _is_long(parcours, way) and rank >= WINDOW}


def _has_page(parcours: Parcours, steps: Steps) -> bool:
    kind = _kind(parcours, steps[:-1])
    return isinstance(steps[-1], int) and is_objet(kind) and has_page(kind)


def _is_long(parcours: Parcours, way: Steps) -> bool:
    kind = _kind(parcours, way)
    return is_objet(kind) and not is_plan(kind)


def _kind(parcours: Parcours, way: Steps) -> type:
    try:
        kind: type = item_type(cle_at(parcours.racine, way).type)
    except KeyError:
        return object  # an unknown key: the shape says so
    return kind


def _shows(etape: Etape, steps: Steps) -> bool:
    return any(steps[: len(part)] == part for part in etape.parts)
