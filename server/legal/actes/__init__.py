"""The law of the acts that are not amendments: what it finds in them, and what happens on which day."""

from datetime import date
from typing import Any

from schemas.actes import Acte, DenonciationDHabilitation, NotificationDeProrogation, RefusDeSigner, SaisineDuComite
from schemas.contrat import Contrat
from server.legal.actes import denonciation, prorogation, refus, saisine
from server.legal.actes.evenement import Evenement
from server.legal.actes.notification import Notification
from server.legal.actes.prorogation import Issue, ProrogationNonConvenue, prorogue
from server.legal.actes.regles_denonciation import DENONCIATION
from server.legal.actes.regles_prorogation import PROROGATION
from server.legal.actes.regles_refus import REFUS
from server.legal.actes.regles_saisine import SAISINE
from server.legal.rule import Recueil
from server.legal.usage import remarque
from server.legal.verdict import Verdict, judge_all

__all__ = ["Evenement", "Issue", "Notification", "ProrogationNonConvenue", "check", "evenements", "issue", "prorogue"]

RECUEILS: dict[type[Acte], Recueil[Any]] = {
    NotificationDeProrogation: PROROGATION,
    SaisineDuComite: SAISINE,
    DenonciationDHabilitation: DENONCIATION,
    RefusDeSigner: REFUS,
}


def check(contrat: Contrat, acte: Acte, au: date | None = None) -> Verdict:
    """Return the verdict on an act, known on a day if one is told, of the law of the day on which it is sent."""
    notification = Notification(contrat, acte, au)
    at = notification.droit_au
    return Verdict(at, judge_all(RECUEILS[type(acte)], notification, at), remarque(contrat))


def evenements(contrat: Contrat, acte: Acte, at: date) -> tuple[Evenement, ...]:
    """Return the dated events of an act, past and to come, as known on a day."""
    match acte:
        case NotificationDeProrogation():
            return prorogation.evenements(Notification(contrat, acte), at)
        case SaisineDuComite():
            return saisine.evenements(Notification(contrat, acte))
        case DenonciationDHabilitation():
            return denonciation.evenements(Notification(contrat, acte))
        case RefusDeSigner():
            return refus.evenements(Notification(contrat, acte))
    raise TypeError(type(acte))


def issue(contrat: Contrat, acte: Acte, at: date) -> Issue | None:
    """Return what has become of a notification of prorogation on a day; None for another act."""
    return prorogation.issue(Notification(contrat, acte), at) if isinstance(acte, NotificationDeProrogation) else None
