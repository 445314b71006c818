"""What the template of the yearly review may name: each objective with its indicators, as they are that year."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from schemas.annexes.objectifs import Indicateur
from schemas.article_3 import Objectif
from schemas.contrat import Contrat
from schemas.fields import Markdown
from schemas.francais import INSECABLE, compte, enumere, jour, nombre, pourcent
from schemas.revue import Revue
from server.legal import Verdict
from server.legal.atteinte import Atteinte, Niveau, atteinte
from server.legal.echeances.suivi import etablissement_public_de_sante
from server.legal.nombres.delais import REMISE_DE_L_ERRD, REMISE_DE_L_ERRD_HOSPITALIER
from server.render.chart import Chart, Serie
from server.render.context import Vue

SANS_OBJET = "sans objet"


@dataclass(frozen=True)
class IndicateurSuivi:
    """An indicator as the review of a year tells it."""

    indicateur: Indicateur
    annee: int

    @cached_property
    def atteinte(self) -> Atteinte:
        """How far it is."""
        return atteinte(self.indicateur, self.annee)

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


@dataclass(frozen=True)
class ObjectifSuivi:
    """An objective as the review of a year tells it."""

    objectif: Objectif
    indicateurs: tuple[IndicateurSuivi, ...]
    elements: Markdown | None


class VueRevue(Vue):
    """A contract whose objectives are reviewed, as the documents of the review tell it."""

    def __init__(self, contrat: Contrat, verdict: Verdict, revue: Revue, annee: int) -> None:
        super().__init__(contrat, verdict)
        self._revue = revue
        self._annee = annee

    @cached_property
    def horodatage(self) -> str:
        """The instant that the files carry as their date: that of the review, or else the end of the year."""
        return f"{self._revue.date or date(self._annee, 12, 31)}T00:00:00Z"

    @cached_property
    def annee_suivie(self) -> int:
        """The year that is reviewed."""
        return self._annee

    @cached_property
    def objectifs_suivis(self) -> tuple[ObjectifSuivi, ...]:
        """The objectives in the order of the contract."""
        elements = {each.objectif: each.elements for each in self._revue.appreciations}
        return tuple(
            ObjectifSuivi(
                fiche.objectif,
                tuple(IndicateurSuivi(indicateur, self._annee) for indicateur in fiche.fiche.indicateurs),
                elements.get(fiche.objectif.identifiant),
            )
            for fiche in self.fiches
        )

    @cached_property
    def indicateurs_suivis(self) -> tuple[IndicateurSuivi, ...]:
        """The indicators in the same order."""
        return tuple(suivi for objectif in self.objectifs_suivis for suivi in objectif.indicateurs)

    @cached_property
    def graphiques(self) -> tuple[Chart, ...]:
        """The charts in the same order."""
        return tuple(suivi.graphique for suivi in self.indicateurs_suivis if suivi.graphique)

    @cached_property
    def bilan(self) -> str:
        """How many indicators are at each level: « 13 indicateurs : cible atteinte pour 3, en progrès pour 10 »."""
        niveaux = Counter(suivi.atteinte.niveau for suivi in self.indicateurs_suivis)
        parts = [f"{niveau.libelle} pour {nombre(niveaux[niveau])}" for niveau in Niveau if niveaux[niveau]]
        return f"{compte(len(self.indicateurs_suivis), 'indicateur')}{INSECABLE}: {enumere(parts)}"

    @cached_property
    def remise(self) -> str:
        """The last day to send the review with the accounts of the year, or both where the contract does not tell."""
        errd, hospitalier = (
            jour(remise.valeurs[-1].valeur.de(self._annee))
            for remise in (REMISE_DE_L_ERRD, REMISE_DE_L_ERRD_HOSPITALIER)
        )
        hopital = etablissement_public_de_sante(self._contrat)
        autre = f" (le {hospitalier} pour un établissement public de santé)" if hopital is None else ""
        return hospitalier if hopital else errd + autre


def _serie(nom: str, valeurs: dict[int, Decimal]) -> Serie:
    return Serie(nom, tuple(sorted(valeurs.items())))
