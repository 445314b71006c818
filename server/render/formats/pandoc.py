"""Pandoc, in its sandbox and in a limited child process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypandoc

from server.render import child

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 60


def run_pandoc(arguments: Sequence[str], stdin: bytes) -> bytes:
    """Run pandoc on what it reads from its standard input, and return what it writes. Raises `child.ChildError`."""
    return child.run([pypandoc.get_pandoc_path(), "--sandbox", *arguments], stdin=stdin, seconds=SECONDS)
