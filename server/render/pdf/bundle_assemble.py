"""The child process that binds PDF as one: `bundle_assemble.py FOLDER`, the plan on its standard input.

It is run as a script, alone. The plan is `{"title", "language", "parts": [titles]}`; the PDF are `FOLDER/0.pdf`…
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pikepdf import (
    Array,
    Dictionary,
    Name,
    NameTree,
    NumberTree,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Pdf,
    Stream,
    String,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEEPEST_BOOKMARK = 8


def assemble(folder: Path, plan: dict[str, Any]) -> bytes:
    """Return the PDF of a plan."""
    with Pdf.new() as bundle:
        tags = Tags(bundle)
        bookmarks = [bind(bundle, tags, folder / f"{rank}.pdf", title) for rank, title in enumerate(plan["parts"])]
        with bundle.open_outline() as outline:
            outline.root.extend(bookmarks)
        tags.write()
        describe(bundle, plan)
        written = BytesIO()
        bundle.save(written, deterministic_id=True, min_version="1.7", object_stream_mode=ObjectStreamMode.generate)
        return written.getvalue()


def bind(bundle: Pdf, tags: Tags, file: Path, title: str) -> OutlineItem:
    """Add the pages and the tags of a PDF at the end of the bundle; return its bookmark."""
    with Pdf.open(file) as source:
        keep_forms_visible(source)
        places = Destinations(source)
        places.spell_out()
        first = len(bundle.pages)
        bundle.pages.extend(source.pages)
        label(bundle, first)
        tags.add(source, first, title)
        bookmark = OutlineItem(title, first, "Fit")
        bookmark.children.extend(places.bookmarks(first))
        return bookmark


def keep_forms_visible(source: Pdf) -> None:
    """Turn the filled fields of a form into plain content: bound pages have no form to hold them."""
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
        source.flatten_annotations("all")


def label(bundle: Pdf, first: int) -> None:
    """Label the pages of the next part: « 2-1 », « 2-2 »…"""
    if "/PageLabels" not in bundle.Root:
        bundle.Root.PageLabels = Dictionary(Nums=Array())
    numbers = bundle.Root.PageLabels.Nums
    numbers.append(first)
    numbers.append(Dictionary(S=Name.D, P=String(f"{len(numbers) // 2 + 1}-")))


def describe(bundle: Pdf, plan: dict[str, Any]) -> None:
    """Say the title and the language of the bundle, and how a reader opens it."""
    with bundle.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = plan["title"]
        metadata["dc:language"] = [plan["language"]]
    bundle.Root.Lang = String(plan["language"])
    bundle.Root.PageMode = Name.UseOutlines
    bundle.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


class Destinations:
    """The places of one PDF that links and bookmarks lead to."""

    def __init__(self, source: Pdf) -> None:
        self._source = source
        self._pages = {page.obj.objgen: rank for rank, page in enumerate(source.pages)}
        named = source.Root.get("/Names", Dictionary()).get("/Dests")
        self._named = {} if named is None else {str(name): place for name, place in NameTree(named).items()}
        self._named |= {str(name)[1:]: place for name, place in source.Root.get("/Dests", Dictionary()).items()}

    def spell_out(self) -> None:
        """Make the links of all pages lead to pages: names would be lost with the document that gives them."""
        for page in self._source.pages:
            for annotation in page.obj.get("/Annots", Array()):
                if "/Dest" in annotation:
                    replace(annotation, "/Dest", self._place(annotation.Dest))
                if "/D" in annotation.get("/A", Dictionary()):
                    replace(annotation.A, "/D", self._place(annotation.A.D))

    def bookmarks(self, first: int) -> list[OutlineItem]:
        """Return the bookmarks of the PDF, for pages that begin at `first`."""
        with self._source.open_outline(max_depth=DEEPEST_BOOKMARK) as outline:
            return list(self._move(outline.root, first))

    def _move(self, items: Iterable[OutlineItem], first: int) -> Iterator[OutlineItem]:
        for item in items:
            asked = item.destination if item.action is None else item.action.get("/D")
            place = self._place(asked)
            children = list(self._move(item.children, first))
            if place is None:
                yield from children
            else:
                moved = write_bookmark(item.title, first + self._pages[place[0].objgen], place)
                moved.children.extend(children)
                yield moved

    def _place(self, asked: object) -> Array | None:
        """Return a place as a page of the PDF and where on it, None for what leads nowhere in it."""
        place = self._named.get(str(asked).removeprefix("/")) if isinstance(asked, (String, Name, str)) else asked
        place = place.get("/D") if isinstance(place, Dictionary) else place
        if isinstance(place, Array) and len(place) and getattr(place[0], "objgen", None) in self._pages:
            return place
        return None


def replace(holder: Object, key: str, value: Object | None) -> None:
    """Change a value, or take it away."""
    if value is None:
        del holder[key]
    else:
        holder[key] = value


def write_bookmark(title: str, page: int, place: Array) -> OutlineItem:
    """Return a bookmark to a page, at the height that the place says."""
    if len(place) > 3 and place[1] == Name.XYZ and place[3] is not None:  # noqa: PLR2004 -- [page /XYZ left top zoom]
        return OutlineItem(title, page, "XYZ", left=float(place[2] or 0), top=float(place[3]))
    return OutlineItem(title, page, "Fit")


class Tags:
    """The structure of the bundle: that of each PDF, as one part of the whole."""

    def __init__(self, bundle: Pdf) -> None:
        self._bundle = bundle
        self._root = bundle.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        self._parents: dict[int, Object] = {}
        self._identified: dict[bytes, Object] = {}
        self._next = 0

    def add(self, source: Pdf, first: int, title: str) -> None:
        """Add the structure of a PDF whose pages have been added from `first` on."""
        tree = source.Root.get("/StructTreeRoot")
        if tree is None:
            return
        copied = self._bundle.copy_foreign(source.make_indirect(tree))
        parents = dict(NumberTree(copied.ParentTree).items()) if "/ParentTree" in copied else {}
        self._parents |= {self._next + key: parent for key, parent in parents.items()}
        for page in list(self._bundle.pages)[first:]:
            shift(page.obj, self._next)
        self._next += max(parents, default=-1) + 1
        self._add_part(copied, title, str(source.Root.get("/Lang", "")))
        self._add_roles(copied)

    def write(self) -> None:
        """Give the bundle its structure, if any of its PDF had one."""
        if not self._parents:
            return
        parents = NumberTree.new(self._bundle)
        parents.update(self._parents)
        identified = [[String(name), element] for name, element in sorted(self._identified.items())]
        self._root.ParentTree, self._root.ParentTreeNextKey = parents.obj, self._next
        self._root.IDTree = Dictionary(Names=Array([each for pair in identified for each in pair]))
        self._bundle.Root.StructTreeRoot = self._root
        self._bundle.Root.MarkInfo = Dictionary(Marked=True)

    def _add_part(self, copied: Object, title: str, language: str) -> None:
        elements = list_items(copied.get("/K"))
        part = self._bundle.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, P=self._root, T=String(title)))
        if language:
            part.Lang = String(language)
        part.K = Array(elements)
        self._root.K.append(part)
        for element in elements:
            element.P = part
        prefix = f"{len(self._root.K)}-".encode()
        for element in walk_elements(elements):
            self._identify(element, prefix)

    def _identify(self, element: Object, prefix: bytes) -> None:
        """Make the identifiers of an element, and those of the headings of its cell, unlike those of other PDF."""
        if "/ID" in element:
            element.ID = String(prefix + bytes(element.ID))
            self._identified[bytes(element.ID)] = element
        for attributes in list_items(element.get("/A")):
            if isinstance(attributes, Dictionary) and "/Headers" in attributes:
                attributes.Headers = Array([String(prefix + bytes(header)) for header in attributes.Headers])

    def _add_roles(self, copied: Object) -> None:
        for names in ("/RoleMap", "/ClassMap"):
            for name, meaning in copied.get(names, Dictionary()).items():
                if names not in self._root:
                    self._root[names] = Dictionary()
                if name not in self._root[names]:
                    self._root[names][name] = meaning


def shift(page: Object, by: int) -> None:
    """Move the keys that lead from a page, its annotations and its drawings to the structure."""
    drawings = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    for holder in (page, *page.get("/Annots", Array()), *(drawing for _, drawing in drawings.items())):
        for key in ("/StructParent", "/StructParents"):
            if isinstance(holder, (Dictionary, Stream)) and key in holder:
                holder[key] = int(holder[key]) + by


def list_items(value: Object | None) -> list[Object]:
    """Return the elements of what may be nothing, one thing or several."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def walk_elements(elements: Iterable[Object]) -> Iterator[Object]:
    """Yield structure elements and all those in them, each once even where a broken PDF holds itself."""
    waiting, seen = list(elements), set()
    while waiting:
        element = waiting.pop()
        if isinstance(element, Dictionary) and "/S" in element and element.objgen not in seen:
            seen.add(element.objgen)
            yield element
            waiting += list_items(element.get("/K"))


if __name__ == "__main__":
    sys.stdout.buffer.write(assemble(Path(sys.argv[1]), json.load(sys.stdin)))
