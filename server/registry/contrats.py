"""What is done with a contract: entered, corrected while a draft, settled, signed, prorogued, ended."""

from collections.abc import Container
from dataclasses import replace
from datetime import date
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.reading import dump_canonical
from schemas.registre import Etat
from server.registry import summaries
from server.registry.errors import AvenantOuvert, EtatIncompatible, Introuvable, Perime, signez_d_abord
from server.registry.states import DU_CONTRAT, OUVERTS, refuse_unless_possible
from server.registry.tables.contrats import AvenantInscrit, FicheDeContrat, Origine, Version
from server.registry.texts import get_version
from server.registry.transaction import Ecriture


def create(ecriture: Ecriture, contrat: Contrat) -> tuple[FicheDeContrat, bool]:
    """Enter a contract as a draft; return it, and whether this call entered it: the same data find it again."""
    fiche, nouveau = enter(ecriture, dump_canonical(contrat))
    if nouveau:
        append(ecriture, fiche, contrat, Origine.INITIAL, contrat.article_9.date_entree_en_vigueur)
    return fiche, nouveau


def save(ecriture: Ecriture, contrat_id: str, contrat: Contrat, *, attendu: Container[str]) -> FicheDeContrat:
    """Give a draft another text, unless it is the one that it has.

    `attendu` holds the `etag` that the caller has read. Raises `Introuvable`, `Perime`, `EtatIncompatible`.
    """
    fiche = lock_fiche(ecriture, contrat_id, attendu)
    refuse_unless_draft(fiche)
    if dump_canonical(contrat).decode() != get_version(ecriture.session, contrat_id, fiche.rang).charge:
        append(ecriture, fiche, contrat, Origine.INITIAL, contrat.article_9.date_entree_en_vigueur)
    return fiche


def transition(
    ecriture: Ecriture, contrat_id: str, etat: Etat, *, attendu: Container[str], le: date | None = None
) -> FicheDeContrat:
    """Bring a contract to another state; `le` is the day of the signature, or from which the contract ends.

    A signature takes its day from the data, or writes it there in a last version. Raises `Introuvable`, `Perime`,
    `EtatIncompatible`, `AvenantOuvert`.
    """
    fiche = lock_fiche(ecriture, contrat_id, attendu)
    depart = fiche.etat
    refuse_unless_possible(DU_CONTRAT, depart, etat)
    if etat is Etat.SIGNE:
        _sign(ecriture, fiche, le)
    if etat is Etat.RESILIE:
        _end(ecriture, fiche, le)
    fiche.etat = etat
    ecriture.note(fiche.id, "etat", "contrat", de=depart, a=etat, le=le and le.isoformat())
    ecriture.session.flush()
    return fiche


def prorogue_contrat(
    ecriture: Ecriture, contrat_id: str, contrat: Contrat, *, date_effet: date, attendu: Container[str]
) -> FicheDeContrat:
    """Give a signed contract the text that says its simple prorogation, from the day it was agreed to.

    Where its last text takes effect later, so does this one, which departs from it.
    Raises `Introuvable`, `Perime`, `EtatIncompatible`, `AvenantOuvert`.
    """
    fiche = lock_fiche(ecriture, contrat_id, attendu)
    if fiche.etat is not Etat.SIGNE:
        raise EtatIncompatible(signez_d_abord(fiche.etat))
    refuse_open_avenant(ecriture, contrat_id, "la prorogation est acquise, et s’inscrit ensuite")
    depart = get_version(ecriture.session, contrat_id, fiche.rang).date_effet
    append(ecriture, fiche, contrat, Origine.PROROGATION, max(date_effet, depart))
    return fiche


def lock_fiche(ecriture: Ecriture, contrat_id: str, attendu: Container[str] | None = None) -> FicheDeContrat:
    """Return a contract that nobody else changes until the end of the transaction.

    Raises `Introuvable`, and `Perime` when `attendu` is given and does not hold its `etag`.
    """
    fiche = ecriture.session.get(FicheDeContrat, contrat_id, with_for_update=True, populate_existing=True)
    if fiche is None:
        raise Introuvable(f"Vérifiez l’adresse : aucun contrat ne porte l’identifiant {contrat_id}.")
    if attendu is not None and fiche.etag not in attendu:
        raise Perime
    return fiche


def enter(ecriture: Ecriture, demande: bytes) -> tuple[FicheDeContrat, bool]:
    """Return the contract that a request enters, without a text yet, and whether it is new."""
    empreinte = sha256(demande).hexdigest()
    fiche = FicheDeContrat(id=uuid4().hex, empreinte=empreinte, etat=Etat.PROJET, rang=0, cree_le=ecriture.quand)
    try:
        with ecriture.session.begin_nested():
            ecriture.session.add(fiche)
    except IntegrityError:
        return ecriture.session.scalars(
            select(FicheDeContrat).where(FicheDeContrat.empreinte == empreinte)
        ).one(), False
    ecriture.note(fiche.id, "creation", "contrat")
    return fiche, True


def append(ecriture: Ecriture, fiche: FicheDeContrat, contrat: Contrat, origine: Origine, date_effet: date) -> Version:
    """Add a version to a contract that the transaction holds."""
    charge = dump_canonical(contrat)
    fiche.rang += 1
    fiche.reference = contrat.reference
    ajoutee = Version(
        contrat_id=fiche.id,
        rang=fiche.rang,
        origine=origine,
        charge=charge.decode(),
        sha256=sha256(charge).hexdigest(),
        date_effet=date_effet,
        date_fin=contrat.article_9.date_fin,
        auteur=ecriture.auteur,
        quand=ecriture.quand,
    )
    ecriture.session.add(ajoutee)
    summaries.keep(ecriture.session, fiche.id, contrat)
    ecriture.note(fiche.id, "version", f"versions/{fiche.rang}", origine=origine, sha256=ajoutee.sha256)
    ecriture.session.flush()
    return ajoutee


def refuse_unless_draft(fiche: FicheDeContrat) -> None:
    """Raise `EtatIncompatible`, saying what to do, for a contract whose text no longer changes."""
    if fiche.etat is Etat.ARRETE:
        raise EtatIncompatible("Ramenez d’abord le contrat à l’état « projet » : arrêté, son texte ne change pas.")
    if fiche.etat is not Etat.PROJET:
        raise EtatIncompatible(f"Demandez un avenant : à l’état « {fiche.etat.libelle} », le texte ne change plus.")


def refuse_open_avenant(ecriture: Ecriture, contrat_id: str, pourquoi: str = "il est ouvert") -> None:
    """Raise `AvenantOuvert`, saying why, when the contract, which the transaction holds, has an amendment under way."""
    ouvert = ecriture.session.scalar(
        select(AvenantInscrit).where(AvenantInscrit.contrat_id == contrat_id, AvenantInscrit.etat.in_(OUVERTS))
    )
    if ouvert:
        raise AvenantOuvert(ouvert.id, ouvert.numero, pourquoi)


def refuse_earlier(ecriture: Ecriture, fiche: FicheDeContrat, date_effet: date) -> None:
    """Raise `EtatIncompatible` for a text that would take effect before the one from which it departs."""
    depart = get_version(ecriture.session, fiche.id, fiche.rang).date_effet
    if date_effet < depart:
        raise EtatIncompatible(
            f"Reportez la date d’effet au {jour(depart)} ou après : le texte modifié prend effet ce jour-là."
        )


def _sign(ecriture: Ecriture, fiche: FicheDeContrat, le: date | None) -> None:
    contrat = get_version(ecriture.session, fiche.id, fiche.rang).contrat
    ecrite = contrat.article_9.date_signature
    fiche.date_signature = ecrite or le
    if fiche.date_signature is None:
        raise EtatIncompatible("Donnez le jour de la signature : ni la demande ni le contrat ne le disent.")
    if le not in (None, fiche.date_signature):
        raise EtatIncompatible(
            f"Accordez les dates : le contrat se dit signé le {jour(fiche.date_signature)}, la demande non."
        )
    if ecrite is None:
        signe = replace(contrat, article_9=replace(contrat.article_9, date_signature=le))
        append(ecriture, fiche, signe, Origine.INITIAL, contrat.article_9.date_entree_en_vigueur)
    fiche.rang_signe = fiche.rang


def _end(ecriture: Ecriture, fiche: FicheDeContrat, le: date | None) -> None:
    if le is None:
        raise EtatIncompatible("Donnez le jour où la résiliation prend effet.")
    refuse_open_avenant(ecriture, fiche.id)
    article = get_version(ecriture.session, fiche.id, fiche.rang).contrat.article_9
    debut, fin = article.date_entree_en_vigueur, article.date_fin
    if not debut <= le <= fin:
        raise EtatIncompatible(
            f"Choisissez un jour du {jour(debut)} au {jour(fin)} : une résiliation prend effet pendant le contrat."
        )
    fiche.date_resiliation = le
