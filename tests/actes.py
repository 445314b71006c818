"""Requests of acts, as the tests send them."""

from __future__ import annotations

from datetime import date
from typing import Any

from schemas.actes import DenonciationDHabilitation, NotificationDeProrogation, RefusDeSigner, SaisineDuComite
from schemas.contrat import Contrat
from schemas.reading import read
from tests import payloads

GESTIONNAIRE = {"role": "gestionnaire"}
DEPARTEMENT = {"role": "conseil_departemental"}
ARS = {"role": "ars"}
PARTIES = {"gestionnaire": GESTIONNAIRE, "departement": DEPARTEMENT, "ars": ARS}
ENVOI = {"expediteur": GESTIONNAIRE, "date": "2031-05-12", "mode": "lettre_recommandee"}
CIRCONSTANCES = (
    "La fermeture d’une aile de l’établissement, à la suite du dégât des eaux du 2 mars 2029, "
    "prive le contrat de **douze places** jusqu’à la fin des travaux."
)


def charge(kind: str, **changes: Any) -> dict[str, Any]:
    """Return the JSON value of an act on the contract of reference, some of its keys changed."""
    more = {
        "prorogation": {},
        "saisine": {"circonstances": CIRCONSTANCES, "date": "2029-03-20"},
        "denonciation": {"date": "2029-03-20", "date_effet": "2029-10-01"},
        "refus": {"expediteur": ARS, "date": "2026-02-02", "etape": "proposition"},
    }
    return ENVOI | more[kind] | changes


def receptions(**jours: str) -> list[dict[str, Any]]:
    """Return the attested receptions of a letter: `receptions(ars="2031-05-14")`."""
    return [{"destinataire": PARTIES[nom], "date": jour} for nom, jour in jours.items()]


def reponses(*, accord: bool = True, **jours: str) -> list[dict[str, Any]]:
    """Return the answers to a letter, all of one sense."""
    return [line | {"accord": accord} for line in receptions(**jours)]


def prorogation(**changes: Any) -> NotificationDeProrogation:
    """Return a notification of prorogation."""
    return read(charge("prorogation", **changes), NotificationDeProrogation)


def saisine(**changes: Any) -> SaisineDuComite:
    """Return an exceptional referral."""
    return read(charge("saisine", **changes), SaisineDuComite)


def denonciation(**changes: Any) -> DenonciationDHabilitation:
    """Return the denunciation of an habilitation."""
    return read(charge("denonciation", **changes), DenonciationDHabilitation)


def refus(**changes: Any) -> RefusDeSigner:
    """Return a step of the procedure that a refusal to sign opens."""
    return read(charge("refus", **changes), RefusDeSigner)


def contrat(name: str = payloads.REFERENCE, **article_9: Any) -> Contrat:
    """Return an example, some keys of its article 9 changed; that of reference ends on 31 December 2031."""
    given = payloads.charge(name)
    return read(given | {"article_9": given["article_9"] | article_9}, Contrat)


def day(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)
