"""What the template of the yearly review may name: each objective with its indicators, as they are that year."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from schemas.article_3 import Objectif
from schemas.contrat import Contrat
from schemas.fields import Markdown
from schemas.francais import INSECABLE, compte, enumere, jour, nombre
from schemas.resultats import MontantAffecte, ResultatAffecte
from schemas.revue import Revue
from server.legal import Verdict
from server.legal.atteinte import Niveau
from server.legal.echeances.suivi import etablissement_public_de_sante
from server.legal.nombre import in_force
from server.legal.nombres.delais import REMISE_DE_L_ERRD, REMISE_DE_L_ERRD_HOSPITALIER
from server.render.chart import Chart
from server.render.context import Vue
from server.render.context.annexes import Annexes
from server.render.context.base import ContractPart
from server.render.context.objectifs import AnnexeObjectifs
from server.render.context.suivi import IndicateurSuivi


@dataclass(frozen=True)
class ObjectifSuivi:
    """An objective as the review of a year tells it."""

    objectif: Objectif
    indicateurs: tuple[IndicateurSuivi, ...]
    elements: Markdown | None


@dataclass(frozen=True)
class LigneDAffectation:
    """A result, and one amount of it that goes somewhere."""

    resultat: ResultatAffecte
    affecte: MontantAffecte | None


class RevueAnnuelle(ContractPart):
    """What the documents tell of the review of a year."""

    annee: int

    def __init__(self, contrat: Contrat, revue: Revue, annee: int, annexe: AnnexeObjectifs) -> None:
        super().__init__(contrat)
        self.annee = annee
        self._revue, self._annexe = revue, annexe

    @cached_property
    def objectifs(self) -> tuple[ObjectifSuivi, ...]:
        """The objectives in the order of the contract."""
        elements = {each.objectif: each.elements for each in self._revue.appreciations}
        return tuple(
            ObjectifSuivi(
                fiche.objectif,
                self._annexe.suivis(fiche.fiche),
                elements.get(fiche.objectif.identifiant),
            )
            for fiche in self._annexe.fiches
        )

    @cached_property
    def indicateurs(self) -> tuple[IndicateurSuivi, ...]:
        """The indicators in the same order."""
        return tuple(suivi for objectif in self.objectifs for suivi in objectif.indicateurs)

    @cached_property
    def graphiques(self) -> tuple[Chart, ...]:
        """The charts in the same order."""
        return tuple(suivi.graphique for suivi in self.indicateurs if suivi.graphique)

    @cached_property
    def bilan(self) -> str:
        """How many indicators are at each level: « 13 indicateurs : cible atteinte pour 3, en progrès pour 10 »."""
        niveaux = Counter(suivi.atteinte.niveau for suivi in self.indicateurs)
        parts = [f"{niveau.libelle} pour {nombre(niveaux[niveau])}" for niveau in Niveau if niveaux[niveau]]
        return f"{compte(len(self.indicateurs), 'indicateur')}{INSECABLE}: {enumere(parts)}"

    @cached_property
    def affectations(self) -> tuple[LigneDAffectation, ...]:
        """What became of the results of the year, one line an amount; an establishment that gives none has one line."""
        return tuple(
            LigneDAffectation(resultat, affecte)
            for resultat in self._revue.resultats
            for affecte in resultat.affectations or (None,)
        )

    @cached_property
    def total_des_resultats(self) -> Decimal:
        """The results of the year, together, in €."""
        return sum((resultat.resultat for resultat in self._revue.resultats), Decimal(0))

    @cached_property
    def commentaires_des_resultats(self) -> tuple[ResultatAffecte, ...]:
        """The results on which something is said."""
        return tuple(resultat for resultat in self._revue.resultats if resultat.commentaire)

    @cached_property
    def remise(self) -> str:
        """The last day to send the review with the accounts of the year, or both where the contract does not tell."""
        errd, hospitalier = (
            jour(in_force(remise, date(self.annee, 12, 31)).de(self.annee))
            for remise in (REMISE_DE_L_ERRD, REMISE_DE_L_ERRD_HOSPITALIER)
        )
        hopital = etablissement_public_de_sante(self._contrat)
        autre = f" (le {hospitalier} pour un établissement public de santé)" if hopital is None else ""
        return hospitalier if hopital else errd + autre


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
    def annexes(self) -> Annexes:
        """The annexes; that of the objectives tells the year that is reviewed."""
        return Annexes(self._contrat, annee_suivie=self._annee)

    @cached_property
    def revue(self) -> RevueAnnuelle:
        """The review itself."""
        return RevueAnnuelle(self._contrat, self._revue, self._annee, self.annexes.objectifs)
