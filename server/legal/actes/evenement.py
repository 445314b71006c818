"""The dated events of an act."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from schemas.actes import Acte
from schemas.answer import Answer, membre
from schemas.francais import typographie
from server.legal.actes.notification import Notification


class NatureDEvenement(StrEnum):
    """What happens on a day."""

    ENVOI = "envoi"
    RECEPTION = "reception"
    ECHEANCE = "echeance"
    ACCORD = "accord"
    ACCORD_REPUTE = "accord_repute"
    DESACCORD = "desaccord"
    REPONSE_TARDIVE = "reponse_tardive"
    SUITES = "suites"
    PROROGATION = "prorogation"
    NEGOCIATION = "negociation"
    SECONDE_PROPOSITION = "seconde_proposition"
    AUDITION = "audition"
    EFFET = "effet"


class Evenement(Answer, kw_only=False):
    """One event: its day, past or to come, what happens in French, and the party that it concerns alone."""

    nature: NatureDEvenement = membre("Ce qui arrive")
    date: dt.date = membre("Jour, passé ou à venir")
    libelle: str = membre("Ce qui arrive, en français")
    partie: str | None = membre("Partie que l’événement concerne seule, ou null", default=None)


def sort_evenements(evenements: Iterable[Evenement]) -> tuple[Evenement, ...]:
    """Return events by day, those of one day as they are told, in French typography."""
    ordered = sorted(evenements, key=lambda evenement: evenement.date)
    return tuple(replace(evenement, libelle=typographie(evenement.libelle)) for evenement in ordered)


def envoi_et_receptions(notification: Notification[Acte], libelle: str) -> Iterator[Evenement]:
    """Yield what any letter begins with: it is sent, then received."""
    expediteur = notification.expediteur
    yield Evenement(
        NatureDEvenement.ENVOI, notification.acte.date, libelle, expediteur.denomination if expediteur else None
    )
    for partie in notification.destinataires:
        if recue := notification.reception(partie):
            yield Evenement(NatureDEvenement.RECEPTION, recue, "Réception attestée", partie.denomination)
