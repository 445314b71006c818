"""Article 5: the meetings of the committee."""

from datetime import timedelta
from functools import cached_property
from operator import attrgetter

from schemas.article_5 import Dialogue
from schemas.francais import enumere, jour
from schemas.parties import Role
from server.render.context.base import ContractPart

QUATRIEME_ANNEE = 4
ROLES_AVEC_ARTICLE = {
    Role.CONSEIL_DEPARTEMENTAL: "le conseil départemental",
    Role.METROPOLE: "la métropole",
    Role.PREFET: "le préfet",
    Role.ARS: "l’agence régionale de santé",
}


class Article5(ContractPart):
    """What the documents tell of article 5."""

    @cached_property
    def dialogues(self) -> tuple[Dialogue, ...]:
        """The meetings, by year of the contract."""
        return tuple(sorted(self._contrat.article_5.dialogues, key=attrgetter("annee")))

    def dialogue(self, annee: int) -> bool:
        """Tell whether the committee meets in a year of the contract."""
        return any(dialogue.annee == annee for dialogue in self._contrat.article_5.dialogues)

    def annee_du_contrat(self, annee: int) -> str:
        """Return the days of a year of the contract: « du 1er janvier 2029 au 31 décembre 2029 »."""
        article = self._contrat.article_9
        return f"du {jour(article.anniversaire(annee - 1))} au {jour(article.anniversaire(annee) - timedelta(days=1))}"

    @cached_property
    def quatrieme_annee(self) -> bool:
        """Whether the contract has a fourth year."""
        return self._contrat.article_9.duree_annees >= QUATRIEME_ANNEE

    @cached_property
    def qui_ajoute_un_dialogue(self) -> str:
        """Who may add a meeting, with the verb: « le conseil départemental ou … peuvent ajouter »."""
        noms = [nom for role, nom in ROLES_AVEC_ARTICLE.items() if role in self._contrat.parties.roles]
        return f"{enumere(noms, 'ou')} {'peut' if len(noms) == 1 else 'peuvent'} ajouter"
