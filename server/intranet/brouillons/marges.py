"""What the margin of an entry says of the last verdict, beside its steps: for which values rules wait, and where."""

from dataclasses import dataclass

from server.entry.steps import Parcours
from server.intranet.brouillons.adresses import build_address
from server.intranet.brouillons.libelles import name_lieu
from server.workflow.verdict import Bilan


@dataclass(frozen=True)
class LienAttente:
    """A value for which rules wait: what it is called, where it is entered, how many wait."""

    libelle: str
    href: str
    regles: int


def list_attentes(brouillon_id: str, parcours: Parcours, bilan: Bilan | None) -> tuple[LienAttente, ...]:
    """Return the values for which rules wait, those that most wait for first; none without a verdict."""
    found = sorted(bilan.attentes if bilan else (), key=lambda attente: -len(attente.regles))
    return tuple(
        LienAttente(
            name_lieu(parcours, each.chemin), build_address(brouillon_id, parcours, each.chemin), len(each.regles)
        )
        for each in found
    )
