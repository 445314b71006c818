"""What was made lately is not made again, and what is kept has an end."""

from __future__ import annotations

from functools import partial
from itertools import count

from server.workflow.memory import Memoire


def test_what_is_kept_is_made_once() -> None:
    numbers, memoire = count(), Memoire[int]()
    assert [memoire.get("a", partial(next, numbers)) for _ in range(2)] == [0, 0]
    assert memoire.get("b", partial(next, numbers)) == 1


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    memoire = Memoire[str](most=2)
    for key in ("a", "b", "a", "c"):
        memoire.get(key, partial(str, f"first {key}"))
    assert [memoire.get(key, partial(str, "again")) for key in ("a", "c", "b")] == ["first a", "first c", "again"]
