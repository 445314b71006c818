"""The redline: one Word document with the tracked changes that lead from a document to another."""

from server.amendment.redline.engine import RedlineEngine, RedlineError
from server.amendment.redline.revisions import accepted, rejected

__all__ = ["RedlineEngine", "RedlineError", "accepted", "rejected"]
