"""What a spreadsheet or a web table puts on the clipboard as text, cut into cells."""

import re
from collections.abc import Iterator

from schemas.francais import nombre, typographie

MOST_ROWS, MOST_COLUMNS = 500, 60
LONGEST = 2_000_000  # characters

# A cell is quoted only when its closing mark ends it: « "Val" de Nied » and « 12" » are plain.
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"|([^\t\n]*))(\t|\n|\Z)')


class CollageRefuse(ValueError):
    """What was pasted is too large for a table of the service. The message is French."""

    def __init__(self, message: str) -> None:
        super().__init__(typographie(message))


def split_cells(texte: str) -> list[list[str]]:
    """Return the rows of cells of a pasted text, all of the same length, each cell as it was shown.

    Raises `CollageRefuse` beyond 500 rows, 60 columns or two million characters.
    """
    if len(texte) > LONGEST:
        raise CollageRefuse(f"Réduisez ce que vous collez : {nombre(LONGEST)} caractères au plus.")
    rows = list(_rows(texte.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")))
    width = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise CollageRefuse(f"Réduisez ce que vous collez : {MOST_ROWS} lignes et {MOST_COLUMNS} colonnes au plus.")
    return [row + [""] * (width - len(row)) for row in rows]


def _rows(texte: str) -> Iterator[list[str]]:
    row: list[str] = []
    for quoted, plain, end in _cells(texte):
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        if end != "\t":
            yield row
            row = []


def _cells(texte: str) -> Iterator[tuple[str | None, str, str]]:
    """Yield each cell with what ends it, the end of the text last."""
    position = 0
    while texte and (found := _CELL.match(texte, position)):
        yield found[1], found[2], found[3]
        if not found[3]:
            return
        position = found.end()
