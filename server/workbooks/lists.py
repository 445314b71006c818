"""A list exported: CSV that French Excel opens, or XLSX; no text of it can act as a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from server.workbooks import printing, texts
from server.workbooks.package import save_workbook

Valeur: TypeAlias = str | int | Decimal | date | None
_WIDEST, _MARGIN = 60, 2  # characters


def csv_of(entetes: Sequence[str], lignes: Iterable[Sequence[Valeur]]) -> bytes:
    """Return a list as CSV: UTF-8 with its mark, semicolons, CRLF; dates as 31/12/2027, decimals with a comma.

    A text that a spreadsheet could take for a formula gets a leading apostrophe.
    """
    texte = StringIO()
    writer = csv.writer(texte, delimiter=";", lineterminator="\r\n")
    writer.writerows([_csv_cell(valeur) for valeur in ligne] for ligne in (entetes, *lignes))
    return texte.getvalue().encode("utf-8-sig", "replace")


def xlsx_of(titre: str, entetes: Sequence[str], lignes: Iterable[Sequence[Valeur]]) -> bytes:
    """Return a list as a workbook of one sheet; numbers and dates are real, texts are text.

    `titre` names the sheet: letters, digits and spaces, 31 at most.
    """
    classeur = Workbook()
    feuille = classeur.worksheets[0]
    feuille.title = titre
    rows = [entetes, *lignes]
    for rang, ligne in enumerate(rows, 1):
        for colonne, valeur in enumerate(ligne, 1):
            _write(feuille, rang, colonne, valeur)
    _lay_out(feuille, rows)
    return save_workbook(classeur)


def _csv_cell(valeur: Valeur) -> str:
    if isinstance(valeur, date):
        return f"{valeur:%d/%m/%Y}"
    if isinstance(valeur, int | Decimal):
        return f"{valeur:f}".replace(".", ",") if isinstance(valeur, Decimal) else str(valeur)
    texte = valeur or ""
    return f"'{texte}" if texts.is_dangerous(texte) else texte


def _write(feuille: Worksheet, rang: int, colonne: int, valeur: Valeur) -> None:
    cell = texts.cell_at(feuille, rang, colonne)
    if isinstance(valeur, str):
        texts.put_text(cell, valeur[: texts.LONGEST // 2])
    elif valeur is not None:
        cell.value = valeur
        cell.number_format = _number_format(valeur)


def _number_format(valeur: int | Decimal | date) -> str:
    if isinstance(valeur, date):
        return "DD/MM/YYYY"
    return "#,##0.00" if isinstance(valeur, Decimal) else "0"


def _lay_out(feuille: Worksheet, rows: Sequence[Sequence[Valeur]]) -> None:
    for cell in feuille[1]:
        cell.font = Font(name="Calibri", size=11, bold=True)
    for rang in range(1, len(rows[0]) + 1):
        width = max(len(_csv_cell(row[rang - 1])) for row in rows) + _MARGIN
        feuille.column_dimensions[get_column_letter(rang)].width = min(width, _WIDEST)
    feuille.freeze_panes = "A2"
    feuille.auto_filter.ref = feuille.dimensions
    feuille.print_title_rows = "1:1"
    printing.prepare(feuille)
