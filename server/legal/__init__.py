"""The law: dated, sourced rules on a contract. No I/O, no Flask, no clock.

The rules stand in one module per article of the model contract; importing this package reads them all.
"""

from dataclasses import dataclass
from datetime import date

from schemas.contrat import Contrat
from schemas.manquement import Gravite, Manquement
from server.legal import annexes, article_1, article_3, article_4, article_5, article_9, parties
from server.legal.rule import RECUEIL, Regle

__all__ = ["Constat", "Verdict", "check", "regles"]

_MODULES = (parties, article_1, article_3, article_4, article_5, article_9, annexes)
_RANGS = {module.__name__: rang for rang, module in enumerate(_MODULES)}  # imports come in another order


@dataclass(frozen=True)
class Constat:
    """One rule and what it found: nothing, when the contract conforms."""

    regle: Regle
    manquements: tuple[Manquement, ...]


@dataclass(frozen=True)
class Verdict:
    """What the law of a day finds in a contract, rule by rule."""

    at: date
    constats: tuple[Constat, ...]

    @property
    def manquements(self) -> tuple[Manquement, ...]:
        """All faults, blocking ones first, each group in the order of the rules."""
        found = [manquement for constat in self.constats for manquement in constat.manquements]
        return tuple(sorted(found, key=lambda manquement: manquement.gravite is not Gravite.BLOQUANT))

    @property
    def conforme(self) -> bool:
        """Tell whether no blocking rule found anything."""
        return not any(manquement.gravite is Gravite.BLOQUANT for manquement in self.manquements)

    def as_json(self) -> dict[str, object]:
        """Return the verdict as the API and the command print it, with the number of faults that each rule found."""
        return {
            "conforme": self.conforme,
            "droit_au": self.at.isoformat(),
            "manquements": [manquement.as_json() for manquement in self.manquements],
            "regles": [
                {
                    "identifiant": constat.regle.identifiant,
                    "article": constat.regle.article,
                    "gravite": constat.regle.gravite.value,
                    "manquements": len(constat.manquements),
                }
                for constat in self.constats
            ],
        }


def regles(at: date) -> tuple[Regle, ...]:
    """Return the rules in force on a day, in the order of the model contract."""
    in_force = (regle for regle in RECUEIL if regle.is_in_force(at))
    return tuple(sorted(in_force, key=lambda regle: _RANGS[regle.verification.__module__]))


def check(contrat: Contrat, at: date) -> Verdict:
    """Return the verdict of the law of a day on a contract."""
    return Verdict(at, tuple(Constat(regle, regle.check(contrat)) for regle in regles(at)))
