"""When a rule has something to say: named conditions, each with what a reader is told where it does not hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from schemas.contrat import Contrat
from schemas.francais import typographie
from server.legal.nombre import Parametre


@dataclass(frozen=True)
class Condition:
    """A condition on a contract; `motif` says in French, in one sentence, why a rule does not apply without it.

    `holds` is given the contract, then the value of each of `nombres` on the day of the law.
    """

    motif: str
    holds: Callable[..., bool]
    nombres: tuple[Parametre, ...] = ()

    def is_met(self, contrat: Contrat, at: date) -> bool:
        """Tell whether it holds of a contract, by the numbers of a day; it does not before they exist."""
        valeurs = [nombre.au(at) for nombre in self.nombres]
        return None not in valeurs and self.holds(contrat, *valeurs)


def condition(motif: str, *nombres: Parametre) -> Callable[[Callable[..., bool]], Condition]:
    """Make the decorated predicate a condition."""
    return lambda predicate: Condition(typographie(motif), predicate, nombres)
