"""What the financing plan comes to while it is typed: totals, self-financing, cash; and the chart of it."""

from dataclasses import dataclass

from schemas.annexes.objectifs import Indicateur
from schemas.annexes.pgfp import Declares, Pgfp
from schemas.base_fields import LATEST
from schemas.francais import euros
from schemas.objet import cles
from server.entry.paths import Steps, read_at
from server.entry.readable import keep_readable
from server.legal.finance import Calcul, calculs
from server.render.chart import Chart
from server.render.context.pgfp import chart_of
from server.render.context.suivi import IndicateurSuivi

PGFP: Steps = ("annexes", "pgfp")


@dataclass(frozen=True)
class LigneCalculee:
    """A computed row: its label, and a value in French for each exercise."""

    libelle: str
    valeurs: tuple[str, ...]


@dataclass(frozen=True)
class Calculs:
    """What a plan comes to: a column for each exercise, a row for each figure that may also be declared.

    `ecartes` counts the values that could not be read, and are left out.
    """

    exercices: tuple[Calcul, ...]
    lignes: tuple[LigneCalculee, ...]
    ecartes: int


def compute_totals(contrat: object) -> Calculs:
    """Return what the plan of a contract, whole or not, comes to."""
    lisible = keep_readable(read_at(contrat, PGFP) or {}, Pgfp)
    found = calculs(lisible.objet) if lisible.objet else ()
    lignes = tuple(LigneCalculee(cle.champ.libelle, _values(cle.nom, found)) for cle in cles(Declares))
    return Calculs(found, lignes, lisible.ecartes)


def draw_trend(contrat: object, steps: Steps) -> Chart | None:
    """Return the chart of an indicator, found and planned; None where there is too little to draw."""
    indicateur = keep_readable(read_at(contrat, steps) or {}, Indicateur).objet
    return IndicateurSuivi(indicateur, LATEST.year).graphique if indicateur else None


def draw_plan(contrat: object) -> Chart | None:
    """Return the chart of the plan of a contract, whole or not; None where it has no exercise."""
    return chart_of(compute_totals(contrat).exercices)


def _values(nom: str, found: tuple[Calcul, ...]) -> tuple[str, ...]:
    return tuple(euros(getattr(each, nom)) for each in found)
