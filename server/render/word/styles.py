"""What a package says of its styles: their names, their heading levels, their list numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.render.word.ooxml import read_value, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from server.render.word.package import Package

HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
BODY_TEXT_LEVEL = 9  # an outline level that means « no heading »


@dataclass(frozen=True, slots=True)
class Style:
    """One style: `level` is 1 for a first heading, `numbering` a (numId, ilvl) that its paragraphs take."""

    id: str
    name: str
    parent: str | None
    level: int | None
    numbering: tuple[str, int] | None


class Styles:
    """The styles of one document, found by id or by the name that Word gives them in every language."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self._styles = styles
        self._ids = {style.name.casefold(): style.id for style in styles.values()}

    def id_of(self, name: str) -> str | None:
        """Return the id of the style named so (« heading 1 », « Body Text », « Tableau »)."""
        return self._ids.get(name.casefold())

    def name_of(self, style: str | None) -> str:
        """Return the name of a style, « Normal » for none."""
        known = self._styles.get(style or "")
        return known.name if known else style or "Normal"

    def level_of(self, style: str | None) -> int | None:
        """Return the heading level that a style has or inherits, from 1."""
        return next((each.level for each in self._lineage(style) if each.level is not None), None)

    def numbering_of(self, style: str | None) -> tuple[str, int] | None:
        """Return the (numId, ilvl) that a style has or inherits."""
        return next((each.numbering for each in self._lineage(style) if each.numbering), None)

    def headings(self) -> dict[str, int]:
        """Return the level of each heading style, by id."""
        levels = {style: self.level_of(style) for style in self._styles}
        return {style: level for style, level in levels.items() if level is not None}

    def _lineage(self, style: str | None) -> Iterator[Style]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].parent


def read_styles(package: Package) -> Styles:
    """Return the styles of a package; none when it has no part for them."""
    part = package.get("word/styles.xml")
    if part is None:
        return Styles({})
    styles = (read_style(element) for element in part.tree().iter(w("style")))
    return Styles({style.id: style for style in styles})


def read_style(element: etree._Element) -> Style:
    """Read one `w:style`."""
    name = read_value(element.find(w("name"))) or ""
    return Style(
        id=read_value(element, "styleId") or "",
        name=name,
        parent=read_value(element.find(w("basedOn"))),
        level=read_heading_level(element, name),
        numbering=read_numbering_in(element.find(w("pPr"))),
    )


def read_heading_level(style: etree._Element, name: str) -> int | None:
    """Return a style's own heading level: its outline level, or what its name says."""
    outline = read_value(style.find(f"{w('pPr')}/{w('outlineLvl')}"))
    if outline is not None and int(outline) < BODY_TEXT_LEVEL:
        return int(outline) + 1
    named = HEADING_NAME.fullmatch(name)
    return int(named[1]) if named else None


def read_numbering_in(properties: etree._Element | None) -> tuple[str, int] | None:
    """Return the (numId, ilvl) that paragraph properties ask for, `numId` "0" asking for none."""
    asked = None if properties is None else properties.find(w("numPr"))
    number = None if asked is None else read_value(asked.find(w("numId")))
    if asked is None or number is None:
        return None
    return number, int(read_value(asked.find(w("ilvl"))) or 0)
