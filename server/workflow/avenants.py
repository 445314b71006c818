"""The amendments of the registry under the law: what each asks for, its text, its documents, its states."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from schemas.avenant import DemandeAvenant
from schemas.registre import ChangementEtat, Etat
from server.amendment.document.avenant import AvenantRedige
from server.dossier.avenant import FORMATS, AvenantAProduire, AvenantNonConforme
from server.dossier.produce import Engines
from server.legal import Verdict
from server.registry import avenants as depot
from server.registry import drafts, texts
from server.registry.tables.contrats import AvenantInscrit
from server.registry.tables.drafts import ObjetSaisi
from server.registry.transaction import Ecriture
from server.workflow.history import Histoire, find_history


@dataclass(frozen=True)
class Depart:
    """What an amendment departs from: its number, the history of the contract up to a version, the rank of it."""

    numero: int
    histoire: Histoire
    rang: int

    def commande(self, demande: DemandeAvenant) -> AvenantAProduire:
        """Return the amendment as a request has it, as a draft."""
        return AvenantAProduire(demande, self.numero, self.histoire.anciens, self.histoire.anterieurs, brouillon=True)


def find_next_depart(session: Session, contrat_id: str, *, today: date, rang: int | None = None) -> Depart:
    """Return what the next amendment of a contract departs from: its last version, or that of a rank.

    Raises `Introuvable`, and `EtatIncompatible` while the contract is not signed.
    """
    fiche = texts.get(session, contrat_id, today).fiche
    rang = rang or fiche.rang
    return Depart(depot.next_number(session, contrat_id), find_history(session, fiche, rang=rang), rang)


def depart_of(session: Session, avenant: AvenantInscrit, *, today: date) -> Depart:
    """Return what an amendment departs from; one that gave its number back is told with the next."""
    depart = find_next_depart(session, avenant.contrat_id, today=today, rang=avenant.depart)
    return replace(depart, numero=avenant.numero or depart.numero)


def demande_of(avenant: AvenantInscrit) -> DemandeAvenant:
    """Return what an amendment asks for, with the day of the signature where it was told later."""
    return replace(avenant.asked, date_signature=avenant.date_signature)


def draft_avenant(commande: AvenantAProduire, engines: Engines) -> tuple[AvenantRedige, Verdict]:
    """Return an amendment drafted, and what the law finds in it. Raises `AvenantSansObjet`, `ChargeInvalide`."""
    redige = commande.work(engines).avenant
    _ = redige.changements  # refuses an amendment that changes nothing before it is kept
    return redige, commande.verdict


def change_etat(
    ecriture: Ecriture,
    contrat_id: str,
    avenant_id: str,
    changement: ChangementEtat,
    *,
    attendu: Container[str],
    today: date,
) -> AvenantInscrit:
    """Bring an amendment to another state; the law is asked before it is settled, and again before it is signed.

    Once it is signed or given up, nobody types it any more.

    Raises `AvenantNonConforme`, and what `depot.get` and `depot.transition` do.
    """
    depot.get(ecriture.session, contrat_id, avenant_id)
    avenant = depot.transition(ecriture, avenant_id, changement.etat, attendu=attendu, le=changement.date)
    if not avenant.ouvert:
        drafts.close_all(ecriture, ObjetSaisi.AVENANT, contrat_id=contrat_id, avenant_id=avenant_id)
    if avenant.etat in (Etat.ARRETE, Etat.SIGNE):
        _refuse_unlawful(depart_of(ecriture.session, avenant, today=today).commande(demande_of(avenant)))
    return avenant


def build_commande(
    avenant: AvenantInscrit, depart: Depart, joints: Mapping[str, bytes], formats: tuple[str, ...] = FORMATS
) -> AvenantAProduire:
    """Return what the documents of an amendment are made from: one that is not settled gives a draft.

    `joints` are the files of the pieces that it adds, by identifiant.
    """
    brouillon = avenant.etat in (Etat.PROJET, Etat.ABANDONNE)
    return replace(depart.commande(demande_of(avenant)), joints=joints, brouillon=brouillon, formats=formats)


def _refuse_unlawful(commande: AvenantAProduire) -> None:
    if not commande.verdict.conforme:
        raise AvenantNonConforme(commande.verdict)
