"""The parts of a DOCX as trees, and what each part refers to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.render.errors import PdfError
from server.render.word.contents import insert_live_pages
from server.render.word.ooxml import parse
from server.render.word.package import DOCUMENT, PackageError, read_package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True)
class Relationship:
    """What a part refers to: a part of the package, or an address outside."""

    kind: str  # the last word of the relationship type: image, hyperlink, header…
    target: str
    external: bool


class Parts:
    """The parts of a DOCX, read on demand; raises `PdfError` where it is not one."""

    def __init__(self, docx: bytes) -> None:
        try:
            self.package = read_package(docx)
        except PackageError as fault:
            raise PdfError(f"Fournissez un document Word (.docx) lisible : {fault}.") from fault
        self._root = list(self.relationships("").values())
        self.main = self._target(self._root, "officeDocument") or ""
        if self.main not in self.package:
            raise PdfError("Fournissez un document Word (.docx) : celui-ci n’a pas de texte principal.")
        self._main_links = list(self.relationships(self.main).values())

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        try:
            return self.package[part].content
        except (KeyError, PackageError) as fault:
            raise PdfError(f"Fournissez un document Word complet : la partie « {part} » manque.") from fault

    def tree(self, part: str | None) -> Element | None:
        """Return the XML of a part, None where the package has no such part."""
        if part is None or part not in self.package:
            return None
        try:
            return parse(self.read(part))
        except ValueError as fault:
            raise PdfError(f"Fournissez un document Word valide : « {part} » est illisible ({fault}).") from fault

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return what a part refers to, by identifier."""
        folder, file = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        links = [] if tree is None else [element for element in tree if isinstance(element.tag, str)]
        return {link.get("Id", ""): read_relationship(link, folder) for link in links}

    def find_related(self, kind: str) -> Element | None:
        """Return the part of a kind (`styles`, `numbering`…) that the main part refers to."""
        return self.tree(self._target(self._main_links, kind))

    def name_of(self, kind: str) -> str | None:
        """Return the name of the part of a kind that the main part refers to."""
        return self._target(self._main_links, kind)

    def core(self) -> Element | None:
        """Return the core properties: title, author, dates."""
        return self.tree(self._target(self._root, "core-properties"))

    def _target(self, links: list[Relationship], kind: str) -> str | None:
        return next((link.target for link in links if link.kind == kind), None)


def read_relationship(element: Element, folder: str) -> Relationship:
    """Read one relationship; an inside target becomes the name of a part, however it is written."""
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Type", "").rsplit("/", 1)[-1], target, external)


def compute_pages(docx: bytes) -> bytes:
    """Return a DOCX whose table of contents lets its reader compute the page numbers.

    Raises `PdfError` for what is not a DOCX.
    """
    return insert_live_pages(docx) if Parts(docx).main == DOCUMENT else docx
