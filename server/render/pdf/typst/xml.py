"""Names, values and measures of WordprocessingML."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Node = dict[str, Any]  # a piece of the tree that the Typst document reads, or of what leads to it

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "decorative": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}

POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0, "px": 0.75}
MEASURE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|in|cm|mm|pc|pi|px)?\s*")
FALSE = {"0", "false", "off", "none"}
LOGICAL = {"start": "left", "end": "right"}  # what newer documents write for the sides


@cache
def expand_name(prefixed: str) -> str:
    """Return a qualified name: `w:p` → `{http://…/main}p`."""
    prefix, local = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


@cache
def expand_path(path: str) -> tuple[str, ...]:
    """Return the qualified names down a path."""
    return tuple(expand_name(step) for step in path.split("/"))


def find_child(parent: Element | None, path: str) -> Element | None:
    """Return the first element down a path of prefixed names (`w:pPr/w:jc`), if there is one."""
    for step in expand_path(path):
        if parent is None:
            return None
        parent = next(parent.iterchildren(step), None)
    return parent


def find_children(parent: Element | None, prefixed: str) -> list[Element]:
    """Return the direct children of that name."""
    return [] if parent is None else list(parent.iterchildren(expand_name(prefixed)))


def read_attribute(element: Element | None, prefixed: str = "w:val") -> str | None:
    """Return an attribute, if the element and the attribute are there."""
    return None if element is None else element.get(expand_name(prefixed))


def read_value(parent: Element | None, path: str) -> str | None:
    """Return the `w:val` of the element down a path."""
    return read_attribute(find_child(parent, path))


def read_flag(parent: Element | None, path: str) -> bool | None:
    """Return an on/off property, None where it is not said; `<w:b/>` alone means yes."""
    element = find_child(parent, path)
    return None if element is None else (read_attribute(element) or "1").lower() not in FALSE


def read_integer(text: str | None, default: int = 0, *, base: int = 10) -> int:
    """Return a whole number, or the default where there is none."""
    try:
        return int(text or "", base)
    except ValueError:
        return default


def measure(text: str | None, unit: float = 1 / 20) -> float | None:
    """Return a length in points: a bare number counts in `unit` points (twips unless told), `2cm` in its own."""
    found = MEASURE.fullmatch(text or "")
    if found is None:
        return None
    return round(float(found[1]) * (POINTS[found[2]] if found[2] else unit), 3)


def read_colour(text: str | None) -> str | None:
    """Return `#rrggbb`, or None for the automatic colour and for what is no colour."""
    return f"#{text.lower()}" if re.fullmatch(r"[0-9A-Fa-f]{6}", text or "") and text else None


def keep_known(**properties: Any) -> Node:  # noqa: ANN401 -- the values of a tree are of every type
    """Return the properties that are said; None means « not said here »."""
    return {key: property_ for key, property_ in properties.items() if property_ is not None}


def read_local_name(element: Element) -> str:
    """Return the name of an element without its namespace; nothing for a comment or an instruction."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
