"""Amendments: what changes from one version of a contract to the next, as data."""

from server.amendment.application import ChangementInapplicable, apply
from server.amendment.changement import Changement, Nature
from server.amendment.difference import difference

__all__ = ["Changement", "ChangementInapplicable", "Nature", "apply", "difference"]
