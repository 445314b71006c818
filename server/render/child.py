"""Child processes that can neither last, nor grow, nor outlive the call that started them."""

from __future__ import annotations

import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

MEBIBYTE = 1024 * 1024
NO_NETWORK = ("unshare", "--user", "--map-root-user", "--net")
SECONDS_TO_TRY = 30

Given = TypeVar("Given")
Made = TypeVar("Made")

# A shell sets the limits and then becomes the program: nothing runs in Python between fork and exec,
# which threads would make unsafe, and the program never sees an instant without its limits. A system that
# does not know one of them (macOS has none on memory) keeps the others.
LIMITED = 'ulimit -c 0; ulimit -t "$1"; ulimit -f "$2"; ulimit -v "$3" 2>/dev/null; shift 3; exec "$@"'


class ChildError(RuntimeError):
    """What is wrong with a child process; `stderr` is what it said, as text."""

    def __init__(self, message: str, stderr: str = "") -> None:
        super().__init__(message)
        self.stderr = stderr


class ChildFailed(ChildError):
    """The child ended with another status than 0, or was ended by one of its limits."""


class ChildTimeout(ChildError):
    """The child was still running at its time limit; it and all its group have been killed."""


def run_together(work: Callable[[Given], Made], given: Sequence[Given]) -> list[Made]:
    """Return what calls that wait for child processes give, in order, as many at a time as there are processors."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return list(pool.map(work, given))


def run(
    arguments: Sequence[str],
    *,
    stdin: bytes = b"",
    seconds: float,
    memory: int = 1024 * MEBIBYTE,
    file_size: int = 256 * MEBIBYTE,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Run a program to its end and return what it wrote on its standard output.

    `seconds` bounds the wall clock, and the processor time of each process; `memory` (bytes) the address
    space of each process; `file_size` (bytes) each file it writes, standard output included. The child gets
    a clean environment (PATH, UTF-8, no home) with `environment` over it, and a process group of its own
    that is killed whole when the call ends, however it ends.

    Raises `ChildTimeout` or `ChildFailed`.
    """
    with TemporaryFile() as stdout:
        with subprocess.Popen(
            limit_command(arguments, seconds=seconds, memory=memory, file_size=file_size),
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env=build_environment() | dict(environment or {}),
            start_new_session=True,
        ) as process:
            stderr = wait(process, stdin, seconds)
        if process.returncode:
            raise ChildFailed(f"{arguments[0]} ended with status {process.returncode}", stderr)
        stdout.seek(0)
        return stdout.read()


def find_network_guard() -> tuple[str, ...]:
    """Return what, put before a program, runs it without network; nothing where the system does not allow it."""
    try:
        run([*NO_NETWORK, "true"], seconds=SECONDS_TO_TRY)
    except ChildError:
        return ()
    return NO_NETWORK


def wait(process: subprocess.Popen[bytes], stdin: bytes, seconds: float) -> str:
    """Feed a process, wait for its end, and leave nothing of its group; return what it said on stderr."""
    try:
        _, stderr = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired as late:
        raise ChildTimeout(f"a child still ran after {seconds} s", decode_stderr(late.stderr or b"")) from None
    finally:
        kill_group(process)
    return decode_stderr(stderr)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and every process it started that kept its group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def limit_command(arguments: Sequence[str], *, seconds: float, memory: int, file_size: int) -> list[str]:
    """Return the command that runs `arguments` under limits; `ulimit` counts in seconds, 512 o and Kio."""
    limits = [int(seconds) + 1, file_size // 512, memory // 1024]
    return ["/bin/sh", "-c", LIMITED, "sh", *map(str, limits), *arguments]


def build_environment() -> dict[str, str]:
    """Return the environment of a child: where programs are, UTF-8, and nothing of ours."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": "/nonexistent",
        "TZ": "UTC",
    }


def decode_stderr(stderr: bytes) -> str:
    """Return what a process said, readable whatever its bytes."""
    return stderr.decode("utf-8", "replace").strip()
