"""What the rules on amendments judge: a request, the contract before it, the contract after it, what came earlier."""

from dataclasses import dataclass
from datetime import date

from schemas.avenant import DemandeAvenant, NatureAvenant
from schemas.contrat import Contrat


@dataclass(frozen=True)
class AvenantAnterieur:
    """A signed amendment of the contract."""

    numero: int
    nature: NatureAvenant
    date_signature: date
    date_effet: date


@dataclass(frozen=True)
class VersionAVenir:
    """An amendment to come: `avant` is the text in force, `apres` the contract as it would read.

    `initial` is the contract as it was first signed, where amendments came earlier.
    """

    demande: DemandeAvenant
    avant: Contrat
    apres: Contrat
    anterieurs: tuple[AvenantAnterieur, ...] = ()
    initial: Contrat | None = None

    @property
    def origine(self) -> Contrat:
        """The contract before any amendment."""
        return self.initial or self.avant
