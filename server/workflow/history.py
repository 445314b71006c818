"""The history of a contract: its versions with what made each, and its signed amendments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.francais import jour
from schemas.registre import Etat
from server.amendment.document.ouvrage import Ancien, origine_of
from server.legal.avenant.a_venir import AvenantAnterieur
from server.registry import avenants, texts
from server.registry.errors import EtatIncompatible, signez_d_abord
from server.registry.tables.contrats import Origine

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from schemas.avenant import DemandeAvenant
    from schemas.contrat import Contrat
    from server.registry.tables.contrats import AvenantInscrit, FicheDeContrat, Version


@dataclass(frozen=True)
class Histoire:
    """The versions of a contract, the last one in force, and the amendments signed before."""

    anciens: tuple[Ancien, ...]
    anterieurs: tuple[AvenantAnterieur, ...] = ()

    @property
    def contrat(self) -> Contrat:
        """The contract as it reads."""
        return self.anciens[-1].contrat

    def add_avenant(self, numero: int, demande: DemandeAvenant, signature: date, apres: Contrat) -> Histoire:
        """Return the history with one signed amendment more."""
        ancien = Ancien(apres, origine_of(numero, signature))
        anterieur = AvenantAnterieur(numero, demande.nature, signature, demande.date_effet)
        return Histoire((*self.anciens, ancien), (*self.anterieurs, anterieur))


def find_history(session: Session, fiche: FicheDeContrat, *, rang: int) -> Histoire:
    """Return the history of a contract of the registry, up to a version.

    Raises `EtatIncompatible` while the contract is not signed.
    """
    if fiche.rang_signe is None:
        raise EtatIncompatible(signez_d_abord(fiche.etat))
    signes = {
        each.rang: each for each in avenants.list_of_contrat(session, fiche.id) if each.etat is Etat.SIGNE and each.rang
    }
    rangs = range(fiche.rang_signe, rang + 1)
    anciens = (_ancien(texts.get_version(session, fiche.id, each), signes.get(each)) for each in rangs)
    return Histoire(tuple(anciens), tuple(_anterieur(signes[each]) for each in rangs if each in signes))


def _ancien(version: Version, avenant: AvenantInscrit | None) -> Ancien:
    contrat = version.contrat
    if avenant:
        return Ancien(contrat, origine_of(avenant.numero or 0, avenant.date_signature))
    prorogation = contrat.article_9.prorogation
    if version.origine is Origine.PROROGATION and prorogation:
        return Ancien(contrat, f"la prorogation notifiée le {jour(prorogation.date_notification)}")
    return Ancien(contrat)


def _anterieur(avenant: AvenantInscrit) -> AvenantAnterieur:
    signature = avenant.date_signature or avenant.date_effet
    return AvenantAnterieur(avenant.numero or 0, avenant.asked.nature, signature, avenant.date_effet)
