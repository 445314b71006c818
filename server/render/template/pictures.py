"""A picture that a template shows several times, in a loop, becoming another one each time."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from server.render.word.package import DOCUMENT, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.render.word.package import Package

LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
RELATIONSHIPS = "word/_rels/document.xml.rels"


def tell_pictures_apart(package: Package, picture: str, contents: Sequence[bytes]) -> Package:
    """Return a package where a picture of its main part is, each time that it is shown, the next of some contents.

    `picture` is the name of its part, which leaves the package with what referred to it.

    Raises `ValueError` when the document does not show it as many times as there are contents.
    """
    folder, _, file = picture.rpartition("/")
    stem, _, kind = file.rpartition(".")
    names = [f"{folder}/{stem}-{rank}.{kind}" for rank in range(1, len(contents) + 1)]
    links, identifier = drop_links(package[RELATIONSHIPS].tree(), picture)
    xml = show_pictures_apart(package[DOCUMENT].content.decode(), identifier, len(contents))
    for rank, name in enumerate(names, 1):
        link = {"Id": f"{identifier}-{rank}", "Type": IMAGE, "Target": name.removeprefix("word/")}
        links.append(links.makeelement(LINK, link))
    changed = {DOCUMENT: xml.encode(), RELATIONSHIPS: etree.tostring(links, xml_declaration=True, encoding="UTF-8")}
    changed |= dict(zip(names, contents, strict=True))
    kept = {name: part for name, part in package.items() if name != picture}
    return kept | {name: Part.of(name, content) for name, content in changed.items()}


def drop_links(links: etree._Element, picture: str) -> tuple[etree._Element, str]:
    """Take out of the relationships of the main part that of a picture; return them, and its identifier."""
    target = picture.removeprefix("word/")
    link = next((link for link in links if link.get("Target") == target), None)
    if link is None:
        raise ValueError(f"rendez au gabarit l’image « {picture} », qu’il ne montre pas")
    links.remove(link)
    return links, link.get("Id", "")


def show_pictures_apart(xml: str, identifier: str, times: int) -> str:
    """Number the places of the main part that show a picture."""
    before, *places = xml.split(f'r:embed="{identifier}"')
    if len(places) != times:
        raise ValueError(
            f"montrez l’image « {identifier} » une fois pour chacune des {times} images, et non {len(places)}"
        )
    ranks = count(1)
    return before + "".join(f'r:embed="{identifier}-{next(ranks)}"{after}' for after in places)
