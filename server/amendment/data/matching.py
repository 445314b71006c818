"""Which items of a list are the same in two versions of a contract.

Objects are the same when they are known by the same values; those that repeat them are taken in turn. Texts are known
by themselves; one that takes the place of another, between the same neighbours, is that other, reworded. One reading
of each list is enough.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any

Paire = tuple[int, int]  # the rank of an item in the old list, and in the new one


@dataclass(frozen=True)
class Appariement:
    """What becomes of the items of a list.

    `paires` are the items that remain, in the order of the new list; `retires` the ranks of those that do not, in the
    old list; `deplace` tells that those that remain stand in another order.
    """

    paires: tuple[Paire, ...]
    retires: tuple[int, ...]
    deplace: bool


def match(avant: Sequence[Any], apres: Sequence[Any], cle: tuple[str, ...]) -> Appariement:
    """Return what becomes of the items of a list; `cle` names what objects are known by, and is empty for texts."""
    known: Callable[[Any], Any] = attrgetter(*cle) if cle else lambda item: item
    ranks = {key: rank for rank, key in enumerate(_number_items(avant, known))}
    paires = [(ranks[key], rank) for rank, key in enumerate(_number_items(apres, known)) if key in ranks]
    deplace = any(first > second for (first, _), (second, _) in pairwise(paires))
    if not cle and not deplace:
        paires = list(_with_reworded(paires, len(avant), len(apres)))
    remaining = {rank for rank, _ in paires}
    return Appariement(tuple(paires), tuple(rank for rank in range(len(avant)) if rank not in remaining), deplace)


def _number_items(items: Sequence[Any], known: Callable[[Any], Any]) -> Iterator[tuple[Any, int]]:
    """Yield what each item is known by, and how many times it has been met."""
    met: Counter[Any] = Counter()
    for key in map(known, items):
        met[key] += 1
        yield key, met[key]


def _with_reworded(paires: Sequence[Paire], old: int, new: int) -> Iterator[Paire]:
    """Yield the pairs, and between them those of the texts that take the place of others."""
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *paires, (old, new)]):
        yield from zip(range(i + 1, next_i), range(j + 1, next_j), strict=False)
        if next_i < old:
            yield next_i, next_j
