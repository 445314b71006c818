"""What is done with the amendments of a contract: opened, corrected, settled, signed or abandoned."""

from collections.abc import Container, Sequence
from datetime import date
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.reading import dump_canonical
from schemas.registre import Etat
from server.registry.contrats import append, lock_fiche, refuse_earlier, refuse_open_avenant
from server.registry.errors import EtatIncompatible, Introuvable, Perime
from server.registry.states import DE_L_AVENANT, refuse_unless_possible
from server.registry.tables.contrats import AvenantInscrit, FicheDeContrat, Origine
from server.registry.transaction import Ecriture


def open_avenant(
    ecriture: Ecriture, contrat_id: str, demande: DemandeAvenant, apres: Contrat, *, depart: int
) -> AvenantInscrit:
    """Open the next amendment of a signed contract, as a draft; `apres` is the contract after it.

    `depart` is the rank of the version from which `apres` was made. The number is the next one; it is given in this
    transaction, which holds the contract. Raises `Introuvable`, `EtatIncompatible`, `AvenantOuvert`, and `Perime` when
    `depart` is no longer the last version.
    """
    fiche = lock_fiche(ecriture, contrat_id)
    _refuse_unless_amendable(ecriture, fiche, demande, depart)
    avenant = AvenantInscrit(
        id=uuid4().hex,
        contrat_id=contrat_id,
        numero=next_number(ecriture.session, contrat_id),
        etat=Etat.PROJET,
        depart=depart,
        auteur=ecriture.auteur,
        quand=ecriture.quand,
    )
    _write(avenant, demande, apres)
    ecriture.session.add(avenant)
    _note(ecriture, avenant, "avenant", numero=avenant.numero)
    return avenant


def save(
    ecriture: Ecriture, avenant_id: str, demande: DemandeAvenant, apres: Contrat, *, attendu: Container[str]
) -> AvenantInscrit:
    """Give an amendment that is a draft another text.

    Raises `Introuvable`, `Perime` when `attendu` does not hold its `etag`, `EtatIncompatible`.
    """
    fiche, avenant = _hold_avenant(ecriture, avenant_id, attendu)
    if avenant.etat is not Etat.PROJET:
        ouvrez = "Abandonnez-le et ouvrez-en un autre" if avenant.ouvert else "Ouvrez un autre avenant"
        raise EtatIncompatible(f"{ouvrez} : à l’état « {avenant.etat.libelle} », celui-ci ne change plus.")
    refuse_earlier(ecriture, fiche, demande.date_effet)
    _write(avenant, demande, apres)
    _note(ecriture, avenant, "avenant", numero=avenant.numero)
    return avenant


def transition(
    ecriture: Ecriture, avenant_id: str, etat: Etat, *, attendu: Container[str], le: date | None = None
) -> AvenantInscrit:
    """Bring an amendment to another state; `le` is the day of the signature, if the data do not say it.

    A signature gives the contract its next version. Raises `Introuvable`, `Perime`, `EtatIncompatible`.
    """
    fiche, avenant = _hold_avenant(ecriture, avenant_id, attendu)
    depart = avenant.etat
    refuse_unless_possible(DE_L_AVENANT, depart, etat)
    if etat is Etat.SIGNE:
        _sign(ecriture, fiche, avenant, le)
    if (depart, etat) == (Etat.PROJET, Etat.ABANDONNE):
        avenant.numero = None  # it was given to nobody: the next amendment takes it
    avenant.etat = etat
    _note(ecriture, avenant, "etat", de=depart, a=etat, numero=avenant.numero)
    return avenant


def get(session: Session, contrat_id: str, avenant_id: str) -> AvenantInscrit:
    """Return an amendment of a contract. Raises `Introuvable`."""
    avenant = session.get(AvenantInscrit, avenant_id)
    if avenant is None or avenant.contrat_id != contrat_id:
        raise Introuvable(f"Vérifiez l’adresse : le contrat {contrat_id} n’a pas d’avenant {avenant_id}.")
    return avenant


def list_of_contrat(session: Session, contrat_id: str) -> Sequence[AvenantInscrit]:
    """Return the amendments of a contract in the order in which they were opened, those abandoned included."""
    asked = select(AvenantInscrit).where(AvenantInscrit.contrat_id == contrat_id)
    return session.scalars(asked.order_by(AvenantInscrit.depart, AvenantInscrit.quand, AvenantInscrit.id)).all()


def next_number(session: Session, contrat_id: str) -> int:
    """Return the number that no amendment of the contract bears yet."""
    return (
        session.scalar(select(func.max(AvenantInscrit.numero)).where(AvenantInscrit.contrat_id == contrat_id)) or 0
    ) + 1


def _hold_avenant(
    ecriture: Ecriture, avenant_id: str, attendu: Container[str]
) -> tuple[FicheDeContrat, AvenantInscrit]:
    """Return a contract that nobody else changes until the end of the transaction, and its amendment, read then."""
    contrat_id = ecriture.session.scalar(select(AvenantInscrit.contrat_id).where(AvenantInscrit.id == avenant_id))
    if contrat_id is None:
        raise Introuvable(f"Vérifiez l’adresse : aucun avenant ne porte l’identifiant {avenant_id}.")
    fiche = lock_fiche(ecriture, contrat_id)
    avenant = ecriture.session.get_one(AvenantInscrit, avenant_id, populate_existing=True)
    if avenant.etag not in attendu:
        raise Perime
    return fiche, avenant


def _refuse_unless_amendable(ecriture: Ecriture, fiche: FicheDeContrat, demande: DemandeAvenant, depart: int) -> None:
    if fiche.etat is not Etat.SIGNE:
        raise EtatIncompatible(f"Amendez un contrat signé : celui-ci est à l’état « {fiche.etat.libelle} ».")
    refuse_open_avenant(ecriture, fiche.id)
    if fiche.rang != depart:
        raise Perime
    refuse_earlier(ecriture, fiche, demande.date_effet)


def _write(avenant: AvenantInscrit, demande: DemandeAvenant, apres: Contrat) -> None:
    avenant.nature = demande.nature.value
    avenant.demande = dump_canonical(demande).decode()
    avenant.charge = dump_canonical(apres).decode()
    avenant.date_effet = demande.date_effet
    avenant.date_signature = demande.date_signature


def _sign(ecriture: Ecriture, fiche: FicheDeContrat, avenant: AvenantInscrit, le: date | None) -> None:
    ecrite = avenant.date_signature
    if ecrite is None and le is None:
        raise EtatIncompatible("Donnez le jour de la signature : ni la demande ni l’avenant ne le disent.")
    if ecrite and le not in (None, ecrite):
        raise EtatIncompatible(f"Accordez les dates : l’avenant se dit signé le {jour(ecrite)}, la demande non.")
    avenant.date_signature = ecrite or le
    avenant.rang = append(ecriture, fiche, avenant.apres, Origine.AVENANT, avenant.date_effet).rang


def _note(ecriture: Ecriture, avenant: AvenantInscrit, action: str, **detail: object) -> None:
    ecriture.note(avenant.contrat_id, action, f"avenants/{avenant.id}", **detail)
    ecriture.session.flush()
