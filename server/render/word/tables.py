"""What a table needs after its template is filled: a grid as wide as its rows, a paragraph behind it.

`{%tc for … %}` repeats cells, so the number of columns is known only once the table is filled. Such tables
are marked when the template is compiled; the others cost nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from server.render.word.ooxml import NAMESPACE, w

if TYPE_CHECKING:
    from lxml import etree

MARK = "<w:repeatedColumns/>"
MARKED = re.compile(rf"{MARK}<w:tblGrid>(.*?)</w:tblGrid>(.*?)</w:tbl>", re.DOTALL)
REPEATED_CELL = re.compile(r"\{%\s*tc\s")
ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
CELL = re.compile(r"<w:tc(?: [^>]*)?>.*?</w:tc>", re.DOTALL)
SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"/>')
WIDTH = re.compile(r'(?<=<w:tcW )(?=[^/]*w:type="dxa")([^/]*?w:w=")(\d+)')
GRID_WIDTH = re.compile(r'<w:gridCol w:w="(\d+)"/>')
NEEDS_PARAGRAPH = (("</w:tbl>", "<w:tbl>"), ("</w:tbl>", "</w:tc>"), ("</w:tcPr>", "</w:tc>"))


def mark_repeated_columns(root: etree._Element) -> None:
    """Mark, in a template's part, the tables whose number of columns depends on the data."""
    for grid in root.iter(w("tblGrid")):
        table = grid.getparent()
        if table is not None and REPEATED_CELL.search("".join(map(str, table.itertext(w("t"))))):
            grid.addprevious(grid.makeelement(w("repeatedColumns"), nsmap={"w": NAMESPACE}))


def fit_grids(xml: str) -> str:
    """Give each marked table as many grid columns as its widest row has, within the width it had."""
    return MARKED.sub(fit_grid, xml) if MARK in xml else xml


def fit_grid(table: re.Match[str]) -> str:
    """Return a marked table, unmarked, its columns as wide in proportion as its cells ask."""
    grid, rows = table.groups()
    widths = max((read_cell_widths(row) for row in ROW.findall(rows)), key=len, default=[])
    total = sum(int(width) for width in GRID_WIDTH.findall(grid))
    scale = total / sum(widths) if sum(widths) else 1
    columns = "".join(f'<w:gridCol w:w="{round(width * scale)}"/>' for width in widths)
    scaled = WIDTH.sub(lambda cell: f"{cell[1]}{round(int(cell[2]) * scale)}", rows)
    return f"<w:tblGrid>{columns}</w:tblGrid>{scaled}</w:tbl>"


def read_cell_widths(row: str) -> list[int]:
    """Return the width (twips) of each grid column that a row covers."""
    widths: list[int] = []
    for cell in CELL.findall(row):
        span, width = SPAN.search(cell), WIDTH.search(cell)
        columns = int(span[1]) if span else 1
        widths += [int(width[2]) // columns if width else 0] * columns
    return widths


def separate(xml: str) -> str:
    """Put a paragraph where Word needs one: between two tables, at the end of a cell after a table or nothing."""
    for before, after in NEEDS_PARAGRAPH:
        xml = xml.replace(before + after, f"{before}<w:p/>{after}")
    return xml
