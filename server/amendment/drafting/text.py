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
from server.render.word.ooxml import read_value, w
from server.render.word.package import DOCUMENT, read_package
from server.render.word.styles import Styles, read_numbering_in, read_styles
from server.render.word.text import read_inline_text

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
class SectionDuTexte:
    """A heading and what stands under it: its own paragraphs and tables, then the headings of the next level."""

    titre: str
    niveau: int
    blocs: tuple[Bloc, ...] = ()
    sections: tuple[SectionDuTexte, ...] = ()
    element: Any = field(default=None, compare=False, repr=False)

    @property
    def poids(self) -> int:
        """How many characters it holds."""
        return len(self.titre) + sum(map(weigh_bloc, self.blocs)) + sum(section.poids for section in self.sections)


def weigh_bloc(bloc: Bloc) -> int:
    """Return how many characters a paragraph or a table holds."""
    if isinstance(bloc, Alinea):
        return len(bloc.texte)
    return sum(len(cell) for row in (bloc.entetes, *bloc.lignes) for cell in row)


def strip_marks(texte: str) -> str:
    """Return a text as it looks, whatever kinds of spaces it holds; each character keeps its place."""
    return texte.translate(PLAIN)


def walk_sections(section: SectionDuTexte) -> Iterator[SectionDuTexte]:
    """Yield a section and those that stand in it; the lines of the title stand by themselves."""
    yield section
    for inner in section.sections if section.niveau else ():
        yield from walk_sections(inner)


def texte_of(docx: bytes) -> SectionDuTexte:
    """Return the text of a contract; its root bears no title."""
    package = read_package(docx)
    return read_texte(package, package[DOCUMENT].tree()[0])


def read_texte(package: Package, body: etree._Element) -> SectionDuTexte:
    """Return the text of the body of a package; `element` leads back to its elements."""
    reader = _Reader(read_styles(package), Counter(read_numbering(package)))
    return _grow_tree(filter(None, map(reader.read, body)))


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
        style = None if properties is None else read_value(properties.find(w("pStyle")))
        number, rank = read_numbering_in(properties) or self.styles.numbering_of(style) or ("0", 0)
        mark = self.counter.mark(number, rank)
        text = read_inline_text(element).strip(" ")
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
    sections: list[SectionDuTexte] = field(default_factory=list)

    def close(self) -> SectionDuTexte:
        return SectionDuTexte(self.titre, self.niveau, tuple(self.blocs), tuple(self.sections), self.element)


def _grow_tree(items: Iterable[_Titre | Bloc]) -> SectionDuTexte:
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
    return stack[0].close()


def _close(stack: list[_Ouverte], niveau: int) -> None:
    """Close the headings that one of this level ends."""
    while stack[-1].niveau >= niveau:
        section = stack.pop().close()
        stack[-1].sections.append(section)


def _is_signatures(item: _Titre | Bloc) -> bool:
    return not isinstance(item, Alinea | Tableau) and item[:2] == (1, SIGNATURES)
