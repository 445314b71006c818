"""The text of a written contract as lawyers cite it: headings, and under each its alinéas and tables.

The cover, the table of contents, the signatures, headers and footers are not provisions: only the lines of the title
are kept of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from schemas.francais import FINE, INSECABLE
from server.amendment.drafting.tables import PARAGRAPH, TABLE, rows_of
from server.render.word.numbering import Counter, read_numbering
from server.render.word.ooxml import value, w
from server.render.word.package import DOCUMENT, read_package
from server.render.word.styles import Styles, numbering_in, read_styles
from server.render.word.text import inline_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from server.render.word.package import Package

SIGNATURES = "Signatures"
PLAIN = {ord(space): " " for space in (INSECABLE, FINE)}
LEFT_OUT = ("toc ", "TOC ", "Avertissement")  # what begins the names of styles that hold no provision


@dataclass(frozen=True)
class Alinea:
    """One paragraph; `marque` is that of its list, « - » or « 2. », the empty string outside lists."""

    texte: str
    en_liste: bool = False
    marque: str = field(default="", compare=False)
    element: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Tableau:
    """One table: its heading row, empty when it has none, and its other rows."""

    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    element: Any = field(default=None, compare=False, repr=False)


Bloc = Alinea | Tableau


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it: its own paragraphs and tables, then the headings of the next level."""

    titre: str
    niveau: int
    blocs: tuple[Bloc, ...] = ()
    sections: tuple[Section, ...] = ()
    element: Any = field(default=None, compare=False, repr=False)

    @property
    def poids(self) -> int:
        """How many characters it holds."""
        return len(self.titre) + sum(map(poids, self.blocs)) + sum(section.poids for section in self.sections)


def poids(bloc: Bloc) -> int:
    """Return how many characters a paragraph or a table holds."""
    if isinstance(bloc, Alinea):
        return len(bloc.texte)
    return sum(len(cell) for row in (bloc.entetes, *bloc.lignes) for cell in row)


def plain(texte: str) -> str:
    """Return a text as it looks, whatever kinds of spaces it holds; each character keeps its place."""
    return texte.translate(PLAIN)


def within(section: Section) -> Iterator[Section]:
    """Yield a section and those that stand in it; the lines of the title stand by themselves."""
    yield section
    for inner in section.sections if section.niveau else ():
        yield from within(inner)


def texte_of(docx: bytes) -> Section:
    """Return the text of a contract; its root bears no title."""
    package = read_package(docx)
    return texte_in(package, package[DOCUMENT].tree()[0])


def texte_in(package: Package, body: etree._Element) -> Section:
    """Return the text of the body of a package; `element` leads back to its elements."""
    reader = _Reader(read_styles(package), Counter(read_numbering(package)))
    return _grown(filter(None, map(reader.read, body)))


_Titre = tuple[int, str, Any]  # level, text, element


@dataclass
class _Reader:
    styles: Styles
    counter: Counter

    def read(self, element: etree._Element) -> _Titre | Bloc | None:
        """Return what an element of the body is, None when it says nothing."""
        if element.tag == TABLE:
            return self._table(element)
        return self._paragraph(element) if element.tag == PARAGRAPH else None

    def _paragraph(self, element: etree._Element) -> _Titre | Bloc | None:
        properties = element.find(w("pPr"))
        style = None if properties is None else value(properties.find(w("pStyle")))
        number, rank = numbering_in(properties) or self.styles.numbering_of(style) or ("0", 0)
        mark = self.counter.mark(number, rank)
        text = inline_text(element).strip(" ")
        if not text or self.styles.name_of(style).startswith(LEFT_OUT):
            return None
        if level := self.styles.level_of(style):
            return level, text, element
        return Alinea(text, bool(mark), mark, element)

    def _table(self, element: etree._Element) -> Tableau:
        rows = list(rows_of(element))
        headings = next((cells for heading, cells in rows if heading), ())
        return Tableau(headings, tuple(cells for heading, cells in rows if not heading), element)


@dataclass
class _Ouverte:
    """A heading whose contents are being read."""

    titre: str
    niveau: int
    element: Any
    blocs: list[Bloc] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def closed(self) -> Section:
        return Section(self.titre, self.niveau, tuple(self.blocs), tuple(self.sections), self.element)


def _grown(items: Iterable[_Titre | Bloc]) -> Section:
    """Return the tree of headings and what stands under them, without the signatures and what follows them."""
    stack = [_Ouverte("", 0, None)]
    for item in takewhile(lambda item: not _is_signatures(item), items):
        if isinstance(item, Alinea | Tableau):
            stack[-1].blocs.append(item)
        else:
            niveau, titre, element = item
            _close(stack, niveau)
            stack.append(_Ouverte(titre, niveau, element))
    _close(stack, 1)
    return stack[0].closed()


def _close(stack: list[_Ouverte], niveau: int) -> None:
    """Close the headings that one of this level ends."""
    while stack[-1].niveau >= niveau:
        section = stack.pop().closed()
        stack[-1].sections.append(section)


def _is_signatures(item: _Titre | Bloc) -> bool:
    return not isinstance(item, Alinea | Tableau) and item[:2] == (1, SIGNATURES)
