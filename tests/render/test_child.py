"""What a child process may not do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from server.render import child

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = [sys.executable, "-I", "-S", "-c"]


def running(pid: int) -> bool:
    """Tell whether a process runs; one that is dead and that nobody has waited for does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return state.stdout.strip()[:1] not in {"", "Z"}


def gone(pid: int) -> bool:
    """Wait up to two seconds for a killed process to end."""
    deadline = time.monotonic() + 2
    while running(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not running(pid)


def test_a_child_reads_its_input_and_gives_its_output() -> None:
    assert child.run(["cat"], stdin="« été »".encode(), seconds=5) == "« été »".encode()


def test_a_large_input_and_output_pass() -> None:
    big = os.urandom(3_000_000)
    assert child.run(["cat"], stdin=big, seconds=5) == big


def test_arguments_are_never_read_by_the_shell() -> None:
    assert child.run(["printf", "%s", "$HOME `id` ; rm *"], seconds=5) == b"$HOME `id` ; rm *"


def test_a_failing_child_says_what_it_said() -> None:
    with pytest.raises(child.ChildFailed) as failure:
        child.run(["sh", "-c", "echo perdu >&2; exit 3"], seconds=5)
    assert failure.value.stderr == "perdu"


def test_a_child_that_lasts_is_killed_with_its_own_children(tmp_path: Path) -> None:
    script = f"sleep 60 & echo $! > {tmp_path}/inner; echo $$ > {tmp_path}/outer; wait"
    began = time.monotonic()
    with pytest.raises(child.ChildTimeout):
        child.run(["sh", "-c", script], seconds=0.5)
    assert time.monotonic() - began < 3
    assert gone(int((tmp_path / "outer").read_text()))
    assert gone(int((tmp_path / "inner").read_text()))


def test_nothing_a_child_started_outlives_it(tmp_path: Path) -> None:
    script = f"sleep 60 >/dev/null 2>&1 & echo $! > {tmp_path}/inner"
    child.run(["sh", "-c", script], seconds=5)
    assert gone(int((tmp_path / "inner").read_text()))


def test_a_child_cannot_take_more_memory_than_its_limit() -> None:
    with pytest.raises(child.ChildFailed) as failure:
        child.run([*PYTHON, "bytearray(400_000_000)"], seconds=5, memory=200 * child.MEBIBYTE)
    assert "MemoryError" in failure.value.stderr


def test_a_child_cannot_write_more_than_its_limit() -> None:
    with pytest.raises(child.ChildFailed):
        child.run(["head", "-c", "2000000", "/dev/zero"], seconds=5, file_size=child.MEBIBYTE)


def test_a_child_that_burns_the_processor_is_ended() -> None:
    with pytest.raises(child.ChildError):
        child.run([*PYTHON, "while True: pass"], seconds=1)


def test_a_child_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPOM_SECRET", "s3")
    assert b"CPOM_SECRET" not in child.run(["env"], seconds=5)
    assert b"AJOUT=1" in child.run(["env"], seconds=5, environment={"AJOUT": "1"})
