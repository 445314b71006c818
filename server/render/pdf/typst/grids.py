"""Where the cells of a table stand: rows, columns, merged cells and widths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.render.pdf.typst.paragraphs import Inherited
from server.render.pdf.typst.xml import (
    Node,
    expand_name,
    find_child,
    find_children,
    measure,
    read_attribute,
    read_integer,
    read_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

DELETED = ("w:trPr/w:del", "w:tcPr/w:cellDel")
NARROWEST = 1.0  # points
FIFTIETHS = 5000  # of a percent, in the whole
MOST_COLUMNS = 63  # what Word allows


@dataclass
class Cell:
    """One cell: where it starts, how many `rows` and columns (`span`) it takes, and what is found out later."""

    element: Element
    row: int
    column: int
    span: int
    rows: int = 1
    width: float = 0.0
    inherited: Inherited = field(default_factory=Inherited)
    look: Node = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)


def walk_within(element: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls and tracked insertions."""
    for inner in element:
        if inner.tag == expand_name(wanted):
            if all(find_child(inner, deleted) is None for deleted in DELETED):
                yield inner
        elif inner.tag not in {
            expand_name("w:tbl"),
            expand_name("w:p"),
            expand_name("w:del"),
            expand_name("w:moveFrom"),
        }:
            yield from walk_within(inner, wanted)


def place_cells(rows: Sequence[Element]) -> list[Cell]:
    """Return the cells of rows; those that continue a cell above lengthen it and show nothing."""
    cells: list[Cell] = []
    above: dict[int, Cell] = {}  # the cell that a continuation lengthens, by column
    for rank, row in enumerate(rows):
        column = min(read_integer(read_value(row, "w:trPr/w:gridBefore")), MOST_COLUMNS)
        open_cells: dict[int, Cell] = {}
        for element in walk_within(row, "w:tc"):
            span = min(max(1, read_integer(read_value(element, "w:tcPr/w:gridSpan"), 1)), MOST_COLUMNS)
            merge = find_child(element, "w:tcPr/w:vMerge")
            if merge is not None and read_attribute(merge) != "restart" and column in above:
                open_cells[column] = above[column]
                above[column].rows += 1
            else:
                cells.append(Cell(element, rank, column, span))
                if merge is not None:
                    open_cells[column] = cells[-1]
            column += span
        above = open_cells
    return cells


def measure_columns(table: Element, cells: Sequence[Cell], room: float) -> list[float]:
    """Return the widths of the columns, in points: those of the grid, scaled where the table says a share."""
    count = max((cell.column + cell.span for cell in cells), default=0)
    grid = [
        measure(read_attribute(column, "w:w")) or 0.0
        for column in find_children(find_child(table, "w:tblGrid"), "w:gridCol")
    ]
    widths = [*grid, *[0.0] * (count - len(grid))][:count]
    if not all(widths):
        widths = fill_widths(widths, cells, room)
    asked = measure_share(find_child(table, "w:tblPr/w:tblW"), room)
    scale = asked / sum(widths) if asked and widths else 1.0
    return [round(max(width * scale, NARROWEST), 3) for width in widths]


def fill_widths(widths: Sequence[float], cells: Sequence[Cell], room: float) -> list[float]:
    """Return widths where each unknown one is that of a cell of its column, or an equal part of what is left."""
    asked = {cell.column: measure(value_of_width(cell)) for cell in cells if cell.span == 1}
    known = [width or asked.get(column) or 0.0 for column, width in enumerate(widths)]
    left = max(room - sum(known), NARROWEST) / max(1, known.count(0.0))
    return [width or left for width in known]


def value_of_width(cell: Cell) -> str | None:
    """Return the width in twips that a cell asks for, if it asks for one."""
    width = find_child(cell.element, "w:tcPr/w:tcW")
    return read_attribute(width, "w:w") if read_attribute(width, "w:type") == "dxa" else None


def measure_share(width: Element | None, room: float) -> float | None:
    """Return the width of a table that asks for a share of its room (in fiftieths of a percent, or in « % »)."""
    text = read_attribute(width, "w:w") or ""
    if text.endswith("%"):
        return room * read_integer(text.removesuffix("%").split(".")[0]) / 100 or None
    return room * read_integer(text) / FIFTIETHS or None if read_attribute(width, "w:type") == "pct" else None
