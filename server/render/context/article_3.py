"""Article 3: objectives by theme, and their sheets."""

from dataclasses import dataclass
from functools import cached_property

from schemas.annexes.objectifs import FicheAction
from schemas.article_3 import Objectif, Theme
from schemas.reading import read
from server.render.context.base import Base
from server.render.context.suivi import IndicateurSuivi


@dataclass(frozen=True)
class GroupeObjectifs:
    """The objectives of one theme."""

    theme: Theme
    objectifs: tuple[Objectif, ...]


@dataclass(frozen=True)
class Fiche:
    """An objective of article 3 and its sheet."""

    objectif: Objectif
    fiche: FicheAction


class Article3(Base):
    """What the documents tell of article 3."""

    @cached_property
    def objectifs_par_theme(self) -> tuple[GroupeObjectifs, ...]:
        """The objectives in the order of the model's themes."""
        objectifs = self._contrat.article_3.objectifs
        groupes = (GroupeObjectifs(theme, tuple(o for o in objectifs if o.theme is theme)) for theme in Theme)
        return tuple(groupe for groupe in groupes if groupe.objectifs)

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
        """The last year for which values were found, once the contract runs."""
        entree = self._contrat.article_9.date_entree_en_vigueur.year
        annees = [r.annee for f in self._contrat.annexes.objectifs for i in f.indicateurs for r in i.releves]
        return max((annee for annee in annees if annee >= entree), default=None)

    @cached_property
    def annee_suivie(self) -> int | None:
        """The year whose review the documents tell; None when they are those of the contract itself."""
        return None

    def suivis(self, fiche: FicheAction) -> tuple[IndicateurSuivi, ...]:
        """Return the indicators of a sheet as the review tells them; none without a review."""
        annee = self.annee_suivie
        return tuple(IndicateurSuivi(indicateur, annee) for indicateur in fiche.indicateurs) if annee else ()

    @cached_property
    def difficultes(self) -> bool:
        """Whether an establishment is in serious financial difficulty."""
        difficultes = self._contrat.article_3.difficultes_financieres
        return difficultes is not None and difficultes.graves


def _fiche_vide(objectif: Objectif) -> FicheAction:
    return read({"objectif": objectif.identifiant}, FicheAction)
