"""Tables: their cells with what their place and their style give them, then their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.render.pdf.typst.estimate import HIGHEST_WHOLE, estimate_height
from server.render.pdf.typst.grids import Cell, measure_columns, place_cells, walk_within
from server.render.pdf.typst.paragraphs import Inherited
from server.render.pdf.typst.properties import read_borders, read_fill
from server.render.pdf.typst.table_styles import SIDES, Place, TableStyle, read_margins
from server.render.pdf.typst.xml import Node, find_child, measure, read_attribute, read_colour, read_flag, read_value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from server.render.pdf.typst.story import Story

ALIGNMENTS = {"center": "center", "right": "right", "end": "right"}
VERTICAL = {"center": "horizon", "bottom": "bottom"}


class Table:
    """A `w:tbl` laid on its grid; its `cells` are to be read before its `node` is asked for."""

    def __init__(self, story: Story, element: Element) -> None:
        self._story = story
        self._properties = find_child(element, "w:tblPr")
        self._style = TableStyle(story.book.styles, self._properties)
        self._rows = list(walk_within(element, "w:tr"))
        self.cells = place_cells(self._rows)
        self._columns = measure_columns(element, self.cells, story.width)
        for cell in self.cells:
            self._dress(cell)

    def node(self) -> Node:
        """Return the table once its cells have been read."""
        rows = [self._row(rank, row) for rank, row in enumerate(self._rows)]
        heights = [measure_row_height(row) for row in rows]
        return {
            "kind": "table",
            "anchors": pull_anchors(rows[: self._headings()]),
            "columns": self._columns,
            "offset": self._offset(),
            "align": ALIGNMENTS.get(read_value(self._properties, "w:jc") or "", "left"),
            "header": self._headings(),
            "repeat": self._count_repeated() > 0,
            "whole": sum(heights) < HIGHEST_WHOLE and all(kept_with_next(row) for row in rows[:-1]),
            "rows": rows,
        }

    def _dress(self, cell: Cell) -> None:
        """Give a cell its room, and what its place in the table gives it."""
        properties, place = find_child(cell.element, "w:tcPr"), self._place(cell)
        style = self._style.at(place)
        drawn = style.borders | read_borders(find_child(properties, "w:tcBorders"))
        margin = self._style.margins | read_margins(find_child(properties, "w:tcMar"))
        cell.look = {
            "borders": {side: drawn[side] for side in SIDES if drawn[side] and drawn[side]["width"]},
            "fill": read_colour((read_fill(properties) or style.fill or "").removeprefix("#")),
            "margins": {side: margin[side] for side in SIDES},
            "valign": VERTICAL.get(read_value(properties, "w:vAlign") or "", "top"),
        }
        cell.inherited = Inherited(style.paragraph, style.run)
        cell.width = sum(self._columns[cell.column : cell.column + cell.span]) - margin["left"] - margin["right"]

    def _place(self, cell: Cell) -> Place:
        at = {
            "top": cell.row == 0,
            "left": cell.column == 0,
            "bottom": cell.row + cell.rows >= len(self._rows),
            "right": cell.column + cell.span >= len(self._columns),
        }
        return Place(cell.row, cell.column, frozenset(side for side in SIDES if at[side]))

    def _count_repeated(self) -> int:
        """Return how many first rows the document says to repeat on each page."""
        marks = [read_flag(row, "w:trPr/w:tblHeader") or False for row in self._rows]
        return marks.index(False) if False in marks else len(marks) - 1

    def _headings(self) -> int:
        """Return how many first rows are headings, with all the rows that their cells reach; never all of them."""
        count = self._count_repeated() or int(self._style.sets_first_row)
        for cell in self.cells:
            if cell.row < count:
                count = max(count, cell.row + cell.rows)
        return min(count, len(self._rows) - 1)

    def _row(self, rank: int, row: Element) -> Node:
        """Return one row; what it holds may not break if it says so and a page can hold it."""
        cells = [self._cell(cell) for cell in self.cells if cell.row == rank]
        rule = find_child(row, "w:trPr/w:trHeight")
        low = max((cell["high"] for cell in cells), default=0.0) < HIGHEST_WHOLE
        return {
            "height": measure(read_attribute(rule)) or 0.0,
            "exact": read_attribute(rule, "w:hRule") == "exact",
            "whole": bool(read_flag(row, "w:trPr/w:cantSplit")) and low,
            "cells": cells,
        }

    def _cell(self, cell: Cell) -> Node:
        shape = {"column": cell.column, "row": cell.row, "span": cell.span, "rows": cell.rows}
        return shape | cell.look | {"high": estimate_height(cell.nodes, cell.width), "blocks": cell.nodes}

    def _offset(self) -> float:
        """Return how far the table starts from the text: older Word aligns the text of cells, not their borders."""
        indent = find_child(self._properties, "w:tblInd")
        asked = measure(read_attribute(indent, "w:w")) if read_attribute(indent, "w:type") != "pct" else None
        aligned = 0.0 if self._story.book.current_layout else self._style.margins["left"]
        return (asked or 0.0) - aligned


def pull_anchors(content: Any) -> list[Node]:  # noqa: ANN401 -- nodes, lists of them, and what they hold
    """Take the anchors out of headings and return them: on each page where these repeat, there would be one more."""
    if isinstance(content, list):
        found = [each for each in content if isinstance(each, dict) and each.get("kind") == "anchor"]
        content[:] = [each for each in content if each not in found]
        return [*found, *(anchor for each in content for anchor in pull_anchors(each))]
    inner = content.values() if isinstance(content, dict) else ()
    return [anchor for each in inner for anchor in pull_anchors(each)]


def measure_row_height(row: Node) -> float:
    """Return about how high a row is, in points."""
    return float(max([row["height"], *(cell["high"] for cell in row["cells"])]))


def kept_with_next(row: Node) -> bool:
    """Tell whether the text of a row asks to stay with the row below."""
    return any(node.get("sticky") for cell in row["cells"] for node in cell["blocks"])
