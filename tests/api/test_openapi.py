"""The OpenAPI description says what the API does: schemathesis sends what it allows, and what it does not."""

from __future__ import annotations

import json
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from schemas.answer import SUFFIX, Answer
from schemas.objet import cles, item_type
from server import create_app
from server.amendment.data.changement import Changement
from server.api import answers
from server.api.answers.sante import SanteAnswer
from server.api.body import JSON
from server.api.problems import MEDIA_TYPE
from server.legal.answers import VerdictAnswer
from server.settings import Settings
from tests.api import requests

if TYPE_CHECKING:
    from flask.testing import FlaskClient

OF_QUERY_OR_BODY = [
    "GET /api/v1/contrats",
    "GET /api/v1/contrats/{contrat_id}",
    "GET /api/v1/contrats/{contrat_id}/echeancier",
    "GET /api/v1/dossiers/{identifiant}/documents/{nom}",
    "GET /api/v1/regles",
    "GET /api/v1/regles/{identifiant}",
    "POST /api/v1/apercus",
    "POST /api/v1/contrats",
    "POST /api/v1/contrats/reprises",
    "POST /api/v1/contrats/{contrat_id}/actes/denonciation",
    "POST /api/v1/contrats/{contrat_id}/actes/prorogation",
    "POST /api/v1/contrats/{contrat_id}/actes/refus",
    "POST /api/v1/contrats/{contrat_id}/actes/saisine",
    "GET /api/v1/contrats/{contrat_id}/annexes/{nom}.{extension}",
    "GET /api/v1/contrats/{contrat_id}/consolide.{extension}",
    "POST /api/v1/contrats/{contrat_id}/avenants",
    "POST /api/v1/contrats/{contrat_id}/avenants/{avenant_id}/dossiers",
    "POST /api/v1/contrats/{contrat_id}/avenants/{avenant_id}/etats",
    "POST /api/v1/contrats/{contrat_id}/dossiers",
    "PUT /api/v1/contrats/{contrat_id}/avenants/{avenant_id}",
    "POST /api/v1/contrats/{contrat_id}/etats",
    "POST /api/v1/contrats/{contrat_id}/revues/{annee}",
    "POST /api/v1/differences",
    "POST /api/v1/dossiers",
    "POST /api/v1/echeanciers",
    "POST /api/v1/lettres/denonciation",
    "POST /api/v1/lettres/prorogation",
    "POST /api/v1/lettres/refus",
    "POST /api/v1/lettres/saisine",
    "POST /api/v1/revues",
    "POST /api/v1/verifications",
    "PUT /api/v1/contrats/{contrat_id}",
]
OPERATIONS = [
    *OF_QUERY_OR_BODY,
    "GET /api/v1/contrats/{contrat_id}/actes",
    "GET /api/v1/contrats/{contrat_id}/avenants",
    "GET /api/v1/contrats/{contrat_id}/avenants/{avenant_id}",
    "GET /api/v1/contrats/{contrat_id}/dossiers",
    "GET /api/v1/contrats/{contrat_id}/journal",
    "GET /api/v1/contrats/{contrat_id}/revues",
    "GET /api/v1/contrats/{contrat_id}/versions",
    "GET /api/v1/contrats/{contrat_id}/versions/{rang}",
    "GET /api/v1/dossiers/{identifiant}",
    "GET /api/v1/dossiers/{identifiant}/archive.zip",
    "GET /api/v1/problemes/{code}",
    "GET /api/v1/schemas/contrat.json",
    "GET /sante",
]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    app = create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path_factory.mktemp("var"))}))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.mark.long
@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_api_answers_as_it_says_to_what_it_allows(described: schemathesis.BaseSchema, operation: str) -> None:
    call(described, operation, GenerationMode.POSITIVE)


@pytest.mark.long
@pytest.mark.parametrize("operation", OF_QUERY_OR_BODY)
def test_the_api_refuses_as_it_says_what_it_does_not_allow(described: schemathesis.BaseSchema, operation: str) -> None:
    call(described, operation, GenerationMode.NEGATIVE)


@pytest.mark.long
def test_a_whole_dossier_is_answered_as_it_says(described: schemathesis.BaseSchema) -> None:
    body = json.loads(requests.inline()["data"])
    query = {"format": "docx"}
    for path in ("verifications", "apercus"):
        described[f"/api/v1/{path}"]["POST"].Case(body=body, media_type=JSON).call_and_validate(checks=CHECKS)
    created, found = (
        described["/api/v1/dossiers"]["POST"]
        .Case(body=body, query=query, media_type=JSON)
        .call_and_validate(checks=CHECKS)
        for _ in range(2)
    )
    assert (created.status_code, found.status_code) == (201, 200)
    names = {"identifiant": created.json()["identifiant"], "nom": "contrat.docx"}
    for path, item in described.items():
        if "{identifiant}" in path:
            item["GET"].Case(path_parameters=names).call_and_validate(checks=CHECKS)


def test_a_whole_contract_is_answered_as_it_says(described: schemathesis.BaseSchema) -> None:
    body = json.loads(requests.inline()["data"])
    contrat = described["/api/v1/contrats"]["POST"].Case(body=body, media_type=JSON).call_and_validate(checks=CHECKS)
    names = {"contrat_id": contrat.json()["id"], "rang": 1}
    read = {"path_parameters": names, "headers": {"If-Match": "*"}, "media_type": JSON}
    described["/api/v1/contrats/{contrat_id}"]["PUT"].Case(body=body, **read).call_and_validate(checks=CHECKS)
    for etat in ("arrete", "signe"):
        case = described["/api/v1/contrats/{contrat_id}/etats"]["POST"].Case(body={"etat": etat}, **read)
        assert case.call_and_validate(checks=CHECKS).status_code == 200
    for tail in ("", "/journal", "/versions", "/versions/{rang}"):
        case = described["/api/v1/contrats/{contrat_id}" + tail]["GET"].Case(path_parameters=names)
        assert case.call_and_validate(checks=CHECKS).status_code == 200
    reprise = described["/api/v1/contrats/reprises"]["POST"].Case(body={"contrat": body}, media_type=JSON)
    assert reprise.call_and_validate(checks=CHECKS).status_code == 201


def call(described: schemathesis.BaseSchema, operation: str, mode: GenerationMode) -> None:
    """Send to an operation what its description allows, or not, and hold each answer against the description."""
    method, path = operation.split()

    @given(case=described[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def answers(case: Case) -> None:
        case.call_and_validate(checks=CHECKS)

    answers()


def test_the_description_is_that_of_openapi_3_1(client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").get_json()
    assert described["openapi"].startswith("3.1")
    operations = {f"{method.upper()} {path}" for path, item in described["paths"].items() for method in item}
    assert {operation for operation in operations if not operation.startswith("PARAMETERS")} == set(OPERATIONS)


def test_every_refusal_is_described_as_a_problem_document(client: FlaskClient) -> None:
    described = client.get("/api/v1/openapi.json").get_json()
    for operations in described["paths"].values():
        for operation in (operations[method] for method in operations.keys() & {"get", "post", "put"}):
            refusals = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
            assert {"406", "500"} <= refusals.keys()
            assert all(list(answer["content"]) == [MEDIA_TYPE] for answer in refusals.values())


def test_a_contract_is_described_once_with_its_labels(client: FlaskClient) -> None:
    schemas = client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]
    assert schemas["Contrat"]["properties"]["article_5"]["anyOf"][0] == {"$ref": "#/components/schemas/Article5"}
    assert schemas["Capacite"]["properties"]["modalite"]["title"] == "Modalité d’accueil"
    assert not [name for name in schemas if name.endswith("1") and name[:-1] in schemas]


def test_every_answer_is_described_key_by_key(client: FlaskClient) -> None:
    schemas = client.get("/api/v1/openapi.json").get_json()["components"]["schemas"]
    modules = [f"server.api.answers.{each.name}" for each in iter_modules(answers.__path__)]
    found = {answer for module in modules for answer in answers_of(module)}
    assert {SanteAnswer, VerdictAnswer, Changement} <= found
    for answer in found:
        described = schemas[answer.__name__.removesuffix(SUFFIX)]
        assert {nom: each["title"] for nom, each in described["properties"].items()} == {
            cle.nom: cle.champ.libelle for cle in cles(answer)
        }
        assert described["additionalProperties"] is False


def answers_of(module: str) -> set[type[Answer]]:
    """Return the answers that a module defines, and those that they hold."""
    found = {kind for kind in vars(import_module(module)).values() if is_answer(kind) and kind.__module__ == module}
    held = {item_type(cle.type) for kind in found for cle in cles(kind)}
    return found | {kind for kind in held if is_answer(kind)}


def is_answer(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Answer)
