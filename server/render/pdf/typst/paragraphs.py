"""Paragraphs: what they are once everything is inherited, and the blocks that they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.render.pdf.typst.lines import says_something, split_lines, split_pages
from server.render.pdf.typst.properties import merge_levels
from server.render.pdf.typst.runs import Runs
from server.render.pdf.typst.styles import merge_format
from server.render.pdf.typst.xml import Node, find_child, read_integer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from server.render.pdf.typst.numbering import Mark
    from server.render.pdf.typst.story import Story

ASCENT, DESCENT = 0.952, 0.269  # em: what Calibri, and so Carlito, take above and under the baseline
NATURAL = ASCENT + DESCENT
HEADING_LEVELS = {str(outline): outline + 1 for outline in range(9)}
ALIGNMENTS = {"both": "justify", "distribute": "justify", "center": "center", "right": "right", "end": "right"}
OTHER_SIDE = {"left": "right", "right": "left"}


@dataclass
class Block:
    """One block before it is arranged: its node, the space around it, what binds it to its neighbours."""

    node: Node
    before: float = 0.0
    after: float = 0.0
    style: str | None = None
    contextual: bool = False
    item: Node | None = None  # list, level, mark and place of the item of a list
    frame: Node | None = None  # borders, fill and indents of a framed paragraph


@dataclass(frozen=True)
class Inherited:
    """What the place of a paragraph says before its own style does: the formats of a table style."""

    paragraph: Node = field(default_factory=dict)
    run: Node = field(default_factory=dict)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that has been read: `said` is all that it is, `levels` the formats its text inherits."""

    story: Story
    said: Node
    levels: Sequence[Node]
    own: Node  # the format of its mark, which an empty paragraph and a number have
    tokens: list[Node]
    number: Mark | None

    @property
    def size(self) -> float:
        """The size of the text at its mark, in points."""
        return float(self.own["size"])

    def find_largest(self, tokens: Sequence[Node]) -> float:
        """Return the size of the largest text among tokens, in points."""
        formats = self.story.book.formats
        sizes = [float(formats[token["format"]]["size"]) for token in tokens if "format" in token]
        return max([self.size, *sizes])


def read_paragraph(story: Story, element: Element, inherited: Inherited) -> tuple[list[Block], list[Element]]:
    """Return the blocks of a `w:p` (several where pages break in it), and the text boxes that it holds."""
    styles = story.book.styles
    direct = styles.paragraph_in(element)
    of_style, run_of_style = styles.paragraph(direct.get("style"))
    listed = story.book.numbering.indents(merge_levels(of_style, direct)) if "num_id" in direct else {}
    said = merge_levels(styles.default_paragraph, inherited.paragraph, of_style, listed, direct)
    levels = [styles.default_run, inherited.run, run_of_style]
    runs = Runs(story, levels)
    runs.tokens += story.take_anchors()
    runs.walk(element)
    own = merge_format(levels, styles.run_in(find_child(element, "w:pPr")))
    paragraph = Paragraph(story, said, levels, own, runs.tokens, story.book.numbering.mark(said))
    return list(split_blocks(paragraph)), runs.boxes


def split_blocks(paragraph: Paragraph) -> Iterator[Block]:
    """Yield the blocks of a paragraph: one a page, a page break before each but the first."""
    if paragraph.said.get("page_break"):
        yield Block({"kind": "page", "weak": True})
    chunks = split_pages(paragraph.tokens)
    for rank, chunk in enumerate(chunks):
        if rank:
            yield Block({"kind": "page", "weak": False})
        if says_something(chunk) or paragraph.number or len(chunks) == 1:
            yield build_block(paragraph, chunk, first=rank == 0, last=rank == len(chunks) - 1)
        else:
            paragraph.story.anchors += [token["name"] for token in chunk]


def build_block(paragraph: Paragraph, tokens: list[Node], *, first: bool, last: bool) -> Block:
    """Return the block of what a paragraph shows on one page."""
    said = paragraph.said
    number = paragraph.number if first else None
    item = build_list_item(paragraph, number) if number else None
    if number and item is None:
        tokens = [*build_mark_tokens(paragraph, number), *tokens]
    return Block(
        build_node(paragraph, tokens, listed=item is not None),
        before=said.get("before", 0.0) if first else 0.0,
        after=said.get("after", 0.0) if last else 0.0,
        style=said.get("style"),
        contextual=said.get("contextual", False),
        item=item,
        frame=read_frame(said),
    )


def build_node(paragraph: Paragraph, tokens: list[Node], *, listed: bool) -> Node:
    """Return the node of a paragraph; one that shows nothing is a space of one line."""
    said, top, bottom = paragraph.said, *read_edges(paragraph)
    if not says_something(tokens) and not listed:
        return {"kind": "space", "top": top, "bottom": bottom, "size": paragraph.size, "content": tokens}
    return {
        "kind": "paragraph",
        "level": find_heading_level(paragraph, listed=listed),
        "align": read_alignment(said),
        "left": said.get("left", 0.0),
        "right": said.get("right", 0.0),
        "first": said.get("first", 0.0),
        "top": top,
        "bottom": bottom,
        "size": paragraph.find_largest(tokens),
        "rtl": bool(said.get("rtl")),
        "sticky": bool(said.get("keep_next")),
        "whole": bool(said.get("keep_lines")),
        "tabs": find_tab_stops(paragraph),
        "lines": split_lines(tokens),
    }


def read_edges(paragraph: Paragraph) -> tuple[Node, Node]:
    """Return how far a line reaches above and under its baseline, `{"em": …}` or `{"pt": …}`."""
    rule, height = paragraph.said.get("line", ("auto", 1.0))
    natural = NATURAL * paragraph.size
    if rule == "auto" or (rule == "atLeast" and height <= natural):
        stretch = (height - 1) * NATURAL if rule == "auto" else 0.0
        return {"em": round(ASCENT + stretch, 4)}, {"em": DESCENT}
    under = round(min(DESCENT * paragraph.size, height * DESCENT / NATURAL), 3)
    return {"pt": round(height - under, 3)}, {"pt": under}


def find_heading_level(paragraph: Paragraph, *, listed: bool) -> int:
    """Return the level of a heading, 0 for a text; headings are of the text itself, not of headers or lists."""
    asked = HEADING_LEVELS.get(paragraph.said.get("outline", ""), 0)
    if not asked or listed or not paragraph.story.is_body:
        return 0
    return paragraph.story.book.heading(asked)


def read_alignment(said: Node) -> str:
    """Return how the lines of a paragraph align; what Word calls left is right in right-to-left text."""
    align = ALIGNMENTS.get(said.get("align", ""), "left")
    return OTHER_SIDE.get(align, align) if said.get("rtl") else align


def find_tab_stops(paragraph: Paragraph) -> Node:
    """Return the tab stops in order, and where default ones fall; a hanging indent is a stop too."""
    said = paragraph.said
    stops = [stop for stop in said.get("tabs", {}).values() if stop["align"] not in {"clear", "bar"}]
    if said.get("first", 0.0) < 0:
        stops.append({"at": said.get("left", 0.0), "align": "left", "leader": "none"})
    stops.sort(key=lambda stop: stop["at"])
    return {"stops": stops, "every": paragraph.story.book.default_tab, "width": paragraph.story.width}


def build_list_item(paragraph: Paragraph, number: Mark) -> Node | None:
    """Return what makes a paragraph the item of a list: a mark that hangs before it."""
    said = paragraph.said
    hanging = -said.get("first", 0.0)
    if hanging <= 0 or number.suffix != "tab" or said.get("outline", "9") in HEADING_LEVELS:
        return None
    return {
        "list": said["num_id"],
        "level": read_integer(said.get("ilvl")),
        "bullet": number.bullet,
        "left": said.get("left", 0.0),
        "hanging": hanging,
        "label": [build_mark_text(paragraph, number)],
    }


def build_mark_tokens(paragraph: Paragraph, number: Mark) -> list[Node]:
    """Return a number as the first words of its paragraph."""
    if not number.text:
        return []
    mark = build_mark_text(paragraph, number)
    after = {"tab": [{"kind": "tab", "align": None, "format": mark["format"]}], "nothing": []}
    return [mark, *after.get(number.suffix, [mark | {"text": " "}])]


def build_mark_text(paragraph: Paragraph, number: Mark) -> Node:
    """Return the token of a number, in the format of the mark of its paragraph and of its list."""
    format_ = paragraph.story.book.format(merge_levels(paragraph.own, number.run))
    return {"kind": "text", "text": number.text, "format": format_}


def read_frame(said: Node) -> Node | None:
    """Return the borders and the fill that a paragraph shares with its like, None for a plain one."""
    drawn = {edge: border for edge, border in said.get("borders", {}).items() if border["width"]}
    fill = said.get("fill", "auto")
    if not drawn and fill == "auto":
        return None
    place = {"left": said.get("left", 0.0), "right": said.get("right", 0.0)}
    return {"borders": drawn, "fill": None if fill == "auto" else fill, **place}
