"""What can go wrong while documents are made."""

from __future__ import annotations


class PdfError(RuntimeError):
    """A document cannot become a PDF, or a PDF cannot be used; the message is French, for the user."""
