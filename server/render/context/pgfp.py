"""The financing plan: its exercises, what they come to, and how that moves."""

from functools import cached_property

from schemas.annexes.pgfp import SituationInitiale
from schemas.reading import read
from server.legal.finance import Calcul, calculs
from server.render.chart import Chart, Serie
from server.render.context.base import NumberedAnnexe


class AnnexePgfp(NumberedAnnexe):
    """What the documents tell of the financing plan."""

    @cached_property
    def calculs(self) -> tuple[Calcul, ...]:
        """The exercises of the financing plan, with what they come to."""
        pgfp = self._contrat.annexes.pgfp
        return calculs(pgfp) if pgfp else ()

    @cached_property
    def situation(self) -> SituationInitiale:
        """The financial situation when the first exercise opens."""
        pgfp = self._contrat.annexes.pgfp
        return pgfp.situation_initiale if pgfp else read({}, SituationInitiale)

    @cached_property
    def graphique(self) -> Chart | None:
        """The chart of the result, of self-financing and of cash; None when the plan has no exercise."""
        return chart_of(self.calculs)


def chart_of(calculs: tuple[Calcul, ...]) -> Chart | None:
    """Return the chart of some exercises; None where there is none."""
    series = (
        Serie("Résultat", tuple((calcul.annee, calcul.resultat) for calcul in calculs)),
        Serie("CAF", tuple((calcul.annee, calcul.caf) for calcul in calculs)),
        Serie("Trésorerie", tuple((calcul.annee, calcul.tresorerie) for calcul in calculs)),
    )
    titre = "résultat, capacité d’autofinancement (CAF) et trésorerie"
    return Chart(titre, "€", series) if calculs else None
