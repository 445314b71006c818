"""What stands between paragraphs: the content of a body, a cell, a header or a text box, block after block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.render.pdf.typst.arrange import arrange
from server.render.pdf.typst.paragraphs import Block, Inherited, read_paragraph
from server.render.pdf.typst.tables import Table
from server.render.pdf.typst.xml import Node, expand_name, find_child, read_attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element as Element

    from server.render.pdf.typst.story import Story

SILENT = ("w:sectPr", "w:tcPr", "w:trPr", "w:tblPr", "w:sdtPr", "w:sdtEndPr", "w:del", "w:moveFrom")
PLAIN = Inherited()


def read_blocks(story: Story, elements: Iterable[Element], inherited: Inherited = PLAIN) -> Iterator[Block]:
    """Yield the blocks of elements in order; what is not known is walked through."""
    for element in elements:
        if isinstance(element.tag, str):
            yield from READERS.get(element.tag, read_blocks_in)(story, element, inherited)


def read_nodes(story: Story, elements: Iterable[Element], inherited: Inherited = PLAIN, *, closed: bool) -> list[Node]:
    """Return elements as nodes, arranged."""
    blocks = list(read_blocks(story, elements, inherited))
    return arrange(blocks, closed=closed, adding=story.book.adds_spaces)


def read_blocks_in(story: Story, element: Element, inherited: Inherited) -> Iterator[Block]:
    """Yield the blocks that an element holds."""
    yield from read_blocks(story, element, inherited)


def silence(_: Story, __: Element, ___: Inherited) -> Iterator[Block]:
    """Yield nothing of an element."""
    yield from ()


def read_paragraph_blocks(story: Story, element: Element, inherited: Inherited) -> Iterator[Block]:
    """Yield a paragraph, then what its text boxes hold."""
    blocks, boxes = read_paragraph(story, element, inherited)
    yield from blocks
    yield from read_blocks(story, boxes)


def read_table_blocks(story: Story, element: Element, _: Inherited) -> Iterator[Block]:
    """Yield a table; one without rows shows nothing."""
    laid = Table(story, element)
    for cell in laid.cells:
        with story.within(cell.width):
            cell.nodes = read_nodes(story, cell.element, cell.inherited, closed=True)
    if laid.cells:
        yield Block(laid.node())


def read_bookmark_blocks(story: Story, element: Element, _: Inherited) -> Iterator[Block]:
    """Keep a bookmark that starts between paragraphs for the next of them."""
    anchor = read_attribute(element, "w:name")
    if anchor and story.new_anchor(anchor):
        story.anchors.append(anchor)
    yield from ()


def read_alternate_blocks(story: Story, element: Element, inherited: Inherited) -> Iterator[Block]:
    """Yield the first of several forms of the same content."""
    choice = find_child(element, "mc:Choice")
    yield from read_blocks(story, element if choice is None else choice, inherited)


READERS: dict[str, Callable[[Story, Element, Inherited], Iterator[Block]]] = {
    **{expand_name(silent): silence for silent in SILENT},
    expand_name("w:p"): read_paragraph_blocks,
    expand_name("w:tbl"): read_table_blocks,
    expand_name("w:bookmarkStart"): read_bookmark_blocks,
    expand_name("mc:AlternateContent"): read_alternate_blocks,
}
