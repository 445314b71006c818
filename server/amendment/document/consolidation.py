"""The consolidated contract: as it reads one day, each altered passage noted with what altered it.

A passage that has not changed since a version keeps the note of that version; one that has takes that of the version
which changed it last. The notes stand under what they tell of, in the style of the template's own notes; without
them the text is that of the last version, to the letter.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, cast

from schemas.francais import en_lettres, enumere, typographie
from server.amendment.drafting.text import SIGNATURES, Alinea, Bloc, SectionDuTexte, Tableau
from server.render.word.ooxml import read_value, w
from server.render.word.package import DOCUMENT, Part, read_package, write_package
from server.render.word.styles import Styles, read_styles
from server.render.word.text import read_inline_text

if TYPE_CHECKING:
    from lxml import etree

NOTE, WARNING = "Note de lecture", "Avertissement"
ENDS = " \u00a0\u202f;.,"
MOST_ROWS = 6  # that a note names one by one
SANS_VALEUR = "Établie à titre d’information, elle n’a pas la valeur des originaux signés."


@dataclass(frozen=True)
class TexteSuccessif:
    """A version of the contract: its text, and what made it: « l’avenant n° 2 du 10 décembre 2028 »."""

    texte: SectionDuTexte
    origine: str


def consolidate(docx: bytes, etapes: Sequence[TexteSuccessif], *, titre: str) -> bytes:
    """Return the contract of the last version with its notes; `docx` is that version, from which its text was read.

    `titre` says what the document is, above all else. The first version is the contract as it was signed.
    """
    package = read_package(docx)
    texte = etapes[-1].texte
    read = texte.blocs[-1].element.getparent()
    body = deepcopy(read.getroottree().getroot())[0]
    margin = _Margin(read_styles(package), dict(zip(read, body, strict=True)))
    origins = _origins(etapes)
    for section, told in origins.articles(texte):
        margin.note(section.element, f"Modifié par {enumere(list(told))}.")
    _note_passages(texte, (), origins, margin)
    margin.warn(texte.blocs[-1].element, f"{titre} {SANS_VALEUR}")
    margin.unsign(body)
    return write_package((package | {DOCUMENT: Part.of_tree(DOCUMENT, body.getroottree().getroot())}).values())


Cle = tuple[Hashable, ...]


@dataclass
class _Origins:
    """What made each passage of the last text, by its place and its words; none for what was signed at first."""

    passages: dict[Cle, str]
    of_articles: dict[str, tuple[str, ...]]

    def of(self, *cle: Hashable) -> str:
        """Return what made a passage."""
        return self.passages.get(cle, "")

    def articles(self, texte: SectionDuTexte) -> Iterator[tuple[SectionDuTexte, tuple[str, ...]]]:
        """Yield the articles that were altered, each with all that altered it."""
        for section in texte.sections:
            if told := self.of_articles.get(_key_of(section)):
                yield section, told


def _origins(etapes: Sequence[TexteSuccessif]) -> _Origins:
    first, *others = etapes
    passages = dict.fromkeys(_passages(first.texte), "")
    articles = {_key_of(section): (section, cast("tuple[str, ...]", ())) for section in first.texte.sections}
    for etape in others:
        passages = {cle: passages.get(cle, etape.origine) for cle in _passages(etape.texte)}
        articles = {_key_of(section): _find_altered(section, articles, etape) for section in etape.texte.sections}
    return _Origins(passages, {known: told for known, (_, told) in articles.items()})


def _find_altered(
    section: SectionDuTexte, before: dict[str, tuple[SectionDuTexte, tuple[str, ...]]], etape: TexteSuccessif
) -> tuple[SectionDuTexte, tuple[str, ...]]:
    old, told = before.get(_key_of(section), (None, ()))
    return section, told if old == section else (*told, etape.origine)


def _key_of(section: SectionDuTexte) -> str:
    """Return what a heading is known by from a version to the next: « Article 9 », « Objectif O1 », or its words."""
    return section.titre.split(" – ")[0]


def _passages(section: SectionDuTexte, *way: str) -> Iterator[Cle]:
    """Yield what tells each passage of a text: its place, and its words."""
    for bloc in section.blocs:
        yield from _of_bloc(bloc, way)
    for inner in section.sections:
        yield (*way, inner.titre)
        yield from _passages(inner, *way, _key_of(inner))


def _of_bloc(bloc: Bloc, way: tuple[str, ...]) -> Iterator[Cle]:
    if isinstance(bloc, Alinea):
        yield *way, _words(bloc)
    else:
        yield from ((*way, bloc.entetes, ligne) for ligne in bloc.lignes)


def _note_passages(section: SectionDuTexte, way: tuple[str, ...], origins: _Origins, margin: _Margin) -> None:
    """Note the passages of a section; neighbours that the same version made share their note."""
    for origine, run in groupby(section.blocs, key=lambda bloc: _origin_of(bloc, way, origins)):
        blocs = list(run)
        if isinstance(blocs[0], Tableau):
            for tableau in blocs:
                _note_rows(cast("Tableau", tableau), way, origins, margin)
        elif origine:
            margin.note(blocs[-1].element, f"{_passage(len(blocs), way)} {origine}.")
    for inner in section.sections:
        origine = origins.of(*way, inner.titre)
        within = {origins.of(*cle) for cle in _passages(inner, *way, _key_of(inner))}
        if origine and within == {origine}:
            margin.note(inner.element, f"Dispositions issues de {origine}.")
        else:
            if origine:
                margin.note(inner.element, f"Intitulé issu de {origine}.")
            _note_passages(inner, (*way, _key_of(inner)), origins, margin)


def _passage(count: int, way: tuple[str, ...]) -> str:
    """Return what neighbouring paragraphs are; the lines of the title stand in no section."""
    if not way:
        return "Intitulé issu de"
    return f"Les {en_lettres(count)} alinéas qui précèdent sont issus de" if count > 1 else "Alinéa issu de"


def _origin_of(bloc: Bloc, way: tuple[str, ...], origins: _Origins) -> object:
    return origins.of(*way, _words(bloc)) if isinstance(bloc, Alinea) else bloc.lignes


def _words(alinea: Alinea) -> str:
    """Return what a paragraph says: the sign that ends an item only tells whether another follows."""
    return alinea.texte.rstrip(ENDS) if alinea.en_liste else alinea.texte


def _note_rows(tableau: Tableau, way: tuple[str, ...], origins: _Origins, margin: _Margin) -> None:
    made: dict[str, list[str]] = {}
    for ligne in tableau.lignes:
        if origine := origins.of(*way, tableau.entetes, ligne):
            made.setdefault(origine, []).append(" – ".join(filter(None, ligne[:2])))
    for origine, lignes in reversed(made.items()):
        what = "Ligne issue" if len(lignes) == 1 else "Lignes issues"
        named = " ; ".join(f"« {ligne} »" for ligne in lignes) if len(lignes) <= MOST_ROWS else str(len(lignes))
        margin.note(tableau.element, f"{what} de {origine} : {named}.")


class _Margin:
    """Writes paragraphs beside those of a document, in the styles that its template has."""

    def __init__(self, styles: Styles, copies: dict[etree._Element, etree._Element]) -> None:
        self._styles = styles
        self._copies = copies  # of the elements that were read, which stay as they are

    def note(self, element: etree._Element, text: str) -> None:
        """Write a note after an element."""
        self._write(element, text, NOTE)

    def warn(self, element: etree._Element, text: str) -> None:
        """Write what the document is after an element."""
        self._write(element, text, WARNING)

    def unsign(self, body: etree._Element) -> None:
        """Leave out the blocks of signature, which the originals bear."""
        found = next((each for each in body if self._is_signatures(each)), None)
        if found is None:
            return
        for each in [*_entries(body, found), found, *found.itersiblings()]:
            if each.tag != w("sectPr"):
                body.remove(each)

    def _is_signatures(self, element: etree._Element) -> bool:
        properties = element.find(w("pPr")) if element.tag == w("p") else None
        style = None if properties is None else read_value(properties.find(w("pStyle")))
        return self._styles.level_of(style) == 1 and read_inline_text(element).strip(" ") == SIGNATURES

    def _write(self, element: etree._Element, text: str, style: str) -> None:
        element = self._copies[element]
        paragraph = element.makeelement(w("p"))
        if known := self._styles.id_of(style):
            properties = paragraph.makeelement(w("pPr"))
            properties.append(paragraph.makeelement(w("pStyle"), {w("val"): known}))
            paragraph.append(properties)
        run, words = paragraph.makeelement(w("r")), paragraph.makeelement(w("t"))
        words.text = typographie(text)
        run.append(words)
        paragraph.append(run)
        element.addnext(paragraph)


def _entries(body: etree._Element, heading: etree._Element) -> list[etree._Element]:
    """Return the lines of the table of contents that lead to a heading."""
    marks = {read_value(mark, "name") for mark in heading.iter(w("bookmarkStart"))}
    return [each for each in body if any(read_value(link, "anchor") in marks for link in each.iter(w("hyperlink")))]
