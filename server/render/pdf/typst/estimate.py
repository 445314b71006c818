"""About how high some content will be: enough to know whether one page can hold it.

What may not break is lost at the foot of the page if it is higher than one: only what is surely lower is kept whole.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.render.pdf.typst.xml import Node

HIGHEST_WHOLE = 330.0  # points: the text of the lowest page in use, A4 landscape, leaves 400 and more
LARGE_CHARACTER = 0.6  # em
LINE = 1.3  # em


def estimate_height(nodes: Iterable[Node], width: float) -> float:
    """Return about how high nodes are in a room of that width, in points."""
    return sum((node.get("gap", 0.0) + height_of(node, width) for node in nodes), 0.0)


def height_of(node: Node, width: float) -> float:
    """Return about how high one node is."""
    match node["kind"]:
        case "paragraph":
            room = max(width - node["left"] - node["right"], 1.0)
            return sum(estimate_line_height(line, room, node["size"]) for line in node["lines"])
        case "list":
            items = (estimate_height(item["blocks"], width - node["width"]) + node["spacing"] for item in node["items"])
            return sum(items, 0.0)
        case "table":
            return float(sum(max([row["height"], *(cell["high"] for cell in row["cells"])]) for row in node["rows"]))
        case "frame":
            return estimate_height(node["blocks"], width)
        case "space":
            return float(node["size"]) * LINE
    return 0.0


def estimate_line_height(line: Node, width: float, size: float) -> float:
    """Return about how high a line is, once it has run over the width."""
    inner = [node for segment in line["segments"] for node in flatten_nodes(segment["content"])]
    characters = sum(len(node.get("text", "....")) for node in inner)
    pictures = sum(node.get("height") or 0.0 for node in inner if node["kind"] == "picture")
    return max(1, ceil(characters * size * LARGE_CHARACTER / width)) * size * LINE + pictures


def flatten_nodes(nodes: Iterable[Node]) -> Iterable[Node]:
    """Yield inline nodes with those of links in their place; notes are set elsewhere."""
    for node in nodes:
        if node["kind"] == "link":
            yield from flatten_nodes(node["content"])
        else:
            yield node
