"""When a rule has something to say: named conditions, each with what a reader is told where it does not hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Concatenate, Generic, TypeVar

from schemas.francais import typographie
from server.legal.nombre import Parametre

S = TypeVar("S")  # the subject: a contract, an amendment


@dataclass(frozen=True)
class Condition(Generic[S]):
    """A condition on a subject; `motif` says in French, in one sentence, why a rule does not apply without it.

    `holds` is given the subject, then the value of each of `nombres` on the day of the law.
    """

    motif: str
    holds: Callable[Concatenate[S, ...], bool]
    nombres: tuple[Parametre, ...] = ()

    def is_met(self, sujet: S, at: date) -> bool:
        """Tell whether it holds of a subject, by the numbers of a day; it does not before they exist."""
        valeurs = [nombre.au(at) for nombre in self.nombres]
        return None not in valeurs and self.holds(sujet, *valeurs)


def condition(motif: str, *nombres: Parametre) -> Callable[[Callable[Concatenate[S, ...], bool]], Condition[S]]:
    """Make the decorated predicate a condition."""

    def make(predicate: Callable[Concatenate[S, ...], bool]) -> Condition[S]:
        return Condition(typographie(motif), predicate, nombres)

    return make
