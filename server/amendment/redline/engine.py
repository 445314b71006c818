"""The engine that compares two Word documents: Docxodus, alone, without network, for a limited time, and checked."""

from __future__ import annotations

import fcntl
import shutil
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from python_redlines import DocxodusEngine

from server.amendment.redline.alignment import align_documents
from server.amendment.redline.mending import mend_redline
from server.amendment.redline.revisions import accept_revisions, reject_revisions
from server.render import child
from server.render.errors import RenderError
from server.render.word.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

PACKAGE = "python-redlines-docxodus"
MEMORY = 4096 * child.MEBIBYTE  # of addresses, most of which .NET reserves and does not use
HEAP = 1024 * child.MEBIBYTE
ENVIRONMENT = {
    "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",  # else it wants ICU, which a small machine does not have
    "DOTNET_EnableDiagnostics": "0",  # else it opens a socket in the temporary folder
    "DOTNET_GCHeapHardLimit": hex(HEAP),
    "DOTNET_PROCESSOR_COUNT": "1",  # so that the time of the processor is that of the clock
    "DOTNET_TieredPGO": "0",  # what it would learn of a run dies with it
}


class RedlineError(RenderError):
    """Two documents cannot be shown as one with tracked changes; the message is French, for the user."""


class RedlineEngine:
    """Shows two DOCX as one with tracked changes; `seconds` is the most that one comparison may take.

    `folder` keeps the program (110 MB) once it is extracted from its package; programs must be allowed to run there.
    """

    def __init__(self, folder: Path, *, seconds: float = 120) -> None:
        self._folder = folder
        self._seconds = seconds

    @cached_property
    def version(self) -> str:
        """The version of the engine, for a manifest."""
        return f"docxodus {version(PACKAGE)}"

    @cached_property
    def program(self) -> Path:
        """The program, extracted the first time that it is asked for. Raises `RedlineError`."""
        try:
            return extract_engine(self._folder / f"docxodus-{version(PACKAGE)}")
        except ImportError as missing:
            raise RedlineError(
                "Ajoutez le paquet « python-redlines[docxodus] » : il compare les documents."
            ) from missing
        except OSError as fault:
            raise RedlineError(f"Donnez au service le droit d’écrire dans « {self._folder} ».") from fault

    def redline(self, avant: bytes, apres: bytes, *, author: str, at: date) -> bytes:
        """Return `avant` with the changes that lead to `apres`, tracked as those of `author` on the day `at`.

        The same documents give the same bytes. Making all the changes gives the text of `apres`, undoing them all
        that of `avant`: this is checked before the document is given. It is not said of looks: where bold or italics
        go and the words stay, the engine tells nothing of it.

        Raises `RedlineError` when it takes too long, when the engine fails, and when that check does;
        `PackageError` for what is no DOCX.
        """
        before, after = align_documents(avant, apres)
        redlined = mend_redline(self._compare(before, after, author, at), after)
        if text_of(accept_revisions(redlined)) != text_of(apres) or text_of(reject_revisions(redlined)) != text_of(
            avant
        ):
            raise RedlineError("Signalez ces deux documents : leurs différences n’ont pu être suivies exactement.")
        return redlined

    def _compare(self, before: bytes, after: bytes, author: str, at: date) -> bytes:
        with TemporaryDirectory(prefix="cpom-redline-") as folder:
            files = [str(Path(folder, f"{name}.docx")) for name in ("avant", "apres", "suivi")]
            Path(files[0]).write_bytes(before)
            Path(files[1]).write_bytes(after)
            try:
                self._run(folder, [*files, *write_options(author, at)])
            except child.ChildTimeout as late:
                raise RedlineError(f"Réduisez le document : le comparer a pris plus de {self._seconds:g} s.") from late
            except child.ChildFailed as failure:
                raise RedlineError("Vérifiez les deux documents Word : ils n’ont pu être comparés.") from failure
            return Path(files[2]).read_bytes()

    def _run(self, folder: str, arguments: list[str]) -> None:
        child.run(
            [*self._isolation, str(self.program), *arguments],
            seconds=self._seconds,
            memory=MEMORY,
            environment=ENVIRONMENT | {"TMPDIR": folder},
        )

    @cached_property
    def _isolation(self) -> tuple[str, ...]:
        return child.find_network_guard()


def write_options(author: str, at: date) -> Iterator[str]:
    """Yield the options of a comparison: who and when, and that one space is not another."""
    yield f"--author={author}"
    yield f"--date-time={at:%Y-%m-%d}T00:00:00Z"
    yield "--no-conflate-spaces"


def extract_engine(folder: Path) -> Path:
    """Return the engine's program in a folder of its own, extracted whole by the first process that wants it."""
    program, partial = folder / "redline", folder.with_suffix(".partiel")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.exists():
            shutil.rmtree(partial, ignore_errors=True)
            Path(DocxodusEngine(str(partial)).extracted_binaries_path).parent.replace(folder)
            shutil.rmtree(partial)
    return program
