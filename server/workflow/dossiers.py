"""The dossier of a contract of the registry: of which text, by which law, as a draft or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from schemas.contrat import Contrat
from schemas.registre import Etat
from server.dossier.contrat import ContratAProduire, gather
from server.registry import texts


@dataclass(frozen=True)
class TexteAProduire:
    """The text of which the dossier of a contract is made, and whether it is a draft."""

    contrat: Contrat
    brouillon: bool

    def demande(
        self, joints: Mapping[str, bytes], formats: tuple[str, ...], *, today: date, droit_au: date | None = None
    ) -> ContratAProduire:
        """Return what is asked for, once the attached files are found and cleaned; see `gather`."""
        return gather(self.contrat, joints, at=droit_au, today=today, brouillon=self.brouillon, formats=formats)


def find_text_to_produce(session: Session, contrat_id: str, today: date) -> TexteAProduire:
    """Return the text that was signed, or before the signature the last one. Raises `Introuvable`.

    The amendments of a contract have documents of their own.
    """
    fiche = texts.get(session, contrat_id, today).fiche
    texte = texts.get_version(session, contrat_id, fiche.rang_signe or fiche.rang)
    return TexteAProduire(texte.contrat, fiche.etat is Etat.PROJET)
