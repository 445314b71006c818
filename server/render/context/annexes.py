"""The annexes: their order and numbers, and what those that compute something hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from schemas.annexes.besoins import BesoinsTerritoriaux
from schemas.annexes.diagnostic import DiagnosticPartage
from schemas.contrat import Contrat
from schemas.reading import read
from server.render.context.base import ContractPart, NumberedAnnexe
from server.render.context.objectifs import AnnexeObjectifs
from server.render.context.pgfp import AnnexePgfp


@dataclass(frozen=True)
class Annexe:
    """One annexe of the contract: its number, its title, and the name of its template."""

    numero: int
    titre: str
    gabarit: str


class AnnexeDiagnostic(NumberedAnnexe):
    """What the documents tell of the diagnosis."""

    @cached_property
    def donnees(self) -> DiagnosticPartage:
        """The diagnosis, empty in a draft that has none yet."""
        return self._contrat.annexes.diagnostic_partage or read({}, DiagnosticPartage)


class AnnexeBesoins(NumberedAnnexe):
    """What the documents tell of the answer to the needs of the territory."""

    @cached_property
    def donnees(self) -> BesoinsTerritoriaux:
        """The answer, empty in a draft that has none yet."""
        return self._contrat.annexes.besoins_territoriaux or read({}, BesoinsTerritoriaux)


class Annexes(ContractPart):
    """What the documents tell of the annexes: all in order, and each under the name that its data bear.

    `annee_suivie` is the year whose review they tell, if it is one.
    """

    def __init__(self, contrat: Contrat, annee_suivie: int | None = None) -> None:
        super().__init__(contrat)
        self._annee_suivie = annee_suivie

    def __iter__(self) -> Iterator[Annexe]:
        """Yield the annexes in order: the four that all contracts have, the habilitation if any, the attached files."""
        return iter(self._toutes)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._toutes)

    @cached_property
    def diagnostic_partage(self) -> AnnexeDiagnostic:
        """The diagnosis."""
        return AnnexeDiagnostic(self._contrat, self._numero("diagnostic"))

    @cached_property
    def besoins_territoriaux(self) -> AnnexeBesoins:
        """The answer to the needs of the territory."""
        return AnnexeBesoins(self._contrat, self._numero("besoins"))

    @cached_property
    def objectifs(self) -> AnnexeObjectifs:
        """The sheets."""
        return AnnexeObjectifs(self._contrat, self._numero("objectifs"), self._annee_suivie)

    @cached_property
    def pgfp(self) -> AnnexePgfp:
        """The financing plan."""
        return AnnexePgfp(self._contrat, self._numero("pgfp"))

    @cached_property
    def habilitation_aide_sociale(self) -> NumberedAnnexe:
        """The habilitation, without number when it does not apply."""
        return NumberedAnnexe(self._contrat, self._numero("habilitation"))

    @cached_property
    def pieces(self) -> NumberedAnnexe:
        """The list of attached files, without number when there is none."""
        return NumberedAnnexe(self._contrat, self._numero("pieces"))

    @cached_property
    def _toutes(self) -> tuple[Annexe, ...]:
        return tuple(Annexe(numero, titre, gabarit) for numero, (titre, gabarit) in enumerate(self._titres(), 1))

    def _titres(self) -> Iterator[tuple[str, str]]:
        yield "synthèse du diagnostic partagé", "diagnostic"
        yield "réponse des établissements et services aux besoins territoriaux", "besoins"
        yield "objectifs et indicateurs", "objectifs"
        yield "plan global de financement pluriannuel", "pgfp"
        if self._contrat.annexes.habilitation_aide_sociale:
            yield "habilitation à recevoir des bénéficiaires de l’aide sociale départementale", "habilitation"
        if self._contrat.annexes.pieces:
            yield "pièces jointes", "pieces"

    def _numero(self, gabarit: str) -> int | None:
        return next((annexe.numero for annexe in self._toutes if annexe.gabarit == gabarit), None)
