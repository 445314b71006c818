"""The dated events of an act."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from schemas.actes import Acte
from schemas.francais import typographie
from server.legal.actes.notification import Notification


class Nature(StrEnum):
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
    EFFET = "effet"


@dataclass(frozen=True)
class Evenement:
    """One event: its day, past or to come, what happens in French, and the party that it concerns alone."""

    nature: Nature
    date: dt.date
    libelle: str
    partie: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return the event as the API and the command print it."""
        return {
            "nature": self.nature.value,
            "date": self.date.isoformat(),
            "libelle": typographie(self.libelle),
            "partie": self.partie,
        }


def in_order(evenements: Iterable[Evenement]) -> tuple[Evenement, ...]:
    """Return events by day, those of one day as they are told."""
    return tuple(sorted(evenements, key=lambda evenement: evenement.date))


def envoi_et_receptions(notification: Notification[Acte], libelle: str) -> Iterator[Evenement]:
    """Yield what any letter begins with: it is sent, then received."""
    expediteur = notification.expediteur
    yield Evenement(Nature.ENVOI, notification.acte.date, libelle, expediteur.denomination if expediteur else None)
    for partie in notification.destinataires:
        if recue := notification.reception(partie):
            yield Evenement(Nature.RECEPTION, recue, "Réception attestée", partie.denomination)
