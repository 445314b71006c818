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
    Lieu,
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
from server.amendment.drafting.text import Bloc, Section, Tableau

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_Orders = dict[tuple[type, Lieu, int], list[Any]]  # the operations of each kind on each block, or on each section
WHOLE = 0  # in place of a rank, for what is done to a section as a whole


def rewrite(texte: Section, operations: Iterable[Operation]) -> Section:
    """Return a text to which operations are applied, each told by its place in it."""
    orders: _Orders = defaultdict(list)
    for operation in operations:
        orders[type(operation), operation.lieu, _rank(operation)].append(operation)
    return _section(texte, Lieu(), orders)


def _rank(operation: Operation) -> int:
    if isinstance(operation, BlocsInseres | SectionsInserees):
        return operation.apres
    return WHOLE if isinstance(operation, SectionRemplacee | SectionSupprimee) else operation.rang


def _section(section: Section, lieu: Lieu, orders: _Orders) -> Section:
    """Return a section rewritten."""
    replaced: list[Section] = [told.section for told in orders[SectionRemplacee, lieu, WHOLE]]
    if replaced:
        return replaced[0]
    titre = section.titre
    for mots in orders[Mots, lieu, TITRE]:
        titre = reworded(titre, mots.remplacements)
    return Section(titre, section.niveau, tuple(_blocs(section, lieu, orders)), tuple(_sections(section, lieu, orders)))


def _blocs(section: Section, lieu: Lieu, orders: _Orders) -> Iterable[Bloc]:
    yield from _inserted(orders[BlocsInseres, lieu, DEBUT])
    for rang, bloc in enumerate(section.blocs):
        if not orders[BlocSupprime, lieu, rang]:
            yield _bloc(bloc, lieu, rang, orders)
        yield from _inserted(orders[BlocsInseres, lieu, rang])


def _inserted(orders: Iterable[BlocsInseres]) -> Iterable[Bloc]:
    return (bloc for order in orders for bloc in order.blocs)


def _bloc(bloc: Bloc, lieu: Lieu, rang: int, orders: _Orders) -> Bloc:
    replaced: list[Bloc] = [told.nouveau for told in orders[BlocRemplace, lieu, rang]]
    if replaced:
        return replaced[0]
    if isinstance(bloc, Tableau):
        return replace(bloc, lignes=tuple(_lignes(bloc, lieu, rang, orders)))
    for told in orders[Ponctuation, lieu, rang]:
        return replace(bloc, texte=told.texte)
    for mots in orders[Mots, lieu, rang]:
        return replace(bloc, texte=reworded(bloc.texte, mots.remplacements))
    return bloc


def _lignes(tableau: Tableau, lieu: Lieu, rang: int, orders: _Orders) -> Iterable[tuple[str, ...]]:
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


def _sections(section: Section, lieu: Lieu, orders: _Orders) -> Iterable[Section]:
    yield from _added(orders[SectionsInserees, lieu, DEBUT])
    for rang, inner in enumerate(section.sections):
        within = lieu.enter(rang)
        if not orders[SectionSupprimee, within, WHOLE]:
            yield _section(inner, within, orders)
        yield from _added(orders[SectionsInserees, lieu, rang])


def _added(orders: Iterable[SectionsInserees]) -> Iterable[Section]:
    return (section for order in orders for section in order.sections)


def reworded(texte: str, remplacements: Sequence[Remplacement]) -> str:
    """Return a paragraph whose words have changed."""
    for each in reversed(remplacements):
        texte = texte[: each.debut] + each.nouveau + texte[each.fin :]
    return texte
