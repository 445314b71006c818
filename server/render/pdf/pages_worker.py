"""The child process that draws pages: `pages_worker.py count`, or `pages_worker.py PAGE DPI`, the PDF on its input.

It writes the number of pages, or the PNG of one. It is run as a script, alone: it knows nothing of the service.
"""

from __future__ import annotations

import sys
from io import BytesIO

import pypdfium2

POINTS = 72  # to the inch
MOST_PIXELS = 40_000_000  # of a picture; a page may be as large as its author likes


def main(asked: str, dpi: str = "0") -> int:
    """Write what is asked of the PDF of the standard input; a page that is not there ends with an error."""
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    if asked == "count":
        sys.stdout.write(str(len(document)))
        return 0
    sys.stdout.buffer.write(_draw(document[int(asked) - 1], int(dpi) / POINTS))
    return 0


def _draw(page: pypdfium2.PdfPage, scale: float) -> bytes:
    width, height = page.get_size()
    if width * height * scale**2 > MOST_PIXELS:
        raise SystemExit("the page is too large")
    png = BytesIO()
    page.render(scale=scale).to_pil().save(png, "png", optimize=True)
    return png.getvalue()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
