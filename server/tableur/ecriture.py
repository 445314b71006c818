"""A workbook of the service written: empty, to be filled in, or with what a payload holds."""

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from schemas.francais import INSECABLE
from server.tableur import styles, textes
from server.tableur.colonnes import Colonne
from server.tableur.lignes import Ligne, lignes_of
from server.tableur.mode_d_emploi import write_help
from server.tableur.modeles import FIRST, KEYS, TITLES, Feuille, Modele
from server.tableur.paquet import saved
from server.tableur.valeurs import Valeur, cell_of
from server.tableur.validations import validate


def write(modele: Modele, charge: Mapping[str, Any]) -> bytes:
    """Return the workbook of a payload, an empty one for `{}`; the same payload gives the same bytes.

    The payload may be a draft: what is out of shape is written as it was typed, and what is no object of a list is
    left out. A text that no cell can hold is replaced by `textes.TROP_LONG`, which reading leaves aside.
    """
    classeur = Workbook()
    write_help(classeur.worksheets[0], modele)
    for racine in modele.racines:
        lignes = list(lignes_of(racine, charge))
        for feuille in racine.family():
            _sheet(classeur, feuille, [ligne for of, ligne in lignes if of is feuille])
    validate(classeur, modele)
    return saved(classeur)


def _sheet(classeur: Workbook, feuille: Feuille, lignes: list[Ligne]) -> None:
    sheet = classeur.create_sheet(feuille.titre)
    for rang, colonne in enumerate(feuille.colonnes, 1):
        textes.put(_cell(sheet, feuille, TITLES, rang), _heading(colonne))
        textes.put(_cell(sheet, feuille, KEYS, rang), colonne.cle)
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
        textes.put(cell, valeur if textes.fits(valeur) else textes.TROP_LONG)
    else:
        cell.value = valeur


def _cell(sheet: Worksheet, feuille: Feuille, ligne: int, colonne: int) -> Cell:
    place = (colonne, ligne) if feuille.couchee else (ligne, colonne)
    return textes.cell_at(sheet, *place)
