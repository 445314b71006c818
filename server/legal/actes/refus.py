"""The refusal to sign: what article D. 314-167-1 dates, from the first proposition to the reduction of the lump sum.

Months are counted as for a prorogation. Negotiations that began after the three months give no six months: the text
gives them « au cours du délai de trois mois ». A hearing asked for within the month of the notification delays the
reduction until it is held; while it is not, no day ends the delay.
"""

import datetime as dt
from collections.abc import Iterator

from schemas.actes import EtapeDuRefus, RefusDeSigner
from schemas.article_1 import Etablissement
from schemas.article_9 import months_after
from schemas.francais import pourcent
from server.legal.actes.evenement import Evenement, NatureDEvenement, envoi_et_receptions, sort_evenements
from server.legal.actes.notification import Notification
from server.legal.conditions import EHPAD
from server.legal.nombre import Nombre
from server.legal.nombres.refus import (
    DUREE_DES_NEGOCIATIONS,
    PREAVIS_DE_LA_SECONDE_PROPOSITION,
    REPONSE_A_LA_PENALITE,
    REPONSE_A_LA_PROPOSITION,
)

DeRefus = Notification[RefusDeSigner]


def etablissements_en_cause(notification: DeRefus) -> tuple[Etablissement, ...]:
    """Return the EHPAD whose lump sum may be reduced: those that the act names, or all."""
    nommes, found = notification.acte.etablissements, notification.contrat.article_1.etablissements
    return tuple(e for e in found if e.categorie == EHPAD and (not nommes or e.finess_et in nommes))


def proposition_recue(notification: DeRefus) -> dt.date | None:
    """Return the day on which the first proposition was received, when it is known."""
    return _received(notification, EtapeDuRefus.PROPOSITION) or notification.acte.reception_proposition


def penalite_recue(notification: DeRefus) -> dt.date | None:
    """Return the day on which the notification of the penalty was received, when it is known."""
    return _received(notification, EtapeDuRefus.NOTIFICATION) or notification.acte.reception_notification


def fin_de_la_reponse(notification: DeRefus) -> dt.date | None:
    """Return the last day to begin to negotiate, or to sign; None while the proposition is not received."""
    return _later(notification, proposition_recue(notification), REPONSE_A_LA_PROPOSITION)


def fin_apres_penalite(notification: DeRefus) -> dt.date | None:
    """Return the last day of the month that follows the notification; None while it is not received."""
    return _later(notification, penalite_recue(notification), REPONSE_A_LA_PENALITE)


def a_negocie(notification: DeRefus) -> bool:
    """Tell whether the manager began to negotiate in time, as far as it is known."""
    debut, fin = notification.acte.debut_negociations, fin_de_la_reponse(notification)
    return debut is not None and (fin is None or debut <= fin)


def fin_des_negociations(notification: DeRefus) -> dt.date | None:
    """Return the last day to sign after negotiations that began in time; None without them."""
    debut = notification.acte.debut_negociations if a_negocie(notification) else None
    return _later(notification, debut, DUREE_DES_NEGOCIATIONS)


def jour_de_la_seconde_proposition(notification: DeRefus) -> dt.date | None:
    """Return the day on which the contract is proposed again; None without negotiations that began in time."""
    fin = fin_des_negociations(notification)
    mois = PREAVIS_DE_LA_SECONDE_PROPOSITION.au(notification.droit_au)
    return months_after(fin, -mois) if fin and mois else None


def demande_d_audition_a_temps(notification: DeRefus) -> bool:
    """Tell whether a hearing was asked for before the month of the notification ended."""
    demande, fin = notification.acte.demande_audition, fin_apres_penalite(notification)
    return bool(demande and fin and demande <= fin)


def fin_des_delais(notification: DeRefus) -> dt.date | None:
    """Return the last day of the delays, after which the lump sum is reduced; None while it is not known."""
    fin = fin_des_negociations(notification) or fin_apres_penalite(notification)
    if fin and demande_d_audition_a_temps(notification):
        return max(fin, notification.acte.audition) if notification.acte.audition else None
    return fin


def evenements(notification: DeRefus) -> tuple[Evenement, ...]:
    """Return the events of one step of the procedure."""
    etape = notification.acte.etape
    envoi = envoi_et_receptions(notification, f"Refus de signer : {etape.libelle}")
    return sort_evenements((*envoi, *_AFTER[etape](notification)))


def _after_the_proposition(notification: DeRefus) -> Iterator[Evenement]:
    debut, seconde = notification.acte.debut_negociations, jour_de_la_seconde_proposition(notification)
    if debut:
        yield Evenement(NatureDEvenement.NEGOCIATION, debut, "Début des négociations")
    if seconde:
        libelle = "Seconde proposition de contrat à soumettre, avec notification de la pénalité encourue"
        yield Evenement(NatureDEvenement.SECONDE_PROPOSITION, seconde, libelle)
        yield from _after_the_second_proposition(notification)
    elif fin := fin_de_la_reponse(notification):
        libelle = "Dernier jour pour entamer des négociations ou signer le contrat"
        yield Evenement(NatureDEvenement.ECHEANCE, fin, libelle)


def _after_the_penalty(notification: DeRefus) -> Iterator[Evenement]:
    if fin := fin_apres_penalite(notification):
        libelle = "Dernier jour pour signer le contrat, demander à être entendu ou présenter des observations écrites"
        yield Evenement(NatureDEvenement.ECHEANCE, fin, libelle)
    acte = notification.acte
    told = ((acte.demande_audition, "Demande d’audition"), (acte.audition, "Audition de l’établissement"))
    yield from (Evenement(NatureDEvenement.AUDITION, jour, libelle) for jour, libelle in told if jour)


def _after_the_second_proposition(notification: DeRefus) -> Iterator[Evenement]:
    if fin := fin_des_negociations(notification):
        yield Evenement(NatureDEvenement.ECHEANCE, fin, "Dernier jour pour signer le contrat négocié")


def _after_the_reduction(notification: DeRefus) -> Iterator[Evenement]:
    taux = notification.acte.taux
    combien = f" de {pourcent(taux)}" if taux else ""
    libelle = f"Minoration{combien} du forfait global relatif aux soins, jusqu’à la signature du contrat"
    yield Evenement(NatureDEvenement.EFFET, notification.acte.date, libelle)


_AFTER = {
    EtapeDuRefus.PROPOSITION: _after_the_proposition,
    EtapeDuRefus.NOTIFICATION: _after_the_penalty,
    EtapeDuRefus.SECONDE_PROPOSITION: _after_the_second_proposition,
    EtapeDuRefus.MINORATION: _after_the_reduction,
}


def _received(notification: DeRefus, etape: EtapeDuRefus) -> dt.date | None:
    return notification.derniere_reception if notification.acte.etape is etape else None


def _later(notification: DeRefus, depart: dt.date | None, delai: Nombre[int]) -> dt.date | None:
    mois = delai.au(notification.droit_au)
    return months_after(depart, mois) if depart and mois else None
