"""Amendments: what changes from one version of a contract to the next, as data."""

from server.amendment.data.apply import ChangementInapplicable, apply
from server.amendment.data.changement import Changement, NatureDeChangement
from server.amendment.data.difference import find_changes

__all__ = ["Changement", "ChangementInapplicable", "NatureDeChangement", "apply", "find_changes"]
