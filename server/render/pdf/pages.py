"""The pages of a PDF as pictures, drawn in a limited child process: what is read may have been written by anybody."""

from __future__ import annotations

import sys
from pathlib import Path

from server.render import child
from server.render.errors import PdfError

WORKER = Path(__file__).with_name("pages_worker.py")
DPI = 110
SECONDS = 20
MEMORY = 1024 * child.MEBIBYTE


def count_pages(pdf: bytes) -> int:
    """Return the number of pages of a PDF. Raises `PdfError`."""
    return int(_run_worker(pdf, "count"))


def draw_page(pdf: bytes, page: int, dpi: int = DPI) -> bytes:
    """Return a page (1 is the first) of a PDF as a PNG. Raises `PdfError`, also when there is no such page."""
    return _run_worker(pdf, str(page), str(dpi))


def _run_worker(pdf: bytes, *asked: str) -> bytes:
    try:
        return child.run([sys.executable, "-I", str(WORKER), *asked], stdin=pdf, seconds=SECONDS, memory=MEMORY)
    except child.ChildTimeout as late:
        raise PdfError("Téléchargez le document : il est trop long à dessiner.") from late
    except child.ChildFailed as failure:
        raise PdfError("Téléchargez le document : cette page ne peut pas être dessinée.") from failure
