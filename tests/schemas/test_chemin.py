"""JSON pointers (RFC 6901)."""

from __future__ import annotations

import pytest

from schemas.chemin import pointer, steps


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("article_1", "etablissements", 0), "/article_1/etablissements/0"),
        (("a/b", "c~d", "~1"), "/a~1b/c~0d/~01"),
    ],
)
def test_a_path_and_its_pointer_say_the_same(path: tuple[str | int, ...], text: str) -> None:
    assert pointer(*path) == text
    assert steps(text) == path
