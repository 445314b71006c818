"""Contracts whose life has happened: prorogued, prolonged, full of dates."""

from __future__ import annotations

from typing import Any

from schemas.contrat import Contrat
from schemas.reading import read
from tests import payloads

PROROGATION = {"date_notification": "2030-11-15", "date_accord": "2030-12-10"}
LONGEST_ID = "O" * 64


def contrat(name: str = payloads.REFERENCE, **article_9: Any) -> Contrat:
    """Return an example with another article 9, where told."""
    charge = payloads.charge(name)
    charge["article_9"] |= article_9
    return read(charge, Contrat)


def of_seven_years() -> Contrat:
    """Return the fullest example, prorogued and prolonged."""
    return contrat("metropole_fusion", prorogation=PROROGATION, prolongation_annees=1)


def crowded() -> Contrat:
    """Return a contract with an action every nine days, and names as long as they may be."""
    charge = payloads.charge()
    actions = [
        {
            "tache": f"Action {rang} {'très ' * 150}longue",
            "echeance": f"{2027 + rang // 40}-{1 + rang // 4 % 10:02}-{1 + 9 * (rang % 3):02}",
        }
        for rang in range(200)
    ]
    charge["article_3"]["objectifs"][0]["identifiant"] = LONGEST_ID
    charge["annexes"]["objectifs"][0] |= {"objectif": LONGEST_ID, "actions": actions}
    charge["parties"]["gestionnaire"]["denomination"] = "Association " + "des amis " * 12
    return read(charge, Contrat)
