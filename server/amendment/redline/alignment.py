"""Two versions of a document, made to call their lists and headings by the same numbers.

A rendering numbers them as it meets them, so that one heading more renumbers all that follow, and a comparison would
find a change in each item of their lists and each entry of the table of contents.
"""

from __future__ import annotations

import re
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from server.render.word.contents import FIRST_BOOKMARK
from server.render.word.numbering import NUMBERING
from server.render.word.ooxml import read_value, w
from server.render.word.package import DOCUMENT, Part, read_package, write_package
from server.render.word.text import read_inline_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.render.word.package import Package

HEADING = re.compile(r"_Toc(\d{6})")

Key = tuple[str, str]  # what two lists or headings that answer to each other share, and the text that they begin with
Items = dict[int, Key]  # in the order of the document


def align_documents(avant: bytes, apres: bytes) -> tuple[bytes, bytes]:
    """Return two documents where the lists and the headings that answer to each other have the same numbers.

    What a reader sees of each does not change. Raises `PackageError` for what is no DOCX.
    """
    old, new = read_package(avant), read_package(apres)
    before, after = old[DOCUMENT].tree(), new[DOCUMENT].tree()
    _align_headings(before, after)
    _align_lists(old, new, before, after)
    new[DOCUMENT] = Part.of_tree(DOCUMENT, after)
    return write_package(old.values()), write_package(new.values())


def _renumber(old: Items, new: Items, above: int) -> dict[int, int]:
    """Return the number of each new item: that of the old one it answers to, or one of its own greater than `above`."""
    answers, fresh = dict(_answers(old, new)), count(above + 1)
    return {number: answers.get(number) or next(fresh) for number in new}


def _answers(old: Items, new: Items) -> Iterator[tuple[int, int]]:
    """Yield the new items with the old ones that they answer to: equal, or as many between equal ones."""
    olds, news = list(old), list(new)
    matcher = SequenceMatcher(None, list(old.values()), list(new.values()), autojunk=False)
    for _, start, end, begin, finish in matcher.get_opcodes():
        if end - start == finish - begin:
            pairs = zip(news[begin:finish], olds[start:end], strict=True)
            yield from (pair for pair in pairs if new[pair[0]][0] == old[pair[1]][0])


def _align_headings(before: etree._Element, after: etree._Element) -> None:
    old, new = _headings(before), _headings(after)
    numbers = _renumber(old, new, max(old, default=0))
    names = {f"_Toc{was:06}": f"_Toc{number:06}" for was, number in numbers.items()}
    marks = {str(FIRST_BOOKMARK + was): str(FIRST_BOOKMARK + number) for was, number in numbers.items()}
    for element in after.iter(w("bookmarkStart"), w("bookmarkEnd"), w("hyperlink")):
        _rename(element, w("name"), names)
        _rename(element, w("anchor"), names)
        _rename(element, w("id"), marks)


def _headings(root: etree._Element) -> Items:
    """Return the headings of a document by the number of their bookmark: their style and text."""
    found = [(HEADING.fullmatch(read_value(mark, "name") or ""), mark) for mark in root.iter(w("bookmarkStart"))]
    paragraphs = {int(name[1]): next(mark.iterancestors(w("p"))) for name, mark in found if name}
    return {number: (_style(paragraph), read_inline_text(paragraph)) for number, paragraph in paragraphs.items()}


def _style(paragraph: etree._Element) -> str:
    return read_value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or ""


def _align_lists(old: Package, new: Package, before: etree._Element, after: etree._Element) -> None:
    """Give both documents the lists of both, unless their templates define them differently."""
    if NUMBERING not in old or NUMBERING not in new:
        return
    shared, added = old[NUMBERING].tree(), new[NUMBERING].tree()
    if _definitions(shared) != _definitions(added):
        return
    known, fresh = _find_restarted(shared), _find_restarted(added)
    numbers = _renumber(_lists(before, known), _lists(after, fresh), max(map(_number, shared.iter(w("num")))))
    for reference in after.iter(w("numId")):
        _rename(reference, w("val"), {str(was): str(number) for was, number in numbers.items()})
    shared.extend(_copy(fresh[was], number) for was, number in numbers.items() if number not in known)
    old[NUMBERING] = new[NUMBERING] = Part.of_tree(NUMBERING, shared)


def _definitions(numbering: etree._Element) -> list[bytes]:
    """Return what the template defines: all but the lists that a rendering begins again."""
    restarted = set(_find_restarted(numbering).values())
    return [etree.tostring(each, method="c14n", exclusive=True) for each in numbering if each not in restarted]


def _find_restarted(numbering: etree._Element) -> dict[int, etree._Element]:
    """Return the lists that a rendering begins again, by number."""
    return {_number(each): each for each in numbering.iter(w("num")) if each.find(w("lvlOverride")) is not None}


def _number(num: etree._Element) -> int:
    return int(read_value(num, "numId") or 0)


def _lists(root: etree._Element, restarted: dict[int, etree._Element]) -> Items:
    """Return the lists of a document by number: their definition, and the text of their first item."""
    found: Items = {}
    for reference in root.iter(w("numId")):
        number = int(read_value(reference) or 0)
        if number in restarted and number not in found:
            found[number] = (_definition(restarted[number]), read_inline_text(next(reference.iterancestors(w("p")))))
    return found


def _definition(num: etree._Element) -> str:
    return "".join(etree.tostring(each, encoding="unicode") for each in num)


def _copy(num: etree._Element, number: int) -> etree._Element:
    copy = deepcopy(num)
    copy.set(w("numId"), str(number))
    return copy


def _rename(element: etree._Element, attribute: str, names: dict[str, str]) -> None:
    name = element.get(attribute, "")
    if name in names:
        element.set(attribute, names[name])
