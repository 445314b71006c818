"""A text to which operations are applied: what the contract reads once it is amended."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from server.amendment.drafting.operations import (
    DEBUT,
    TITRE,
    BlocRemplace,
    BlocsInseres,
    BlocSupprime,
    LieuDuTexte,
    LigneRemplacee,
    LignesInserees,
    LigneSupprimee,
    Mots,
    Operation,
    Ponctuation,
    Remplacement,
    SectionRemplacee,
    SectionsInserees,
    SectionSupprimee,
)
from server.amendment.drafting.text import Bloc, SectionDuTexte, Tableau

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_Orders = dict[
    tuple[type, LieuDuTexte, int], list[Any]
]  # the operations of each kind on each block, or on each section
WHOLE = 0  # in place of a rank, for what is done to a section as a whole


def rewrite(texte: SectionDuTexte, operations: Iterable[Operation]) -> SectionDuTexte:
    """Return a text to which operations are applied, each told by its place in it."""
    orders: _Orders = defaultdict(list)
    for operation in operations:
        orders[type(operation), operation.lieu, _rank(operation)].append(operation)
    return _section(texte, LieuDuTexte(), orders)


def _rank(operation: Operation) -> int:
    if isinstance(operation, BlocsInseres | SectionsInserees):
        return operation.apres
    return WHOLE if isinstance(operation, SectionRemplacee | SectionSupprimee) else operation.rang


def _section(section: SectionDuTexte, lieu: LieuDuTexte, orders: _Orders) -> SectionDuTexte:
    """Return a section rewritten."""
    replaced: list[SectionDuTexte] = [told.section for told in orders[SectionRemplacee, lieu, WHOLE]]
    if replaced:
        return replaced[0]
    titre = section.titre
    for mots in orders[Mots, lieu, TITRE]:
        titre = apply_remplacements(titre, mots.remplacements)
    return SectionDuTexte(
        titre, section.niveau, tuple(_blocs(section, lieu, orders)), tuple(_sections(section, lieu, orders))
    )


def _blocs(section: SectionDuTexte, lieu: LieuDuTexte, orders: _Orders) -> Iterable[Bloc]:
    yield from _insert_blocs(orders[BlocsInseres, lieu, DEBUT])
    for rang, bloc in enumerate(section.blocs):
        if not orders[BlocSupprime, lieu, rang]:
            yield _bloc(bloc, lieu, rang, orders)
        yield from _insert_blocs(orders[BlocsInseres, lieu, rang])


def _insert_blocs(orders: Iterable[BlocsInseres]) -> Iterable[Bloc]:
    return (bloc for order in orders for bloc in order.blocs)


def _bloc(bloc: Bloc, lieu: LieuDuTexte, rang: int, orders: _Orders) -> Bloc:
    replaced: list[Bloc] = [told.nouveau for told in orders[BlocRemplace, lieu, rang]]
    if replaced:
        return replaced[0]
    if isinstance(bloc, Tableau):
        return replace(bloc, lignes=tuple(_lignes(bloc, lieu, rang, orders)))
    for told in orders[Ponctuation, lieu, rang]:
        return replace(bloc, texte=told.texte)
    for mots in orders[Mots, lieu, rang]:
        return replace(bloc, texte=apply_remplacements(bloc.texte, mots.remplacements))
    return bloc


def _lignes(tableau: Tableau, lieu: LieuDuTexte, rang: int, orders: _Orders) -> Iterable[tuple[str, ...]]:
    inserted: Mapping[int, Sequence[tuple[str, ...]]] = {
        order.apres: order.lignes for order in orders[LignesInserees, lieu, rang]
    }
    replaced = {order.ligne: order.cellules for order in orders[LigneRemplacee, lieu, rang]}
    gone = {order.ligne for order in orders[LigneSupprimee, lieu, rang]}
    yield from inserted.get(DEBUT, ())
    for place, ligne in enumerate(tableau.lignes):
        if place not in gone:
            yield replaced.get(place, ligne)
        yield from inserted.get(place, ())


def _sections(section: SectionDuTexte, lieu: LieuDuTexte, orders: _Orders) -> Iterable[SectionDuTexte]:
    yield from _add_sections(orders[SectionsInserees, lieu, DEBUT])
    for rang, inner in enumerate(section.sections):
        within = lieu.enter(rang)
        if not orders[SectionSupprimee, within, WHOLE]:
            yield _section(inner, within, orders)
        yield from _add_sections(orders[SectionsInserees, lieu, rang])


def _add_sections(orders: Iterable[SectionsInserees]) -> Iterable[SectionDuTexte]:
    return (section for order in orders for section in order.sections)


def apply_remplacements(texte: str, remplacements: Sequence[Remplacement]) -> str:
    """Return a paragraph whose words have changed."""
    for each in reversed(remplacements):
        texte = texte[: each.debut] + each.nouveau + texte[each.fin :]
    return texte
