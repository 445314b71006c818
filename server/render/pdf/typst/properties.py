"""What one `w:rPr` or `w:pPr` says, and nothing of what it inherits; lengths are in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.render.pdf.typst.xml import (
    LOGICAL,
    Node,
    attribute,
    child,
    children,
    colour,
    flag,
    integer,
    known,
    local,
    measure,
    value,
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


def run_properties(run: Element | None, theme: Mapping[str, str]) -> Node:
    """Return the character properties that a `w:rPr` says; `theme` gives the fonts behind theme names."""
    if run is None:
        return {}
    said = known(
        font=font(child(run, "w:rFonts"), theme),
        size=measure(value(run, "w:sz"), 1 / 2),
        colour=value(run, "w:color"),
        underline=value(run, "w:u"),
        highlight=HIGHLIGHTS.get(value(run, "w:highlight") or "", value(run, "w:highlight")),
        fill=fill(run),
        shift=value(run, "w:vertAlign"),
        tracking=measure(value(run, "w:spacing")),
        lang=value(run, "w:lang"),
        style=value(run, "w:rStyle"),
    )
    return said | known(**{key: flag(run, path) for key, path in TOGGLES.items()})


def font(fonts: Element | None, theme: Mapping[str, str]) -> str | None:
    """Return the font that a `w:rFonts` gives to Latin text."""
    named = attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi")
    return theme.get(attribute(fonts, "w:asciiTheme") or "", named)


def fill(properties: Element | None) -> str | None:
    """Return the background that a `w:shd` gives: `#rrggbb`, `auto` for none."""
    shading = child(properties, "w:shd")
    if shading is None:
        return None
    if attribute(shading) == "solid":
        return colour(attribute(shading, "w:color")) or "#000000"
    return colour(attribute(shading, "w:fill")) or "auto"


def paragraph_properties(paragraph: Element | None) -> Node:
    """Return the paragraph properties that a `w:pPr` says."""
    if paragraph is None:
        return {}
    return known(
        style=value(paragraph, "w:pStyle"),
        align=value(paragraph, "w:jc"),
        keep_next=flag(paragraph, "w:keepNext"),
        keep_lines=flag(paragraph, "w:keepLines"),
        page_break=flag(paragraph, "w:pageBreakBefore"),
        contextual=flag(paragraph, "w:contextualSpacing"),
        rtl=flag(paragraph, "w:bidi"),
        outline=value(paragraph, "w:outlineLvl"),
        num_id=value(paragraph, "w:numPr/w:numId"),
        ilvl=value(paragraph, "w:numPr/w:ilvl"),
        fill=fill(paragraph),
        borders=borders(child(paragraph, "w:pBdr")) or None,
        tabs=tabs(child(paragraph, "w:tabs")) or None,
        **spacing(child(paragraph, "w:spacing")),
        **indents(child(paragraph, "w:ind")),
    )


def spacing(element: Element | None) -> Node:
    """Return the space before, after and between the lines of a paragraph."""
    return known(
        before=space(element, "before"),
        after=space(element, "after"),
        line=line(element),
    )


def space(element: Element | None, side: str) -> float | None:
    """Return the space on one side of a paragraph."""
    if attribute(element, f"w:{side}Autospacing") in {"1", "true", "on"}:
        return AUTOMATIC_SPACE
    return measure(attribute(element, f"w:{side}"))


def line(element: Element | None) -> tuple[str, float] | None:
    """Return the rule and the height of lines: (`auto`, 1.15) or (`exact` | `atLeast`, points)."""
    height = measure(attribute(element, "w:line"))
    if height is None:
        return None
    rule = attribute(element, "w:lineRule") or "auto"
    return (rule, height / 12) if rule == "auto" else (rule, height)


def indents(element: Element | None) -> Node:
    """Return the indents of a paragraph; `first` is negative for a hanging indent."""
    hanging = measure(attribute(element, "w:hanging"))
    return known(
        left=measure(attribute(element, "w:left") or attribute(element, "w:start")),
        right=measure(attribute(element, "w:right") or attribute(element, "w:end")),
        first=measure(attribute(element, "w:firstLine")) if hanging is None else -hanging,
    )


def tabs(element: Element | None) -> dict[float, Node]:
    """Return tab stops by position: how text aligns there, and what leads to it."""
    stops = {measure(attribute(tab, "w:pos")): tab for tab in children(element, "w:tab")}
    return {at: stop(at, tab) for at, tab in stops.items() if at is not None}


def stop(at: float, tab: Element) -> Node:
    """Return one tab stop; `clear` removes an inherited one."""
    align = attribute(tab) or "left"
    return {"at": at, "align": LOGICAL.get(align, align), "leader": attribute(tab, "w:leader") or "none"}


def borders(element: Element | None) -> dict[str, Node]:
    """Return the borders that an element says, by edge; one without width is there to say « none »."""
    return {} if element is None else {edge(side): border(side) for side in element if edge(side) in EDGES}


def edge(element: Element) -> str:
    """Return the edge that a border element draws."""
    side = local(element)
    return LOGICAL.get(side, side)


def border(element: Element) -> Node:
    """Return one border: width and distance in points, colour, and the name of its line."""
    style = attribute(element) or "none"
    width = integer(attribute(element, "w:sz"), 4) * EIGHTHS
    return {
        "width": 0.0 if style in NO_BORDER else max(width, 0.25),
        "colour": colour(attribute(element, "w:color")) or "#000000",
        "line": style,
        "space": float(integer(attribute(element, "w:space"))),
    }


def merged(*levels: Node) -> Node:
    """Return properties where each level overrides those before it; tab stops add up."""
    together: Node = {}
    for level in levels:
        stops = {**together.get("tabs", {}), **level.get("tabs", {})}
        together |= level | ({"tabs": stops} if stops else {})
    return together
