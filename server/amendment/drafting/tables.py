"""The cells of a table, read in one walk where they hold plain text, as those of a large contract do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.render.word.ooxml import w
from server.render.word.text import SPEAKING, TEXT, UNREAD, find_nearest, read_inline_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

TABLE, ROW, CELL, PARAGRAPH = map(w, ("tbl", "tr", "tc", "p"))
HEADING = f"{w('trPr')}/{w('tblHeader')}"
NOT_PLAIN = (TABLE, *SPEAKING, *(UNREAD - {w("pPr"), w("rPr")}))

Row = tuple[str, ...]


def rows_of(table: etree._Element) -> Iterator[tuple[bool, Row]]:
    """Yield whether each row is one of headings, and its cells."""
    plain = sum(1 for _ in table.iter(*NOT_PLAIN)) == 1  # the table itself
    rows = (
        _read_plain_rows(table)
        if plain
        else [tuple(map(_cell, find_nearest(row, CELL))) for row in find_nearest(table, ROW)]
    )
    headings = (row.find(HEADING) is not None for row in find_nearest(table, ROW))
    return zip(headings, rows, strict=True)


def _read_plain_rows(table: etree._Element) -> list[Row]:
    """Return the rows of a table that holds nothing but rows, cells, paragraphs and their texts."""
    rows: list[list[list[list[str]]]] = []
    for element in table.iter(ROW, CELL, PARAGRAPH, TEXT):
        tag = element.tag
        if tag == TEXT:
            rows[-1][-1][-1].append(element.text or "")
        elif tag == PARAGRAPH:
            rows[-1][-1].append([])
        elif tag == CELL:
            rows[-1].append([])
        else:
            rows.append([])
    return [tuple(_lines(map("".join, cell)) for cell in row) for row in rows]


def _cell(cell: etree._Element) -> str:
    return _lines(read_inline_text(each) for each in find_nearest(cell, PARAGRAPH))


def _lines(paragraphs: Iterator[str]) -> str:
    return "\n".join(filter(None, (text.strip(" ") for text in paragraphs)))
