"""Contracts born elsewhere, entered with their history."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.manquement import Manquement
from schemas.reading import ChargeInvalide, dump, fault_of_shape
from schemas.registre import Etat
from server.registry import avenants, contrats
from server.registry.tables.contrats import FicheDeContrat, Origine
from server.registry.transaction import Ecriture

SIGNATURE = "date_signature"


@dataclass(frozen=True)
class AvenantSigne:
    """An amendment of a history: its number, what was asked for, and the contract after it."""

    numero: int
    demande: DemandeAvenant
    apres: Contrat


def resume(ecriture: Ecriture, initial: Contrat, histoire: Sequence[AvenantSigne]) -> tuple[FicheDeContrat, bool]:
    """Enter a signed contract and its signed amendments, in order; return it, and whether this call entered it.

    The law is not asked. Raises `ChargeInvalide` with every fault of the history.
    """
    faults = tuple(_faults(initial, histoire))
    if faults:
        raise ChargeInvalide(faults)
    fiche, nouveau = contrats.enter(ecriture, _request(initial, histoire))
    if nouveau:
        contrats.append(ecriture, fiche, initial, Origine.INITIAL, initial.article_9.date_entree_en_vigueur)
        for etat in (Etat.ARRETE, Etat.SIGNE):
            contrats.transition(ecriture, fiche.id, etat, attendu={fiche.etag})
        for avenant in histoire:
            _resume_avenant(ecriture, fiche, avenant)
    return fiche, nouveau


def _resume_avenant(ecriture: Ecriture, fiche: FicheDeContrat, repris: AvenantSigne) -> None:
    avenant = avenants.open_avenant(ecriture, fiche.id, repris.demande, repris.apres, depart=fiche.rang)
    for etat in (Etat.ARRETE, Etat.SIGNE):
        avenants.transition(ecriture, avenant.id, etat, attendu={avenant.etag})


def _request(initial: Contrat, histoire: Sequence[AvenantSigne]) -> bytes:
    """Return the bytes that say a whole history, whatever the way in which it was written."""
    whole = [dump(initial), *([avenant.numero, dump(avenant.demande)] for avenant in histoire)]
    return json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()


def _faults(initial: Contrat, histoire: Sequence[AvenantSigne]) -> Iterator[Manquement]:
    if initial.article_9.date_signature is None:
        message = "Renseignez la date de signature : un contrat repris est signé."
        yield fault_of_shape(message, "contrat", "article_9", SIGNATURE)
    for rang, avenant in enumerate(histoire):
        if avenant.numero != rang + 1:
            message = f"Numérotez les avenants dans l’ordre : celui-ci est le n° {rang + 1}."
            yield fault_of_shape(message, "avenants", rang, "numero")
        if avenant.demande.date_signature is None:
            message = "Renseignez la date de signature : un avenant repris est signé."
            yield fault_of_shape(message, "avenants", rang, SIGNATURE)
    effets = [initial.article_9.date_entree_en_vigueur, *(avenant.demande.date_effet for avenant in histoire)]
    for rang, (avant, apres) in enumerate(pairwise(effets)):
        if apres < avant:
            message = f"Reportez la date d’effet au {jour(avant)} ou après : le texte modifié prend effet ce jour-là."
            yield fault_of_shape(message, "avenants", rang, "date_effet")
