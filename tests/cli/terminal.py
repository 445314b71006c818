"""The command, run as a person runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str | Path) -> int:
    """Run the command and return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main.main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code
