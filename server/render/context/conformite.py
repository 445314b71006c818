"""The conformity report: the faults by weight."""

from functools import cached_property

from schemas.manquement import Gravite, Manquement
from server.render.context.base import Base


class Conformite(Base):
    """What the documents tell of the verdict."""

    @cached_property
    def bloquants(self) -> tuple[Manquement, ...]:
        """The faults that stop the signature."""
        return tuple(m for m in self._verdict.manquements if m.gravite is Gravite.BLOQUANT)

    @cached_property
    def avertissements(self) -> tuple[Manquement, ...]:
        """The faults that only warn."""
        return tuple(m for m in self._verdict.manquements if m.gravite is Gravite.AVERTISSEMENT)

    @cached_property
    def nombre_de_manquements(self) -> int:
        """The number of blocking faults."""
        return len(self.bloquants)
