"""A dossier by HTTP: made once, found again, fetched whole or file by file, from a folder or from S3."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
import urllib3

from tests.api import requests

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.long

DOSSIERS = "/api/v1/dossiers"


def post(client: FlaskClient, query: str = "format=docx", **arguments: Any) -> TestResponse:
    return client.post(f"{DOSSIERS}?{query}", **(arguments or requests.form()))


@pytest.fixture
def made(any_client: FlaskClient) -> TestResponse:
    return post(any_client)


def test_a_contract_and_its_files_become_a_stored_dossier(any_client: FlaskClient, made: TestResponse) -> None:
    assert made.status_code == 201
    manifeste = made.get_json()
    assert made.headers["Location"] == f"{DOSSIERS}/{manifeste['identifiant']}"
    assert manifeste["conforme"] is True
    noms = [document["nom"] for document in manifeste["documents"]]
    assert {"charge.json", "contrat.docx", "rapport-de-conformite.docx", "piece-1.pdf"} <= set(noms)
    assert any_client.get(made.headers["Location"]).data == made.data


def test_the_same_request_finds_the_same_dossier(any_client: FlaskClient, made: TestResponse) -> None:
    again = post(any_client)
    assert again.status_code == 200
    assert again.headers["Location"] == made.headers["Location"]
    assert again.data == made.data


def test_files_inside_the_json_make_the_same_dossier_as_files_beside_it(client: FlaskClient) -> None:
    assert post(client, **requests.inline()).status_code == 201
    assert post(client, **requests.form()).status_code == 200


def test_another_request_makes_another_dossier(client: FlaskClient) -> None:
    addresses = {post(client, query).headers["Location"] for query in ("format=html", "format=html&projet=true")}
    assert len(addresses) == 2


def test_two_services_make_the_same_bytes(local_app: Any, s3_app: Any) -> None:
    queries = "format=docx,pdf,html"
    local, remote = (post(app.test_client(), queries) for app in (local_app, s3_app))
    assert local.data == remote.data


def test_each_document_comes_with_its_type_its_name_and_its_bytes(any_client: FlaskClient, made: TestResponse) -> None:
    for document in made.get_json()["documents"]:
        answer = any_client.get(f"{made.headers['Location']}/documents/{document['nom']}")
        assert answer.mimetype == document["type"]
        assert answer.headers["Content-Disposition"] == f"attachment; filename={document['nom']}"
        assert answer.get_etag() == (document["sha256"], False)
        assert hashlib.sha256(answer.data).hexdigest() == document["sha256"]
        assert len(answer.data) == document["taille"]


@pytest.mark.parametrize("tail", ["", "/documents/contrat.docx", "/archive.zip"])
def test_what_a_client_already_has_is_not_sent_again(client: FlaskClient, tail: str) -> None:
    address = post(client).headers["Location"] + tail
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_the_archive_holds_every_document_and_the_manifest(any_client: FlaskClient, made: TestResponse) -> None:
    answer = any_client.get(f"{made.headers['Location']}/archive.zip")
    assert answer.mimetype == "application/zip"
    assert answer.content_length == len(answer.data)
    documents = {document["nom"]: document["sha256"] for document in made.get_json()["documents"]}
    with ZipFile(BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        held = {nom: archive.read(nom) for nom in archive.namelist()}
    assert held.pop("manifeste.json") == made.data
    assert {nom: hashlib.sha256(content).hexdigest() for nom, content in held.items()} == documents


def test_the_archive_is_the_same_each_time(client: FlaskClient) -> None:
    address = f"{post(client).headers['Location']}/archive.zip"
    assert client.get(address).data == client.get(address).data


def test_a_folder_gives_the_document_where_a_link_is_asked_for(client: FlaskClient) -> None:
    answer = client.get(f"{post(client).headers['Location']}/documents/contrat.docx?lien=1")
    assert answer.status_code == 200


def test_s3_gives_a_link_that_needs_no_key(s3_app: Any) -> None:
    client = s3_app.test_client()
    address = f"{post(client).headers['Location']}/documents/contrat.docx"
    answer = client.get(f"{address}?lien=1")
    assert answer.status_code == 303
    assert answer.headers["Cache-Control"] == "no-store"
    fetched = urllib3.request("GET", answer.headers["Location"])
    assert fetched.data == client.get(address).data
    assert "contrat.docx" in fetched.headers["Content-Disposition"]


def test_only_the_asked_formats_are_made(client: FlaskClient) -> None:
    documents = post(client, "format=odt,html").get_json()["documents"]
    endings = {document["nom"].rpartition(".")[2] for document in documents if document["nom"].startswith("contrat")}
    assert endings == {"odt", "html"}


def test_a_contract_that_breaks_a_rule_is_refused_with_its_faults_and_nothing_is_stored(
    client: FlaskClient, tmp_path: Any
) -> None:
    charge = requests.dumped(requests.unlawful())
    document = requests.problem(post(client, **requests.form(charge)))
    assert document["type"].endswith("/contrat-non-conforme")
    found = {(fault["chemin"], fault["regle"], fault["gravite"]) for fault in document["manquements"]}
    assert ("/article_5/comite_suivi", "composition_du_comite_de_suivi", "bloquant") in found
    assert not (tmp_path / "var" / "objets").exists()


def test_a_draft_of_it_is_made_all_the_same(client: FlaskClient) -> None:
    charge = requests.dumped(requests.unlawful())
    made = post(client, "projet=true&format=docx", **requests.form(charge))
    assert made.status_code == 201
    assert made.get_json()["conforme"] is False
    assert made.get_json()["projet"] is True


def test_a_file_that_misses_and_a_file_that_nobody_names_are_both_told(client: FlaskClient) -> None:
    joints = requests.files()
    joints["un-inconnu"] = joints.pop("piece-organigramme")
    document = requests.problem(post(client, **requests.form(joints=joints)))
    assert document["type"].endswith("/charge-invalide")
    messages = " ".join(fault["message"] for fault in document["manquements"])
    assert "Joignez le fichier PDF" in messages
    assert "un-inconnu" in messages


def test_a_dossier_refused_for_its_shape_says_what_the_law_of_the_day_finds_in_the_rest(client: FlaskClient) -> None:
    charge = requests.unlawful() | {"base_legale": "inconnue"}
    problem = requests.problem(post(client, "au=2027-03-01", **requests.form(requests.dumped(charge))))
    assert (problem["status"], problem["partiel"], problem["verdict"]["droit_au"]) == (422, True, "2027-03-01")
    assert "composition_du_comite_de_suivi" in {each["regle"] for each in problem["verdict"]["manquements"]}


def test_a_file_that_is_no_pdf_is_refused(client: FlaskClient) -> None:
    joints = requests.files() | {"piece-organigramme": b"MZ not a PDF"}
    document = requests.problem(post(client, **requests.form(joints=joints)))
    assert [fault["chemin"] for fault in document["manquements"]] == ["/annexes/pieces/0"]


@pytest.mark.libreoffice
def test_a_request_may_choose_libreoffice(client: FlaskClient) -> None:
    made = post(client, "format=pdf&moteur_pdf=libreoffice")
    assert made.status_code == 201
    assert made.get_json()["moteur_pdf"]["nom"] == "libreoffice"
