"""How a sheet is printed: A4, on its side, all its columns on a page, and its name and pages at the foot."""

from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as Part
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet


def prepare(feuille: Worksheet) -> None:
    """Set the printing of a sheet."""
    feuille.page_setup.orientation = "landscape"
    feuille.page_setup.paperSize = 9  # A4
    feuille.page_setup.fitToHeight = 0  # as many pages as it takes
    feuille.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    feuille.HeaderFooter.oddFooter = HeaderFooterItem(left=Part(text="&A"), right=Part(text="Page &P sur &N"))
