"""The letters of acts by HTTP, made of a contract that the request carries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests import actes, payloads
from tests.api import requests

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.long

DEUX = actes.receptions(departement="2031-05-14", ars="2031-05-16")


def post(client: FlaskClient, kind: str, au: str = "2031-06-17", **changes: Any) -> TestResponse:
    body = {"contrat": payloads.charge(), "acte": actes.charge(kind, **changes)}
    return client.post(f"/api/v1/lettres/{kind}?au={au}", **requests.body(body))


def test_the_events_are_told_and_the_letters_fetched_as_a_dossier(client: FlaskClient) -> None:
    made = post(client, "prorogation", receptions=DEUX)
    told = made.get_json()
    assert (made.status_code, told["acte"], told["issue"], told["verdict"]["conforme"]) == (
        *(201, "prorogation", "convenue"),
        True,
    )
    assert [e["date"] for e in told["evenements"] if e["nature"] == "effet"] == ["2032-01-01"]
    address = made.headers["Location"]
    assert client.get(address).get_json() == told["dossier"]
    pdf = client.get(f"{address}/documents/lettre-1-prorogation.pdf")
    assert pdf.data.startswith(b"%PDF-")
    proroge = json.loads(client.get(f"{address}/documents/contrat-proroge.json").data)
    assert proroge["article_9"]["prorogation"]["date_accord"] == "2031-06-16"


def test_the_same_act_gives_the_letters_that_it_gave(client: FlaskClient) -> None:
    first, second = (post(client, "saisine") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.get_json() == second.get_json()


def test_warnings_come_with_the_letters(client: FlaskClient) -> None:
    made = post(client, "denonciation")
    assert made.status_code == 201
    assert [m["regle"] for m in made.get_json()["verdict"]["manquements"]] == ["preavis_de_la_denonciation"]


def test_an_act_that_breaks_a_rule_is_refused_with_its_faults(client: FlaskClient) -> None:
    problem = requests.problem(post(client, "prorogation", date="2031-07-01"))
    assert problem["type"].endswith("/acte-non-conforme")
    assert [m["chemin"] for m in problem["manquements"]] == ["/acte/date"]


@pytest.mark.parametrize("kind", ["prorogation", "saisine", "denonciation", "refus"])
def test_an_act_that_says_nothing_is_refused(client: FlaskClient, kind: str) -> None:
    answer = client.post(f"/api/v1/lettres/{kind}", **requests.body({"contrat": payloads.charge(), "acte": {}}))
    problem = requests.problem(answer)
    assert {"/acte/expediteur", "/acte/date", "/acte/mode"} <= {m["chemin"] for m in problem["manquements"]}
