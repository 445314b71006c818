"""The rules on acts: they quote what was read, and say what to do in good French."""

from __future__ import annotations

from typing import Any

import pytest

from server.legal.actes import RECUEILS, check
from server.legal.verdict import titre_of
from tests import actes, french
from tests.legal.test_rule import LAW, QUOTATION

REGLES = [regle for recueil in RECUEILS.values() for regle in recueil]
WRONG: list[Any] = [
    actes.prorogation(date="2031-07-01"),
    actes.prorogation(expediteur={"role": "autre"}, receptions=actes.receptions(ars="2031-01-01")),
    actes.prorogation(date="2031-06-30", receptions=2 * actes.receptions(ars="2031-07-01")),
    actes.prorogation(
        receptions=actes.receptions(ars="2031-05-14"), reponses=actes.reponses(ars="2031-08-14", accord=False)
    ),
    actes.saisine(suites="2029-01-01", date="2026-01-01"),
    actes.denonciation(
        expediteur=actes.ARS, destinataires=[actes.ARS], etablissements=["570091272"], date_effet="2020-01-01"
    ),
    actes.denonciation(expediteur=actes.DEPARTEMENT, date_effet="2040-01-01"),
]


@pytest.mark.parametrize("regle", REGLES, ids=lambda regle: regle.identifiant)
def test_a_rule_quotes_what_was_read_and_stands_in_a_part_of_the_contract(regle: Any) -> None:
    quoted = [part.strip(" ;\u202f") for found in QUOTATION.findall(regle.texte) for part in found.split("[…]")]
    assert [part for part in quoted if not any(part in law for law in LAW)] == []
    assert titre_of(regle.article)


def test_no_two_rules_have_the_same_name() -> None:
    assert len({regle.identifiant for regle in REGLES}) == len(REGLES)


@pytest.mark.parametrize("acte", WRONG)
@pytest.mark.parametrize("name", ["ehpad_trois_rivieres", "handicap_l313_12_2", "spasad"])
def test_what_is_said_is_good_french(acte: Any, name: str) -> None:
    told = check(actes.contrat(name), acte).manquements
    assert told
    assert [fault for manquement in told for fault in french.faults(manquement.message)] == []
