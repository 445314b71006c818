"""Which rows of a table change: each is known by its first cells, as few as tell it from the others."""

from collections.abc import Iterator

from server.amendment.drafting.alignment import align, group_insertions, pair_replacements
from server.amendment.drafting.operations import (
    BlocRemplace,
    DuTableau,
    LieuDuTexte,
    LigneRemplacee,
    LignesInserees,
    LigneSupprimee,
)
from server.amendment.drafting.text import Tableau

Ligne = tuple[str, ...]
FEW = 4  # rows that may change without the table being told again
SAME = 0.5  # of the cells of a row, that make it the same row under another name


def compare_rows(avant: Tableau, apres: Tableau, lieu: LieuDuTexte, rang: int) -> list[DuTableau | BlocRemplace]:
    """Return what becomes of the rows of a table whose headings stay; of the table, when most of them change."""
    found: list[DuTableau | BlocRemplace] = list(_changes(avant.lignes, apres.lignes, lieu, rang))
    if len(found) > max(FEW, len(avant.lignes) // 2):
        return [BlocRemplace(lieu, rang, apres)]
    return found


def count_key_columns(tableau: Tableau, *others: Ligne) -> int:
    """Return how many first cells tell each row of a table, and some others, from the rest."""
    lignes = {*tableau.lignes, *others}
    widest = max(map(len, lignes), default=1)
    return next((n for n in range(1, widest) if len({ligne[:n] for ligne in lignes}) == len(lignes)), widest)


def _changes(old: tuple[Ligne, ...], new: tuple[Ligne, ...], lieu: LieuDuTexte, rang: int) -> Iterator[DuTableau]:
    cells = max(_keys(old), _keys(new))
    keys = ([row[:cells] for row in old], [row[:cells] for row in new])
    paires = list(pair_replacements(align(*keys, lambda i, j: _is_same(old[i], new[j], cells))))
    for i, j in paires:
        if i is not None and j is None:
            yield LigneSupprimee(lieu, rang, i)
        elif i is not None and j is not None and old[i] != new[j]:
            yield LigneRemplacee(lieu, rang, i, new[j])
    for after, added in group_insertions(paires):
        yield LignesInserees(lieu, rang, after, tuple(new[each] for each in added))


def _keys(lignes: tuple[Ligne, ...]) -> int:
    return count_key_columns(Tableau((), lignes))


def _is_same(old: Ligne, new: Ligne, cells: int) -> bool:
    """Tell whether two rows at the same place are the same row: by their first cells, or by most of the others."""
    if old[:cells] == new[:cells]:
        return True
    return len(old) == len(new) and sum(a == b for a, b in zip(old, new, strict=True)) >= SAME * len(old)
