"""What can go wrong while documents are made."""

from __future__ import annotations


class RenderError(RuntimeError):
    """A document cannot be made, and not by its own fault; the message is French, for the user."""


class PdfError(RenderError):
    """A document that is at fault cannot become a PDF, or a PDF that is at fault cannot be used."""
