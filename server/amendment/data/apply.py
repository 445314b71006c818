"""The changes of a difference, applied: from the old contract to the new one."""

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable
from copy import deepcopy
from functools import reduce

from schemas.answer import Json
from schemas.chemin import steps
from schemas.contrat import Contrat
from schemas.francais import typographie
from schemas.reading import dump, read
from server.amendment.data.changement import Changement, NatureDeChangement


class ChangementInapplicable(ValueError):
    """A change tells of the contract what does not hold: it comes from another one. The message is French."""

    def __init__(self, changement: Changement) -> None:
        message = f"Vérifiez les changements : « {changement.libelle} » n’est pas, au contrat, ce qu’ils en disent."
        super().__init__(typographie(message))
        self.changement = changement


def apply(avant: Contrat, changements: Iterable[Changement]) -> Contrat:
    """Return the contract to which changes lead, given in the order of `difference`.

    What disappears goes first, from the end of the contract to its beginning, since its pointers are those of the old
    contract. The other pointers are those of the new one: each list takes its new order, then items enter it one by
    one. Raises `ChangementInapplicable` when a change does not find the value that it tells, and `ChargeInvalide` when
    the shape refuses what comes of it all.
    """
    charge = dump(avant)
    changements = tuple(changements)
    gone = [changement for changement in changements if changement.nature is NatureDeChangement.SUPPRESSION]
    come = [changement for changement in changements if changement.nature is not NatureDeChangement.SUPPRESSION]
    for changement in [*sorted(gone, key=lambda each: steps(each.chemin), reverse=True), *come]:
        _change(charge, changement)
    return read(charge, Contrat)


def _change(charge: Json, changement: Changement) -> None:
    *way, last = steps(changement.chemin)
    if changement.nature is NatureDeChangement.AJOUT and last == 0:
        _open(charge, *way)
    holder: Json = reduce(_child, way, charge)
    found = _child(holder, last)
    match changement.nature:
        case NatureDeChangement.AJOUT if isinstance(holder, list) and isinstance(last, int) and last <= len(holder):
            holder.insert(last, deepcopy(changement.apres))
        case NatureDeChangement.AJOUT if isinstance(holder, dict) and found is None:
            holder[last] = deepcopy(changement.apres)
        case NatureDeChangement.SUPPRESSION if found is not None and found == changement.avant:
            del holder[last]
        case NatureDeChangement.REMPLACEMENT if found is not None and found == changement.avant:
            holder[last] = changement.apres
        case NatureDeChangement.MODIFICATION if _is_permuted(found, changement):
            holder[last] = _permute(found, changement.apres)
        case _:
            raise ChangementInapplicable(changement)


def _child(node: Json, step: str | int) -> Json:
    """Return what stands in an object or a list; None for what is not there."""
    if isinstance(node, list):
        return node[step] if isinstance(step, int) and step < len(node) else None
    return node.get(step) if isinstance(node, dict) else None


def _open(charge: Json, *way: str | int) -> None:
    """Write the list to which a path leads, if it is empty: a charge does not hold it then."""
    holder = reduce(_child, way[:-1], charge)
    if isinstance(holder, dict):
        holder.setdefault(way[-1], [])


def _is_permuted(items: Json, changement: Changement) -> bool:
    """Tell whether a list holds the items that a change puts in another order, in the order that it tells."""
    if not isinstance(items, list) or len(items) != len(changement.avant):
        return False
    keys = [_key(key) for key in changement.avant]
    held = [_key(item, like=key) for item, key in zip(items, changement.avant, strict=True)]
    return held == keys and Counter(keys) == Counter(map(_key, changement.apres))


def _permute(items: list[Json], order: list[Json]) -> list[Json]:
    """Return items in the order of what they are known by; those that share it keep theirs."""
    waiting: defaultdict[Hashable, deque[Json]] = defaultdict(deque)
    for item in items:
        waiting[_key(item, like=order[0])].append(item)
    return [waiting[_key(key)].popleft() for key in order]


def _key(item: Json, *, like: Json = None) -> Hashable:
    """Return what an item is known by: the values of the keys of `like`, or the text that it is."""
    if not isinstance(item, dict):
        return str(item)
    return tuple(item.get(nom) for nom in (item if like is None else like))
