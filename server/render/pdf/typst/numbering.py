"""The marks of numbered and bulleted paragraphs, and how far they hang."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.render.pdf.typst.properties import read_paragraph_properties, read_run_properties
from server.render.pdf.typst.symbols import translate_symbols
from server.render.pdf.typst.xml import Node, find_child, find_children, read_attribute, read_integer, read_value
from server.render.word.numbering import Counter, read_numbering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from server.render.word.package import Package

INDENTS = ("left", "right", "first")
NO_LIST = "0"


@dataclass(frozen=True)
class Mark:
    """The mark of one paragraph: `text` as shown, `run` its own character properties, `suffix` what follows it."""

    text: str
    run: Node
    suffix: str
    bullet: bool


class RunningNumbering:
    """The lists of one document; it counts as the document is read, in order."""

    def __init__(self, package: Package, tree: Element | None, theme: Mapping[str, str]) -> None:
        self._counter = Counter(read_numbering(package))
        self._theme = theme
        self._abstracts = {
            read_attribute(each, "w:abstractNumId"): each for each in find_children(tree, "w:abstractNum")
        }
        self._numbers = {read_attribute(each, "w:numId"): each for each in find_children(tree, "w:num")}

    def indents(self, paragraph: Node) -> Node:
        """Return the indents that the list of a paragraph gives it."""
        said = read_paragraph_properties(find_child(self._level(paragraph), "w:pPr"))
        return {key: said[key] for key in INDENTS if key in said}

    def mark(self, paragraph: Node) -> Mark | None:
        """Return the mark of the next paragraph of a list, None for a paragraph of no list."""
        level = self._level(paragraph)
        if level is None:
            return None
        run = read_run_properties(find_child(level, "w:rPr"), self._theme)
        suffix = read_value(level, "w:suff") or "tab"
        if read_value(level, "w:numFmt") == "bullet":
            return Mark(
                translate_symbols(read_value(level, "w:lvlText") or "", run.pop("font", None)), run, suffix, bullet=True
            )
        count = self._counter.mark(paragraph["num_id"], read_integer(paragraph.get("ilvl")))
        return Mark(count, run, suffix, bullet=False)

    def _level(self, paragraph: Node) -> Element | None:
        if paragraph.get("num_id", NO_LIST) == NO_LIST:
            return None
        number, ilvl = self._numbers.get(paragraph["num_id"]), str(read_integer(paragraph.get("ilvl")))
        for override in find_children(number, "w:lvlOverride"):
            if read_attribute(override, "w:ilvl") == ilvl and find_child(override, "w:lvl") is not None:
                return find_child(override, "w:lvl")
        levels = find_children(self._abstracts.get(read_value(number, "w:abstractNumId")), "w:lvl")
        return next((level for level in levels if read_attribute(level, "w:ilvl") == ilvl), None)
