"""What all the pages of a contract show around their content: its name, its state, the way to its other pages."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from server.clock import today
from server.intranet.contrats.etats import badge_of
from server.registry import texts
from server.registry.tables.contrats import FicheDeContrat
from server.registry.texts import Inscrit


@dataclass(frozen=True)
class Cadre:
    """A contract as the head of its pages shows it; `courante` is the endpoint of the page."""

    inscrit: Inscrit
    courante: str

    @classmethod
    def of(cls, session: Session, contrat_id: str, courante: str) -> "Cadre":
        """Read a contract in the state that it has today. Raises `Introuvable`."""
        return cls(texts.get(session, contrat_id, today()), courante)

    @property
    def fiche(self) -> FicheDeContrat:
        """The contract itself."""
        return self.inscrit.fiche

    @property
    def nom(self) -> str:
        """What the contract is called."""
        return name_of(self.inscrit)

    @property
    def badge(self) -> str:
        """The kind of badge that shows its state."""
        return badge_of(self.inscrit.etat)

    @property
    def adresse(self) -> str:
        """The address of its first page."""
        return url_for("intranet.contrat", contrat_id=self.fiche.id)

    @property
    def onglets(self) -> list[tuple[str, str, bool]]:
        """The pages of the contract: what each is called, its address, whether it is this one."""
        pages = {
            "intranet.contrat": _("Synthèse"),
            "intranet.texte": _("Texte"),
            "intranet.versions": _("Versions"),
            "intranet.differences": _("Différences"),
            "intranet.avenants": _("Avenants"),
            "intranet.echeances": _("Échéances"),
            "intranet.documents": _("Documents"),
            "intranet.journal": _("Journal"),
        }
        return [
            (texte, url_for(page, contrat_id=self.fiche.id), page == self.courante) for page, texte in pages.items()
        ]


def name_of(inscrit: Inscrit) -> str:
    """Return what a contract is called: its reference, or else who manages."""
    return inscrit.fiche.reference or _("Contrat de %(qui)s", qui=inscrit.resume.gestionnaire)
