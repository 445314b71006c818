"""An assembled DOCX as one accessible web page, to be read before it is signed."""

from __future__ import annotations

from pathlib import Path

from server.render import child
from server.render.errors import RenderError
from server.render.formats.pandoc import run_pandoc

TEMPLATE = Path(__file__).with_name("preview.html")
OPTIONS = ("--from=docx", "--to=html5", "--embed-resources", "--shift-heading-level-by=1", "--wrap=none")


def write_html(docx: bytes) -> bytes:
    """Return a DOCX as one HTML page in French, pictures and style inside it, nothing fetched from elsewhere.

    Raises `RenderError`.
    """
    try:
        return run_pandoc([*OPTIONS, f"--template={TEMPLATE}"], docx)
    except child.ChildError as failure:
        raise RenderError("Vérifiez le document Word : il ne peut être montré en page web.") from failure
