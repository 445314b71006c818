"""When a rule has something to say: named conditions, each with what a reader is told where it does not hold."""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.contrat import Contrat
from schemas.francais import typographie


@dataclass(frozen=True)
class Condition:
    """A condition on a contract; `motif` says in French, in one sentence, why a rule does not apply without it."""

    motif: str
    holds: Callable[[Contrat], bool]


def condition(motif: str) -> Callable[[Callable[[Contrat], bool]], Condition]:
    """Make the decorated predicate a condition."""
    return lambda predicate: Condition(typographie(motif), predicate)
