"""The tracked changes of a Word document, all accepted or all rejected, as an office suite does it.

A change is one of: a run, a row or a cell that was added or taken away; a paragraph that was joined to the next or
parted from it, which Word says of the mark at its end; properties that replace others, which are kept beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.render.word.ooxml import w
from server.render.word.package import Part, read_package, write_package

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

TEXTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")

ADDED = {w("ins"), w("moveTo"), w("cellIns")}
REMOVED = {w("del"), w("moveFrom"), w("cellDel")}
PROPERTIES = {w(f"{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr")}
# What means nothing once the changes are made or undone.
REMAINS = {w(f"move{way}Range{end}") for way in ("From", "To") for end in ("Start", "End")} | {w("numberingChange")}
# What stands among the properties of an element and is none of those that a change of properties replaces.
APART = ADDED | REMOVED | PROPERTIES | {w("rPr"), w("sectPr"), w("headerReference"), w("footerReference")}
LIVE = {w("delText"): w("t"), w("delInstrText"): w("instrText")}


@dataclass(frozen=True, slots=True)
class Settlement:
    """What becomes of the changes: names of those that go with what they hold, and whether old properties return."""

    dropped: set[str]
    kept: set[str]
    restores: bool


ACCEPT = Settlement(REMOVED, ADDED, restores=False)
REJECT = Settlement(ADDED, REMOVED, restores=True)


def accept_revisions(docx: bytes) -> bytes:
    """Return a document with all its changes made, none tracked. Raises `PackageError` for what is no DOCX."""
    return _settle_document(docx, ACCEPT)


def reject_revisions(docx: bytes) -> bytes:
    """Return a document as it was before its changes. Raises `PackageError` for what is no DOCX."""
    return _settle_document(docx, REJECT)


def _settle_document(docx: bytes, choice: Settlement) -> bytes:
    package = read_package(docx)
    for name in filter(TEXTS.fullmatch, package):
        root = package[name].tree()
        _settle(root, choice)
        package[name] = Part.of_tree(name, root)
    return write_package(package.values())


def _settle(root: etree._Element, choice: Settlement) -> None:
    _settle_properties(root, choice)
    _settle_rows_and_cells(root, choice)
    joined = [paragraph for paragraph in root.iter(w("p")) if goes(paragraph, choice)]
    _settle_runs(root, choice)
    for paragraph in joined:
        _join(paragraph)
    remove(list(root.iter(*REMAINS)))


def _settle_properties(root: etree._Element, choice: Settlement) -> None:
    for change in list(root.iter(*PROPERTIES)):
        if choice.restores:
            _restore(change)
        remove([change])


def _restore(change: etree._Element) -> None:
    """Put old properties back in the place of those that they were kept beside."""
    new = parent_of(change)
    remove([each for each in new if each.tag not in APART])
    at = sum(each.tag in {w("headerReference"), w("footerReference")} for each in new)
    new[at:at] = list(change[0]) if len(change) else []


def _settle_rows_and_cells(root: etree._Element, choice: Settlement) -> None:
    """Take away rows and cells, and the tables of which none is left."""
    for tag, properties in ((w("tr"), w("trPr")), (w("tc"), w("tcPr"))):
        remove([each for each in root.iter(tag) if _marked(each.find(properties), choice.dropped)])
    remove([table for table in root.iter(w("tbl")) if next(table.iter(w("tr")), None) is None])


def goes(paragraph: etree._Element, choice: Settlement) -> bool:
    """Tell whether the mark at the end of a paragraph goes: what the paragraph holds then begins the next."""
    return _marked(paragraph.find(f"{w('pPr')}/{w('rPr')}"), choice.dropped)


def _marked(properties: etree._Element | None, names: set[str]) -> bool:
    return properties is not None and any(each.tag in names for each in properties)


def _settle_runs(root: etree._Element, choice: Settlement) -> None:
    """Take away what goes, put what stays in the place of its mark, and make its text live again."""
    remove(list(root.iter(*choice.dropped)))
    for mark in list(root.iter(*choice.kept)):
        _unwrap(mark)
    for text in root.iter(*LIVE):
        text.tag = LIVE[str(text.tag)]


def _unwrap(element: etree._Element) -> None:
    parent = parent_of(element)
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _join(paragraph: etree._Element) -> None:
    """Join a paragraph to the next one; an empty one without a next goes, unless it is alone in its cell."""
    following = paragraph.getnext()
    alone = not any(each.tag in {w("p"), w("tbl")} for each in parent_of(paragraph) if each is not paragraph)
    content = [each for each in paragraph if each.tag != w("pPr")]
    if following is not None and following.tag == w("p"):
        at = int(following.find(w("pPr")) is not None)
        following[at:at] = content
        remove([paragraph])
    elif not alone and not any(each.tag == w("r") for each in content):
        remove([paragraph])


def remove(elements: Iterable[etree._Element]) -> None:
    """Take elements away, with what they hold."""
    for element in elements:
        parent_of(element).remove(element)


def parent_of(element: etree._Element) -> etree._Element:
    """Return what holds an element that is not a root."""
    parent = element.getparent()
    if parent is None:
        raise ValueError(f"{element.tag} stands in nothing")
    return parent
