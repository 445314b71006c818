"""The API tells what changes from a contract to another, and refuses what it cannot compare."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from schemas.reading import MOST_VALUES
from server.cli import main
from tests import french, payloads
from tests.api import requests

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

pytestmark = pytest.mark.long

DIFFERENCES = "/api/v1/differences"


def test_one_changed_capacity_is_one_change(client: FlaskClient) -> None:
    avant, apres = payloads.charge(requests.SMALLEST), payloads.charge(requests.SMALLEST)
    apres["article_1"]["etablissements"][0]["capacites"][0]["autorisee"] += 2
    answer = client.post(DIFFERENCES, **requests.body({"avant": avant, "apres": apres}))
    (changement,) = answer.get_json()["changements"]
    assert answer.status_code == 200
    assert changement.keys() == {"article", "chemin", "nature", "avant", "apres", "libelle"}
    assert changement["chemin"] == "/article_1/etablissements/0/capacites/0/autorisee"
    assert (changement["nature"], changement["apres"] - changement["avant"]) == ("remplacement", 2)


def test_equal_contracts_have_no_changes(client: FlaskClient) -> None:
    charge = payloads.charge(requests.SMALLEST)
    answer = client.post(DIFFERENCES, **requests.body({"avant": charge, "apres": charge}))
    assert answer.get_json() == {"changements": []}


def test_the_api_and_the_command_give_the_same_changes(
    client: FlaskClient, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one, other = payloads.charge("spasad"), payloads.charge("metropole_fusion")
    files = [tmp_path / "avant.json", tmp_path / "apres.json"]
    for file, charge in zip(files, (one, other), strict=True):
        file.write_bytes(requests.dumped(charge))
    with pytest.raises(SystemExit):
        main.main(["comparer", "--json", *map(str, files)])
    answer = client.post(DIFFERENCES, **requests.body({"avant": one, "apres": other}))
    assert answer.get_json() == json.loads(capsys.readouterr().out)


def test_every_fault_of_both_contracts_is_told_at_its_place(client: FlaskClient) -> None:
    avant, apres = payloads.charge(requests.SMALLEST), payloads.charge(requests.SMALLEST)
    avant["article_9"]["duree_annees"] = 0
    apres["article_9"]["date_signature"] = "demain"
    del apres["version"]
    problem = requests.problem(client.post(DIFFERENCES, **requests.body({"avant": avant, "apres": apres})))
    assert (problem["status"], problem["title"]) == (422, "Charge invalide")
    assert {manquement["chemin"] for manquement in problem["manquements"]} == {
        "/avant/article_9/duree_annees",
        "/apres/article_9/date_signature",
        "/apres/version",
    }


@pytest.mark.parametrize("charge", [{}, {"avant": {}}, [], {"avant": 1, "apres": None}, {"ancien": {}}])
def test_a_body_that_is_not_two_contracts_is_refused(client: FlaskClient, charge: object) -> None:
    problem = requests.problem(client.post(DIFFERENCES, **requests.body(charge)))
    assert problem["status"] == 422
    assert all(not french.faults(manquement["message"]) for manquement in problem["manquements"])


def test_a_form_is_refused_since_files_are_not_compared(client: FlaskClient) -> None:
    problem = requests.problem(client.post(DIFFERENCES, **requests.form()))
    assert (problem["status"], problem["detail"]) == (415, "Envoyez du JSON (application/json).")


def test_a_body_beyond_measure_is_refused(client: FlaskClient) -> None:
    problem = requests.problem(client.post(DIFFERENCES, **requests.body({"avant": [0] * MOST_VALUES, "apres": {}})))
    assert problem["status"] == 400


def test_a_parameter_that_the_address_does_not_know_is_refused(client: FlaskClient) -> None:
    problem = requests.problem(client.post(f"{DIFFERENCES}?au=2027-01-01", **requests.body({})))
    assert problem["status"] == 422
