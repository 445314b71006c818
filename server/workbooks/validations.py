"""Lists to choose from in the cells: the words of the choices, and the items that the rows of a sheet belong to."""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from schemas.base_fields import ChoixField, OuiNonField
from server.entry.values import NON, OUI
from server.workbooks import texts
from server.workbooks.columns import PARENT, Colonne
from server.workbooks.models import FIRST, MOST_ITEMS, Feuille, Modele

LISTES = "Listes"
LAST = FIRST + MOST_ITEMS - 1


def validate(classeur: Workbook, modele: Modele) -> None:
    """Add to each column what one may choose from; the words stand on a hidden sheet."""
    listes = _Listes(classeur)
    for feuille in modele.feuilles:
        sheet = classeur[feuille.titre]
        for rang, colonne in enumerate(feuille.colonnes, 1):
            for rule in _rules(modele, feuille, colonne, listes):
                lettre = get_column_letter(rang)
                rule.add(f"{lettre}{FIRST}:{lettre}{LAST}")
                sheet.add_data_validation(rule)


class _Listes:
    """The hidden sheet of the words to choose from, one column per list."""

    def __init__(self, classeur: Workbook) -> None:
        self._sheet = classeur.create_sheet(LISTES)
        self._sheet.sheet_state = "hidden"
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, mots: tuple[str, ...]) -> str:
        """Return the reference of a list, written once."""
        if mots not in self._ranges:
            rang = len(self._ranges) + 1
            for ligne, mot in enumerate(mots, 1):
                texts.put_text(texts.cell_at(self._sheet, ligne, rang), mot)
            self._ranges[mots] = _reference(LISTES, rang, 1, len(mots))
        return self._ranges[mots]


def _rules(modele: Modele, feuille: Feuille, colonne: Colonne, listes: _Listes) -> Iterator[DataValidation]:
    if isinstance(colonne.field, ChoixField):
        mots = tuple(member.libelle for member in colonne.field.choix)
        yield _rule(listes.range_of(mots), "Choisissez l’une des valeurs de la liste.", "stop")
    elif isinstance(colonne.field, OuiNonField):
        yield _rule(listes.range_of((OUI, NON)), "Répondez par oui ou par non.", "stop")
    elif colonne.cle.startswith(PARENT):
        yield _rule(_parents(modele, feuille, colonne), "Choisissez une ligne de la feuille qui précède.", "warning")


def _rule(reference: str, message: str, style: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=reference,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop" if style == "stop" else "warning",
        errorTitle="Valeur inconnue",
        error=message,
    )


def _parents(modele: Modele, feuille: Feuille, colonne: Colonne) -> str:
    """Return where the parent sheet holds the values of a column by which rows refer to it."""
    parent = next(candidate for candidate in modele.feuilles if feuille in candidate.enfants)
    rang = [PARENT + each.cle for each in parent.colonnes].index(colonne.cle) + 1
    return _reference(parent.titre, rang, FIRST, LAST)


def _reference(titre: str, rang: int, first: int, last: int) -> str:
    lettre = get_column_letter(rang)
    return f"'{titre}'!${lettre}${first}:${lettre}${last}"
