"""The redline: one Word document with the tracked changes that lead from a document to another."""

from server.amendment.redline.engine import RedlineEngine, RedlineError
from server.amendment.redline.revisions import accept_revisions, reject_revisions

__all__ = ["RedlineEngine", "RedlineError", "accept_revisions", "reject_revisions"]
