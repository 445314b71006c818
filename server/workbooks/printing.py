"""How a sheet is printed: A4, on its side, its name and pages at the foot; and how high its rows are."""

from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as Part
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet


def prepare(feuille: Worksheet, *, pages: tuple[int, int] = (1, 0)) -> None:
    """Set the printing of a sheet, on so many pages across and down; 0 is as many as it takes."""
    feuille.page_setup.orientation = "landscape"
    feuille.page_setup.paperSize = 9  # A4
    feuille.page_setup.fitToWidth, feuille.page_setup.fitToHeight = pages
    feuille.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    feuille.HeaderFooter.oddFooter = HeaderFooterItem(left=Part(text="&A"), right=Part(text="Page &P sur &N"))


def set_heights(feuille: Worksheet, first: int = 1) -> None:
    """Make each row as high as its text needs in the widths set: not every spreadsheet does it on opening."""
    for rang, cells in enumerate(feuille.iter_rows(min_row=first), first):
        lines = [
            _lines(str(cell.value), _width(feuille, colonne))
            for colonne, cell in enumerate(cells, 1)
            if cell.value is not None
        ]
        feuille.row_dimensions[rang].height = min(LINE * max(lines, default=1), HIGHEST)


LINE, HIGHEST = 15.0, 409.0  # points; the second is the limit of the format


def _lines(texte: str, width: float) -> int:
    return sum(max(1, ceil(1.15 * len(line) / width)) for line in texte.split("\n"))


def _width(feuille: Worksheet, colonne: int) -> float:
    return feuille.column_dimensions[get_column_letter(colonne)].width
