"""The text of a Word document, as a person reads it: one paragraph a line, in the order of the page.

Headings bear `#`, items their list's mark, rows of tables stand between bars; a line end inside a paragraph is
shown by ⏎. Headers, footers and notes come last.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from server.render.word.numbering import Counter, read_numbering
from server.render.word.ooxml import read_value, w
from server.render.word.package import DOCUMENT, read_package
from server.render.word.styles import read_numbering_in, read_styles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from server.render.word.numbering import Numbering
    from server.render.word.package import Package
    from server.render.word.styles import Styles

MARGIN = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"

LINE_END = "⏎"
SIGNS = {w("tab"): "\t", w("cr"): LINE_END, w("noBreakHyphen"): "\u2011"}
TEXT, BREAK, PICTURE, TEXT_PATH = w("t"), w("br"), f"{WP}docPr", f"{VML}textpath"
SPEAKING = {BREAK, PICTURE, TEXT_PATH, *SIGNS}
SILENT = {w("pPr"), w("rPr"), w("instrText"), w("delText"), w("del"), f"{MC}Fallback"}
UNREAD = {*SILENT, w("txbxContent")}


def text_of(docx: bytes) -> str:
    """Return the text of a document; the same document gives the same text."""
    package = read_package(docx)
    reader = Reader(read_styles(package), read_numbering(package))
    return "".join(f"{line}\n" for line in lines_of(package, reader.line))


def lines_of(package: Package, line: Callable[[etree._Element], str]) -> Iterator[str]:
    """Yield the lines of a document's parts, each paragraph as `line` writes it; empty ones are left out."""
    yield from filter(None, read_blocks(package[DOCUMENT].tree()[0], line))
    for name in sorted(filter(MARGIN.fullmatch, package)):
        if found := list(filter(None, read_blocks(package[name].tree(), line))):
            yield f"--- {name.removeprefix('word/').removesuffix('.xml')} ---"
            yield from found


def read_blocks(container: etree._Element, line: Callable[[etree._Element], str]) -> Iterator[str]:
    """Yield the lines of what stands in a body, a cell, a header or a note."""
    for element in container:
        if element.tag == w("p"):
            yield line(element)
            yield from read_boxes(element, line)
        elif element.tag == w("tbl"):
            yield from (read_row(row, line) for row in find_nearest(element, w("tr")))
        elif element.tag not in SILENT:
            yield from read_blocks(element, line)


def read_boxes(paragraph: etree._Element, line: Callable[[etree._Element], str]) -> Iterator[str]:
    """Yield the lines of the text boxes that a paragraph holds."""
    for box in paragraph.iter(w("txbxContent")):
        if not any(ancestor.tag == f"{MC}Fallback" for ancestor in box.iterancestors()):
            yield from read_blocks(box, line)


def read_row(row: etree._Element, line: Callable[[etree._Element], str]) -> str:
    """Return a row of a table, its cells between bars."""
    cells = (f" {LINE_END} ".join(filter(None, read_blocks(cell, line))) for cell in find_nearest(row, w("tc")))
    return f"| {' | '.join(cells)} |"


def find_nearest(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the descendants so named, but not those inside one another."""
    for child in element:
        if child.tag == name:
            yield child
        else:
            yield from find_nearest(child, name)


def read_inline_text(element: etree._Element) -> str:
    """Return the text of a paragraph or of what it holds: shown fields, names of pictures, no code."""
    parts: list[str] = []
    collect(element, parts)
    return "".join(parts)


def collect(holder: etree._Element, parts: list[str]) -> None:
    """Add the texts that an element holds, in one walk: a large contract has tens of thousands of them."""
    for element in holder:
        tag = element.tag
        if tag == TEXT:
            parts.append(element.text or "")
        elif tag in UNREAD:
            continue
        elif tag in SPEAKING:
            parts.append(say_element(element))
        else:
            collect(element, parts)


def say_element(element: etree._Element) -> str:
    """Return what an element says that is neither a text nor made of others."""
    if element.tag == BREAK:
        return LINE_END if read_value(element, "type") in (None, "textWrapping") else ""
    if element.tag == PICTURE:
        return f"[{element.get('descr') or element.get('name') or ''}]"
    if element.tag == TEXT_PATH:
        return f"[{element.get('string')}]" if element.get("string") else ""
    return SIGNS[str(element.tag)]


class Reader:
    """Writes the paragraphs of one document with the marks of their styles."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._counter = Counter(numbering)

    def line(self, paragraph: etree._Element) -> str:
        """Return a paragraph on one line."""
        text = read_inline_text(paragraph).strip(" ")
        mark = self._mark(paragraph.find(w("pPr")))
        return f"{mark} {text}".rstrip(" ") if mark else text

    def _mark(self, properties: etree._Element | None) -> str:
        style = None if properties is None else read_value(properties.find(w("pStyle")))
        if level := self._styles.level_of(style):
            return "#" * level
        number, rank = read_numbering_in(properties) or self._styles.numbering_of(style) or ("0", 0)
        mark = self._counter.mark(number, rank)
        return "  " * rank + mark if mark else ""
