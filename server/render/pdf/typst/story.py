"""What is shared while a document is read: the whole of it (`Book`), and the part being read (`Story`)."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from server.render.errors import PdfError
from server.render.pdf.typst.fields import Fields
from server.render.pdf.typst.fonts import find_family
from server.render.pdf.typst.numbering import RunningNumbering
from server.render.pdf.typst.properties import NO_BORDER
from server.render.pdf.typst.styles import StyleSheet, read_theme_fonts
from server.render.pdf.typst.xml import (
    Node,
    find_child,
    find_children,
    keep_known,
    measure,
    read_attribute,
    read_colour,
    read_flag,
    read_integer,
    read_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from server.render.word.parts import Parts, Relationship

CURRENT_WORD = 15  # the compatibility mode since which tables start at the margin
SMALL_CAPITALS = 0.8  # of the size of the text
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}


class Book:
    """One document: its styles, lists and notes, and what its reading gathers (formats, pictures, anchors)."""

    def __init__(self, parts: Parts) -> None:
        theme = read_theme_fonts(parts.find_related("theme"))
        self.parts = parts
        self.settings = parts.find_related("settings")
        self.numbering = RunningNumbering(parts.package, parts.find_related("numbering"), theme)
        self.styles = StyleSheet(parts.find_related("styles"), theme, self.numbering)
        self.default_tab = measure(read_value(self.settings, "w:defaultTabStop")) or 36.0
        self.current_layout = read_compatibility(self.settings) >= CURRENT_WORD
        self.adds_spaces = read_flag(self.settings, "w:compat/w:doNotUseHTMLParagraphAutoSpacing") or False
        self.language = str(self.styles.default_run.get("lang", "fr-FR"))
        self.pictures: dict[str, bytes] = {}
        self.anchors: list[str] = []
        self.formats: list[Node] = []
        self.deepest_heading = 0
        self._notes: dict[str, dict[str | None, Element]] = {}
        self._formats: dict[frozenset[tuple[str, object]], int] = {}

    def format(self, text: Node) -> int:
        """Return the rank of a text format among those of the document, a new one if need be."""
        key = frozenset(text.items())
        if key not in self._formats:
            self._formats[key] = len(self.formats)
            self.formats.append(strip_format(text, self.language))
        return self._formats[key]

    def picture(self, part: str) -> str:
        """Keep a picture, and return the name of its file."""
        suffix = PurePosixPath(part).suffix.lower()
        if suffix not in PICTURES:
            raise PdfError(f"Remplacez l’image « {PurePosixPath(part).name} » par une image PNG, JPEG ou SVG.")
        content = self.parts.read(part)
        known_as = {known: name for name, known in self.pictures.items()}
        name = known_as.get(content, f"{len(self.pictures)}{suffix}")
        self.pictures[name] = content
        return name

    def heading(self, asked: int) -> int:
        """Return the level of the next heading: never more than one below the one before."""
        self.deepest_heading = min(asked, self.deepest_heading + 1)
        return self.deepest_heading

    def note(self, kind: str, identifier: str | None) -> Element | None:
        """Return a footnote or an endnote."""
        if kind not in self._notes:
            notes = find_children(self.parts.find_related(f"{kind}s"), f"w:{kind}")
            self._notes[kind] = {read_attribute(note, "w:id"): note for note in notes}
        return self._notes[kind].get(identifier)


@dataclass
class Story:
    """One part being read: `width` and `height` are its room on a page, in points; `fields` those still open."""

    book: Book
    part: str
    width: float
    height: float
    links: dict[str, Relationship] = field(init=False)
    fields: Fields = field(default_factory=Fields)
    anchors: list[str] = field(default_factory=list)  # met between paragraphs, waiting for the next one
    watermark: Node | None = None

    def __post_init__(self) -> None:
        self.links = self.book.parts.relationships(self.part)

    def beside(self, part: str) -> Story:
        """Return the reading of another part, in the same room."""
        return Story(self.book, part, self.width, self.height)

    @contextmanager
    def within(self, width: float) -> Iterator[None]:
        """Read what stands in a narrower room: the cell of a table."""
        outer, self.width = self.width, max(width, 1.0)
        yield
        self.width = outer

    def take_anchors(self) -> list[Node]:
        """Return the tokens of the anchors that wait, and wait for them no more."""
        waiting, self.anchors = self.anchors, []
        return [{"kind": "anchor", "name": anchor} for anchor in waiting]

    def new_anchor(self, anchor: str) -> bool:
        """Note an anchor of the text; tell whether it is the first of its name, the one that links find."""
        fresh = self.is_body and anchor not in self.book.anchors
        if fresh:
            self.book.anchors.append(anchor)
        return fresh

    @property
    def is_body(self) -> bool:
        """Whether this is the text itself, where headings and bookmarks count."""
        return self.part == self.book.parts.main


def strip_format(text: Node, language: str) -> Node:
    """Return what the Typst document needs of a text format, in its own words."""
    lang, _, region = text.get("lang", language).partition("-")
    other_language = keep_known(lang=lang, region=region or None) if text.get("lang", language) != language else {}
    background = colour_of(text.get("highlight")) or colour_of(text.get("fill"))
    return other_language | keep_known(
        font=find_family(text.get("font")),
        size=text["size"] * (SMALL_CAPITALS if text.get("small_caps") else 1),
        weight="bold" if text.get("bold") else None,
        style="italic" if text.get("italic") else None,
        fill=colour_of(text.get("colour")),
        tracking=text.get("tracking") or None,
        background=background,
        underline=True if text.get("underline", "none") not in NO_BORDER else None,
        strike=True if text.get("strike") or text.get("double_strike") else None,
        shift={"superscript": "super", "subscript": "sub"}.get(text.get("shift", "")),
    )


def colour_of(text: str | None) -> str | None:
    """Return a colour that is said as `rrggbb` or `#rrggbb`; None for the automatic one."""
    return read_colour((text or "").removeprefix("#"))


def read_compatibility(settings: Element | None) -> int:
    """Return the version of Word whose layout a document asks for."""
    asked = {
        read_attribute(each, "w:name"): read_attribute(each)
        for each in find_children(find_child(settings, "w:compat"), "w:compatSetting")
    }
    return read_integer(asked.get("compatibilityMode"), CURRENT_WORD)
