"""From two texts of a contract to the operations that lead from one to the other.

Words are told before paragraphs, rows before tables; an article is told again when most of it changes.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import singledispatch
from typing import TYPE_CHECKING

from server.amendment.drafting.alignment import align, group_insertions, pair_replacements
from server.amendment.drafting.operations import (
    DEBUT,
    TITRE,
    BlocRemplace,
    BlocsInseres,
    BlocSupprime,
    LieuDuTexte,
    LigneRemplacee,
    LigneSupprimee,
    Mots,
    Operation,
    Ponctuation,
    Remplacement,
    SectionRemplacee,
    SectionsInserees,
    SectionSupprimee,
)
from server.amendment.drafting.rows import compare_rows
from server.amendment.drafting.text import Alinea, Bloc, SectionDuTexte, Tableau, strip_marks, walk_sections, weigh_bloc
from server.amendment.drafting.words import find_replacements

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

MOST = 0.5  # of what stood there: beyond, it is told again as a whole
ALIKE = 0.4  # of the words of two paragraphs, that make them the same paragraph reworded
END = re.compile(r"[\s\u00a0\u202f]*[;.,]$")


def compare(avant: SectionDuTexte, apres: SectionDuTexte) -> tuple[Operation, ...]:
    """Return the operations that lead from a text to another, in the order of the text in force."""
    return tuple(_within(avant, apres, LieuDuTexte()))


def _section(avant: SectionDuTexte, apres: SectionDuTexte, lieu: LieuDuTexte) -> Iterator[Operation]:
    if avant == apres:
        return
    operations = tuple(_within(avant, apres, lieu))
    touched = sum(_count_touched(operation, avant, len(lieu.rangs)) for operation in operations)
    if len(operations) > 1 and touched > MOST * avant.poids:
        yield SectionRemplacee(lieu, apres)
    else:
        yield from operations


def _within(avant: SectionDuTexte, apres: SectionDuTexte, lieu: LieuDuTexte) -> Iterator[Operation]:
    if avant.titre != apres.titre:
        changed = find_replacements(avant.titre, apres.titre, strip_marks(avant.titre))
        yield Mots(lieu, TITRE, changed or (Remplacement(0, len(avant.titre), apres.titre),))
    yield from _blocs(avant, apres, lieu)
    yield from _sections(avant, apres, lieu)


def _sections(avant: SectionDuTexte, apres: SectionDuTexte, lieu: LieuDuTexte) -> Iterator[Operation]:
    old, new = avant.sections, apres.sections
    paires = list(align(_keys_of(old), _keys_of(new), lambda i, j: old[i].blocs == new[j].blocs))
    come = {after: tuple(new[each] for each in added) for after, added in group_insertions(paires)}
    if DEBUT in come:
        yield SectionsInserees(lieu, DEBUT, come[DEBUT])
    for i, j in paires:
        if i is not None and j is not None:
            yield from _section(old[i], new[j], lieu.enter(i))
        elif i is not None:
            yield SectionSupprimee(lieu.enter(i))
        if i in come and i is not None:
            yield SectionsInserees(lieu, i, come[i])


def _keys_of(sections: tuple[SectionDuTexte, ...]) -> list[str]:
    """Return what headings are known by: « Objectif O1 », « Article 9 », « 4.1. », or all their words."""
    return [re.split(r"\s–\s|(?<=\d\.)\s", section.titre)[0] for section in sections]


def _blocs(avant: SectionDuTexte, apres: SectionDuTexte, lieu: LieuDuTexte) -> Iterator[Operation]:
    old, new = avant.blocs, apres.blocs
    aligned = align(list(map(_key, old)), list(map(_key, new)), lambda i, j: _alike(old[i], new[j]))
    paires = list(pair_replacements(aligned))
    texte = _texte(avant) if old != new else ""
    come = {after: tuple(new[each] for each in added) for after, added in group_insertions(paires)}
    yield from _insert_blocs(lieu, DEBUT, come)
    for i, j in paires:
        if i is not None and j is not None and old[i] != new[j]:
            yield from _bloc(old[i], new[j], texte, lieu, i)
        elif i is not None and j is None:
            yield BlocSupprime(lieu, i)
        if i is not None:
            yield from _insert_blocs(lieu, i, come)


def _insert_blocs(lieu: LieuDuTexte, after: int, come: dict[int, tuple[Bloc, ...]]) -> Iterator[Operation]:
    if after in come:
        yield BlocsInseres(lieu, after, come[after])


def _key(bloc: Bloc) -> Hashable:
    """Return what a block is known by: a table by its headings, a paragraph by its words."""
    return bloc.entetes if isinstance(bloc, Tableau) else bloc.texte


def _alike(avant: Bloc, apres: Bloc) -> bool:
    """Tell whether two blocks that differ are the same, changed."""
    if not (isinstance(avant, Alinea) and isinstance(apres, Alinea)) or avant.en_liste is not apres.en_liste:
        return isinstance(avant, Tableau) and isinstance(apres, Tableau)
    matcher = SequenceMatcher(None, avant.texte.split(), apres.texte.split(), autojunk=False)
    return matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE


def _bloc(avant: Bloc, apres: Bloc, texte: str, lieu: LieuDuTexte, rang: int) -> Iterator[Operation]:
    if isinstance(avant, Tableau) and isinstance(apres, Tableau) and avant.entetes == apres.entetes:
        yield from compare_rows(avant, apres, lieu, rang)
    elif isinstance(avant, Alinea) and isinstance(apres, Alinea) and avant.en_liste is apres.en_liste:
        yield _alinea(avant, apres, texte, lieu, rang)
    else:
        yield BlocRemplace(lieu, rang, apres)


def _alinea(avant: Alinea, apres: Alinea, texte: str, lieu: LieuDuTexte, rang: int) -> Operation:
    if avant.en_liste and END.sub("", avant.texte) == END.sub("", apres.texte):
        return Ponctuation(lieu, rang, apres.texte)
    changed = find_replacements(avant.texte, apres.texte, texte)
    if not changed or sum(each.fin - each.debut for each in changed) > MOST * len(avant.texte):
        return BlocRemplace(lieu, rang, apres)
    return Mots(lieu, rang, changed)


def _texte(section: SectionDuTexte) -> str:
    """Return all that a section holds, as one text in which words are looked for."""
    return strip_marks(
        "\n".join(line for each in walk_sections(section) for line in (each.titre, *map(_say_bloc, each.blocs)))
    )


def _say_bloc(bloc: Bloc) -> str:
    return bloc.texte if isinstance(bloc, Alinea) else "\n".join(map("\n".join, (bloc.entetes, *bloc.lignes)))


@singledispatch
def _count_touched(_: Operation, __: SectionDuTexte, ___: int) -> int:
    """Return how many characters of a section an operation takes away; `depth` is the level of the section."""
    return 0


@_count_touched.register
def _(operation: Mots, _: SectionDuTexte, __: int) -> int:
    return sum(each.fin - each.debut for each in operation.remplacements)


@_count_touched.register
def _(operation: BlocRemplace, section: SectionDuTexte, depth: int) -> int:
    return weigh_bloc(_holder(operation.lieu, section, depth).blocs[operation.rang])


@_count_touched.register
def _(operation: BlocSupprime, section: SectionDuTexte, depth: int) -> int:
    return weigh_bloc(_holder(operation.lieu, section, depth).blocs[operation.rang])


@_count_touched.register
def _(operation: LigneSupprimee, section: SectionDuTexte, depth: int) -> int:
    return sum(map(len, _row(operation, section, depth)))


@_count_touched.register
def _(operation: LigneRemplacee, section: SectionDuTexte, depth: int) -> int:
    old, new = _row(operation, section, depth), operation.cellules
    return sum(len(before) for before, after in zip(old, new, strict=False) if before != after)


@_count_touched.register
def _(operation: SectionRemplacee, section: SectionDuTexte, depth: int) -> int:
    return _holder(operation.lieu, section, depth).poids


@_count_touched.register
def _(operation: SectionSupprimee, section: SectionDuTexte, depth: int) -> int:
    return _holder(operation.lieu, section, depth).poids


def _holder(lieu: LieuDuTexte, section: SectionDuTexte, depth: int) -> SectionDuTexte:
    return LieuDuTexte(lieu.rangs[depth:]).find(section)


def _row(operation: LigneRemplacee | LigneSupprimee, section: SectionDuTexte, depth: int) -> tuple[str, ...]:
    tableau = _holder(operation.lieu, section, depth).blocs[operation.rang]
    return tableau.lignes[operation.ligne] if isinstance(tableau, Tableau) else ()
