"""The acts of a contract of the registry by HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import actes, french, payloads
from tests.api import requests
from tests.api.test_contrats import ABSENT, CONTRATS, move

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.long

DEUX = actes.receptions(departement="2031-05-14", ars="2031-05-16")


@pytest.fixture
def address(client: FlaskClient) -> str:
    entered = client.post(CONTRATS, **requests.body(payloads.charge()))
    for etat in ("arrete", "signe"):
        assert move(client, entered.headers["Location"], etat).status_code == 200
    return entered.headers["Location"]


def post(client: FlaskClient, address: str, kind: str, tag: str = "*", **changes: Any) -> TestResponse:
    body = requests.body(actes.charge(kind, **changes))
    return client.post(f"{address}/actes/{kind}?au=2031-06-17", **body, headers={"If-Match": tag})


def versions(client: FlaskClient, address: str) -> list[tuple[str, str]]:
    found = client.get(f"{address}/versions").get_json()["versions"]
    return [(version["origine"], version["date_fin"]) for version in found]


def test_an_act_is_kept_with_its_letters_and_its_events(client: FlaskClient, address: str) -> None:
    kept = post(client, address, "saisine")
    told = kept.get_json()
    assert (kept.status_code, told["acte"], told["version"]) == (201, "saisine", 1)
    assert client.get(f"/api/v1/dossiers/{told['dossier']}/documents/lettre-1-saisine.docx").status_code == 200
    (listed,) = client.get(f"{address}/actes").get_json()["actes"]
    assert listed == {key: value for key, value in told.items() if key not in {"version", "verdict"}}
    actions = [line["action"] for line in client.get(f"{address}/journal").get_json()["journal"]]
    assert actions[-2:] == ["acte", "dossier"]


def test_what_the_law_advises_is_told_when_an_act_is_kept(client: FlaskClient, address: str) -> None:
    late = actes.reponses(departement="2031-06-16", accord=False)
    verdict = post(client, address, "prorogation", receptions=DEUX, reponses=late).get_json()["verdict"]
    assert verdict["conforme"]
    assert "reponse_dans_le_mois" in {each["regle"] for each in verdict["manquements"]}


def test_a_prorogation_makes_a_version_once_it_is_agreed_to(client: FlaskClient, address: str) -> None:
    assert post(client, address, "prorogation").get_json()["version"] == 1
    agreed = post(client, address, "prorogation", receptions=DEUX)
    assert (agreed.get_json()["issue"], agreed.get_json()["version"]) == ("convenue", 2)
    assert versions(client, address) == [("initial", "2031-12-31"), ("prorogation", "2032-12-31")]
    assert client.get(address).headers["ETag"] == agreed.headers["ETag"]
    again = requests.problem(post(client, address, "prorogation", receptions=DEUX))
    assert [m["chemin"] for m in again["manquements"]] == ["/contrat/article_9/prorogation"]


def test_a_prorogation_agreed_to_waits_for_the_open_amendment(client: FlaskClient, address: str) -> None:
    demande = {
        "nature": "revision",
        "expose_des_motifs": "Une révision.",
        "date_effet": "2031-07-01",
        "modifications": {"preambule": "Autrement."},
    }
    assert client.post(f"{address}/avenants", **requests.body(demande)).status_code == 201
    problem = requests.problem(post(client, address, "prorogation", receptions=DEUX))
    assert (problem["status"], problem["type"]) == (409, "/api/v1/problemes/avenant-ouvert")
    assert "la prorogation est acquise" in problem["detail"]
    assert french.faults(problem["detail"]) == []


def test_a_disagreement_leaves_the_contract_as_it_is(client: FlaskClient, address: str) -> None:
    refused = post(
        client, address, "prorogation", receptions=DEUX, reponses=actes.reponses(ars="2031-05-20", accord=False)
    )
    assert refused.get_json()["issue"] == "refusee"
    assert len(versions(client, address)) == 1


def test_only_a_signed_contract_has_acts(client: FlaskClient) -> None:
    entered = client.post(CONTRATS, **requests.body(payloads.charge()))
    problem = requests.problem(post(client, entered.headers["Location"], "saisine"))
    assert problem["status"] == 409


def test_a_refusal_to_sign_is_kept_of_a_contract_that_is_not_signed(client: FlaskClient) -> None:
    address = client.post(CONTRATS, **requests.body(payloads.charge())).headers["Location"]
    kept = post(client, address, "refus", receptions=actes.receptions(gestionnaire="2026-02-04"))
    told = kept.get_json()
    assert (kept.status_code, told["acte"], told["verdict"]["manquements"]) == (201, "refus", [])
    assert [e["date"] for e in told["evenements"] if e["nature"] == "echeance"] == ["2026-05-04"]
    assert client.get(f"/api/v1/dossiers/{told['dossier']}/documents/lettre-1-refus.docx").status_code == 200
    assert client.get(f"{address}/journal").get_json()["journal"][-2]["action"] == "acte"


def test_a_contract_that_is_signed_is_not_refused(client: FlaskClient, address: str) -> None:
    problem = requests.problem(post(client, address, "refus"))
    assert problem["status"] == 409
    assert french.faults(problem["detail"]) == []


def test_what_a_client_has_read_is_said_and_current(client: FlaskClient, address: str) -> None:
    tag = client.get(address).headers["ETag"]
    assert post(client, address, "prorogation", tag, receptions=DEUX).status_code == 201
    assert requests.problem(post(client, address, "saisine", tag))["status"] == 412
    absent = client.post(f"{address}/actes/saisine", **requests.body(actes.charge("saisine")))
    assert requests.problem(absent)["status"] == 428


def test_a_contract_that_is_not_there_has_no_acts(client: FlaskClient) -> None:
    assert requests.problem(client.get(f"{ABSENT}/actes"))["status"] == 404
    assert requests.problem(post(client, ABSENT, "saisine"))["status"] == 404
