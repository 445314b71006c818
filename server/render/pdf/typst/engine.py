"""The embedded PDF engine: reads the DOCX here, sets its pages in a limited child process."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from server.render import child
from server.render.errors import PdfError
from server.render.pdf.typst.fonts import FOLDER, SHIPPED
from server.render.pdf.typst.reading import Reading, read
from server.render.word.parts import compute_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

WORKER = Path(__file__).with_name("worker.py")
ONE_THREAD = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}  # more gain nothing, and reserve much memory
DOCUMENT = Path(__file__).with_name("document.typ")
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class TypstEngine:
    """DOCX → tagged PDF/A-2a and PDF/UA-1; the same DOCX gives the same bytes.

    A document that takes more than `seconds` or `memory` (bytes) is given up: the child process is killed.
    """

    name = "typst"

    def __init__(self, *, seconds: float = 30, memory: int = 2048 * child.MEBIBYTE) -> None:
        self._seconds = seconds
        self._memory = memory

    @property
    def version(self) -> str:
        """The versions that decide what the pages look like: the engine, then its fonts."""
        return f"typst {version('typst')} ({SHIPPED})"

    def convert(self, docx: bytes) -> bytes:
        """Return the PDF of a DOCX. Raises `PdfError`."""
        reading = read(compute_pages(docx))
        with TemporaryDirectory(prefix="cpom-typst-") as folder:
            lay_out(reading, Path(folder))
            try:
                return compile_pages(Path(folder), "pdf", reading.created, seconds=self._seconds, memory=self._memory)
            except child.ChildTimeout as late:
                raise PdfError(f"Allégez le document : sa mise en page dépasse {self._seconds:g} s.") from late
            except child.ChildFailed as failure:
                raise explain_failure(failure.stderr) from failure

    def convert_all(self, documents: Sequence[bytes]) -> list[bytes]:
        """Return the PDF of each DOCX, in order, as many at a time as there are processors. Raises `PdfError`."""
        return child.run_together(self.convert, documents)


def compile_pages(folder: Path, kind: str, number: int, *, seconds: float, memory: int) -> bytes:
    """Return what a child process makes of the `document.typ` of a folder, as `worker.py` is asked.

    Raises `ChildTimeout` or `ChildFailed`.
    """
    arguments = [sys.executable, "-I", str(WORKER), str(folder), str(FOLDER), kind, str(number)]
    return child.run(arguments, seconds=seconds, memory=memory, environment=ONE_THREAD)


def lay_out(reading: Reading, folder: Path) -> None:
    """Write what has been read, and the document that sets it, where the child process finds them."""
    (folder / DOCUMENT.name).write_bytes(DOCUMENT.read_bytes())
    (folder / "document.json").write_text(json.dumps(reading.tree, ensure_ascii=False), encoding="utf-8")
    for name, content in reading.pictures.items():
        (folder / name).write_bytes(content)


def explain_failure(stderr: str) -> PdfError:
    """Return what stops a document: a character that no font has, or what only the cause of the error tells."""
    found = NO_GLYPH.search(stderr)
    if found is None:
        return PdfError("Vérifiez le document Word : sa mise en page s’est arrêtée.")
    text = ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
    shown = ", ".join(f"« {each} » ({name_code_point(each)})" for each in dict.fromkeys(text))
    return PdfError(f"Retirez ou remplacez un caractère qu’aucune police fournie ne contient : {shown}.")


def name_code_point(character: str) -> str:
    """Return how Unicode names a character: « U+6F22 CJK UNIFIED IDEOGRAPH-6F22 »."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
