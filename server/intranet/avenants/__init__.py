"""The pages of amendments: what a draft changes so far, what was opened from it, and what is done with that."""

from server.intranet.avenants import differences, documents, page

__all__ = ["differences", "documents", "page"]
