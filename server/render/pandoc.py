"""Pandoc, in its sandbox and in a limited child process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypandoc

from server.render import child

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 60


def pandoc(arguments: Sequence[str], stdin: bytes, *, seconds: float = SECONDS, created: int = 0) -> bytes:
    """Run pandoc on what it reads from its standard input, and return what it writes.

    `created` is the date that dated formats such as ODT bear, in Unix seconds. Raises `child.ChildError`.
    """
    program = [pypandoc.get_pandoc_path(), "--sandbox"]
    return child.run(
        [*program, *arguments], stdin=stdin, seconds=seconds, environment={"SOURCE_DATE_EPOCH": str(created)}
    )
