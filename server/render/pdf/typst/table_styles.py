"""What a table style says of each cell by its place: whole table, bands, first row, last column, corners."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from server.render.pdf.typst.properties import merge_levels, read_borders, read_fill
from server.render.pdf.typst.xml import (
    FALSE,
    LOGICAL,
    Node,
    find_child,
    find_children,
    measure,
    read_attribute,
    read_integer,
    read_local_name,
    read_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from server.render.pdf.typst.styles import StyleSheet

# The older way to say which regions a table shows is a sum of these.
LOOK = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400}
FLAT = {"firstRow", "lastRow", "band1Horz", "band2Horz"}  # regions that are one row high
THIN = {"firstCol", "lastCol", "band1Vert", "band2Vert"}  # regions that are one column wide
SIDES = ("top", "left", "bottom", "right")
DEFAULT_MARGINS = {"top": 0.0, "bottom": 0.0, "left": 5.4, "right": 5.4}


class Place(NamedTuple):
    """The first row and column of a cell, and at which edges of the table it stands."""

    row: int
    column: int
    edges: frozenset[str]


class CellStyle(NamedTuple):
    """What a table style says of a cell: of its paragraphs, their text, its background and its borders by side."""

    paragraph: Node
    run: Node
    fill: str | None
    borders: Node


class TableStyle:
    """The style of one table, its own borders and margins included."""

    def __init__(self, styles: StyleSheet, properties: Element | None) -> None:
        lineage = styles.lineage(read_value(properties, "w:tblStyle"), "table")
        tables = [*(find_child(style, "w:tblPr") for style in lineage), properties]
        self._styles = styles
        self._lineage = lineage
        self._look = read_look(find_child(properties, "w:tblLook"))
        self._row_band, self._column_band = read_band(tables, "Row"), read_band(tables, "Col")
        self._borders = merge_levels(*(read_borders(find_child(table, "w:tblBorders")) for table in tables))
        self._known: dict[tuple[object, ...], CellStyle] = {}
        self.margins = merge_levels(
            DEFAULT_MARGINS, *(read_margins(find_child(table, "w:tblCellMar")) for table in tables)
        )
        self.sets_first_row = self._look["firstRow"] and bool(self._regions("firstRow"))

    def at(self, place: Place) -> CellStyle:
        """Return what the style says of a cell; cells of the same regions and edges share the answer."""
        names = (*self._names(place),)
        key = (names, place.edges)
        if key not in self._known:
            self._known[key] = self._cell_style(names, place)
        return self._known[key]

    def _cell_style(self, names: Sequence[str], place: Place) -> CellStyle:
        holders = [*self._lineage, *(region for name in names for region in self._regions(name))]
        fills = [read_fill(find_child(holder, "w:tcPr")) for holder in holders]
        return CellStyle(
            merge_levels(*(self._styles.paragraph_in(holder) for holder in holders)),
            merge_levels(*(self._styles.run_in(holder) for holder in holders)),
            next((each for each in reversed(fills) if each is not None), None),
            {side: self._border(names, place, side) for side in SIDES},
        )

    def _border(self, names: Sequence[str], place: Place, side: str) -> Node | None:
        """Return the border on one side of a cell; the innermost region that says something decides."""
        for name in reversed(names):
            for region in reversed(self._regions(name)):
                drawn = read_borders(find_child(region, "w:tcPr/w:tcBorders")).get(find_edge(place, side, name))
                if drawn:
                    return drawn
        return self._borders.get(find_edge(place, side, "wholeTable"))

    def _regions(self, name: str) -> list[Element]:
        return [
            region
            for style in self._lineage
            for region in find_children(style, "w:tblStylePr")
            if read_attribute(region, "w:type") == name
        ]

    def _names(self, place: Place) -> Iterator[str]:
        """Yield the regions that hold a cell, those that override others last."""
        show, row, column = self._look, place.row - self._look["firstRow"], place.column - self._look["firstColumn"]
        yield "wholeTable"
        if not show["noVBand"] and column >= 0:
            yield f"band{column // self._column_band % 2 + 1}Vert"
        if not show["noHBand"] and row >= 0:
            yield f"band{row // self._row_band % 2 + 1}Horz"
        if show["firstRow"] and "top" in place.edges:
            yield "firstRow"
        if show["lastRow"] and "bottom" in place.edges:
            yield "lastRow"
        if show["firstColumn"] and "left" in place.edges:
            yield "firstCol"
        if show["lastColumn"] and "right" in place.edges:
            yield "lastCol"


def find_edge(place: Place, side: str, region: str) -> str:
    """Return which border of a region lies on one side of a cell: an outer one, or one inside it."""
    if side in {"top", "bottom"}:
        return side if side in place.edges or region in FLAT else "insideH"
    return side if side in place.edges or region in THIN else "insideV"


def read_look(element: Element | None) -> dict[str, bool]:
    """Return which regions of its style a table shows."""
    total = read_integer(read_attribute(element), base=16)
    said = {flag: read_attribute(element, f"w:{flag}") for flag in LOOK}
    return {flag: bool(total & bit) if said[flag] is None else said[flag] not in FALSE for flag, bit in LOOK.items()}


def read_band(tables: list[Element | None], way: str) -> int:
    """Return how many rows or columns make a band."""
    return max([1, *(read_integer(read_value(table, f"w:tblStyle{way}BandSize")) for table in tables)])


def read_margins(element: Element | None) -> Node:
    """Return the margins that a table or a cell says, by side."""
    sides = [] if element is None else list(element)
    said = {
        LOGICAL.get(read_local_name(side), read_local_name(side)): measure(read_attribute(side, "w:w"))
        for side in sides
    }
    return {side: margin for side, margin in said.items() if margin is not None}
