"""Article 1er: places, habilitations."""

from dataclasses import dataclass
from functools import cached_property

from schemas.article_1 import Capacite, Etablissement, Habilitation, Modalite
from server.legal.article_1.capacites import en_places, personnes_habilitees, places_habilitees
from server.render.context.base import ContractPart


@dataclass(frozen=True)
class Totaux:
    """The places of all establishments together, and beside them the persons that they follow (file active)."""

    autorisee: int
    installee: int
    financee: int
    habilitee: int
    suivies: int
    habilitees_suivies: int


@dataclass(frozen=True)
class LigneHabilitee:
    """An establishment, its habilitated places and, beside them, the persons of its file active."""

    etablissement: Etablissement
    places: int
    personnes: int


class Article1(ContractPart):
    """What the documents tell of article 1er."""

    @cached_property
    def totaux(self) -> Totaux:
        """The places of all establishments, but those of a PASA, whose residents are counted where they live."""
        capacites = [c for c in self._capacites if c.modalite is not Modalite.PASA and en_places(c)]
        suivies = [capacite for capacite in self._capacites if not en_places(capacite)]
        return Totaux(
            sum(capacite.autorisee for capacite in capacites),
            sum(capacite.installee or 0 for capacite in capacites),
            sum(capacite.financee or 0 for capacite in capacites),
            sum(capacite.habilitee or 0 for capacite in capacites),
            sum(capacite.autorisee for capacite in suivies),
            sum(capacite.habilitee or 0 for capacite in suivies),
        )

    @cached_property
    def pasa(self) -> bool:
        """Whether an establishment has a PASA."""
        return any(capacite.modalite is Modalite.PASA for capacite in self._capacites)

    @cached_property
    def _capacites(self) -> tuple[Capacite, ...]:
        return tuple(capacite for e in self._contrat.article_1.etablissements for capacite in e.capacites)

    @cached_property
    def habilites(self) -> tuple[LigneHabilitee, ...]:
        """The establishments that have an habilitation, with their places."""
        lignes = (
            LigneHabilitee(e, places_habilitees(e), personnes_habilitees(e))
            for e in self._contrat.article_1.etablissements
        )
        return tuple(
            ligne for ligne in lignes if ligne.etablissement.habilitation_aide_sociale is not Habilitation.AUCUNE
        )

    @cached_property
    def rattaches(self) -> tuple[str, ...]:
        """The names of the establishments attached to a hospital."""
        return tuple(e.raison_sociale for e in self._contrat.article_1.etablissements if e.etablissement_de_sante)
