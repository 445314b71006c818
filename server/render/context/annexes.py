"""The annexes: their order and numbers, and what those that compute something hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from schemas.annexes.besoins import BesoinsTerritoriaux
from schemas.annexes.diagnostic import DiagnosticPartage
from schemas.reading import read
from server.render.context.base import Base


@dataclass(frozen=True)
class Annexe:
    """One annexe of the contract: its number, its title, and the name of its template."""

    numero: int
    titre: str
    gabarit: str


class Annexes(Base):
    """What the documents tell of the annexes."""

    @cached_property
    def annexes(self) -> tuple[Annexe, ...]:
        """The annexes in order: the four that all contracts have, the habilitation if any, the attached files."""
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
        return next((annexe.numero for annexe in self.annexes if annexe.gabarit == gabarit), None)

    @cached_property
    def annexe_diagnostic(self) -> int | None:
        """The number of the diagnosis."""
        return self._numero("diagnostic")

    @cached_property
    def annexe_besoins(self) -> int | None:
        """The number of the answer to the needs of the territory."""
        return self._numero("besoins")

    @cached_property
    def annexe_objectifs(self) -> int | None:
        """The number of the sheets."""
        return self._numero("objectifs")

    @cached_property
    def annexe_pgfp(self) -> int | None:
        """The number of the financing plan."""
        return self._numero("pgfp")

    @cached_property
    def annexe_habilitation(self) -> int | None:
        """The number of the habilitation, None when it does not apply."""
        return self._numero("habilitation")

    @cached_property
    def annexe_pieces(self) -> int | None:
        """The number of the list of attached files."""
        return self._numero("pieces")

    @cached_property
    def diagnostic(self) -> DiagnosticPartage:
        """The diagnosis, empty in a draft that has none yet."""
        return self._contrat.annexes.diagnostic_partage or read({}, DiagnosticPartage)

    @cached_property
    def besoins(self) -> BesoinsTerritoriaux:
        """The answer to the needs of the territory, empty in a draft that has none yet."""
        return self._contrat.annexes.besoins_territoriaux or read({}, BesoinsTerritoriaux)
