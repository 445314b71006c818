"""Where the items of lists no longer stand where a page shows them, since another added, took away or moved some.

A shift is the path of the first item of a list that is not the one shown there: it, and those after it, are others.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from schemas.objet import Objet
from server.entry.paths import Steps, cle_at, read_at


def is_shifted(steps: Steps, decalages: Iterable[Steps]) -> bool:
    """Tell whether a path leads through an item that is not the one shown there."""
    return any(len(steps) >= len(way) and steps[: len(way) - 1] == way[:-1] and _after(steps, way) for way in decalages)


@dataclass(frozen=True)
class Listes:
    """The data that a page was made of, and the present ones."""

    racine: type[Objet]
    lue: object
    actuelle: object

    def shifts(self, steps: Steps = ()) -> Iterator[Steps]:
        """Yield the shifts between the two, each list's but once."""
        before, now = read_at(self.lue, steps), read_at(self.actuelle, steps)
        if before == now:
            return
        if isinstance(before, list) or isinstance(now, list):
            yield from self._shifts_of_list(steps, _items(before), _items(now))
        for key in sorted({*_keys_of(before), *_keys_of(now)}):
            yield from self.shifts((*steps, key))

    def _shifts_of_list(self, steps: Steps, before: list[Any], now: list[Any]) -> Iterator[Steps]:
        cle = self._cle(steps)
        ranks = range(max(len(before), len(now)))
        first = next((rank for rank in ranks if not _is_same(before, now, rank, cle)), None)
        for rank in ranks[:first]:
            yield from self.shifts((*steps, rank))
        if first is not None:
            yield (*steps, first)

    def _cle(self, steps: Steps) -> tuple[str, ...]:
        with suppress(KeyError):  # what was typed may hold what the definition does not know
            return cle_at(self.racine, steps).champ.cle
        return ()


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _keys_of(value: object) -> Iterable[str]:
    return value if isinstance(value, dict) else ()


def _is_same(before: list[Any], now: list[Any], rank: int, cle: Iterable[str]) -> bool:
    """Tell whether a rank has the same item in two lists: as it was, or changed and known by its keys, or alike."""
    if rank >= min(len(before), len(now)):
        return False
    shown, there = before[rank], now[rank]
    if shown == there or shown in now or there in before:
        return bool(shown == there)
    return _names(shown, there, before, now, cle) or _are_alike(shown, there)


def _names(shown: Any, there: Any, before: list[Any], now: list[Any], cle: Iterable[str]) -> bool:  # noqa: ANN401 -- any JSON value
    """Tell whether two items have the same keys, that no other item of either list has."""
    keys = _keys(shown, cle)
    alone = all(sum(_keys(each, cle) == keys for each in items) == 1 for items in (before, now))
    return bool(keys) and None not in keys and keys == _keys(there, cle) and alone


def _keys(item: Any, cle: Iterable[str]) -> list[Any]:  # noqa: ANN401 -- any JSON value
    return [read_at(item, (nom,)) for nom in cle]


def _are_alike(shown: Any, there: Any) -> bool:  # noqa: ANN401 -- any JSON value
    """Tell whether two items have at least half of their values in common: one whose keys were mended is the same."""
    if not (isinstance(shown, dict) and isinstance(there, dict)):
        return True
    names = {*shown, *there}
    alike = [nom for nom in names if shown.get(nom) == there.get(nom)]
    return 2 * len(alike) >= len(names)


def _after(steps: Steps, way: Steps) -> bool:
    rank, first = steps[len(way) - 1], way[-1]
    return isinstance(rank, int) and isinstance(first, int) and rank >= first
