"""Contracts by HTTP: entered, read as on a day, corrected, brought from state to state, with their history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from server import create_app
from server.settings import Settings
from tests import french, payloads
from tests.api import requests
from tests.servers import LOOPBACK, free_ports

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

CONTRATS = "/api/v1/contrats"
ABSENT = f"{CONTRATS}/{'0' * 32}"
EFFET = "2027-07-01"


@pytest.fixture
def charge() -> dict[str, Any]:
    return payloads.charge(requests.SMALLEST)


@pytest.fixture
def entered(client: FlaskClient, charge: dict[str, Any]) -> TestResponse:
    return client.post(CONTRATS, **requests.body(charge))


@pytest.fixture
def signed(client: FlaskClient, entered: TestResponse) -> str:
    address = entered.headers["Location"]
    for etat in ("arrete", "signe"):
        assert move(client, address, etat).status_code == 200
    return address


def move(client: FlaskClient, address: str, etat: str, **more: str) -> TestResponse:
    tag = client.get(address).headers["ETag"]
    return client.post(f"{address}/etats", json={"etat": etat, **more}, headers={"If-Match": tag})


def put(client: FlaskClient, address: str, charge: object, tag: str) -> TestResponse:
    return client.put(address, **requests.body(charge), headers={"If-Match": tag})


def changed(charge: dict[str, Any]) -> dict[str, Any]:
    return charge | {"preambule": "Les parties conviennent de ce qui suit."}


def avenant(numero: int, date_effet: str = EFFET, **more: Any) -> dict[str, Any]:
    """Return a signed amendment of a history, which changes the preamble."""
    said = {"modifications": {"preambule": f"Texte de l’avenant {numero}."}} | more
    return {
        "numero": numero,
        "nature": "revision",
        "expose_des_motifs": "Une révision.",
        "date_effet": date_effet,
        "date_signature": "2027-06-15",
        **said,
    }


@pytest.mark.long
def test_a_contract_is_entered_as_a_draft(client: FlaskClient, entered: TestResponse) -> None:
    assert entered.status_code == 201
    told = entered.get_json()
    assert (told["etat"], told["version"], told["conforme"], told["manquements"]) == ("projet", 1, True, 0)
    assert entered.headers["Location"] == f"{CONTRATS}/{told['id']}"
    read = client.get(entered.headers["Location"])
    assert read.headers["ETag"] == entered.headers["ETag"]
    assert read.get_json()["texte"]["contrat"]["reference"] == told["reference"]


def test_the_same_contract_is_entered_once(client: FlaskClient, entered: TestResponse, charge: dict[str, Any]) -> None:
    again = client.post(CONTRATS, **requests.body(charge))
    assert again.status_code == 200
    assert again.headers["Location"] == entered.headers["Location"]
    assert client.get(CONTRATS).get_json()["total"] == 1


def test_a_draft_may_break_the_law_and_is_not_settled_then(client: FlaskClient) -> None:
    entered = client.post(CONTRATS, **requests.body(requests.unlawful()))
    assert entered.status_code == 201
    assert entered.get_json()["conforme"] is False
    assert entered.get_json()["manquements"] >= 1
    refusal = move(client, entered.headers["Location"], "arrete")
    assert refusal.status_code == 422
    assert requests.problem(refusal)["type"].endswith("/contrat-non-conforme")
    assert requests.problem(refusal)["manquements"]
    assert client.get(entered.headers["Location"]).get_json()["etat"] == "projet"


def test_a_contract_is_not_signed_once_it_should_be_in_force(client: FlaskClient, charge: dict[str, Any]) -> None:
    del charge["article_9"]["date_signature"]
    address = client.post(CONTRATS, **requests.body(charge)).headers["Location"]
    assert move(client, address, "arrete").status_code == 200
    refusal = move(client, address, "signe", date="2027-01-02")
    assert refusal.status_code == 422
    assert "signature_avant_l_entree_en_vigueur" in {each["regle"] for each in requests.problem(refusal)["manquements"]}
    assert [client.get(address).get_json()[nom] for nom in ("etat", "version")] == ["arrete", 1]
    assert move(client, address, "signe", date="2026-12-17").get_json()["etat"] == "signe"


def test_a_contract_of_another_shape_is_refused(client: FlaskClient, charge: dict[str, Any]) -> None:
    del charge["base_legale"]
    refusal = client.post(CONTRATS, **requests.body(charge))
    assert refusal.status_code == 422
    assert [each["chemin"] for each in requests.problem(refusal)["manquements"]] == ["/base_legale"]


def test_an_entry_refused_for_its_shape_says_what_the_law_finds_in_the_rest(
    client: FlaskClient, entered: TestResponse
) -> None:
    body = requests.body(requests.unlawful() | {"base_legale": "inconnue"})
    address, etag = entered.headers["Location"], entered.headers["ETag"]
    for refusal in (client.post(CONTRATS, **body), client.put(address, **body, headers={"If-Match": etag})):
        problem = requests.problem(refusal)
        assert (problem["status"], problem["partiel"], problem["verdict"]["partiel"]) == (422, True, True)
        assert problem["verdict"]["en_attente"][0]["chemin"] == "/base_legale"
        assert "composition_du_comite_de_suivi" in {each["regle"] for each in problem["verdict"]["manquements"]}


def test_a_draft_is_corrected_by_whoever_has_read_it(
    client: FlaskClient, entered: TestResponse, charge: dict[str, Any]
) -> None:
    address, tag = entered.headers["Location"], entered.headers["ETag"]
    saved = put(client, address, changed(charge), tag)
    assert saved.status_code == 200
    assert saved.get_json()["version"] == 2
    stale = put(client, address, charge, tag)
    assert (stale.status_code, requests.problem(stale)["title"]) == (412, "Version périmée")
    blind = client.put(address, **requests.body(charge))
    assert (blind.status_code, requests.problem(blind)["title"]) == (428, "Précondition absente")
    assert put(client, address, charge, "*").get_json()["version"] == 3
    first = client.get(f"{address}/versions/1").get_json()["contrat"]
    assert first == client.get(f"{address}/versions/3").get_json()["contrat"]


def test_a_signed_contract_is_corrected_no_more(client: FlaskClient, signed: str, charge: dict[str, Any]) -> None:
    refusal = put(client, signed, changed(charge), "*")
    assert refusal.status_code == 409
    assert "Demandez un avenant" in requests.problem(refusal)["detail"]


def test_a_state_that_does_not_follow_is_refused_with_those_that_do(client: FlaskClient, entered: TestResponse) -> None:
    refusal = move(client, entered.headers["Location"], "signe")
    assert refusal.status_code == 409
    assert "Choisissez «\u00a0arrete\u00a0»" in requests.problem(refusal)["detail"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("jour", "status", "said"),
    [
        ("2026-12-31", 404, "à partir du 1er\u00a0janvier 2027"),
        ("2027-01-01", 200, "en_vigueur"),
        ("2030-12-31", 200, "en_vigueur"),
        ("2031-01-01", 404, "jusqu’au 31\u00a0décembre 2030"),
    ],
)
def test_a_contract_is_read_as_on_a_day(client: FlaskClient, signed: str, jour: str, status: int, said: str) -> None:
    answer = client.get(f"{signed}?au={jour}")
    assert answer.status_code == status
    assert said in (answer.get_json()["etat"] if status == 200 else requests.problem(answer)["detail"])


def test_a_terminated_contract_is_in_force_until_its_termination(client: FlaskClient, signed: str) -> None:
    assert move(client, signed, "resilie", date="2028-03-01").status_code == 200
    assert client.get(f"{signed}?au=2028-02-29").get_json()["etat"] == "en_vigueur"
    assert client.get(f"{signed}?au=2028-03-01").status_code == 404


def test_contracts_are_listed_by_page_and_by_filter(client: FlaskClient, signed: str, charge: dict[str, Any]) -> None:
    client.post(CONTRATS, **requests.body(changed(charge)))
    everything = client.get(f"{CONTRATS}?par_page=1").get_json()
    assert (everything["total"], len(everything["contrats"])) == (2, 1)
    finess = charge["article_1"]["etablissements"][0]["finess_et"]
    assert client.get(f"{CONTRATS}?finess={finess}").get_json()["total"] == 2
    drafts = client.get(f"{CONTRATS}?etat=projet&reference={charge['reference']}").get_json()["contrats"]
    assert [each["etat"] for each in drafts] == ["projet"]
    assert signed.rpartition("/")[2] not in {each["id"] for each in drafts}
    assert client.get(f"{CONTRATS}?page=2").get_json()["contrats"] == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("q=JURA+champagn", 1),
        ("q=champagnole+zibeline", 0),
        ("q=%22*'%3A%26", 1),
        ("departement=39", 1),
        ("departement=57", 0),
        ("base_legale=L313-11&du=2027-01-01&au=2027-12-31", 1),
        ("base_legale=L313-9", 0),
        ("au=2026-12-31", 0),
        ("fin_avant=2199-12-31", 1),
        ("fin_avant=2027-01-01", 0),
    ],
)
def test_contracts_are_searched_for(client: FlaskClient, signed: str, asked: str, total: int) -> None:
    listed = client.get(f"{CONTRATS}?{asked}").get_json()
    assert listed["total"] == total
    assert [f"{CONTRATS}/{each['id']}" for each in listed["contrats"]] == [signed] * total


def test_a_contract_is_listed_with_what_it_is_known_by(
    client: FlaskClient, entered: TestResponse, charge: dict[str, Any]
) -> None:
    (listed,) = client.get(CONTRATS).get_json()["contrats"]
    assert {
        nom: listed[nom] for nom in ("base_legale", "etablissements", "departements", "date_entree_en_vigueur")
    } == {
        "base_legale": charge["base_legale"],
        "etablissements": len(charge["article_1"]["etablissements"]),
        "departements": ["39"],
        "date_entree_en_vigueur": charge["article_9"]["date_entree_en_vigueur"],
    }
    assert listed["id"] == entered.get_json()["id"]
    assert listed["gestionnaire"] == charge["parties"]["gestionnaire"]["denomination"]


def test_a_search_without_a_word_is_refused(client: FlaskClient) -> None:
    refusal = client.get(f"{CONTRATS}?q=")
    assert refusal.status_code == 422
    assert [each["chemin"] for each in requests.problem(refusal)["manquements"]] == ["/q"]


def test_the_journal_tells_who_did_what(client: FlaskClient, signed: str) -> None:
    lines = client.get(f"{signed}/journal").get_json()["journal"]
    assert [(line["action"], line["objet"]) for line in lines] == [
        ("creation", "contrat"),
        ("version", "versions/1"),
        ("etat", "contrat"),
        ("etat", "contrat"),
    ]
    assert {line["auteur"] for line in lines} == {"utilisateur local"}
    assert [each["rang"] for each in client.get(f"{signed}/versions").get_json()["versions"]] == [1]


def test_a_contract_born_elsewhere_comes_with_its_history(client: FlaskClient, charge: dict[str, Any]) -> None:
    whole = changed(charge) | {"preambule": "Texte entier."}
    reprise = {"contrat": charge, "avenants": [avenant(1), avenant(2, "2028-01-01", modifications=None, contrat=whole)]}
    resumed = client.post(f"{CONTRATS}/reprises", **requests.body(reprise))
    assert (resumed.status_code, resumed.get_json()["version"]) == (201, 3)
    address = resumed.headers["Location"]
    preambules = [
        client.get(f"{address}?au={jour}").get_json()["texte"]["contrat"].get("preambule")
        for jour in ("2027-01-01", EFFET, "2028-01-01")
    ]
    assert preambules == [charge.get("preambule"), "Texte de l’avenant 1.", "Texte entier."]
    assert client.post(f"{CONTRATS}/reprises", **requests.body(reprise)).status_code == 200


@pytest.mark.long
def test_a_history_is_not_refused_for_the_law(client: FlaskClient) -> None:
    resumed = client.post(f"{CONTRATS}/reprises", **requests.body({"contrat": requests.unlawful()}))
    assert resumed.status_code == 201
    assert resumed.get_json()["conforme"] is False


@pytest.mark.parametrize(
    ("avenants", "chemin"),
    [
        ([avenant(2)], "/avenants/0/numero"),
        ([avenant(1, date_signature=None)], "/avenants/0/date_signature"),
        ([avenant(1, "2026-01-01")], "/avenants/0/date_effet"),
        ([avenant(1), avenant(2, modifications={"titre": "x"})], "/avenants/1/modifications/titre"),
    ],
)
def test_the_faults_of_a_history_are_told_at_their_place(
    client: FlaskClient, charge: dict[str, Any], avenants: list[Any], chemin: str
) -> None:
    refusal = client.post(f"{CONTRATS}/reprises", **requests.body({"contrat": charge, "avenants": avenants}))
    assert refusal.status_code == 422
    assert [each["chemin"] for each in requests.problem(refusal)["manquements"]] == [chemin]
    assert client.get(CONTRATS).get_json()["total"] == 0


@pytest.mark.parametrize("tail", ["", "?au=2027-01-01", "/versions", "/versions/1", "/journal"])
def test_a_contract_that_nobody_entered_is_not_found(client: FlaskClient, tail: str) -> None:
    refusal = client.get(ABSENT + tail)
    assert refusal.status_code == 404
    assert not french.faults(requests.problem(refusal)["detail"])


def test_a_base_that_does_not_answer_is_told_without_saying_where_it_is_nor_its_password(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    base = f"postgresql://cpom:motdepasse@{LOOPBACK}:{free_ports(1)[0]}/cpom"
    app = create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path), "CPOM_BASE_URL": base}))
    for address in ("/sante", CONTRATS, ABSENT):
        answer = app.test_client().get(address)
        assert answer.status_code == 503
        document = requests.problem(answer)
        assert document["type"].endswith("/registre-indisponible")
        assert LOOPBACK not in json.dumps(document)
    for text in (caplog.text, repr(app.extensions["cpom"])):
        assert "motdepasse" not in text
