"""What the API tells without writing: verdicts, previews, rules, the schema, its health, its own page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from server.api.descriptions import STATIC
from server.cli import main
from tests import payloads
from tests.api import requests
from tests.legal.renaming import NOW, OLD, rename

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

VERIFICATIONS = "/api/v1/verifications"


def constats(verdict: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rules of a report, all articles together."""
    return [constat for article in verdict["articles"] for constat in article["regles"]]


def files(folder: Path) -> dict[Path, bytes]:
    """Return what each file of a folder holds: that of the registry, made when the service opens, among them."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_lawful_contract_conforms_without_its_files(client: FlaskClient) -> None:
    verdict = client.post(VERIFICATIONS, **requests.body(payloads.charge(requests.SMALLEST))).get_json()
    assert verdict["conforme"] is True
    assert all(constat["statut"] != "enfreinte" for constat in constats(verdict) if constat["gravite"] == "bloquant")


def test_a_contract_that_breaks_a_rule_is_told_so_with_all_the_rest(client: FlaskClient) -> None:
    verdict = client.post(VERIFICATIONS, **requests.body(requests.unlawful())).get_json()
    assert verdict["conforme"] is False
    found = {constat["identifiant"]: constat["manquements"] for constat in constats(verdict)}
    assert len(found["composition_du_comite_de_suivi"]) >= 1
    assert sum(map(len, found.values())) == len(verdict["manquements"])


@pytest.mark.parametrize("name", payloads.NAMES)
def test_the_api_and_the_command_give_the_same_verdict(
    client: FlaskClient, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    answer = client.post(VERIFICATIONS, data=payloads.body(name), content_type="application/json")
    with pytest.raises(SystemExit):
        main.main(["verifier", "--json", str(payloads.FOLDER / name / "contrat.json")])
    assert answer.get_json() == json.loads(capsys.readouterr().out)


def test_the_day_of_the_law_may_be_chosen(client: FlaskClient) -> None:
    body = requests.body(payloads.charge(requests.SMALLEST))
    old, new = (client.post(f"{VERIFICATIONS}?au={day}", **body).get_json() for day in ("2010-01-01", "2027-01-01"))
    assert (old["droit_au"], new["droit_au"]) == ("2010-01-01", "2027-01-01")
    assert len(constats(old)) < len(constats(new))


def test_a_charge_of_another_shape_is_refused_with_what_the_law_finds_in_the_rest(client: FlaskClient) -> None:
    charge = requests.unlawful()
    charge["article_9"]["duree_annees"] = "cinq"
    answer = client.post(VERIFICATIONS, **requests.body(charge))
    problem = answer.get_json(force=True)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert problem["partiel"] is problem["verdict"]["partiel"] is True
    assert [fault["chemin"] for fault in problem["manquements"]] == ["/article_9/duree_annees"]
    assert problem["verdict"]["conforme"] is False
    assert "composition_du_comite_de_suivi" in {fault["regle"] for fault in problem["verdict"]["manquements"]}
    waiting = {each["identifiant"]: each["attend"] for each in constats(problem["verdict"]) if "attend" in each}
    assert waiting["duree_du_contrat"] == "/article_9/duree_annees"
    (attente,) = problem["verdict"]["en_attente"]
    assert attente["libelle"] == "Article 9 – Entrée en vigueur et durée › Durée"
    assert set(attente["regles"]) == set(waiting)


def test_a_preview_of_another_shape_is_refused_with_the_same_verdict(client: FlaskClient) -> None:
    body = requests.body(requests.unlawful() | {"base_legale": "inconnue"})
    refused, verified = (client.post(f"{way}?au=2027-03-01", **body) for way in ("/api/v1/apercus", VERIFICATIONS))
    assert requests.problem(refused)["verdict"] == requests.problem(verified)["verdict"]


def test_a_charge_of_one_field_has_a_verdict(client: FlaskClient) -> None:
    problem = client.post(VERIFICATIONS, **requests.body({"reference": "CPOM"})).get_json(force=True)
    assert len(problem["verdict"]["en_attente"]) >= 1
    assert any(constat["statut"] != "en_attente" for constat in constats(problem["verdict"]))


def test_nothing_is_stored_by_a_verification_or_a_preview(client: FlaskClient, tmp_path: Path) -> None:
    before = files(tmp_path)
    for address in (VERIFICATIONS, "/api/v1/apercus"):
        assert client.post(address, **requests.body(payloads.charge(requests.SMALLEST))).status_code == 200
    assert files(tmp_path) == before


def test_a_preview_is_a_page_that_can_do_nothing(client: FlaskClient) -> None:
    answer = client.post("/api/v1/apercus", **requests.body(requests.unlawful()))
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    denomination = payloads.charge(requests.SMALLEST)["parties"]["gestionnaire"]["denomination"]
    assert denomination in answer.text


def test_rules_are_listed_with_the_sentence_of_the_law(client: FlaskClient) -> None:
    regles = client.get("/api/v1/regles").get_json()["regles"]
    dialogue = next(regle for regle in regles if regle["identifiant"] == "dialogue_a_mi_parcours")
    assert dialogue["titre"] == "Dialogue à mi-parcours"
    assert "troisième année" in dialogue["texte"]
    assert dialogue["source"]["lien"].startswith("https://www.legifrance.gouv.fr/")
    assert (dialogue["depuis"], dialogue["jusqu_au"]) == ("2017-03-11", None)


def test_a_text_that_has_no_address_of_its_own_is_given_without_a_link(client: FlaskClient) -> None:
    regles = client.get("/api/v1/regles?article=1").get_json()["regles"]
    (finess,) = (regle["source"] for regle in regles if regle["identifiant"] == "cle_finess")
    assert finess == {
        "titre": "Répertoire FINESS, structure du numéro d’identification (clé de Luhn)",
        "lien": None,
        "version": "connu par l’usage\u00a0: aucun texte n’a été trouvé",
    }


def test_a_rule_says_when_its_text_was_last_read_and_in_which_version(client: FlaskClient) -> None:
    regle = client.get("/api/v1/regles/duree_totale_par_usage").get_json()
    for source in (regle["source"], *(nombre["source"] for nombre in regle["nombres"])):
        assert source["version"]
    assert (regle["source"]["version"], regle["source"]["lu_le"]) == ("version de mi-2023", "2026-11-30")


def test_the_rules_on_amendments_and_on_other_acts_are_listed_too(client: FlaskClient) -> None:
    listed = {regle["article"] for regle in client.get("/api/v1/regles").get_json()["regles"]}
    assert {"avenant", "actes"} < listed
    of_acts = client.get("/api/v1/regles?article=actes").get_json()["regles"]
    assert {"preavis_de_la_prorogation", "saisine_des_parties", "preavis_de_la_denonciation"} < {
        regle["identifiant"] for regle in of_acts
    }


def test_a_rule_is_read_by_its_identifier_as_it_is_listed(client: FlaskClient) -> None:
    for listed in client.get("/api/v1/regles").get_json()["regles"]:
        assert client.get(f"/api/v1/regles/{listed['identifiant']}").get_json() == listed


def test_a_rule_tells_its_numbers_of_a_day(client: FlaskClient) -> None:
    early, late = (
        client.get(f"/api/v1/regles/forfait_unique_experimental?au={day}").get_json()["nombres"]
        for day in ("2020-01-01", "2026-01-01")
    )
    assert early != late


def test_a_renamed_rule_answers_to_its_old_name_and_tells_it(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get(f"/api/v1/regles/{NOW}").get_json()["anciens_noms"] == []
    assert "aucune règle" in requests.problem(client.get(f"/api/v1/regles/{OLD}"))["detail"]
    rename(monkeypatch)
    old, now = (client.get(f"/api/v1/regles/{nom}") for nom in (OLD, NOW))
    assert old.get_json() == now.get_json()
    assert (now.get_json()["identifiant"], now.get_json()["anciens_noms"]) == (NOW, [OLD])


def test_rules_are_sorted_out_by_article_severity_and_day(client: FlaskClient) -> None:
    of_article = client.get("/api/v1/regles?article=5&gravite=bloquant").get_json()["regles"]
    assert {(regle["article"], regle["gravite"]) for regle in of_article} == {("5", "bloquant")}
    early = client.get("/api/v1/regles?au=2010-01-01").get_json()["regles"]
    assert all(regle["depuis"] <= "2010-01-01" for regle in early)


def test_the_schema_of_a_contract_accepts_the_examples(client: FlaskClient) -> None:
    answer = client.get("/api/v1/schemas/contrat.json")
    assert answer.mimetype == "application/schema+json"
    validator = Draft202012Validator(json.loads(answer.data))
    for name in payloads.NAMES:
        assert not list(validator.iter_errors(json.loads(payloads.body(name))))


def test_a_service_that_is_well_says_so(any_client: FlaskClient) -> None:
    answer = any_client.get("/sante")
    assert (answer.status_code, answer.get_json()["statut"]) == (200, "ok")
    assert "typst" in answer.get_json()["moteurs_pdf"]


def test_the_page_of_the_api_needs_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/api/v1/docs")
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"].partition("style-src")[0]
    assert "<script>" not in page.text
    addresses = re.findall(r'(?:src|href|data-openapi)="([^"]+)"', page.text)
    assert len(addresses) >= 5
    assert {client.get(f"/api/v1/{address}").status_code for address in addresses} == {200}


def test_the_vendored_page_carries_its_licence() -> None:
    assert "Apache License" in (STATIC / "swagger-ui" / "LICENSE").read_text("utf-8")
    assert re.search(r"swagger-ui-dist \d+\.\d+\.\d+", (STATIC / "swagger-ui" / "VERSION").read_text("utf-8"))


@pytest.mark.parametrize("address", ["/sante", "/api/v1/nulle/part", "/api/v1/openapi.json", "/api/v1/docs"])
def test_every_answer_protects_whoever_reads_it(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert not [name for name, _ in headers if name.startswith("Access-Control")]
