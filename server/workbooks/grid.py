"""The cells of a sheet as the file holds them, in the order of the rows and columns of the model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from server.workbooks import texts
from server.workbooks.inspection import (
    NOT_A_WORKBOOK,
    ClasseurRefuse,
    SheetSurvey,
    name_cell,
    refuse_unsafe,
    survey_sheet,
)
from server.workbooks.models import FIRST, MOST_COLUMNS, MOST_ITEMS

ROWS, COLUMNS = MOST_ITEMS + FIRST - 1, MOST_COLUMNS


@dataclass(frozen=True, slots=True)
class Case:
    """One cell: its value (text, number, date, true or false, None) and where it is (« C12 »)."""

    valeur: object
    adresse: str
    erreur: bool = False

    @property
    def texte(self) -> str:
        """The cell as a text, blank when it is."""
        return "" if self.valeur is None else str(self.valeur).strip()


class Classeur:
    """A workbook opened for reading: values only, nothing from elsewhere."""

    def __init__(self, contenu: bytes) -> None:
        """Open the bytes of a workbook; raises `ClasseurRefuse` for what is not one, or is unsafe."""
        refuse_unsafe(contenu)
        self._contenu = contenu
        self._classeur = _open_workbook(contenu)
        self.titres = tuple(sheet.title for sheet in self._classeur.worksheets if isinstance(sheet, ReadOnlyWorksheet))

    def survey(self, titre: str) -> SheetSurvey:
        """Return what a sheet holds beside its values."""
        part = self._sheet(titre)._worksheet_path.removeprefix("/")  # noqa: SLF001 -- openpyxl tells it nowhere else
        with ZipFile(BytesIO(self._contenu)) as package, package.open(part) as source:
            return survey_sheet(source)

    def rows(self, titre: str, releve: SheetSurvey) -> list[list[Case]]:
        """Return the cells of a sheet that is within the limits, row by row."""
        if not releve.lignes:
            return []
        rows = self._sheet(titre).iter_rows(1, releve.lignes, 1, releve.colonnes)
        try:
            return [list(_cases(row, numero)) for numero, row in enumerate(rows, 1)]
        except (ValueError, KeyError, IndexError, TypeError, OverflowError):
            raise ClasseurRefuse(NOT_A_WORKBOOK) from None

    def _sheet(self, titre: str) -> Any:  # noqa: ANN401 -- the stubs know nothing of how such a sheet is read
        return self._classeur[titre]


def turn_upright(rows: Sequence[Sequence[Case]]) -> list[list[Case]]:
    """Return a sheet that lies on its side, upright: its columns as rows."""
    return [list(row) for row in zip_longest(*rows, fillvalue=Case(None, ""))]


def _open_workbook(contenu: bytes) -> Workbook:
    try:
        return load_workbook(BytesIO(contenu), read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 -- openpyxl and the XML readers below it raise what they will on a broken file
        raise ClasseurRefuse(NOT_A_WORKBOOK) from None


def _cases(row: Sequence[object], ligne: int) -> Iterator[Case]:
    for colonne, cell in enumerate(row, 1):
        adresse = name_cell(ligne, colonne)
        yield _case(cell, adresse) if isinstance(cell, ReadOnlyCell) else Case(None, adresse)


def _case(cell: ReadOnlyCell, adresse: str) -> Case:
    valeur = cell.value
    if isinstance(valeur, str):
        return Case(texts.read_back(valeur), adresse, erreur=cell.data_type == "e")
    if isinstance(valeur, int | float) and "%" in str(cell.number_format):
        return Case(Decimal(repr(valeur)) * 100, adresse)  # 62 % is held as 0.62
    return Case(valeur, adresse)
