"""Every refusal is a problem document in French, and says nothing of the inside."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest

from schemas.manquement import Gravite
from server import create_app
from server.settings import ROOT, Settings
from tests import french, payloads
from tests.api import requests
from tests.api.conftest import settings_on
from tests.servers import LOOPBACK, S3Server, free_ports

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

VERIFICATIONS = "/api/v1/verifications"
ABSENT = f"/api/v1/dossiers/{'0' * 24}"
JSON = "application/json"

REFUSALS: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "an address that nobody answers": ("GET", "/api/v1/nulle/part", {}, 404),
    "a dossier that does not exist": ("GET", ABSENT, {}, 404),
    "an identifiant that cannot be": ("GET", "/api/v1/dossiers/..%2F..%2Fetc", {}, 404),
    "a document of a dossier that does not exist": ("GET", f"{ABSENT}/documents/contrat.pdf", {}, 404),
    "a kind of problem that does not exist": ("GET", "/api/v1/problemes/autre", {}, 404),
    "a method that the address does not know": ("DELETE", VERIFICATIONS, {}, 405),
    "a type that the address does not make": ("GET", "/api/v1/regles", {"headers": {"Accept": "image/png"}}, 406),
    "a body that is too large": ("POST", VERIFICATIONS, {"data": b" " * 1_000_001, "content_type": JSON}, 413),
    "a body of another type": ("POST", VERIFICATIONS, {"data": b"<xml/>", "content_type": "text/xml"}, 415),
    "no body at all": ("POST", VERIFICATIONS, {}, 415),
    "a body that is not JSON": ("POST", VERIFICATIONS, {"data": b'{"a": }', "content_type": JSON}, 400),
    "a body that is not UTF-8": ("POST", VERIFICATIONS, {"data": b'"\xe9"', "content_type": JSON}, 400),
    "a number that is none": ("POST", VERIFICATIONS, {"data": b"NaN", "content_type": JSON}, 400),
    "a body that goes too deep": ("POST", VERIFICATIONS, {"data": b"[" * 99_999, "content_type": JSON}, 400),
    "a value that is no contract": ("POST", VERIFICATIONS, {"data": b"[]", "content_type": JSON}, 422),
    "a day that does not exist": ("GET", "/api/v1/regles?au=2027-02-30", {}, 422),
    "a parameter said twice": ("GET", "/api/v1/regles?article=1&article=2", {}, 422),
    "an engine that does not exist": ("POST", "/api/v1/dossiers?moteur_pdf=word", {}, 422),
    "a format that does not exist": ("POST", "/api/v1/dossiers?format=docx,rtf", {}, 422),
    "a form without its contract": ("POST", VERIFICATIONS, {"data": {"x": (BytesIO(b"a"), "a.pdf")}}, 422),
    "a form whose contract is not UTF-8": ("POST", VERIFICATIONS, {"data": {"contrat": b'"\xe9"'}}, 400),
    "a file sent as a field": ("POST", VERIFICATIONS, {"data": {"contrat": "{}", "piece": "%PDF"}}, 422),
    "a form with two contracts": ("POST", VERIFICATIONS, {"data": {"contrat": ["{}", "{}"]}}, 422),
    "a form with too many parts": ("POST", VERIFICATIONS, {"data": {f"piece-{n}": "x" for n in range(501)}}, 413),
}


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path), "CPOM_TAILLE_MAX_MO": "1"})).test_client()


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_a_problem_document(client: FlaskClient, case: str) -> None:
    method, address, arguments, status = REFUSALS[case]
    multipart = isinstance(arguments.get("data"), dict)
    more = {"content_type": "multipart/form-data"} if multipart else {}
    answer = client.open(address, method=method, **arguments, **more)
    assert answer.status_code == status
    document = requests.problem(answer)
    assert not french.faults(document["detail"])
    for fault in document.get("manquements", []):
        assert not french.faults(fault["message"])


def test_the_type_of_a_problem_is_an_address_that_explains_it(client: FlaskClient) -> None:
    document = requests.problem(client.get("/api/v1/nulle/part"))
    explained = client.get(document["type"])
    assert explained.status_code == 200
    assert explained.get_json()["title"] == document["title"]


def test_a_method_that_is_refused_comes_with_those_that_are_not(client: FlaskClient) -> None:
    assert set(client.delete(VERIFICATIONS).headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_bad_json_is_told_with_its_line_and_column(client: FlaskClient) -> None:
    answer = client.post(VERIFICATIONS, data=b'{\n  "a": }', content_type=JSON)
    assert "ligne 2, colonne 8" in requests.problem(answer)["detail"]


def test_all_faults_of_shape_are_told_at_once_with_their_pointers(client: FlaskClient) -> None:
    charge = payloads.charge(requests.SMALLEST)
    charge["article_9"]["date_signature"] = "demain"
    charge["prambule"] = charge.pop("preambule", "x")
    document = requests.problem(client.post(VERIFICATIONS, **requests.body(charge)))
    told = {fault["chemin"]: fault for fault in document["manquements"]}
    assert told.keys() == {"/article_9/date_signature", "/prambule"}
    assert "preambule" in told["/prambule"]["message"]
    assert all(fault["gravite"] == Gravite.BLOQUANT for fault in told.values())
    assert all(fault["source"].keys() == {"titre", "lien"} for fault in told.values())


def test_an_unknown_parameter_is_refused_with_the_nearest_known_one(client: FlaskClient) -> None:
    document = requests.problem(client.get("/api/v1/regles?gravitee=bloquant&couleur=bleu"))
    told = {fault["chemin"]: fault["message"] for fault in document["manquements"]}
    assert "par «\u00a0gravite\u00a0»" in told["/gravitee"]
    assert told["/couleur"].startswith("Retirez le paramètre")


def test_a_store_that_does_not_answer_is_told_without_saying_where_it_is_nor_its_keys(
    s3_server: S3Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint = f"http://{LOOPBACK}:{free_ports(1)[0]}"
    app = create_app(settings_on(s3_server, tmp_path, endpoint=endpoint))
    answer = app.test_client().get("/sante")
    assert answer.status_code == 503
    assert endpoint not in json.dumps(requests.problem(answer))
    assert endpoint in caplog.text
    for text in (answer.text, caplog.text, repr(app.extensions["cpom"])):
        assert s3_server.secret_key not in text
        assert s3_server.access_key not in text


def test_an_error_that_nobody_foresaw_says_nothing_of_itself(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path)}))

    @app.get("/api/v1/panne")
    def _() -> str:
        raise RuntimeError("le mot de passe est 1234")

    answer = app.test_client().get("/api/v1/panne")
    assert answer.status_code == 500
    assert "1234" not in json.dumps(requests.problem(answer))
    assert "1234" in caplog.text


@pytest.mark.long
def test_a_faulty_template_is_told_by_its_name_and_not_by_its_place(tmp_path: Path) -> None:
    templates = tmp_path / "gabarits"
    shutil.copytree(ROOT / "templates", templates)
    contrat = docx.Document(str(templates / "contract" / "contrat.docx"))
    contrat.add_paragraph("{{ inconnu }}")
    contrat.save(str(templates / "contract" / "contrat.docx"))
    app = create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path), "CPOM_GABARITS": str(templates)}))
    document = requests.problem(app.test_client().post("/api/v1/dossiers?format=docx", **requests.form()))
    assert document["type"].endswith("/gabarit-fautif")
    assert "inconnu" in document["detail"]
    assert str(tmp_path) not in json.dumps(document)


@pytest.mark.long
def test_a_character_that_no_font_has_is_told(local_app: Flask) -> None:
    charge = payloads.charge(requests.SMALLEST)
    charge["reference"] = "漢"
    form = requests.form(requests.dumped(charge))
    document = requests.problem(local_app.test_client().post("/api/v1/dossiers?format=pdf", **form))
    assert document["type"].endswith("/document-irrealisable")
    assert "U+6F22" in document["detail"]


@pytest.mark.long
def test_a_document_that_was_changed_in_the_store_is_not_served(local_app: Flask, tmp_path: Path) -> None:
    client = local_app.test_client()
    made = client.post("/api/v1/dossiers?format=docx", **requests.form())
    sha256 = next(each["sha256"] for each in made.get_json()["documents"] if each["nom"] == "contrat.docx")
    next(tmp_path.rglob(sha256)).write_bytes(b"autre chose")
    answer = client.get(f"{made.headers['Location']}/documents/contrat.docx")
    assert answer.status_code == 503
    assert requests.problem(answer)["type"].endswith("/stockage-indisponible")
