"""What can go wrong while documents are made."""

from __future__ import annotations


class RenderError(RuntimeError):
    """A document cannot be made; the message is French, for the user."""


class PdfError(RenderError):
    """A document cannot become a PDF, or a PDF cannot be used."""
