"""Text within a spreadsheet cell: never a formula, whole, and the same when it is read back."""

import re
from typing import cast

from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from schemas.francais import typographie

LONGEST = 32_767  # UTF-16 code units that a cell may hold; openpyxl would cut without a word

TROP_LONG = typographie(
    "Gardez cette cellule telle quelle : son texte, trop long pour un tableur, se modifie dans le service."
)

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def fits(texte: str) -> bool:
    """Tell whether a cell can hold a text whole."""
    return len(_cell_text(texte).encode("utf-16-le")) // 2 <= LONGEST


def cell_at(feuille: Worksheet, rang: int, colonne: int) -> Cell:
    """Return a cell, made if need be; ranks from 1. The sheets written here hold no merged cells."""
    return cast("Cell", feuille.cell(rang, colonne))


def put_text(cell: Cell, texte: str) -> None:
    """Write a text into a cell, as text whatever it begins with; what XML cannot hold becomes U+FFFD."""
    cell.value = _cell_text(texte)
    cell.data_type = "s"  # openpyxl would make a formula of « = », an error of « #N/A »
    cell.number_format = "@"
    cell.quotePrefix = is_dangerous(texte)


def is_dangerous(texte: str) -> bool:
    """Tell whether a spreadsheet may take a text for a formula."""
    return texte.startswith(_DANGEROUS)


def read_back(texte: str) -> str:
    """Return the text that a cell stands for."""
    return unescape(texte).replace("\r\n", "\n")


def _cell_text(texte: str) -> str:
    return _LIKE_AN_ESCAPE.sub("_x005F_", _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", texte.replace("\r\n", "\n")))
