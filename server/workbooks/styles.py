"""What the sheets look like: headings that stay in sight, formats of the cells, widths that fit, grey for sums."""

from functools import singledispatch
from math import ceil

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from schemas.base_fields import JourField, SuiteField
from schemas.number_fields import AnneeField, EntierField, EurosField, NombreField
from schemas.text_fields import MarkdownField, MotifField
from server.workbooks import printing
from server.workbooks.columns import Colonne, Field
from server.workbooks.models import FIRST, KEYS, Feuille
from server.workbooks.texts import cell_at

HEADING = PatternFill("solid", fgColor="DCE6F1")
COMPUTED = PatternFill("solid", fgColor="E7E6E6")
LINE = Side(style="thin", color="BFBFBF")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
BOLD = Font(name="Calibri", size=11, bold=True)
TOP = Alignment(vertical="top", wrap_text=True)
CENTRE = Alignment(vertical="center", wrap_text=True)
LABELS, AMOUNTS, PAPER = 50, 17, 220  # widths, in characters, of a sheet on its side; what a page bears


def dress(sheet: Worksheet, feuille: Feuille, lignes: int) -> None:
    """Give a sheet its looks, once its values are written; `lignes` is the number of its items."""
    (_dress_lying if feuille.couchee else _dress_upright)(sheet, feuille, lignes)


def _dress_upright(sheet: Worksheet, feuille: Feuille, lignes: int) -> None:
    for rang, colonne in enumerate(feuille.colonnes, 1):
        lettre = get_column_letter(rang)
        sheet.column_dimensions[lettre].width = width_of(colonne.field)
        sheet.column_dimensions[lettre].number_format = format_of(colonne.field)  # of the rows to come
        for ligne in range(FIRST, lignes + FIRST):
            _dress_cell(sheet, ligne, rang, colonne)
        _head(sheet, 1, rang)
    sheet.row_dimensions[KEYS].hidden = True
    sheet.freeze_panes = f"{get_column_letter(len(feuille.identite) + 1)}{FIRST}"
    sheet.print_title_rows = "1:1"
    printing.set_heights(sheet)
    widths = [width_of(colonne.field) for colonne in feuille.colonnes]
    printing.prepare(sheet, pages=(ceil(sum(widths) / PAPER), 0))


def _dress_lying(sheet: Worksheet, feuille: Feuille, lignes: int) -> None:
    sheet.column_dimensions["A"].width = LABELS
    sheet.column_dimensions["B"].hidden = True
    for rang, colonne in enumerate(feuille.colonnes, 1):
        cell_at(sheet, rang, 1).border = FRAME
        for numero in range(FIRST, lignes + FIRST):
            sheet.column_dimensions[get_column_letter(numero)].width = AMOUNTS
            _dress_cell(sheet, rang, numero, colonne)
        if colonne.calculee:
            _grey(sheet, feuille, rang, lignes)
    for numero in (1, *range(FIRST, lignes + FIRST)):
        _head(sheet, 1, numero)
    sheet.freeze_panes = "C2"
    sheet.print_title_cols, sheet.print_title_rows = "A:A", "1:1"
    printing.prepare(sheet, pages=(1, 1))


def _dress_cell(sheet: Worksheet, ligne: int, rang: int, colonne: Colonne) -> None:
    cell = cell_at(sheet, ligne, rang)
    cell.border, cell.alignment = FRAME, TOP
    if cell.data_type != "s":
        cell.number_format = format_of(colonne.field)


def _head(sheet: Worksheet, ligne: int, rang: int) -> None:
    cell = cell_at(sheet, ligne, rang)
    cell.font, cell.fill, cell.border, cell.alignment = BOLD, HEADING, FRAME, CENTRE


def _grey(sheet: Worksheet, feuille: Feuille, rang: int, lignes: int) -> None:
    """Mark a computed row, but for the opening, which may be typed there."""
    typed = {colonne.cle for colonne in feuille.ouverture.colonnes} if feuille.ouverture else set()
    for numero in (1, *range(FIRST, lignes + FIRST)):
        cell = cell_at(sheet, rang, numero)
        cell.font = BOLD
        if numero != FIRST or feuille.colonnes[rang - 1].cle not in typed:
            cell.fill = COMPUTED


@singledispatch
def format_of(_: Field) -> str:
    """Return the number format of a kind of value, in the one language that files use."""
    return "@"


@format_of.register
def _(_: JourField) -> str:
    return "DD/MM/YYYY"


@format_of.register
def _(_: NombreField) -> str:
    return "General"


@format_of.register
def _(_: EurosField) -> str:
    return "#,##0.00"


@format_of.register
def _(_: EntierField) -> str:
    return "#,##0"


@format_of.register
def _(_: AnneeField) -> str:
    return "0"


@singledispatch
def width_of(_: Field) -> int:
    """Return the width of a column, in characters."""
    return 28


@width_of.register(JourField)
@width_of.register(NombreField)
@width_of.register(EntierField)
@width_of.register(MotifField)
def _(_: Field) -> int:
    return 16


@width_of.register(SuiteField)
def _(_: Field) -> int:
    return 36


@width_of.register(MarkdownField)
def _(_: Field) -> int:
    return 60
