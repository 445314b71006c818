"""What a workbook says, put into a payload."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from server.workbooks.columns import Etapes
from server.workbooks.models import Feuille
from server.workbooks.reading import Element, LectureDeClasseur
from server.workbooks.rows import read_at
from server.workbooks.sheet import Cle


def apply_lecture(charge: Mapping[str, Any], lecture: LectureDeClasseur, *, remplacer: bool = False) -> dict[str, Any]:
    """Return a new payload with what a workbook says of it.

    An item is known by its key: it is updated where it stands, or added at the end. One that the workbook does not
    hold is kept, or removed with `remplacer`, which also takes the order of the workbook. What has no column is kept.
    """
    nouvelle = deepcopy(dict(charge))
    for racine in lecture.modele.racines:
        if racine.chemin in lecture.listes:
            _put_list(nouvelle, racine, lecture.listes[racine.chemin], remplacer=remplacer)
    for chemin, valeurs in lecture.objets.items():
        for etapes, value in valeurs.items():
            _put(nouvelle, (*chemin, *etapes), value)
    return nouvelle


def _put_list(holder: dict[str, Any], feuille: Feuille, elements: tuple[Element, ...], *, remplacer: bool) -> None:
    existing = read_at(holder, feuille.chemin)
    items = existing if isinstance(existing, list) else []
    known = {_cle(feuille, item): item for item in reversed(items) if isinstance(item, dict)}  # the first one wins
    read = {element.cle: element for element in elements}
    for element in elements:
        _update(known.setdefault(element.cle, {}), feuille, element, remplacer=remplacer)
    present = set(map(id, items))
    added = [known[cle] for cle in read if id(known[cle]) not in present]
    _put(holder, feuille.chemin, [known[cle] for cle in read] if remplacer else [*items, *added])


def _update(item: dict[str, Any], feuille: Feuille, element: Element, *, remplacer: bool) -> None:
    for etapes, value in element.valeurs.items():
        _put(item, etapes, value)
    for enfant in feuille.enfants:
        if enfant.chemin in element.enfants:
            _put_list(item, enfant, element.enfants[enfant.chemin], remplacer=remplacer)


def _cle(feuille: Feuille, item: Mapping[str, Any]) -> Cle:
    return tuple(str(item.get(cle, "")) for cle in feuille.cles)


def _put(holder: dict[str, Any], etapes: Etapes, value: object) -> None:
    """Put a value at the end of a path of keys; None or an empty list removes it, with what it leaves empty."""
    premiere, *suite = etapes
    if suite:
        inner = holder.get(premiere)
        inner = inner if isinstance(inner, dict) else {}
        _put(inner, tuple(suite), value)
        value = inner or None
    if value is None or value == []:
        holder.pop(premiere, None)
    else:
        holder[premiere] = value
