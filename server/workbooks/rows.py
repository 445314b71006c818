"""The rows that each sheet shows of a payload, whole or still being written."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from schemas.annexes.pgfp import Pgfp
from schemas.reading import ChargeInvalide, read
from server.legal.finance import calculs
from server.workbooks.columns import PARENT, Etapes
from server.workbooks.models import Feuille, Ouverture

Ligne: TypeAlias = Mapping[str, object]  # the values by column
EXERCICES = 5  # columns of an empty plan: as many as most contracts have years


def lignes_of(feuille: Feuille, charge: object) -> Iterator[tuple[Feuille, Ligne]]:
    """Yield each row of a sheet and of the sheets of its items, with its sheet."""
    if feuille.ouverture:
        yield from ((feuille, ligne) for ligne in _plan(feuille, feuille.ouverture, charge))
    else:
        yield from _list(feuille, charge, {})


def read_at(value: object, etapes: Etapes) -> object:
    """Return what stands at the end of a path of keys, None when nothing does."""
    for etape in etapes:
        value = value.get(etape) if isinstance(value, Mapping) else None
    return value


def items_at(value: object, etapes: Etapes) -> list[Mapping[str, Any]]:
    """Return the objects of a list at the end of a path of keys."""
    found = read_at(value, etapes)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _list(feuille: Feuille, holder: object, parents: Ligne) -> Iterator[tuple[Feuille, Ligne]]:
    for item in items_at(holder, feuille.chemin):
        ligne = {**parents, **{colonne.cle: read_at(item, colonne.etapes) for colonne in feuille.propres}}
        yield feuille, ligne
        inner = {PARENT + colonne.cle: ligne[colonne.cle] for colonne in feuille.identite}
        for enfant in feuille.enfants:
            yield from _list(enfant, item, inner)


def _plan(feuille: Feuille, ouverture: Ouverture, charge: object) -> Iterator[Ligne]:
    """Yield the opening, then each exercise with what it comes to, then blank ones up to five."""
    situation = read_at(charge, ouverture.chemin)
    opening = {colonne.cle: read_at(situation, colonne.etapes) for colonne in ouverture.colonnes}
    yield {feuille.cles[0]: ouverture.libelle, **opening}
    exercices = [ligne for _, ligne in _list(feuille, charge, {})]
    computed = _calculs(read_at(charge, feuille.chemin[:-1]))
    for rang in range(max(EXERCICES, len(exercices))):
        yield ChainMap({}, *(dict(ligne) for lignes in (computed, exercices) for ligne in lignes[rang : rang + 1]))


def _calculs(pgfp: object) -> list[Ligne]:
    """Return the computed rows of a plan; none while it is out of shape."""
    try:
        return [vars(calcul) for calcul in calculs(read(pgfp, Pgfp))]
    except ChargeInvalide:
        return []
