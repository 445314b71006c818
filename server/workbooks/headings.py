"""Which column of a file is which column of the model: by the hidden keys, failing them by the labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from server.workbooks.columns import Colonne
from server.workbooks.fault import FauteDeCellule
from server.workbooks.grid import Case
from server.workbooks.models import FIRST, KEYS, TITLES, Feuille


@dataclass(frozen=True)
class Intitules:
    """The columns found, by their rank from 0; `premier` is the rank of the first row of values."""

    colonnes: dict[int, Colonne]
    premier: int


def recognise_intitules(feuille: Feuille, rows: Sequence[Sequence[Case]]) -> Intitules:
    """Return the columns of a sheet; a hidden row of keys that someone removed leaves its place to the values."""
    titles, keys = (_texts(rows, rank) for rank in (TITLES - 1, KEYS - 1))
    by_key = {colonne.cle: colonne for colonne in feuille.colonnes}
    by_label = {_fold_label(colonne.libelle): colonne for colonne in feuille.colonnes}
    has_keys = any(key in by_key for key in keys)
    found: dict[int, Colonne] = {}
    for rank, title in enumerate(titles):
        colonne = (by_key.get(keys[rank]) if has_keys else None) or by_label.get(_fold_label(title))
        if colonne and colonne not in found.values():
            found[rank] = colonne
    return Intitules(found, FIRST - 1 if has_keys else KEYS - 1)


def find_faults(feuille: Feuille, rows: Sequence[Sequence[Case]], intitules: Intitules) -> Iterator[FauteDeCellule]:
    """Yield what is wrong with the headings: no column known, a key that lacks, a column unknown or given twice."""
    if not intitules.colonnes:
        yield FauteDeCellule(feuille.titre, "", f"Utilisez le modèle du service : {_NONE}.")
        return
    for colonne in feuille.identite:
        if colonne not in intitules.colonnes.values():
            yield FauteDeCellule(feuille.titre, "", f"Ajoutez {_line(feuille)} « {colonne.libelle} » : {_NEEDED}.")
    yield from _mistaken(feuille, rows, intitules)
    for rank in range(max(map(len, rows))):
        filled = [row[rank] for row in rows if rank < len(row) and row[rank].texte]
        if rank not in intitules.colonnes and filled:
            yield FauteDeCellule(feuille.titre, filled[0].adresse, _unknown(feuille, _texts(rows, 0)[rank]))


def _mistaken(feuille: Feuille, rows: Sequence[Sequence[Case]], intitules: Intitules) -> Iterator[FauteDeCellule]:
    """Yield the headings under which the values of another column stand: its hidden key says whose they are."""
    labels = {_fold_label(colonne.libelle) for colonne in feuille.colonnes}
    for rank, colonne in intitules.colonnes.items():
        title = _fold_label(_texts(rows, TITLES - 1)[rank])
        if title in labels and title != _fold_label(colonne.libelle):
            order = f"Remplacez cet intitulé par « {colonne.libelle} »"
            yield FauteDeCellule(feuille.titre, rows[TITLES - 1][rank].adresse, f"{order} : ce sont ses valeurs.")


_NONE = "aucun intitulé de cette feuille n’est connu"
_NEEDED = "elle dit de quel élément il s’agit"


def _unknown(feuille: Feuille, title: str) -> str:
    labels = {_fold_label(colonne.libelle): colonne.libelle for colonne in feuille.colonnes}
    proches = get_close_matches(_fold_label(title)[:100], labels, n=1)
    if _fold_label(title) in labels:
        return f"Gardez une seule fois {_line(feuille)} « {labels[_fold_label(title)]} »."
    if proches:
        return f"Remplacez l’intitulé « {title[:80]} », inconnu, par « {labels[proches[0]]} »."
    return f"Retirez {_line(feuille)} « {title[:80]} » : le modèle ne la connaît pas."


def _texts(rows: Sequence[Sequence[Case]], rank: int) -> list[str]:
    width = max(map(len, rows), default=0)
    texts = [case.texte for case in rows[rank]] if rank < len(rows) else []
    return texts + [""] * (width - len(texts))


def _line(feuille: Feuille) -> str:
    return "la ligne" if feuille.couchee else "la colonne"


def _fold_label(label: str) -> str:
    return " ".join(label.removesuffix("*").replace("’", "'").casefold().split())
