"""The conformity report, as far as the contract speaks of it."""

from functools import cached_property

from schemas.manquement import Gravite
from server.legal import Verdict


class Conformite:
    """What the documents tell of the verdict."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict

    @cached_property
    def nombre_de_manquements(self) -> int:
        """The number of blocking faults."""
        return sum(manquement.gravite is Gravite.BLOQUANT for manquement in self._verdict.manquements)
