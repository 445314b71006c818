"""Where the cells of a pasted table go: from the control that receives them, to the right and downwards."""

from collections.abc import Iterator, Sequence

from schemas.chemin import pointer
from schemas.francais import compte, typographie
from schemas.objet import Objet, item_type
from server.entry.form import find_plain, is_flat, is_plan
from server.entry.paths import Steps, cle_at


class CollageImpossible(ValueError):
    """A pasted table does not fit where it is to go. The message is French."""

    def __init__(self, message: str) -> None:
        super().__init__(typographie(message))


def paste_cells(racine: type[Objet], cible: Steps, cells: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return the texts of the controls that a table fills, by JSON pointer, from the cell `cible` on.

    Raises `CollageImpossible`, and `KeyError` for what is no cell.
    """
    liste, rank, column = _cell(racine, cible)
    kind = item_type(cle_at(racine, liste).type)
    ways = [way for way, _, _ in find_plain(kind)]
    rows = list(zip(*cells, strict=True)) if is_plan(kind) else cells  # a plan has an item per column
    width = max(map(len, rows), default=0)
    if width > len(ways) - column:
        room = compte(len(ways) - column, "ligne" if is_plan(kind) else "colonne")
        raise CollageImpossible(f"Réduisez ce que vous collez : il n’y a place que pour {room} à partir de cette case.")
    return {
        pointer(*liste, rank + below, *ways[column + right]): [texte]
        for below, row in enumerate(rows)
        for right, texte in enumerate(row)
    }


def _cell(racine: type[Objet], cible: Steps) -> tuple[Steps, int, int]:
    """Return the list, the rank of the item and that of the column of a cell. Raises `KeyError`."""
    for length, step in _ranks(cible):
        kind = item_type(cle_at(racine, cible[:length]).type)
        if is_flat(kind) or is_plan(kind):
            ways: list[Steps] = [way for way, _, _ in find_plain(kind)]
            if cible[length + 1 :] in ways:
                return cible[:length], step, ways.index(cible[length + 1 :])
    raise KeyError(cible)


def _ranks(cible: Steps) -> Iterator[tuple[int, int]]:
    return ((length, step) for length, step in reversed(list(enumerate(cible))) if isinstance(step, int))
