"""What styles say once inherited: defaults, tables, paragraphs, characters, then direct formatting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml.etree import tostring

from server.render.pdf.typst.properties import TOGGLES, merge_levels, read_paragraph_properties, read_run_properties
from server.render.pdf.typst.xml import Node, expand_name, find_child, find_children, read_attribute, read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lxml.etree import _Element as Element

    from server.render.pdf.typst.numbering import RunningNumbering

HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
WORD_SIZE = 10.0  # points, where a document says no size at all


class StyleSheet:
    """The styles of one document; every answer leaves the defaults of the document aside."""

    def __init__(self, tree: Element | None, theme: Mapping[str, str], numbering: RunningNumbering) -> None:
        self._theme = theme
        self._read: dict[bytes, Node] = {}
        self._numbering = numbering
        self._styles = {read_attribute(style, "w:styleId") or "": style for style in find_children(tree, "w:style")}
        self._defaults = {read_attribute(style, "w:type"): key for key, style in self._styles.items() if default(style)}
        self._known: dict[str, tuple[Node, Node]] = {}
        self.default_paragraph = read_paragraph_properties(find_child(tree, "w:docDefaults/w:pPrDefault/w:pPr"))
        self.default_run = {"size": WORD_SIZE} | read_run_properties(
            find_child(tree, "w:docDefaults/w:rPrDefault/w:rPr"), theme
        )

    def lineage(self, style: str | None, kind: str) -> list[Element]:
        """Return a style and those it is based on, the oldest first; the default of its kind for none."""
        found: list[Element] = []
        key = style if style in self._styles else self._defaults.get(kind)
        while key in self._styles and self._styles[key] not in found:
            found.insert(0, self._styles[key])
            key = read_value(found[0], "w:basedOn")
        return found

    def paragraph(self, style: str | None) -> tuple[Node, Node]:
        """Return what a paragraph style says of paragraphs and of their text."""
        if (style or "") not in self._known:
            self._known[style or ""] = self._read_inherited(self.lineage(style, "paragraph"))
        return self._known[style or ""]

    def character(self, style: str | None) -> Node:
        """Return what a character style says."""
        if style is None:
            return {}
        return merge_levels(*(self.run_in(each) for each in self.lineage(style, "character")))

    def run_in(self, holder: Element | None) -> Node:
        """Return the character properties in a run, a style, or what else holds a `w:rPr`."""
        return self._once(find_child(holder, "w:rPr"), lambda run: read_run_properties(run, self._theme))

    def paragraph_in(self, holder: Element | None) -> Node:
        """Return the paragraph properties in a paragraph, a style, or what else holds a `w:pPr`."""
        return self._once(find_child(holder, "w:pPr"), read_paragraph_properties)

    def _once(self, properties: Element | None, read: Callable[[Element], Node]) -> Node:
        """Read properties, or return what was read in others written the same: documents repeat themselves."""
        if properties is None:
            return {}
        written = tostring(properties)
        if written not in self._read:
            self._read[written] = read(properties)
        return self._read[written]

    def _read_inherited(self, lineage: Sequence[Element]) -> tuple[Node, Node]:
        paragraph: Node = {}
        for style in lineage:
            own = heading_of(style) | self.paragraph_in(style)
            indents = self._numbering.indents(merge_levels(paragraph, own)) if "num_id" in own else {}
            paragraph = merge_levels(paragraph, indents, own)
        return paragraph, merge_levels(*(self.run_in(style) for style in lineage))


def default(style: Element) -> bool:
    """Tell whether a style is the default one of its type."""
    return style.get(expand_name("w:default")) in {"1", "true", "on"}


def heading_of(style: Element) -> Node:
    """Return the outline level that the name of a style implies (« heading 1 » in every language)."""
    named = HEADING_NAME.fullmatch(read_value(style, "w:name") or "")
    return {"outline": str(int(named[1]) - 1)} if named else {}


def merge_format(levels: Sequence[Node], direct: Node) -> Node:
    """Return the format of a text: `levels` are the defaults, then table, paragraph and character styles.

    A toggle (bold, italic…) that two styles both switch on is off again; direct formatting has the last word.
    """
    together = merge_levels(*levels, direct)
    for toggle in TOGGLES:
        if toggle in together and toggle not in direct:
            switched = sum(bool(level.get(toggle)) for level in levels[1:]) % 2 == 1
            together[toggle] = switched or bool(levels[0].get(toggle))
    return together


def read_theme_fonts(tree: Element | None) -> dict[str, str]:
    """Return the Latin fonts behind the names of a theme: `minorHAnsi` → « Calibri »."""
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        latin = find_child(tree, f"a:themeElements/a:fontScheme/a:{kind}Font/a:latin")
        typeface = None if latin is None else latin.get("typeface")
        fonts |= {f"{kind}{script}": typeface for script in ("HAnsi", "Ascii") if typeface}
    return fonts
