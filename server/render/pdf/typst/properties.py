"""What one `w:rPr` or `w:pPr` says, and nothing of what it inherits; lengths are in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.render.pdf.typst.xml import (
    LOGICAL,
    Node,
    find_child,
    find_children,
    keep_known,
    measure,
    read_attribute,
    read_colour,
    read_flag,
    read_integer,
    read_local_name,
    read_value,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

TOGGLES = {
    "bold": "w:b",
    "italic": "w:i",
    "caps": "w:caps",
    "small_caps": "w:smallCaps",
    "strike": "w:strike",
    "double_strike": "w:dstrike",
    "hidden": "w:vanish",
}
HIGHLIGHTS = {
    "black": "#000000",
    "blue": "#0000ff",
    "cyan": "#00ffff",
    "darkBlue": "#000080",
    "darkCyan": "#008080",
    "darkGray": "#808080",
    "darkGreen": "#008000",
    "darkMagenta": "#800080",
    "darkRed": "#800000",
    "darkYellow": "#808000",
    "green": "#00ff00",
    "lightGray": "#c0c0c0",
    "magenta": "#ff00ff",
    "red": "#ff0000",
    "white": "#ffffff",
    "yellow": "#ffff00",
}
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV", "between")
AUTOMATIC_SPACE = 14.0  # what Word leaves around a paragraph whose spacing is automatic
NO_BORDER = {"none", "nil"}
EIGHTHS = 1 / 8


def read_run_properties(run: Element | None, theme: Mapping[str, str]) -> Node:
    """Return the character properties that a `w:rPr` says; `theme` gives the fonts behind theme names."""
    if run is None:
        return {}
    said = keep_known(
        font=read_font(find_child(run, "w:rFonts"), theme),
        size=measure(read_value(run, "w:sz"), 1 / 2),
        colour=read_value(run, "w:color"),
        underline=read_value(run, "w:u"),
        highlight=HIGHLIGHTS.get(read_value(run, "w:highlight") or "", read_value(run, "w:highlight")),
        fill=read_fill(run),
        shift=read_value(run, "w:vertAlign"),
        tracking=measure(read_value(run, "w:spacing")),
        lang=read_value(run, "w:lang"),
        style=read_value(run, "w:rStyle"),
    )
    return said | keep_known(**{key: read_flag(run, path) for key, path in TOGGLES.items()})


def read_font(fonts: Element | None, theme: Mapping[str, str]) -> str | None:
    """Return the font that a `w:rFonts` gives to Latin text."""
    named = read_attribute(fonts, "w:ascii") or read_attribute(fonts, "w:hAnsi")
    return theme.get(read_attribute(fonts, "w:asciiTheme") or "", named)


def read_fill(properties: Element | None) -> str | None:
    """Return the background that a `w:shd` gives: `#rrggbb`, `auto` for none."""
    shading = find_child(properties, "w:shd")
    if shading is None:
        return None
    if read_attribute(shading) == "solid":
        return read_colour(read_attribute(shading, "w:color")) or "#000000"
    return read_colour(read_attribute(shading, "w:fill")) or "auto"


def read_paragraph_properties(paragraph: Element | None) -> Node:
    """Return the paragraph properties that a `w:pPr` says."""
    if paragraph is None:
        return {}
    return keep_known(
        style=read_value(paragraph, "w:pStyle"),
        align=read_value(paragraph, "w:jc"),
        keep_next=read_flag(paragraph, "w:keepNext"),
        keep_lines=read_flag(paragraph, "w:keepLines"),
        page_break=read_flag(paragraph, "w:pageBreakBefore"),
        contextual=read_flag(paragraph, "w:contextualSpacing"),
        rtl=read_flag(paragraph, "w:bidi"),
        outline=read_value(paragraph, "w:outlineLvl"),
        num_id=read_value(paragraph, "w:numPr/w:numId"),
        ilvl=read_value(paragraph, "w:numPr/w:ilvl"),
        fill=read_fill(paragraph),
        borders=read_borders(find_child(paragraph, "w:pBdr")) or None,
        tabs=read_tabs(find_child(paragraph, "w:tabs")) or None,
        **read_spacing(find_child(paragraph, "w:spacing")),
        **read_indents(find_child(paragraph, "w:ind")),
    )


def read_spacing(element: Element | None) -> Node:
    """Return the space before, after and between the lines of a paragraph."""
    return keep_known(
        before=read_space(element, "before"),
        after=read_space(element, "after"),
        line=read_line(element),
    )


def read_space(element: Element | None, side: str) -> float | None:
    """Return the space on one side of a paragraph."""
    if read_attribute(element, f"w:{side}Autospacing") in {"1", "true", "on"}:
        return AUTOMATIC_SPACE
    return measure(read_attribute(element, f"w:{side}"))


def read_line(element: Element | None) -> tuple[str, float] | None:
    """Return the rule and the height of lines: (`auto`, 1.15) or (`exact` | `atLeast`, points)."""
    height = measure(read_attribute(element, "w:line"))
    if height is None:
        return None
    rule = read_attribute(element, "w:lineRule") or "auto"
    return (rule, height / 12) if rule == "auto" else (rule, height)


def read_indents(element: Element | None) -> Node:
    """Return the indents of a paragraph; `first` is negative for a hanging indent."""
    hanging = measure(read_attribute(element, "w:hanging"))
    return keep_known(
        left=measure(read_attribute(element, "w:left") or read_attribute(element, "w:start")),
        right=measure(read_attribute(element, "w:right") or read_attribute(element, "w:end")),
        first=measure(read_attribute(element, "w:firstLine")) if hanging is None else -hanging,
    )


def read_tabs(element: Element | None) -> dict[float, Node]:
    """Return tab stops by position: how text aligns there, and what leads to it."""
    stops = {measure(read_attribute(tab, "w:pos")): tab for tab in find_children(element, "w:tab")}
    return {at: read_stop(at, tab) for at, tab in stops.items() if at is not None}


def read_stop(at: float, tab: Element) -> Node:
    """Return one tab stop; `clear` removes an inherited one."""
    align = read_attribute(tab) or "left"
    return {"at": at, "align": LOGICAL.get(align, align), "leader": read_attribute(tab, "w:leader") or "none"}


def read_borders(element: Element | None) -> dict[str, Node]:
    """Return the borders that an element says, by edge; one without width is there to say « none »."""
    return (
        {} if element is None else {read_edge(side): read_border(side) for side in element if read_edge(side) in EDGES}
    )


def read_edge(element: Element) -> str:
    """Return the edge that a border element draws."""
    side = read_local_name(element)
    return LOGICAL.get(side, side)


def read_border(element: Element) -> Node:
    """Return one border: width and distance in points, colour, and the name of its line."""
    style = read_attribute(element) or "none"
    width = read_integer(read_attribute(element, "w:sz"), 4) * EIGHTHS
    return {
        "width": 0.0 if style in NO_BORDER else max(width, 0.25),
        "colour": read_colour(read_attribute(element, "w:color")) or "#000000",
        "line": style,
        "space": float(read_integer(read_attribute(element, "w:space"))),
    }


def merge_levels(*levels: Node) -> Node:
    """Return properties where each level overrides those before it; tab stops add up."""
    together: Node = {}
    for level in levels:
        stops = {**together.get("tabs", {}), **level.get("tabs", {})}
        together |= level | ({"tabs": stops} if stops else {})
    return together
