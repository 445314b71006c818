"""Article 3: objectives by theme."""

from dataclasses import dataclass
from functools import cached_property

from schemas.article_3 import Objectif, Theme
from server.render.context.base import ContractPart


@dataclass(frozen=True)
class GroupeObjectifs:
    """The objectives of one theme."""

    theme: Theme
    objectifs: tuple[Objectif, ...]


class Article3(ContractPart):
    """What the documents tell of article 3."""

    @cached_property
    def objectifs_par_theme(self) -> tuple[GroupeObjectifs, ...]:
        """The objectives in the order of the model's themes."""
        objectifs = self._contrat.article_3.objectifs
        groupes = (GroupeObjectifs(theme, tuple(o for o in objectifs if o.theme is theme)) for theme in Theme)
        return tuple(groupe for groupe in groupes if groupe.objectifs)

    @cached_property
    def difficultes(self) -> bool:
        """Whether an establishment is in serious financial difficulty."""
        difficultes = self._contrat.article_3.difficultes_financieres
        return difficultes is not None and difficultes.graves
