"""The contract that follows another: what carries over, and what is to be agreed anew."""

from dataclasses import replace
from typing import Any

from schemas.annexes.objectifs import Indicateur, Valeur
from schemas.contrat import Contrat
from schemas.reading import dump
from schemas.text_fields import LONGEST_TEXT
from server.entry.paths import Steps, put_at

A_CONVENIR: tuple[Steps, ...] = (
    ("reference",),
    ("visas", "arrete_programmation"),
    ("visas", "deliberation"),
    ("article_8",),
    ("article_9",),
    ("annexes", "pgfp"),
)


def renew_contrat(contrat: Contrat) -> dict[str, Any]:
    """Return the JSON value of the contract that follows one: it begins when that one ends, for as many years.

    What only held of that one is left out: its reference, its dates, its acts, its plan, what was found of
    its indicators, and what was aimed at. An indicator departs from what was last found of it.
    """
    charge: Any = dump(contrat)
    for way in A_CONVENIR:
        charge = put_at(charge, way, None)
    for rang, fiche in enumerate(contrat.annexes.objectifs):
        way = ("annexes", "objectifs", rang)
        for rank in range(len(fiche.actions)):
            charge = put_at(charge, (*way, "actions", rank, "echeance"), None)
        for rank, indicateur in enumerate(fiche.indicateurs):
            charge = put_at(charge, (*way, "indicateurs", rank), _relaunch(indicateur))
    terme = contrat.article_9
    debut = terme.anniversaire(terme.annees).isoformat()
    charge = put_at(charge, ("article_9",), {"date_entree_en_vigueur": debut, "duree_annees": terme.duree_annees})
    suivant: dict[str, Any] = put_at(charge, ("article_8", "cpom_precedents"), [_precedent(contrat)])
    return suivant


def _relaunch(indicateur: Indicateur) -> dict[str, Any]:
    """Return an indicator whose values are to be agreed anew, from the last one found."""
    derniers = sorted(indicateur.releves, key=lambda releve: releve.annee)[-1:]
    depart = next((Valeur(valeur=releve.valeur, annee=releve.annee) for releve in derniers), None)
    relance: dict[str, Any] = dump(replace(indicateur, depart=depart, intermediaire=None, cible=None, releves=()))
    return relance


def _precedent(contrat: Contrat) -> dict[str, str]:
    """Return the contract that is followed, as article 8 tells it."""
    terme = contrat.article_9
    return {
        "reference": (contrat.reference or "sans référence")[:LONGEST_TEXT],
        "date_debut": terme.date_entree_en_vigueur.isoformat(),
        "date_fin": terme.date_fin.isoformat(),
    }
