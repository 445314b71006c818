"""An assembled DOCX as ODT, without an office suite."""

from __future__ import annotations

from server.render import child
from server.render.errors import RenderError
from server.render.formats.pandoc import run_pandoc

OPTIONS = ("--from=docx", "--to=odt", "--metadata=lang:fr-FR", "--output=-")


def to_odt(docx: bytes) -> bytes:
    """Return a DOCX as ODT: text, headings, lists, tables and pictures, in a plain look.

    The same DOCX gives the same bytes: in its sandbox, pandoc has no clock. Raises `RenderError`.
    """
    try:
        return run_pandoc(OPTIONS, docx)
    except child.ChildError as failure:
        raise RenderError("Vérifiez le document Word : il ne peut être converti en ODT.") from failure
