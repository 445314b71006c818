"""Amendments by HTTP: opened from what changes, corrected, settled, signed, written; the consolidated contract."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from schemas.reading import dump
from server.render.word.text import text_of
from tests import french, payloads
from tests.api import requests

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.long

CONTRATS = "/api/v1/contrats"
TILLEULS = "570005165"


@pytest.fixture
def contrat(client: FlaskClient) -> str:
    """Return the address of a signed contract."""
    address = client.post(CONTRATS, **requests.body(payloads.charge(payloads.REFERENCE))).headers["Location"]
    for etat in ("arrete", "signe"):
        assert move(client, address, etat).status_code == 200
    return address


def move(client: FlaskClient, address: str, etat: str, **more: str) -> TestResponse:
    tag = client.get(address).headers["ETag"]
    return client.post(f"{address}/etats", json={"etat": etat, **more}, headers={"If-Match": tag})


def capacite(places: int = 90, **more: Any) -> dict[str, Any]:
    changed = {"modalite": "hebergement_permanent", "autorisee": places, "installee": places, "financee": places}
    return {
        "nature": "capacite",
        "expose_des_motifs": "Six places ont été autorisées.",
        "date_effet": "2028-01-01",
        "date_signature": "2027-12-10",
        "modifications": {"article_1": {"etablissements": [{"finess_et": TILLEULS, "capacites": [changed]}]}},
    } | more


def opened(client: FlaskClient, contrat: str, **more: Any) -> TestResponse:
    return client.post(f"{contrat}/avenants", json=capacite(**more))


def test_an_amendment_is_drafted_from_what_changes(client: FlaskClient, contrat: str) -> None:
    answer = opened(client, contrat)
    assert (answer.status_code, answer.json["numero"], answer.json["etat"]) == (201, 1, "projet")
    assert {changement["apres"] for changement in answer.json["changements"]} == {90}
    (objet, article_1, *_) = answer.json["articles"]
    assert "l’article\u00a01er" in objet["dispositions"][0]["phrase"]
    assert article_1["dispositions"][0]["citations"][1].startswith("EHPAD Les Tilleuls | hébergement permanent | 90")
    assert [(ligne["avant"], ligne["apres"]) for ligne in answer.json["tableau"]] == [("84", "90")] * 3
    assert client.get(answer.headers["Location"]).json == answer.json


def test_an_amendment_that_changes_nothing_is_refused(client: FlaskClient, contrat: str) -> None:
    answer = opened(client, contrat, places=84)
    assert (answer.status_code, answer.json["type"]) == (422, "/api/v1/problemes/avenant-sans-objet")
    assert french.faults(answer.json["detail"]) == []
    assert client.get(f"{contrat}/avenants").json == {"avenants": []}


def test_the_faults_of_modifications_stand_where_they_were_written(client: FlaskClient, contrat: str) -> None:
    answer = opened(
        client, contrat, modifications={"article_1": {"etablissements": [{"finess_et": TILLEULS, "nom": 1}]}}
    )
    assert answer.status_code == 422
    assert [each["chemin"] for each in answer.json["manquements"]] == ["/modifications/article_1/etablissements/0/nom"]


def test_a_draft_contract_is_not_amended(client: FlaskClient) -> None:
    address = client.post(CONTRATS, **requests.body(payloads.charge(payloads.REFERENCE))).headers["Location"]
    answer = opened(client, address)
    assert (answer.status_code, answer.json["type"]) == (409, "/api/v1/problemes/etat-incompatible")


def test_a_second_open_amendment_is_refused_by_naming_the_first(client: FlaskClient, contrat: str) -> None:
    opened(client, contrat)
    answer = opened(client, contrat, places=96)
    assert (answer.status_code, answer.json["type"]) == (409, "/api/v1/problemes/avenant-ouvert")


def test_a_draft_is_corrected_by_whom_has_read_it(client: FlaskClient, contrat: str) -> None:
    first = opened(client, contrat)
    address, tag = first.headers["Location"], first.headers["ETag"]
    assert client.put(address, json=capacite(92)).status_code == 428
    saved = client.put(address, json=capacite(92), headers={"If-Match": tag})
    assert (saved.status_code, saved.json["tableau"][0]["apres"]) == (200, "92")
    assert client.put(address, json=capacite(94), headers={"If-Match": tag}).status_code == 412


def test_a_signed_amendment_gives_the_contract_its_next_version(client: FlaskClient, contrat: str) -> None:
    address = opened(client, contrat).headers["Location"]
    for etat in ("arrete", "signe"):
        assert move(client, address, etat).status_code == 200
    assert client.get(address).json["version"] == 2
    places = {
        jour: client.get(f"{contrat}?au={jour}").json["texte"]["contrat"]["article_1"]["etablissements"][0]
        for jour in ("2027-12-31", "2028-01-01")
    }
    assert [each["capacites"][0]["autorisee"] for each in places.values()] == [84, 90]
    second = opened(client, contrat, places=96, date_effet="2029-01-01", date_signature="2028-12-10")
    assert second.json["numero"] == 2


def test_an_unlawful_amendment_is_kept_but_not_settled(client: FlaskClient, contrat: str) -> None:
    term = {"nature": "revision", "modifications": {"article_9": {"duree_annees": 4}}}
    answer = opened(client, contrat, **term)
    assert (answer.status_code, answer.json["conforme"]) == (201, False)
    assert "terme_inchange" in {each["regle"] for each in answer.json["manquements"]}
    refused = move(client, answer.headers["Location"], "arrete")
    assert (refused.status_code, refused.json["type"]) == (422, "/api/v1/problemes/avenant-non-conforme")
    assert refused.json["detail"].startswith("Corrigez l’avenant\u00a0:")
    assert french.faults(refused.json["detail"]) == []
    assert client.get(answer.headers["Location"]).json["etat"] == "projet"


def test_the_law_is_asked_again_once_the_day_of_the_signature_is_known(client: FlaskClient, contrat: str) -> None:
    address = opened(client, contrat, date_signature=None).headers["Location"]
    assert move(client, address, "arrete").status_code == 200
    refused = move(client, address, "signe", date="2026-12-09")
    assert refused.status_code == 422
    assert "signature_apres_le_contrat" in {each["regle"] for each in refused.json["manquements"]}
    assert [client.get(address).json[nom] for nom in ("etat", "date_signature")] == ["arrete", None]
    assert move(client, address, "signe", date="2027-12-10").json["date_signature"] == "2027-12-10"


def test_a_contract_that_came_to_its_end_is_not_prolonged(client: FlaskClient) -> None:
    charge = payloads.charge(payloads.REFERENCE)
    charge["article_9"]["prorogation"] = {"date_notification": "2031-05-12", "date_accord": "2031-06-16"}
    address = client.post(f"{CONTRATS}/reprises", **requests.body({"contrat": charge})).headers["Location"]
    asked = dump(replace(payloads.demande("prolongation"), date_signature=None))
    avenant = client.post(f"{address}/avenants", **requests.body(asked)).headers["Location"]
    assert move(client, avenant, "arrete").status_code == 200
    refused = move(client, avenant, "signe", date="2033-01-02")
    assert refused.status_code == 422
    assert "prolongation_signee_a_temps" in {each["regle"] for each in refused.json["manquements"]}
    assert move(client, avenant, "signe", date="2032-11-29").status_code == 200


def test_a_draft_bears_the_number_that_the_registry_gives_it(client: FlaskClient, contrat: str) -> None:
    address = opened(client, contrat).headers["Location"]
    for etat in ("arrete", "abandonne"):
        move(client, address, etat)
    second = opened(client, contrat)
    assert second.json["numero"] == 2
    made = client.post(f"{second.headers['Location']}/dossiers?format=docx")
    assert made.json["avenant"]["numero"] == 2


def test_the_documents_of_an_amendment_are_made_once(client: FlaskClient, contrat: str) -> None:
    address = opened(client, contrat).headers["Location"]
    made = client.post(f"{address}/dossiers?format=docx")
    assert (made.status_code, made.json["avenant"]["numero"]) == (201, 1)
    assert [each["nom"] for each in made.json["documents"]][-4:] == [
        "avenant.docx",
        "contrat-consolide.docx",
        "rapport-de-conformite.docx",
        "comparaison.docx",
    ]
    assert client.post(f"{address}/dossiers?format=docx").status_code == 200
    text = text_of(client.get(f"{made.headers['Location']}/documents/avenant.docx").data)
    assert "Avenant n°\u00a01 au contrat pluriannuel d’objectifs et de moyens" in text


def test_the_dossiers_of_a_contract_are_kept_with_it(client: FlaskClient, contrat: str) -> None:
    files = requests.files(payloads.REFERENCE)
    parts = {nom: (BytesIO(pdf), f"{nom}.pdf", "application/pdf") for nom, pdf in files.items()}
    made = client.post(f"{contrat}/dossiers?format=docx", data=parts, content_type="multipart/form-data")
    address = opened(client, contrat).headers["Location"]
    amended = client.post(f"{address}/dossiers?format=docx")
    kept = client.get(f"{contrat}/dossiers").json["dossiers"]
    assert [each["identifiant"] for each in kept] == [each.json["identifiant"] for each in (made, amended)]
    assert [each["avenant"] for each in kept] == [None, address.rpartition("/")[2]]


def test_the_dossier_of_a_contract_is_that_of_the_text_that_was_signed(client: FlaskClient, contrat: str) -> None:
    address = opened(client, contrat).headers["Location"]
    for etat in ("arrete", "signe"):
        move(client, address, etat)
    files = requests.files(payloads.REFERENCE)
    parts = {nom: (BytesIO(pdf), f"{nom}.pdf", "application/pdf") for nom, pdf in files.items()}
    made = client.post(
        f"{contrat}/dossiers?format=docx&droit_au=2026-12-11", data=parts, content_type="multipart/form-data"
    )
    assert (made.status_code, made.json["droit_au"]) == (201, "2026-12-11")
    charge = client.get(f"{made.headers['Location']}/documents/charge.json").json
    assert charge == client.get(f"{contrat}/versions/1").json["contrat"]
    assert client.post(f"{contrat}/dossiers?au=2026-12-11").status_code == 422


def test_a_piece_that_an_amendment_adds_may_lack_while_it_is_a_draft_alone(client: FlaskClient, contrat: str) -> None:
    piece = {"identifiant": "piece-plan", "nature": "autre", "intitule": "Plan des travaux", "fichier": "plan.pdf"}
    named = {"transformations": [{"finess_et": TILLEULS, "nature": "extension"}]}
    modifications = {"annexes": {"pieces": [piece]}, "article_1": named}
    address = opened(client, contrat, nature="revision", modifications=modifications).headers["Location"]
    draft = client.post(f"{address}/dossiers?format=docx")
    assert (draft.status_code, draft.json["projet"], draft.json["genre"]) == (201, True, "avenant"), draft.json
    assert not [each["nom"] for each in draft.json["documents"] if each["nom"].startswith("piece-")]
    assert move(client, address, "arrete").status_code == 200
    refused = client.post(f"{address}/dossiers?format=docx")
    assert (refused.status_code, refused.json["type"]) == (422, "/api/v1/problemes/charge-invalide")
    (fault,) = refused.json["manquements"]
    assert fault["chemin"] == "/modifications/annexes/pieces/0"


def test_a_piece_that_an_amendment_adds_comes_in_a_form(client: FlaskClient, contrat: str) -> None:
    piece = {"identifiant": "piece-plan", "nature": "autre", "intitule": "Plan des travaux", "fichier": "plan.pdf"}
    named = {"transformations": [{"finess_et": TILLEULS, "nature": "extension"}]}
    modifications = {"annexes": {"pieces": [piece]}, "article_1": named}
    address = opened(client, contrat, nature="revision", modifications=modifications).headers["Location"]
    pdf = requests.files(payloads.REFERENCE)["piece-organigramme"]
    made = client.post(
        f"{address}/dossiers?format=docx",
        data={"piece-plan": (BytesIO(pdf), "plan.pdf", "application/pdf")},
        content_type="multipart/form-data",
    )
    assert made.status_code == 201, made.json
    assert made.json["documents"][-1]["nom"] == "piece-9.pdf"


def test_the_consolidated_contract_is_that_of_the_day(client: FlaskClient, contrat: str) -> None:
    address = opened(client, contrat).headers["Location"]
    for etat in ("arrete", "signe"):
        move(client, address, etat)
    before, after = (
        text_of(client.get(f"{contrat}/consolide.docx?au={jour}").data) for jour in ("2027-12-31", "2028-01-01")
    )
    assert "Modifié par" not in before
    assert "Modifié par l’avenant n°\u00a01 du 10\u00a0décembre 2027." in after
    assert client.get(f"{contrat}/consolide.pdf?au=2028-01-01").data.startswith(b"%PDF")
    assert client.get(f"{contrat}/consolide.docx?au=2026-12-31").status_code == 404


def test_an_annexe_is_read_as_on_a_day(client: FlaskClient, contrat: str) -> None:
    modifications = {"annexes": {"besoins_territoriaux": {"reponse": "Le territoire de l’avenant."}}}
    address = opened(client, contrat, nature="revision", modifications=modifications).headers["Location"]
    for etat in ("arrete", "signe"):
        assert move(client, address, etat).status_code == 200
    annexe = f"{contrat}/annexes/besoins"
    before, after = (text_of(client.get(f"{annexe}.docx?au={jour}").data) for jour in ("2027-12-31", "2028-01-01"))
    assert "Le territoire de l’avenant." not in before
    assert "Le territoire de l’avenant." in after
    pdf = client.get(f"{annexe}.pdf?au=2028-01-01")
    assert pdf.data.startswith(b"%PDF")
    assert "annexe-2-besoins-2028-01-01.pdf" in pdf.headers["Content-Disposition"]


def test_an_annexe_that_a_contract_has_not_is_not_found(client: FlaskClient) -> None:
    charge = payloads.charge(requests.SMALLEST)
    charge["annexes"]["habilitation_aide_sociale"] = None
    address = client.post(f"{CONTRATS}/reprises", **requests.body({"contrat": charge})).headers["Location"]
    answer = client.get(f"{address}/annexes/habilitation.docx?au=2027-01-01")
    assert answer.status_code == 404
    assert "habilitation" in answer.json["detail"]
    assert french.faults(answer.json["detail"]) == []
    assert client.get(f"{address}/annexes/pgfp.docx?au=2027-01-01").status_code == 200
    assert client.get(f"{address}/annexes/pgfp.docx?au=2026-12-31").status_code == 404


def test_an_abandoned_draft_gives_its_number_back(client: FlaskClient, contrat: str) -> None:
    address = opened(client, contrat).headers["Location"]
    assert move(client, address, "abandonne").json["numero"] is None
    assert opened(client, contrat).json["numero"] == 1
