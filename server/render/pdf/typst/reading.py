"""A DOCX read into the tree that `document.typ` sets in pages: plain data, of which nothing is ever run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from server.render.pdf.typst.sections import read_sections
from server.render.pdf.typst.story import Book
from server.render.pdf.typst.xml import Node, find_child
from server.render.word.parts import Parts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

UNTITLED = "Document"


class Reading(NamedTuple):
    """What the engine sets: the tree, the pictures by file name, the date of the document in Unix seconds."""

    tree: Node
    pictures: dict[str, bytes]
    created: int


def read(docx: bytes) -> Reading:
    """Read a DOCX. Raises `PdfError` for what is not one, and for a picture that no PDF can show."""
    book = Book(Parts(docx))
    core = book.parts.core()
    body = find_child(book.parts.tree(book.parts.main), "w:body")
    tree = {
        "title": read_core(core, "dc:title") or UNTITLED,
        "author": read_core(core, "dc:creator"),
        "subject": read_core(core, "dc:subject"),
        "language": book.language.split("-")[0],
        "region": book.language.partition("-")[2] or None,
        "sections": [] if body is None else read_sections(book, body),
        "anchors": book.anchors,
        "formats": book.formats,
    }
    return Reading(tree, book.pictures, read_timestamp(read_core(core, "dcterms:created")))


def read_core(core: Element | None, path: str) -> str:
    """Return one of the core properties, as text."""
    element = find_child(core, path)
    return "" if element is None else (element.text or "").strip()


def read_timestamp(written: str) -> int:
    """Return a date of the core properties in Unix seconds, 0 for none."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return 0
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
