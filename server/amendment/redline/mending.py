"""What the engine of comparison leaves wrong in a document with tracked changes, mended."""

from __future__ import annotations

from itertools import groupby

from lxml import etree

from server.amendment.redline.revisions import ACCEPT, APART, PROPERTIES, TEXTS, goes, parent_of, remove
from server.render.word.ooxml import read_value, w
from server.render.word.package import DOCUMENT, Part, read_package, write_package

TRACKED = {w("ins"), w("del")}
NUMBER = f"{w('pPr')}/{w('numPr')}/{w('numId')}"


def mend_redline(redlined: bytes, apres: bytes) -> bytes:
    """Return a document with tracked changes where items stand in the lists of `apres`, and changes change something.

    The engine sees that an item goes from a list to another, but leaves it in its old list. It marks properties that
    stay the same, repeats numbers in an element that Word has not read since 2003, and writes new words before old.
    """
    package = read_package(redlined)
    trees = {name: package[name].tree() for name in filter(TEXTS.fullmatch, package)}
    _put_in_lists(trees[DOCUMENT], read_package(apres)[DOCUMENT].tree())
    for root in trees.values():
        _remove_void(root)
        _put_old_first(root)
    return write_package((package | {name: Part.of_tree(name, root) for name, root in trees.items()}).values())


def _put_in_lists(redlined: etree._Element, apres: etree._Element) -> None:
    """Give the paragraphs that stay the list that they have in the new document."""
    staying = [paragraph for paragraph in redlined.iter(w("p")) if not goes(paragraph, ACCEPT)]
    wanted = list(apres.iter(w("p")))
    for paragraph, model in zip(staying, wanted, strict=True) if len(staying) == len(wanted) else ():
        number, new = paragraph.find(NUMBER), model.find(NUMBER)
        if number is not None and new is not None:
            number.set(w("val"), read_value(new) or "")


def _remove_void(root: etree._Element) -> None:
    """Take away the changes of properties that change none."""
    remove(list(root.iter(w("numberingChange"))))
    remove([change for change in root.iter(*PROPERTIES) if _is_void(change)])


def _put_old_first(root: etree._Element) -> None:
    """Put what goes before what comes in its place, as one reads a correction."""
    for holder in root.iter(w("p"), w("hyperlink")):
        if holder.find(w("ins")) is not None and holder.find(w("del")) is not None:
            groups = groupby(holder, lambda each: each.tag in TRACKED)
            holder[:] = [each for _, group in groups for each in sorted(group, key=lambda each: each.tag == w("ins"))]


def _is_void(change: etree._Element) -> bool:
    old = change[0] if len(change) else change
    return _write_runs(old) == _write_runs(parent_of(change))


def _write_runs(properties: etree._Element) -> list[bytes]:
    return [etree.tostring(each, method="c14n", exclusive=True) for each in properties if each.tag not in APART]
