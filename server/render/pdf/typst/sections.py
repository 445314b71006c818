"""Sections: the pages they stand on, their headers and footers, and the text between two of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.render.pdf.typst.blocks import read_nodes
from server.render.pdf.typst.story import Story
from server.render.pdf.typst.xml import (
    Node,
    expand_name,
    find_child,
    find_children,
    measure,
    read_attribute,
    read_flag,
    read_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from server.render.pdf.typst.story import Book

A4 = {"width": 595.3, "height": 841.9}
MARGIN, EDGE = 70.85, 35.4  # points: what Word in French leaves around the text, around headers
KINDS = ("header", "footer")
EMPTY: Node = {"blocks": [], "watermark": None}
FORMATS = {"lowerRoman": "i", "upperRoman": "I", "lowerLetter": "a", "upperLetter": "A"}

Furniture = dict[tuple[str, str], Node]


@dataclass
class PageSection:
    """The elements of one section, and the `w:sectPr` that rules it."""

    properties: Element | None
    elements: list[Element] = field(default_factory=list)

    @property
    def page(self) -> Node:
        """The page, its margins, and how far headers and footers are from its edges, in points."""
        size, margin = find_child(self.properties, "w:pgSz"), find_child(self.properties, "w:pgMar")
        said = {side: measure(read_attribute(margin, f"w:{side}")) for side in ("top", "bottom", "left", "right")}
        edges = {side: measure(read_attribute(margin, f"w:{side}")) for side in ("header", "footer")}
        gutter = measure(read_attribute(margin, "w:gutter")) or 0.0
        page = {
            "width": measure(read_attribute(size, "w:w")) or A4["width"],
            "height": measure(read_attribute(size, "w:h")) or A4["height"],
            **{side: MARGIN if length is None else abs(length) for side, length in said.items()},
            **{side: EDGE if length is None else length for side, length in edges.items()},
        }
        return page | {"left": page["left"] + gutter}

    @property
    def continues(self) -> bool:
        """Whether the section asks to start where the one before ends."""
        return read_value(self.properties, "w:type") == "continuous"


def read_sections(book: Book, body: Element) -> list[Node]:
    """Return the sections of a body as nodes, in order."""
    furniture: Furniture = {}  # headers and footers go on from a section to the next
    story = Story(book, book.parts.main, 0.0, 0.0)
    nodes = []
    for section in join_sections(cut(body)):
        furniture = furniture | dict(read_furniture(book, section))
        nodes.append(build_section_node(story, section, furniture))
    return nodes


def cut(body: Element) -> Iterator[PageSection]:
    """Yield the sections of a body: the paragraph that holds the properties of one ends it."""
    elements: list[Element] = []
    for element in body:
        if element.tag == expand_name("w:sectPr"):
            yield PageSection(element, elements)
            return
        elements.append(element)
        ending = find_child(element, "w:pPr/w:sectPr") if element.tag == expand_name("w:p") else None
        if ending is not None:
            yield PageSection(ending, elements)
            elements = []
    if elements:
        yield PageSection(None, elements)


def join_sections(parts: Iterable[PageSection]) -> list[PageSection]:
    """Return sections where those that go on along the same page are one."""
    kept: list[PageSection] = []
    for section in parts:
        if kept and section.continues and section.page == kept[-1].page:
            kept[-1].elements += section.elements
        else:
            kept.append(section)
    return kept


def read_furniture(book: Book, section: PageSection) -> Iterator[tuple[tuple[str, str], Node]]:
    """Yield the headers and footers that a section sets, by kind and occasion."""
    links = book.parts.relationships(book.parts.main)
    for kind in KINDS:
        for reference in find_children(section.properties, f"w:{kind}Reference"):
            link = links.get(read_attribute(reference, "r:id") or "")
            tree = book.parts.tree(link.target) if link else None
            if link and tree is not None:
                story = Story(book, link.target, *measure_room(section.page))
                blocks = read_nodes(story, tree, closed=False)
                occasion = read_attribute(reference, "w:type") or "default"
                yield (kind, occasion), {"blocks": blocks, "watermark": story.watermark}


def build_section_node(story: Story, section: PageSection, furniture: Furniture) -> Node:
    """Return a section as a node; `furniture` are the headers and footers that rule here."""
    page, numbers = section.page, find_child(section.properties, "w:pgNumType")
    occasions = ["default"]
    occasions += ["first"] if read_flag(section.properties, "w:titlePg") else []
    occasions += ["even"] if read_flag(story.book.settings, "w:evenAndOddHeaders") else []
    story.width, story.height = measure_room(page)
    return {
        "page": page,
        "start": read_value(section.properties, "w:type") or "nextPage",
        "number_from": measure(read_attribute(numbers, "w:start"), 1),
        "number_format": FORMATS.get(read_attribute(numbers, "w:fmt") or "", "1"),
        **{kind: {each: furniture.get((kind, each), EMPTY) for each in occasions} for kind in KINDS},
        "blocks": read_nodes(story, section.elements, closed=False),
    }


def measure_room(page: Node) -> tuple[float, float]:
    """Return the width and the height that a page has for its text, in points."""
    return page["width"] - page["left"] - page["right"], page["height"] - page["top"] - page["bottom"]
