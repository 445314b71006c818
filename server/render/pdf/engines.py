"""PDF engines: one small protocol, and the engine that a name chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from server.render.errors import PdfError
from server.render.pdf.libreoffice import LibreOfficeEngine, find_soffice
from server.render.pdf.typst.engine import TypstEngine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class PdfEngine(Protocol):
    """Makes a PDF of an assembled DOCX."""

    @property
    def name(self) -> str:
        """What a request calls the engine: `typst` or `libreoffice`."""

    @property
    def version(self) -> str:
        """The versions of the engine and of its fonts, for the manifest."""

    def convert(self, docx: bytes) -> bytes:
        """Return the PDF of a DOCX. Raises `PdfError`."""

    def convert_all(self, documents: Sequence[bytes]) -> list[bytes]:
        """Return the PDF of each DOCX, in order; sooner than one after the other. Raises `PdfError`."""


ENGINES = ("typst", "libreoffice")


def build_engine(name: str, *, soffice: Path | None = None, seconds: float = 60) -> PdfEngine:
    """Return the engine of that name; `soffice` is LibreOffice's program, looked for where it is not given.

    Raises `PdfError` for another name, and where LibreOffice is asked for and absent.
    """
    if name == "typst":
        return TypstEngine(seconds=seconds)
    if name == "libreoffice":
        return LibreOfficeEngine(soffice or find_soffice(), seconds=seconds)
    raise PdfError(f"Choisissez un moteur PDF parmi {', '.join(ENGINES)} : « {name} » n’existe pas.")
