"""What else is kept with a contract: its acts, its dossiers, its journal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.registry.contrats import lock_fiche
from server.registry.errors import Introuvable
from server.registry.tables.contrats import ActeInscrit, DossierConserve, Ecrit
from server.registry.transaction import Ecriture


def record_acte(
    ecriture: Ecriture, contrat_id: str, nature: str, jour: date, donnees: Mapping[str, Any]
) -> ActeInscrit:
    """Keep an act of a contract, with its JSON data. Raises `Introuvable`."""
    lock_fiche(ecriture, contrat_id)
    acte = ActeInscrit(id=uuid4().hex, contrat_id=contrat_id, nature=nature, date=jour, donnees=dict(donnees))
    acte.auteur, acte.quand = ecriture.auteur, ecriture.quand
    ecriture.session.add(acte)
    ecriture.note(contrat_id, "acte", f"actes/{acte.id}", nature=nature)
    ecriture.session.flush()
    return acte


def list_actes(session: Session, contrat_id: str) -> Sequence[ActeInscrit]:
    """Return the acts of a contract, by date."""
    return session.scalars(
        select(ActeInscrit).where(ActeInscrit.contrat_id == contrat_id).order_by(ActeInscrit.date, ActeInscrit.quand)
    ).all()


def keep_dossier(ecriture: Ecriture, contrat_id: str, identifiant: str, avenant_id: str | None = None) -> None:
    """Tie a stored dossier to a contract, and to an amendment; once is enough. Raises `Introuvable`."""
    lock_fiche(ecriture, contrat_id)
    if ecriture.session.get(DossierConserve, (contrat_id, identifiant)) is None:
        dossier = DossierConserve(contrat_id=contrat_id, identifiant=identifiant, avenant_id=avenant_id)
        dossier.quand = ecriture.quand
        ecriture.session.add(dossier)
        ecriture.note(contrat_id, "dossier", f"dossiers/{identifiant}")
        ecriture.session.flush()


def list_dossiers(session: Session, contrat_id: str) -> Sequence[DossierConserve]:
    """Return the dossiers of a contract, in the order in which they were made."""
    asked = select(DossierConserve).where(DossierConserve.contrat_id == contrat_id)
    return session.scalars(asked.order_by(DossierConserve.quand, DossierConserve.identifiant)).all()


def contrat_of(session: Session, identifiant: str) -> str | None:
    """Return the id of the contract to which a stored dossier is tied, if any."""
    return session.scalar(select(DossierConserve.contrat_id).where(DossierConserve.identifiant == identifiant).limit(1))


def read_journal(session: Session, contrat_id: str) -> Sequence[Ecrit]:
    """Return the lines of the journal of a contract, in order. Raises `Introuvable`."""
    lines = session.scalars(select(Ecrit).where(Ecrit.contrat_id == contrat_id).order_by(Ecrit.id)).all()
    if not lines:
        raise Introuvable(f"Vérifiez l’adresse : aucun contrat ne porte l’identifiant {contrat_id}.")
    return lines
