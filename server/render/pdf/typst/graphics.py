"""Pictures, text boxes and watermarks, in the two languages that Word draws with (DrawingML and VML)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from server.render.pdf.typst.xml import (
    Node,
    expand_name,
    find_child,
    measure,
    read_attribute,
    read_colour,
    read_integer,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from server.render.pdf.typst.story import Story

MOST_OF_A_PAGE = 0.9
USUAL_WIDTH = 400.0  # points, of a watermark
SILVER = "#c0c0c0"
FRACTION = 65_536  # VML writes .5 or 32768f
OPACITY = re.compile(r"(\d*\.?\d+)(f?)")
EMU = 1 / 12_700  # points
DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+)")


def read_graphics(story: Story, element: Element) -> tuple[list[Node], list[Element]]:
    """Return the pictures of a drawing, as tokens, and its text boxes, to be read as paragraphs."""
    note_watermark(story, element)
    pictures = [*read_drawn_pictures(story, element), *read_vector_pictures(story, element)]
    return pictures, list(find_visible(element, "w:txbxContent"))


def find_visible(element: Element, prefixed: str) -> Iterator[Element]:
    """Yield the elements of a name, leaving out the second forms of what is there twice, and nested ones."""
    for inner in element:
        if inner.tag == expand_name(prefixed):
            yield inner
        elif inner.tag != expand_name("mc:Fallback") or inner.getprevious() is None:
            yield from find_visible(inner, prefixed)


def read_drawn_pictures(story: Story, element: Element) -> Iterator[Node]:
    """Yield the pictures of a DrawingML drawing, at the size of their place in the text."""
    for frame in (*element.iter(expand_name("wp:inline")), *element.iter(expand_name("wp:anchor"))):
        extent, described = find_child(frame, "wp:extent"), find_child(frame, "wp:docPr")
        size = [measure(None if extent is None else extent.get(side), EMU) for side in ("cx", "cy")]
        for blip in find_visible(frame, "a:blip"):
            yield from read_picture(story, read_attribute(blip, "r:embed"), size, read_alternative(described))


def read_vector_pictures(story: Story, element: Element) -> Iterator[Node]:
    """Yield the pictures of a VML drawing."""
    for image in find_visible(element, "v:imagedata"):
        shape = image.getparent()
        style = read_declarations(shape)
        size = [measure(style.get(side), 1) for side in ("width", "height")]
        yield from read_picture(story, read_attribute(image, "r:id"), size, None if shape is None else shape.get("alt"))


def read_picture(story: Story, identifier: str | None, size: list[float | None], alt: str | None) -> Iterator[Node]:
    """Yield the token of a picture that is in the package; one without description is an ornament."""
    link = story.links.get(identifier or "")
    if link is not None and not link.external:
        file = story.book.picture(link.target)
        width, height = fit_size(size, story.height * MOST_OF_A_PAGE)
        yield {"kind": "picture", "file": file, "width": width, "height": height, "alt": alt or None}


def fit_size(size: list[float | None], highest: float) -> list[float | None]:
    """Return a size made smaller, in proportion, where a page could not hold its height."""
    high = size[1] or 0.0
    return [side and side * highest / high for side in size] if high > highest else size


def read_alternative(described: Element | None) -> str | None:
    """Return what replaces a picture for who cannot see it; None for an ornament."""
    if described is None:
        return None
    ornament = next(described.iter(expand_name("decorative:decorative")), None)
    if ornament is not None and ornament.get("val") == "1":
        return None
    return described.get("descr") or described.get("title")


def note_watermark(story: Story, element: Element) -> None:
    """Keep the text that a header sets across the page."""
    for path in element.iter(expand_name("v:textpath")):
        shape = path.getparent()
        if path.get("string") and shape is not None:
            style = read_declarations(shape)
            story.watermark = {
                "text": path.get("string"),
                "width": measure(style.get("width"), 1) or USUAL_WIDTH,
                "angle": read_integer(style.get("rotation")),
                "colour": fade_colour(shape),
            }


def fade_colour(shape: Element) -> str:
    """Return the colour of a shape as it looks on white paper: PDF readers differ on transparency."""
    fill = find_child(shape, "v:fill")
    written = OPACITY.fullmatch("" if fill is None else fill.get("opacity", ""))
    opacity = 1.0 if written is None else float(written[1]) / (FRACTION if written[2] else 1)
    plain = read_colour(shape.get("fillcolor", "").removeprefix("#")) or SILVER
    inks = [int(plain[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - ink) * min(opacity, 1.0)):02x}" for ink in inks)


def read_declarations(shape: Element | None) -> dict[str, str]:
    """Return the CSS-like declarations of a VML shape."""
    return dict(DECLARATION.findall(shape.get("style", ""))) if shape is not None else {}
