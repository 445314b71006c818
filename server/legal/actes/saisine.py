"""The exceptional referral: the committee has two months, from the last attested reception, to agree on what follows."""

import datetime as dt

from schemas.actes import SaisineDuComite
from schemas.article_9 import months_after
from server.legal.actes.evenement import Evenement, NatureDEvenement, envoi_et_receptions, sort_evenements
from server.legal.actes.notification import Notification
from server.legal.nombres.delais import SUITES_D_UNE_SAISINE

DeSaisine = Notification[SaisineDuComite]


def terme(notification: DeSaisine) -> dt.date | None:
    """Return the last day of the committee; None while a reception is not attested."""
    recue, mois = notification.derniere_reception, SUITES_D_UNE_SAISINE.au(notification.droit_au)
    return months_after(recue, mois) if recue and mois else None


def evenements(notification: DeSaisine) -> tuple[Evenement, ...]:
    """Return the events of a referral."""
    found = list(envoi_et_receptions(notification, "Saisine exceptionnelle du comité de suivi"))
    if fin := terme(notification):
        found.append(
            Evenement(NatureDEvenement.ECHEANCE, fin, "Dernier jour du comité de suivi pour convenir des suites")
        )
    if suites := notification.acte.suites:
        found.append(Evenement(NatureDEvenement.SUITES, suites, "Suites convenues par le comité de suivi"))
    return sort_evenements(found)
