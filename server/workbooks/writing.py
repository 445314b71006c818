"""A workbook of the service written: empty, to be filled in, or with what a payload holds."""

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from schemas.francais import INSECABLE
from server.workbooks import styles, texts
from server.workbooks.columns import Colonne
from server.workbooks.instructions import write_help
from server.workbooks.models import FIRST, KEYS, TITLES, Feuille, Modele
from server.workbooks.package import save_workbook
from server.workbooks.rows import Ligne, lignes_of
from server.workbooks.validations import validate
from server.workbooks.values import Valeur, cell_of


def write(modele: Modele, charge: Mapping[str, Any]) -> bytes:
    """Return the workbook of a payload, an empty one for `{}`; the same payload gives the same bytes.

    The payload may be a draft: what is out of shape is written as it was typed, and what is no object of a list is
    left out. A text that no cell can hold is replaced by `texts.TROP_LONG`, which reading leaves aside.
    """
    classeur = Workbook()
    write_help(classeur.worksheets[0], modele)
    for racine in modele.racines:
        lignes = list(lignes_of(racine, charge))
        for feuille in racine.family():
            _sheet(classeur, feuille, [ligne for of, ligne in lignes if of is feuille])
    validate(classeur, modele)
    return save_workbook(classeur)


def _sheet(classeur: Workbook, feuille: Feuille, lignes: list[Ligne]) -> None:
    sheet = classeur.create_sheet(feuille.titre)
    for rang, colonne in enumerate(feuille.colonnes, 1):
        texts.put_text(_cell(sheet, feuille, TITLES, rang), _heading(colonne))
        texts.put_text(_cell(sheet, feuille, KEYS, rang), colonne.cle)
        for numero, ligne in enumerate(lignes, FIRST):
            _write(sheet, feuille, (numero, rang), _valeur(colonne, ligne))
    styles.dress(sheet, feuille, len(lignes))


def _heading(colonne: Colonne) -> str:
    return f"{colonne.libelle}{INSECABLE}*" if colonne.obligatoire else colonne.libelle


def _valeur(colonne: Colonne, ligne: Ligne) -> Valeur:
    value = ligne.get(colonne.cle)
    return None if value is None else cell_of(colonne.field, value)


def _write(sheet: Worksheet, feuille: Feuille, place: tuple[int, int], valeur: Valeur) -> None:
    cell = _cell(sheet, feuille, *place)
    if isinstance(valeur, str):
        texts.put_text(cell, valeur if texts.fits(valeur) else texts.TROP_LONG)
    else:
        cell.value = valeur


def _cell(sheet: Worksheet, feuille: Feuille, ligne: int, colonne: int) -> Cell:
    place = (colonne, ligne) if feuille.couchee else (ligne, colonne)
    return texts.cell_at(sheet, *place)
