"""Which items of two lists are the same, in their order."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

AHEAD = 8  # items among which one that has changed is looked for
Paire = tuple[int | None, int | None]  # a rank in each list, None where one has no such item


def align(old: Sequence[Hashable], new: Sequence[Hashable], is_same: Callable[[int, int], bool]) -> Iterator[Paire]:
    """Yield the ranks of both lists, in order: those of equal keys together, and those that `is_same` tells to be."""
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            yield from _between(range(i, j), range(k, m), is_same)


def _between(old: range, new: range, is_same: Callable[[int, int], bool]) -> Iterator[Paire]:
    waiting = new.start
    for rank in old:
        ahead = range(waiting, min(new.stop, waiting + AHEAD))
        found = next((other for other in ahead if is_same(rank, other)), None)
        if found is None:
            yield rank, None
        else:
            yield from ((None, other) for other in range(waiting, found))
            yield rank, found
            waiting = found + 1
    yield from ((None, other) for other in range(waiting, new.stop))


def pair_replacements(paires: Iterable[Paire]) -> Iterator[Paire]:
    """Yield the ranks, an item that goes and the only one that comes in its place being together."""
    for changed, run in groupby(paires, key=lambda paire: None in paire):
        each = list(run)
        gone = [old for old, _ in each if old is not None]
        come = [new for _, new in each if new is not None]
        yield from zip(gone, come, strict=True) if changed and len(gone) == len(come) == 1 else each


def group_insertions(paires: Iterable[Paire]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the new items that are in no pair, by the rank of the old one that stays before them, -1 at first."""
    after, waiting = -1, []
    for old, new in paires:
        if old is None and new is not None:
            waiting.append(new)
        elif old is not None and new is not None:
            if waiting:
                yield after, tuple(waiting)
            after, waiting = old, []
    if waiting:
        yield after, tuple(waiting)
