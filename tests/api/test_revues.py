"""Reviews by HTTP: of a contract that comes with them, or of one of the registry, year after year."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from schemas.reading import parse
from tests import french, payloads
from tests.api import requests

if TYPE_CHECKING:
    from flask.testing import FlaskClient

pytestmark = pytest.mark.long

REVUES, CONTRATS = "/api/v1/revues", "/api/v1/contrats"
INDICATEUR = "O1-I1"


@pytest.fixture
def charge() -> dict[str, Any]:
    return payloads.charge(requests.SMALLEST)


@pytest.fixture
def signed(client: FlaskClient, charge: dict[str, Any]) -> str:
    address = client.post(CONTRATS, **requests.body(charge)).headers["Location"]
    for etat in ("arrete", "signe"):
        tag = client.get(address).headers["ETag"]
        moved = client.post(f"{address}/etats", json={"etat": etat}, headers={"If-Match": tag})
        assert moved.status_code == 200
    return address


def revue(valeur: str, indicateur: str = INDICATEUR, **more: Any) -> dict[str, Any]:
    return {"date": "2029-03-01", "valeurs": [{"indicateur": indicateur, "valeur": valeur}], **more}


def releves(client: FlaskClient, location: str) -> dict[int, str]:
    """Return the records of the first indicator in the contract of a dossier."""
    contrat = parse(client.get(f"{location}/documents/contrat.json").data)
    assert isinstance(contrat, dict)
    (indicateur, *_) = contrat["annexes"]["objectifs"][0]["indicateurs"]
    assert indicateur["identifiant"] == INDICATEUR
    return {each["annee"]: each["valeur"] for each in indicateur.get("releves", [])}


def test_a_review_comes_with_its_contract_and_gives_documents_to_download(
    client: FlaskClient, charge: dict[str, Any]
) -> None:
    body = requests.body({"contrat": charge, "annee": 2028, "revue": revue("81")})
    made, again = (client.post(REVUES, **body) for _ in range(2))
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.get_json() == again.get_json()
    noms = [document["nom"] for document in made.get_json()["documents"]]
    assert "revue-des-objectifs.pdf" in noms
    assert client.get(f"{made.headers['Location']}/documents/revue-des-objectifs.pdf").data.startswith(b"%PDF")
    assert releves(client, made.headers["Location"])[2028] == "81"


def test_every_fault_of_a_review_is_told_at_its_place(client: FlaskClient, charge: dict[str, Any]) -> None:
    given = {"contrat": charge, "annee": 2050, "revue": revue("81", "inconnu")}
    problem = requests.problem(client.post(REVUES, **requests.body(given)))
    assert (problem["status"], problem["title"]) == (422, "Charge invalide")
    assert [each["chemin"] for each in problem["manquements"]] == ["/annee", "/revue/valeurs/0/indicateur"]
    assert not [fault for each in problem["manquements"] for fault in french.faults(each["message"])]


def test_reviews_are_kept_and_each_carries_those_of_the_years_before(client: FlaskClient, signed: str) -> None:
    locations = [
        client.post(f"{signed}/revues/{annee}", **requests.body(revue(valeur))).headers["Location"]
        for annee, valeur in ((2028, "80"), (2027, "70"), (2027, "71"), (2028, "82"))
    ]
    before = {annee: valeur for annee, valeur in releves(client, locations[0]).items() if annee < 2027}
    assert [releves(client, location) for location in locations] == [
        before | {2028: "80"},
        before | {2027: "70"},
        before | {2027: "71"},
        before | {2027: "71", 2028: "82"},
    ]
    listed = client.get(f"{signed}/revues").get_json()["revues"]
    assert [(each["annee"], each["revue"]["valeurs"][0]["valeur"]) for each in listed] == [(2027, "71"), (2028, "82")]
    assert locations[3].endswith(listed[1]["dossier"])


def test_a_review_changes_neither_the_text_nor_the_acts_and_is_in_the_journal(client: FlaskClient, signed: str) -> None:
    tag = client.get(signed).headers["ETag"]
    assert client.post(f"{signed}/revues/2027", **requests.body(revue("70"))).status_code == 201
    assert client.get(signed).headers["ETag"] == tag
    assert client.get(f"{signed}/actes").get_json() == {"actes": []}
    actions = [line["action"] for line in client.get(f"{signed}/journal").get_json()["journal"]]
    assert actions[-2:] == ["acte", "dossier"]


def test_a_review_of_another_year_or_before_the_signature_is_refused(
    client: FlaskClient, signed: str, charge: dict[str, Any]
) -> None:
    beyond = requests.problem(client.post(f"{signed}/revues/2050", **requests.body(revue("1"))))
    assert (beyond["status"], beyond["manquements"][0]["chemin"]) == (422, "")
    draft = client.post(CONTRATS, **requests.body(charge | {"reference": "AUTRE"})).headers["Location"]
    early = requests.problem(client.post(f"{draft}/revues/2027", **requests.body(revue("1"))))
    assert early["status"] in {404, 409}
    absent = f"{CONTRATS}/{'0' * 32}"
    for answer in (client.get(f"{absent}/revues"), client.post(f"{absent}/revues/2027", **requests.body(revue("1")))):
        assert requests.problem(answer)["status"] == 404


def test_a_refused_review_leaves_nothing(client: FlaskClient, signed: str) -> None:
    body = requests.body(revue("1", "inconnu"))
    assert client.post(f"{signed}/revues/2027", **body).status_code == 422
    assert client.get(f"{signed}/revues").get_json() == {"revues": []}


def test_the_levels_are_among_the_documents(client: FlaskClient, signed: str) -> None:
    location = client.post(f"{signed}/revues/2028", **requests.body(revue("0"))).headers["Location"]
    told = json.loads(client.get(f"{location}/documents/niveaux.json").data)
    assert told["indicateurs"][0]["niveau"] == "sans_progres"
