"""The annexe of the objectives: their sheets, with their indicators as they are that year."""

from dataclasses import dataclass
from functools import cached_property

from schemas.annexes.objectifs import FicheAction
from schemas.article_3 import Objectif
from schemas.contrat import Contrat
from schemas.reading import read
from server.render.context.base import NumberedAnnexe
from server.render.context.suivi import IndicateurSuivi


@dataclass(frozen=True)
class Fiche:
    """An objective of article 3 and its sheet."""

    objectif: Objectif
    fiche: FicheAction


class AnnexeObjectifs(NumberedAnnexe):
    """What the documents tell of the objectives' sheets; `annee_suivie` is the year whose review they tell.

    It is None when they are those of the contract itself.
    """

    annee_suivie: int | None

    def __init__(self, contrat: Contrat, numero: int | None, annee_suivie: int | None) -> None:
        super().__init__(contrat, numero)
        self.annee_suivie = annee_suivie

    @cached_property
    def fiches(self) -> tuple[Fiche, ...]:
        """The objectives and their sheets, in the order of the contract."""
        fiches = {fiche.objectif: fiche for fiche in self._contrat.annexes.objectifs}
        objectifs = self._contrat.article_3.objectifs
        return tuple(Fiche(o, fiches.get(o.identifiant) or _fiche_vide(o)) for o in objectifs)

    @cached_property
    def nombre_d_indicateurs(self) -> int:
        """The number of indicators of all sheets."""
        return sum(len(fiche.indicateurs) for fiche in self._contrat.annexes.objectifs)

    @cached_property
    def annee_relevee(self) -> int | None:
        """The last year for which values were found, once the contract runs; what follows a review is not of it."""
        if self.annee_suivie:
            return self.annee_suivie
        entree = self._contrat.article_9.date_entree_en_vigueur.year
        annees = [r.annee for f in self._contrat.annexes.objectifs for i in f.indicateurs for r in i.releves]
        return max((annee for annee in annees if annee >= entree), default=None)

    def suivis(self, fiche: FicheAction) -> tuple[IndicateurSuivi, ...]:
        """Return the indicators of a sheet as the review tells them; none without a review."""
        annee = self.annee_suivie
        return tuple(IndicateurSuivi(indicateur, annee) for indicateur in fiche.indicateurs) if annee else ()


def _fiche_vide(objectif: Objectif) -> FicheAction:
    return read({"objectif": objectif.identifiant}, FicheAction)
