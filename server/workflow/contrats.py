"""What is done with a contract of the registry under the law: brought to a state, read in its last text, told."""

from collections.abc import Container
from datetime import date

from sqlalchemy.orm import Session

from schemas.contrat import Contrat
from schemas.registre import ChangementEtat, Etat
from server.dossier.contrat import ContratNonConforme, verify
from server.life.echeancier import Echeancier
from server.life.facts import end_echeancier, follow_actes
from server.registry import contrats as depot
from server.registry import drafts, events, texts
from server.registry.tables.contrats import FicheDeContrat, Version
from server.registry.tables.drafts import ObjetSaisi
from server.registry.transaction import Ecriture

LAWFUL = (Etat.ARRETE, Etat.SIGNE)  # the states to which the law alone lets a contract come


def change_etat(
    ecriture: Ecriture, contrat_id: str, changement: ChangementEtat, *, attendu: Container[str], today: date
) -> FicheDeContrat:
    """Bring a contract to another state, the law being asked where it has its word; a signed one is typed no more.

    Raises what `transition` does, and `ContratNonConforme`: the transaction is then to be undone.
    """
    fiche = depot.transition(ecriture, contrat_id, changement.etat, attendu=attendu, le=changement.date)
    if fiche.etat is Etat.SIGNE:
        drafts.close_all(ecriture, ObjetSaisi.CONTRAT, contrat_id=contrat_id)
    if fiche.etat in LAWFUL:
        refuse_unlawful(find_last(ecriture.session, fiche).contrat, today)
    return fiche


def refuse_unlawful(contrat: Contrat, today: date) -> None:
    """Raise `ContratNonConforme` for a contract that breaks a blocking rule of the law of its signature."""
    verdict = verify(contrat, at=None, today=today)
    if not verdict.conforme:
        raise ContratNonConforme(verdict)


def find_last(session: Session, fiche: FicheDeContrat) -> Version:
    """Return the last version of a contract, with its text."""
    return texts.get_version(session, fiche.id, fiche.rang)


def find_text_at(session: Session, fiche: FicheDeContrat, au: date | None) -> Version:
    """Return the text of a contract in force on a day, or its last one. Raises `RienEnVigueur`."""
    return texts.get_version_at(session, fiche.id, au) if au else find_last(session, fiche)


def find_echeancier(session: Session, fiche: FicheDeContrat, au: date | None) -> Echeancier:
    """Return the dates of a contract: those of its text on a day, or of its last one, and of the acts sent by then.

    A termination ends them. Raises `RienEnVigueur`.
    """
    sent = [acte for acte in events.list_actes(session, fiche.id) if au is None or acte.date <= au]
    echeancier = follow_actes(Echeancier.of(find_text_at(session, fiche, au).contrat), sent)
    return end_echeancier(echeancier, fiche.date_resiliation) if fiche.date_resiliation else echeancier
