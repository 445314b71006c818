"""PDF that come from elsewhere made safe, and all the PDF of a dossier bound as one.

Both are done in limited child processes: what is read was written by anybody.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from server.render import child
from server.render.errors import PdfError

if TYPE_CHECKING:
    from collections.abc import Sequence

CLEANER = Path(__file__).with_name("bundle_clean.py")
BINDER = Path(__file__).with_name("bundle_assemble.py")
PYTHON = (sys.executable, "-I")
SECONDS_FOR_ONE, SECONDS_FOR_ALL = 20, 60
MEMORY = 1024 * child.MEBIBYTE
REFUSED = "REFUS "  # what begins the sentence of a refusal on the standard error of the cleaner


@dataclass(frozen=True)
class BundlePart:
    """One document of a bundle: the title of its bookmark, and its PDF."""

    title: str
    pdf: bytes


def clean(pdf: bytes) -> bytes:
    """Return an attached PDF without what acts: scripts, launches, forms' code, automatic actions, attached files.

    Raises `PdfError`, a sentence without its full stop, for what is encrypted, broken, or too long to read.
    """
    if b"%PDF-" not in pdf[:1024]:
        raise PdfError("Joignez un fichier PDF : celui-ci n’en est pas un")
    try:
        return child.run([*PYTHON, str(CLEANER)], stdin=pdf, seconds=SECONDS_FOR_ONE, memory=MEMORY)
    except child.ChildTimeout as late:
        raise PdfError("Joignez un PDF plus simple : celui-ci est trop long à lire") from late
    except child.ChildFailed as failure:
        said = failure.stderr.partition(REFUSED)[2].strip()
        raise PdfError(said or "Joignez un PDF lisible : celui-ci est endommagé") from failure


def assemble(parts: Sequence[BundlePart], *, title: str, language: str = "fr-FR") -> bytes:
    """Bind PDF as one: a bookmark for each, its own bookmarks under it, its pages labelled « 2-1 », « 2-2 »…

    Tags are kept, each document being a part of the whole; the same parts give the same bytes.
    Raises `PdfError`.
    """
    with TemporaryDirectory(prefix="cpom-liasse-") as folder:
        for rank, part in enumerate(parts):
            Path(folder, f"{rank}.pdf").write_bytes(part.pdf)
        plan = {"title": title, "language": language, "parts": [part.title for part in parts]}
        arguments = [*PYTHON, str(BINDER), folder]
        try:
            return child.run(arguments, stdin=json.dumps(plan).encode(), seconds=SECONDS_FOR_ALL, memory=MEMORY)
        except child.ChildError as failure:
            raise PdfError("Vérifiez les PDF du dossier : ils ne peuvent être réunis en un seul.") from failure
