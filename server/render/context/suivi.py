"""An indicator that is followed from year to year, as a review tells it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from schemas.annexes.objectifs import Indicateur
from schemas.francais import INSECABLE, nombre, pourcent
from server.legal.atteinte import Atteinte, measure_atteinte
from server.render.chart import Chart, Serie

SANS_OBJET = "sans objet"


@dataclass(frozen=True)
class IndicateurSuivi:
    """An indicator as the review of a year tells it."""

    indicateur: Indicateur
    annee: int

    @cached_property
    def atteinte(self) -> Atteinte:
        """How far it is."""
        return measure_atteinte(self.indicateur, self.annee)

    @cached_property
    def libelle(self) -> str:
        """What it counts, and in which unit: its values are then bare."""
        libelle, unite = self.indicateur.libelle, self.indicateur.unite
        return f"{libelle} (en{INSECABLE}{unite})" if unite else libelle

    @cached_property
    def constate(self) -> str:
        """What was found that year."""
        return nombre(self.atteinte.releve.valeur) if self.atteinte.releve else "non relevé"

    @cached_property
    def commentaire(self) -> str | None:
        """What is said of it."""
        return self.atteinte.releve.commentaire if self.atteinte.releve else None

    @cached_property
    def ecart(self) -> str:
        """The gap to the target, with its sign."""
        ecart = self.atteinte.ecart
        if ecart is None:
            return SANS_OBJET
        return f"+{nombre(ecart)}" if ecart > 0 else nombre(ecart)

    @cached_property
    def parcouru(self) -> str:
        """The part of the way from the start to the target."""
        return SANS_OBJET if self.atteinte.parcouru is None else pourcent(self.atteinte.parcouru)

    @cached_property
    def constats(self) -> "tuple[IndicateurSuivi, ...]":
        """The indicator in each year for which a value was found until this one, and in this one."""
        annees = {releve.annee for releve in self.indicateur.releves if releve.annee < self.annee}
        return (*(IndicateurSuivi(self.indicateur, annee) for annee in sorted(annees)), self)

    @cached_property
    def graphique(self) -> Chart | None:
        """What was found until that year, beside what is planned; None when there is nothing to compare."""
        indicateur = self.indicateur
        constats = {indicateur.depart.annee: indicateur.depart.valeur} if indicateur.depart else {}
        constats |= {releve.annee: releve.valeur for releve in indicateur.releves if releve.annee <= self.annee}
        bornes = filter(None, (indicateur.depart, indicateur.intermediaire, indicateur.cible))
        prevus = {borne.annee: borne.valeur for borne in bornes}
        if not constats or not prevus:
            return None
        series = (_serie("Constaté", constats), _serie("Prévu", prevus))
        return Chart(f"indicateur {indicateur.identifiant}", indicateur.unite or "", series, from_zero=False)


def _serie(nom: str, valeurs: dict[int, Decimal]) -> Serie:
    return Serie(nom, tuple(sorted(valeurs.items())))
