"""The table of contents: already filled when the document leaves us, and still a field that Word updates.

A template says where with one paragraph `{{p sommaire }}`. Headings are found when the template is compiled;
while it is filled, each notes its text and takes a bookmark; the table is written last.

Word gets a TOC field around the entries. LibreOffice prints such entries as they stand, but computes the page
numbers of entries that no TOC field surrounds: `insert_live_pages` gives it those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from server.render.word.ooxml import FIELD_END, begin_field, write_field
from server.render.word.package import DOCUMENT, Part, read_package, write_package

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DEPTH = 2
PLACEHOLDER = Markup("<!--sommaire-->")
FIRST_BOOKMARK = 10_000  # far above the bookmark ids that a template may hold

OPENING = begin_field(rf'TOC \o "1-{DEPTH}" \h \z')
CLOSING = f"<w:p>{FIELD_END}</w:p>"
ENTRY = re.compile(r'(<w:hyperlink w:anchor="(_Toc\d{6})" w:history="1"><w:r>.*?</w:r>).*?(</w:hyperlink>)', re.DOTALL)

BREAK = re.compile(r"<w:(?:br|tab|cr)/>")
TAG = re.compile(r"<[^>]+>")


class Heading(NamedTuple):
    """One heading of the document: its level from 1, its bookmark, its text as XML."""

    level: int
    bookmark: str
    text: str


class Contents:
    """The headings met while one document is written, and the table that lists them."""

    def __init__(self, entry_styles: Mapping[int, str | None]) -> None:
        """Take the style id of the entries of each level."""
        self._entry_styles = entry_styles
        self._headings: list[Heading] = []

    def heading(self, level: int, caller: Callable[[], str]) -> Markup:
        """Return the inside of a heading between the ends of its bookmark; templates call it."""
        content = caller()
        text = TAG.sub("", BREAK.sub(" ", content)).strip()
        if text:
            rank = len(self._headings) + 1
            self._headings.append(Heading(level, f"_Toc{rank:06}", text))
            content = bookmark_heading(content, f"_Toc{rank:06}", FIRST_BOOKMARK + rank)
        return Markup(content)  # noqa: S704 -- what the template has rendered, already escaped

    def fill(self, xml: str) -> str:
        """Return the document with the table where its template keeps a place for it."""
        return xml.replace(PLACEHOLDER, self._table()) if PLACEHOLDER in xml else xml

    def _table(self) -> str:
        if not self._headings:
            return "<w:p/>"
        entries = "".join(self._entry(heading) for heading in self._headings)
        return entries.replace("</w:pPr>", f"</w:pPr>{OPENING}", 1) + CLOSING

    def _entry(self, heading: Heading) -> str:
        style = self._entry_styles.get(heading.level)
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f'<w:hyperlink w:anchor="{heading.bookmark}" w:history="1">'
            f'<w:r><w:t xml:space="preserve">{heading.text}</w:t></w:r></w:hyperlink></w:p>'
        )


def bookmark_heading(content: str, name: str, number: int) -> str:
    """Return runs between the ends of a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def mark_headings(source: str, levels: Mapping[str, int], callback: str) -> str:
    """Make each heading of a patched template call `callback` (a name of its context) with its runs.

    `levels` gives the level of each heading style, by id; those deeper than the table are left alone.
    """
    styles = "|".join(re.escape(style) for style, level in levels.items() if level <= DEPTH)
    heading = re.compile(
        rf'(<w:p(?: [^>]*)?><w:pPr>(?:(?!</w:pPr>).)*?<w:pStyle w:val="({styles})"/>.*?</w:pPr>)(.*?)</w:p>',
        re.DOTALL,
    )
    return heading.sub(
        lambda found: f"{found[1]}{{% call {callback}({levels[found[2]]}) %}}{found[3]}{{% endcall %}}</w:p>", source
    )


def insert_live_pages(docx: bytes) -> bytes:
    """Return a document whose table has no TOC field, so that LibreOffice computes the page numbers."""
    return rewrite_document(docx, lambda xml: ENTRY.sub(number_entry, xml.replace(OPENING, "").replace(CLOSING, "")))


def number_entry(entry: re.Match[str]) -> str:
    """Return an entry with a page number that the reader of the document must compute."""
    number = write_field(rf"PAGEREF {entry[2]} \h", "<w:r><w:t></w:t></w:r>")
    return f"{entry[1]}<w:r><w:tab/></w:r>{number}{entry[3]}"


def rewrite_document(docx: bytes, change: Callable[[str], str]) -> bytes:
    """Return a document whose main part went through `change`."""
    package = read_package(docx)
    xml = change(package[DOCUMENT].content.decode())
    return write_package((package | {DOCUMENT: Part.of(DOCUMENT, xml.encode())}).values())
