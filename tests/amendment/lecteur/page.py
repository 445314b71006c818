"""A text on the desk of a reader: what stands in it, what becomes of each place, and what it reads in the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from server.amendment.drafting.text import Alinea, Bloc, SectionDuTexte, Tableau

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Paragraphe:
    texte: str
    en_liste: bool = False
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def read(self) -> str:
        """Return the paragraph as it was edited."""
        texte = self.texte
        for start, end, new in sorted(self.edits, reverse=True):
            texte = texte[:start] + new + texte[end:]
        return tidy(texte)


@dataclass
class Case:
    """What stands in the text: a paragraph, a table, a row or a part, and what becomes of its place."""

    bloc: Paragraphe | Grille | Partie | tuple[str, ...]
    gone: bool = False
    instead: list[object] | None = None
    before: list[object] = field(default_factory=list)
    after: list[object] = field(default_factory=list)

    def now(self) -> Iterator[object]:
        """Yield what stands at its place once all is read."""
        yield from self.before
        if self.instead is not None:
            yield from self.instead
        elif not self.gone:
            yield self.bloc
        yield from self.after

    @property
    def touched(self) -> bool:
        return self.gone or self.instead is not None or bool(self.before or self.after)


@dataclass
class Grille:
    entetes: tuple[str, ...]
    rows: list[Case]
    first: list[object] = field(default_factory=list)


@dataclass
class Partie:
    titre: Paragraphe
    niveau: int
    blocs: list[Case]
    parties: list[Case]
    first: list[object] = field(default_factory=list)
    last: list[object] = field(default_factory=list)
    under: list[object] = field(default_factory=list)
    enumerated: bool = False

    def within(self) -> Iterator[Partie]:
        """Yield the part and all those in it; the lines of the title stand by themselves."""
        yield self
        for case in self.parties if self.niveau else ():
            yield from part_of(case).within()

    def descendants(self) -> Iterator[Case]:
        for case in self.parties:
            yield case
            yield from part_of(case).descendants()

    def paragraphs(self) -> list[Case]:
        return [case for each in self.within() for case in each.blocs if isinstance(case.bloc, Paragraphe)]

    def tables(self) -> list[Case]:
        return [case for each in self.within() for case in each.blocs if isinstance(case.bloc, Grille)]

    def words(self) -> Iterator[Paragraphe]:
        """Yield all in which words are looked for."""
        for each in self.within():
            yield each.titre
            for case in each.blocs:
                if isinstance(case.bloc, Paragraphe):
                    yield case.bloc
                elif isinstance(case.bloc, Grille):
                    yield from (Paragraphe(cell) for row in case.bloc.rows for cell in cells_of(row))


def normal(section: SectionDuTexte) -> SectionDuTexte:
    """Return a text with plain spaces and one kind of quotation marks."""
    return SectionDuTexte(
        plain(section.titre), section.niveau, tuple(map(bloc_of, section.blocs)), tuple(map(normal, section.sections))
    )


def plain(texte: str) -> str:
    """Return a text with plain spaces and inner quotation marks."""
    texte = re.sub("[\u00a0\u202f]", " ", texte)
    return tidy(re.sub(" ?»", "”", re.sub("« ?", "“", texte)))


def tidy(texte: str) -> str:
    """Return a text without double spaces, nor spaces where no French text has any."""
    return re.sub(r" +(?=[,.)”]|$)|^ +|(?<=[(“]) +", "", re.sub(" +", " ", texte))


def bloc_of(bloc: Bloc) -> Bloc:
    if isinstance(bloc, Alinea):
        return Alinea(plain(bloc.texte), bloc.en_liste)
    return Tableau(tuple(map(plain, bloc.entetes)), tuple(tuple(map(plain, row)) for row in bloc.lignes))


def page_of(section: SectionDuTexte) -> Partie:
    blocs = [Case(standing(bloc)) for bloc in section.blocs]
    return Partie(Paragraphe(section.titre), section.niveau, blocs, [Case(page_of(each)) for each in section.sections])


def standing(bloc: Bloc) -> Paragraphe | Grille:
    if isinstance(bloc, Alinea):
        return Paragraphe(bloc.texte, bloc.en_liste)
    return Grille(bloc.entetes, [Case(row) for row in bloc.lignes])


def part_of(case: Case) -> Partie:
    assert isinstance(case.bloc, Partie)
    return case.bloc


def cells_of(case: Case) -> tuple[str, ...]:
    assert isinstance(case.bloc, tuple)
    return case.bloc


def text_of_page(partie: Partie) -> SectionDuTexte:
    blocs = [*partie.first, *(each for case in partie.blocs for each in case.now()), *partie.last]
    parties = [*(each for case in partie.parties for each in case.now()), *partie.under]
    told = [_told(bloc) for bloc in blocs]
    return SectionDuTexte(
        partie.titre.read(),
        partie.niveau,
        tuple(_enumerated(told)) if partie.enumerated else tuple(told),
        tuple(text_of_page(each) for each in parties if isinstance(each, Partie)),
    )


def _told(bloc: object) -> Bloc:
    if isinstance(bloc, Paragraphe):
        return Alinea(bloc.read(), bloc.en_liste)
    assert isinstance(bloc, Grille)
    rows = [*bloc.first, *(each for case in bloc.rows for each in case.now())]
    return Tableau(bloc.entetes, tuple(row for row in rows if isinstance(row, tuple)))


def _enumerated(blocs: list[Bloc]) -> Iterator[Bloc]:
    """Yield blocks whose enumerations end their items as French does: « ; », and « . » for the last."""
    for rank, bloc in enumerate(blocs):
        if isinstance(bloc, Alinea) and bloc.en_liste:
            following = blocs[rank + 1] if rank + 1 < len(blocs) else None
            goes_on = isinstance(following, Alinea) and following.en_liste
            yield replace(bloc, texte=re.sub(r" ?[;.,]?$", " ;" if goes_on else ".", bloc.texte, count=1))
        else:
            yield bloc
