"""Amendments: what changes from one version of a contract to the next, as data."""

from server.amendment.data.apply import ChangementInapplicable, apply
from server.amendment.data.changement import Changement, Nature
from server.amendment.data.difference import difference

__all__ = ["Changement", "ChangementInapplicable", "Nature", "apply", "difference"]
