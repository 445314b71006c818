"""The results of a year: their sums, and where the code lets them go."""

from __future__ import annotations

import json
from typing import Any

import pytest

from schemas.contrat import Contrat
from schemas.reading import parse, read
from schemas.revue import Revue
from server.life.resultats import find_result_faults, find_result_remarks
from tests import french, payloads
from tests.legal.cases import changed

REVUE = (payloads.FOLDER / "revues" / "ehpad_trois_rivieres_2028.json").read_bytes()


def revue(**changes: Any) -> Revue:
    """Return the review of the example, changed at JSON pointers."""
    return read(parse(json.dumps(changed(json.loads(REVUE), changes)).encode()), Revue)


def faults(given: Revue, contrat: Contrat | None = None) -> list[str]:
    found = list(find_result_faults(contrat or payloads.contrat(), given, "/revue"))
    assert not [fault for each in found for fault in french.faults(each.message)]
    return [each.chemin for each in found]


def remarks(given: Revue, contrat: Contrat | None = None) -> list[str]:
    found = list(find_result_remarks(contrat or payloads.contrat(), given, "/revue"))
    assert not [fault for each in found for fault in french.faults(each.message)]
    assert all("version lue : mi-2023" in each.source.titre.replace("\u00a0", " ") for each in found)
    return [each.chemin for each in found]


def test_the_results_of_the_example_are_all_there_and_go_where_they_may() -> None:
    assert (faults(revue()), remarks(revue())) == ([], [])


def test_a_review_without_results_says_nothing_of_them() -> None:
    assert (faults(revue(resultats=[])), remarks(revue(resultats=[]))) == ([], [])


def test_amounts_must_make_the_result_to_the_cent_and_the_establishment_be_of_the_contract() -> None:
    given = revue(**{"/resultats/0/resultat": "38420.16", "/resultats/2/finess_et": "690091152"})
    assert faults(given) == ["/revue/resultats/0/affectations", "/revue/resultats/2/finess_et"]


def test_a_deficit_is_compared_without_its_sign() -> None:
    assert faults(revue(**{"/resultats/2/affectations/0/montant": "26310.39"})) == ["/revue/resultats/2/affectations"]


def test_a_result_that_goes_nowhere_and_one_that_is_missing_are_told() -> None:
    given = revue(**{"/resultats/0/affectations": [], "/resultats/2": None})
    assert (faults(given), remarks(given)) == ([], ["/revue/resultats", "/revue/resultats/0/affectations"])


@pytest.mark.parametrize(
    ("place", "destination"),
    [("0/affectations/1", "autre"), ("0/affectations/1", "report_deficitaire"), ("2/affectations/0", "investissement")],
)
def test_a_destination_that_the_code_does_not_give_is_told(place: str, destination: str) -> None:
    given = revue(**{f"/resultats/{place}/destination": destination})
    assert remarks(given) == [f"/revue/resultats/{place}/destination"]


def test_earlier_deficits_are_covered_first() -> None:
    given = revue(**{"/resultats/0/affectations/1/destination": "apurement_des_deficits"})
    assert remarks(given) == ["/revue/resultats/0/affectations"]


def test_a_home_without_habilitation_may_not_invest_its_results_of_care_and_dependency() -> None:
    charge = changed(payloads.charge(), {"/article_1/etablissements/0/habilitation_aide_sociale": "aucune"})
    contrat = read(charge, Contrat)
    assert remarks(revue(), contrat) == ["/revue/resultats/0/affectations/1/destination"]


def test_a_contract_that_the_code_does_not_budget_so_is_left_to_its_parties() -> None:
    charge = changed(payloads.charge(), {"base_legale": "L313-11"})
    given = revue(**{"/resultats/0/affectations/1/destination": "autre"})
    assert remarks(given, read(charge, Contrat)) == []
