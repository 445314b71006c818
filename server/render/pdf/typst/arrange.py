"""Blocks put together: the gaps between them, frames around those that share one, items made into lists."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from server.render.pdf.typst.paragraphs import Block
    from server.render.pdf.typst.xml import Node


def arrange(blocks: Sequence[Block], *, closed: bool, adding: bool) -> list[Node]:
    """Return the nodes of blocks in order, each with the `measure_gap` above it, in points.

    A container that is `closed`, such as a cell, keeps the space after its last block. The space after a block
    and the space before the next one are one, the larger, unless the document asks for `adding` them.
    """
    for previous, block in zip([None, *blocks], blocks, strict=False):
        block.node["gap"] = measure_gap(previous, block, adding=adding)
    nodes = [node for kind, row in groupby(blocks, key=find_binding) for node in bind_blocks(kind, list(row))]
    return [*nodes, {"kind": "gap", "gap": blocks[-1].after}] if closed and blocks else nodes


def measure_gap(previous: Block | None, block: Block, *, adding: bool) -> float:
    """Return the space between two blocks; those of one style may ask for none."""
    if previous is None:
        return block.before
    alike = previous.style == block.style
    after = 0.0 if alike and previous.contextual else previous.after
    before = 0.0 if alike and block.contextual else block.before
    return round(after + before if adding else max(after, before), 3)


def find_binding(block: Block) -> Node | str | None:
    """Return what binds a block to its neighbours: being an item of a list, or the frame that they share."""
    return "list" if block.item else block.frame


def bind_blocks(kind: Node | str | None, blocks: Sequence[Block]) -> Iterable[Node]:
    """Return the nodes of neighbouring blocks that the same thing binds, or that nothing binds."""
    if isinstance(kind, dict):
        return [frame_blocks(kind, blocks)]
    return arrange_lists(blocks, 0.0) if kind else [block.node for block in blocks]


def frame_blocks(frame: Node, blocks: Sequence[Block]) -> Node:
    """Return the frame around blocks, which stand in it without their own indents."""
    inner = [block.node | {"left": 0.0, "right": 0.0} for block in blocks]
    sticky = inner[-1].get("sticky", False)
    return {"kind": "frame", "gap": inner[0]["gap"], "sticky": sticky, **frame, "blocks": open_nodes(inner)}


def open_nodes(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes whose first one starts right at the top, its gap being above what holds them."""
    return [nodes[0] | {"gap": 0.0}, *nodes[1:]]


def arrange_lists(blocks: Sequence[Block], origin: float) -> Iterator[Node]:
    """Yield the lists that items make, one after the other; `origin` is where the text around them starts."""
    while blocks:
        length = next((rank for rank, block in enumerate(blocks) if ends(blocks[0], block)), len(blocks))
        yield build_list_node(blocks[:length], origin)
        blocks = blocks[length:]


def ends(first: Block, block: Block) -> bool:
    """Tell whether a block is neither a further item of the list of the first one, nor deeper in it."""
    return not further(first, block) and measure_depth(block) <= measure_depth(first)


def further(first: Block, block: Block) -> bool:
    """Tell whether two items are of the same list, level and place."""
    keys = ("list", "level", "left", "hanging")
    return first.item is not None and block.item is not None and all(first.item[k] == block.item[k] for k in keys)


def measure_depth(block: Block) -> int:
    """Return the level of an item, 0 at the top."""
    return block.item["level"] if block.item else 0


def build_list_node(blocks: Sequence[Block], origin: float) -> Node:
    """Return one list: its items hold what is deeper; `spacing` is what all of them leave between them."""
    starts = [rank for rank, block in enumerate(blocks) if further(blocks[0], block)]
    items = [blocks[start:end] for start, end in pairwise([*starts, len(blocks)])]
    gaps = [item[0].node["gap"] for item in items[1:]]
    spacing = min(gaps, default=0.0)
    first = blocks[0].item or {}
    return {
        "kind": "list",
        "gap": blocks[0].node["gap"],
        "bullet": first["bullet"],
        "indent": round(first["left"] - first["hanging"] - origin, 3),
        "width": first["hanging"],
        "spacing": spacing,
        "items": [build_item_node(item, space - spacing) for item, space in zip(items, [*gaps, spacing], strict=True)],
    }


def build_item_node(blocks: Sequence[Block], extra: float) -> Node:
    """Return one item: its label and its blocks; `extra` is the room it leaves beyond the common spacing."""
    item = blocks[0].item or {}
    own = blocks[0].node | {"gap": 0.0, "left": 0.0, "first": 0.0}
    return {"label": item["label"], "blocks": [own, *arrange_lists(blocks[1:], item["left"])], "extra": round(extra, 3)}
