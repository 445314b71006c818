"""The simple prorogation: one more year, without an amendment, once the other parties agree or stay silent.

The arrêté does not say from which day the month to answer runs: here from the reception attested by each recipient,
before which it cannot answer. It does not say either that a late answer undoes an agreement that is deemed acquired, nor
how months are counted: here from a day to the same day of the last month, itself included, or to the end of that month
when it is shorter, as article 641 of the code de procédure civile has it for procedure. A delay that ends on a day of
rest is not lengthened.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from schemas.actes import NotificationDeProrogation, Reponse
from schemas.article_9 import Prorogation, months_after
from schemas.base_fields import Choix
from schemas.contrat import Contrat
from schemas.francais import jour
from server.legal.actes.evenement import Evenement, NatureDEvenement, envoi_et_receptions, sort_evenements
from server.legal.actes.notification import Notification, Partie
from server.legal.nombres.delais import REPONSE_A_LA_NOTIFICATION

DeProrogation = Notification[NotificationDeProrogation]


class Issue(Choix):
    """What becomes of a notification."""

    EN_ATTENTE = "en_attente", "en attente de l’accord des autres parties"
    CONVENUE = "convenue", "prorogation convenue"
    REFUSEE = "refusee", "prorogation refusée"


class ProrogationNonConvenue(ValueError):
    """The other parties have not all agreed to the prorogation."""


def terme(notification: DeProrogation, partie: Partie) -> dt.date | None:
    """Return the last day on which a recipient may answer; None while its reception is not attested."""
    recue, mois = notification.reception(partie), REPONSE_A_LA_NOTIFICATION.au(notification.droit_au)
    return months_after(recue, mois) if recue and mois else None


def reponse(notification: DeProrogation, partie: Partie) -> Reponse | None:
    """Return what a recipient answered, in time or not."""
    found = (r for r in notification.acte.reponses if notification.find_partie(r.destinataire) is partie)
    return next(found, None)


def is_late(notification: DeProrogation, partie: Partie, donnee: Reponse) -> bool:
    """Tell whether an answer came when the agreement was already deemed acquired."""
    fin = terme(notification, partie)
    return fin is not None and donnee.date > fin


def accord(notification: DeProrogation, partie: Partie, at: dt.date) -> dt.date | None:
    """Return the day from which a recipient agrees, as known on a day: that of its answer, or the end of its silence."""
    donnee, fin = reponse(notification, partie), terme(notification, partie)
    if donnee and donnee.date <= at and not is_late(notification, partie, donnee):
        return donnee.date if donnee.accord else None
    return fin if fin and fin < at else None


def refus(notification: DeProrogation, at: dt.date) -> dict[str, dt.date]:
    """Return the last day to answer of each party that disagreed in time, as known on a day, by its name."""
    donnees = ((partie, reponse(notification, partie)) for partie in notification.destinataires)
    return {
        partie.denomination: terme(notification, partie) or donnee.date
        for partie, donnee in donnees
        if donnee and not donnee.accord and donnee.date <= at and not is_late(notification, partie, donnee)
    }


def date_accord(notification: DeProrogation, at: dt.date) -> dt.date | None:
    """Return the day of the last agreement, None while one is missing on a day."""
    jours = [accord(notification, partie, at) for partie in notification.destinataires]
    known = [jour_ for jour_ in jours if jour_]
    return max(known) if known and len(known) == len(jours) else None


def issue(notification: DeProrogation, at: dt.date) -> Issue:
    """Return what has become of a notification on a day."""
    if refus(notification, at):
        return Issue.REFUSEE
    return Issue.CONVENUE if date_accord(notification, at) else Issue.EN_ATTENTE


def prorogue(contrat: Contrat, acte: NotificationDeProrogation, at: dt.date) -> Contrat:
    """Return the contract with its year of prorogation. Raises `ProrogationNonConvenue` when that is not agreed."""
    notification = Notification(contrat, acte)
    if issue(notification, at) is not Issue.CONVENUE:
        raise ProrogationNonConvenue("Attendez l’accord de toutes les parties, ou le terme du mois de silence.")
    prorogation = Prorogation(date_notification=acte.date, date_accord=date_accord(notification, at))
    return replace(contrat, article_9=replace(contrat.article_9, prorogation=prorogation))


def evenements(notification: DeProrogation, at: dt.date) -> tuple[Evenement, ...]:
    """Return the events of a notification, as known on a day."""
    return sort_evenements(
        (
            *envoi_et_receptions(notification, "Notification de la prorogation simple"),
            *(e for partie in notification.destinataires for e in _of_recipient(notification, partie, at)),
            *_of_all(notification, at),
        )
    )


def _of_recipient(notification: DeProrogation, partie: Partie, at: dt.date) -> Iterator[Evenement]:
    donnee, fin, nom = reponse(notification, partie), terme(notification, partie), partie.denomination
    if fin:
        yield Evenement(NatureDEvenement.ECHEANCE, fin, "Dernier jour pour signaler un accord ou un désaccord", nom)
    if donnee and is_late(notification, partie, donnee):
        yield Evenement(
            NatureDEvenement.REPONSE_TARDIVE, donnee.date, "Réponse tardive : l’accord était réputé acquis", nom
        )
    elif donnee and donnee.accord:
        yield Evenement(NatureDEvenement.ACCORD, donnee.date, "Accord", nom)
    elif donnee:
        yield Evenement(NatureDEvenement.DESACCORD, donnee.date, "Désaccord", nom)
    if fin and accord(notification, partie, at) == fin and not (donnee and donnee.date == fin):
        yield Evenement(NatureDEvenement.ACCORD_REPUTE, fin, "Accord réputé acquis, à défaut de réponse", nom)


def _of_all(notification: DeProrogation, at: dt.date) -> Iterator[Evenement]:
    convenue, refuses = date_accord(notification, at), refus(notification, at)
    if refuses:
        ouverture = "Ouverture sans délai d’une négociation en vue d’un nouveau contrat"
        yield Evenement(NatureDEvenement.NEGOCIATION, min(refuses.values()), ouverture)
    elif convenue:
        fin = prorogue(notification.contrat, notification.acte, at).article_9.date_fin_prorogee
        debut = notification.contrat.article_9.date_fin_initiale + dt.timedelta(days=1)
        yield Evenement(NatureDEvenement.PROROGATION, convenue, "Prorogation convenue entre les parties")
        yield Evenement(NatureDEvenement.EFFET, debut, f"Début de la prorogation, jusqu’au {jour(fin)} inclus")
