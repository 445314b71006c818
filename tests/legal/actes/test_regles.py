"""The rules on acts: each finds something in one of these acts, and nothing in another; it says so in good French."""

from __future__ import annotations

from typing import Any

import pytest

from server.legal import Constat, Statut
from server.legal.actes import RECUEILS, check
from tests import actes, french

REGLES = [regle for recueil in RECUEILS.values() for regle in recueil]
RIGHT: list[Any] = [
    actes.prorogation(),
    actes.saisine(),
    actes.denonciation(),
    actes.refus(),
    actes.refus(etape="notification", date="2026-05-05", reception_proposition="2026-02-04", taux="2"),
    actes.refus(etape="seconde_proposition", date="2026-08-02", debut_negociations="2026-03-02", taux="2"),
    actes.refus(
        etape="minoration",
        reception_notification="2026-05-07",
        demande_audition="2026-06-07",
        audition="2026-06-30",
        date="2026-07-01",
    ),
]
WRONG: list[Any] = [
    actes.prorogation(date="2031-07-01"),
    actes.prorogation(expediteur={"role": "autre"}, receptions=actes.receptions(ars="2031-01-01")),
    actes.prorogation(date="2031-06-30", receptions=2 * actes.receptions(ars="2031-07-01")),
    actes.prorogation(
        receptions=actes.receptions(ars="2031-05-14"), reponses=actes.reponses(ars="2031-08-14", accord=False)
    ),
    actes.saisine(suites="2029-01-01", date="2026-01-01"),
    actes.saisine(expediteur={"role": "autre"}, receptions=actes.receptions(ars="2029-01-01"), suites="2029-01-01"),
    actes.denonciation(
        expediteur=actes.ARS, destinataires=[actes.ARS], etablissements=["570091272"], date_effet="2020-01-01"
    ),
    actes.denonciation(expediteur=actes.DEPARTEMENT, date_effet="2040-01-01"),
    actes.refus(expediteur={"role": "autre"}, receptions=2 * actes.receptions(gestionnaire="2026-01-01")),
    actes.refus(etape="notification", date="2027-01-02", etablissements=["570091272"]),
    actes.refus(
        etape="seconde_proposition",
        date="2026-11-02",
        reception_proposition="2026-02-04",
        debut_negociations="2026-05-05",
        taux="12",
    ),
    actes.refus(etape="seconde_proposition", date="2026-11-02", taux="0.5"),
    actes.refus(
        etape="minoration", reception_notification="2026-05-07", demande_audition="2026-06-08", date="2026-05-08"
    ),
]
NAMES = ("ehpad_trois_rivieres", "handicap_l313_12_2", "spasad")
EVERY_RULE = pytest.mark.parametrize("regle", REGLES, ids=lambda regle: regle.identifiant)
ALWAYS = {  # they ask for what only people can judge
    "preavis_de_la_denonciation",
    "prorogation_par_usage",
    "retrait_par_l_autorite",
}


@pytest.fixture(scope="module")
def constats() -> list[Constat]:
    """What the rules find in all acts on a few contracts."""
    contrats = [
        *map(actes.contrat, NAMES),
        actes.contrat(prolongation_annees=1),
        actes.contrat("spasad", duree_annees=5),
    ]
    days = (None, actes.day("2031-08-01"))
    verdicts = (check(contrat, acte, au) for contrat in contrats for acte in RIGHT + WRONG for au in days)
    return [constat for verdict in verdicts for constat in verdict.constats]


@EVERY_RULE
def test_each_rule_is_broken_by_an_act_and_held_by_another(regle: Any, constats: list[Constat]) -> None:
    found = {constat.statut for constat in constats if constat.regle is regle}
    assert Statut.ENFREINTE in found
    assert (Statut.RESPECTEE in found) is (regle.identifiant not in ALWAYS)


@EVERY_RULE
def test_each_condition_leaves_an_act_without_object(regle: Any, constats: list[Constat]) -> None:
    motifs = {constat.motif for constat in constats if constat.regle is regle}
    assert {condition.motif for condition in regle.conditions} <= motifs


@pytest.mark.parametrize("acte", WRONG)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_is_good_french(acte: Any, name: str) -> None:
    told = check(actes.contrat(name), acte).manquements
    assert told
    assert [fault for manquement in told for fault in french.faults(manquement.message)] == []
