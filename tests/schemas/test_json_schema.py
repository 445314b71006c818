"""The JSON Schema says what the reader does: it accepts the examples, and refuses nothing that the reader accepts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import marshmallow
import pytest
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from jsonschema import Draft202012Validator

from schemas.base_fields import Choix
from schemas.contrat import Contrat
from schemas.json_schema import build_json_schema, configure
from schemas.objet import Objet, cles, item_type, schema_of, title_of
from schemas.reading import ChargeInvalide, dump_canonical, parse, read
from tests import payloads

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = build_json_schema(Contrat)
DEFINITIONS = SCHEMA["$defs"] | {"Contrat": SCHEMA}
VALIDATOR = Draft202012Validator(SCHEMA)


def classes(objet: type[Objet]) -> Iterator[type[Objet]]:
    yield objet
    for cle in cles(objet):
        kind = item_type(cle.type)
        if isinstance(kind, type) and issubclass(kind, Objet):
            yield from classes(kind)


CLASSES = set(classes(Contrat))


def readable(charge: object) -> bool:
    try:
        read(charge, Contrat)
    except ChargeInvalide:
        return False
    return True


class TestDefinition:
    def test_it_is_a_json_schema(self) -> None:
        Draft202012Validator.check_schema(SCHEMA)
        assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def test_every_object_is_defined_once_under_its_name(self) -> None:
        assert {objet.__name__ for objet in CLASSES} == set(DEFINITIONS)
        assert len({objet.__name__ for objet in CLASSES}) == len(CLASSES)

    def test_every_object_says_in_french_what_it_is_and_refuses_other_keys(self) -> None:
        for objet in CLASSES:
            definition = DEFINITIONS[objet.__name__]
            assert definition["title"] == title_of(objet)
            assert definition["additionalProperties"] is False

    def test_every_key_has_its_label_and_its_help(self) -> None:
        for objet in CLASSES:
            properties = DEFINITIONS[objet.__name__]["properties"]
            assert list(properties) == [cle.nom for cle in cles(objet)]
            for cle in cles(objet):
                assert properties[cle.nom]["title"] == cle.champ.libelle
                assert properties[cle.nom].get("description", "") == cle.champ.aide
                assert properties[cle.nom].get("x-obligatoire", False) == cle.champ.obligatoire

    def test_every_key_says_what_its_values_are(self) -> None:
        for name, definition in DEFINITIONS.items():
            for key, described in definition["properties"].items():
                assert described.keys() & {"type", "oneOf", "anyOf", "$ref"}, f"{name}.{key}"

    def test_the_keys_required_are_those_that_have_no_value_of_their_own(self) -> None:
        for objet in CLASSES:
            required = sorted(cle.nom for cle in cles(objet) if cle.requis)
            assert DEFINITIONS[objet.__name__].get("required", []) == required

    def test_every_code_of_a_closed_list_has_its_words(self) -> None:
        for objet in CLASSES:
            for cle in cles(objet):
                kind = item_type(cle.type)
                if isinstance(kind, type) and issubclass(kind, Choix) and kind is cle.type:
                    described = DEFINITIONS[objet.__name__]["properties"][cle.nom]["oneOf"]
                    assert described == [{"const": member.value, "title": member.libelle} for member in kind]

    def test_optional_keys_may_be_null(self) -> None:
        capacite = DEFINITIONS["Capacite"]["properties"]
        assert capacite["installee"]["type"] == ["integer", "null"]
        assert capacite["autorisee"] == {
            "title": "Capacité autorisée",
            "description": "En places\u202f; en personnes pour une file active.",
            "type": "integer",
            "minimum": 0,
            "maximum": 100_000,
        }
        assert {"type": "null"} in DEFINITIONS["Indicateur"]["properties"]["sens"]["oneOf"]

    def test_amounts_are_numbers_or_texts(self) -> None:
        montant = DEFINITIONS["QuotePart"]["properties"]["montant"]
        assert montant["type"] == ["number", "string"]
        assert (montant["minimum"], montant["maximum"]) == (-(10**12), 10**12)

    def test_dates_files_and_lists_say_their_form(self) -> None:
        piece = DEFINITIONS["Piece"]["properties"]
        assert piece["date"]["format"] == "date"
        assert piece["contenu"]["contentEncoding"] == "base64"
        assert DEFINITIONS["Annexes"]["properties"]["pieces"]["maxItems"] == 5_000
        assert DEFINITIONS["Annexes"]["properties"]["pieces"]["items"] == {"$ref": "#/$defs/Piece"}

    def test_openapi_says_the_same(self) -> None:
        plugin = MarshmallowPlugin()
        spec = APISpec("CPOM", "1", "3.1.0", plugins=[plugin])
        configure(plugin)
        spec.components.schema("Contrat", schema=schema_of(Contrat))
        text = json.dumps(spec.to_dict()["components"]["schemas"]).replace("#/components/schemas/", "#/$defs/")
        assert json.loads(text)["Piece"] == DEFINITIONS["Piece"]
        assert json.loads(text)["Contrat"]["properties"] == SCHEMA["properties"]


class TestExamples:
    @pytest.mark.parametrize("name", payloads.NAMES)
    def test_the_examples_conform(self, name: str) -> None:
        assert list(VALIDATOR.iter_errors(json.loads(payloads.body(name)))) == []

    @pytest.mark.parametrize("name", payloads.NAMES)
    def test_so_does_their_canonical_form(self, name: str) -> None:
        assert list(VALIDATOR.iter_errors(json.loads(dump_canonical(payloads.contrat(name))))) == []

    @pytest.mark.parametrize(
        ("pointer", "value"),
        [
            ("/version", 2),
            ("/version", "2"),
            ("/base_legale", "L313-12"),
            ("/inconnue", 1),
            ("/parties", None),
            ("/preambule", ""),
            ("/preambule", ["a"]),
            ("/article_1/etablissements", {}),
            ("/article_1/etablissements/0/finess_et", "57000516"),
            ("/article_1/etablissements/0/raison_sociale", "a" * 1_001),
            ("/article_1/etablissements/0/capacites/0/autorisee", -1),
            ("/article_1/etablissements/0/capacites/0/autorisee", 84.5),
            ("/article_1/etablissements/0/capacites/0/autorisee", "84"),
            ("/article_1/etablissements/0/capacites/0/modalite", "hotel"),
            ("/article_1/etablissements/0/autorisation/date", "2017"),
            ("/article_4/ehpad/0/pharmacie_usage_interieur", "non"),
            ("/article_4/frais_de_siege/taux", 101),
            ("/article_4/frais_de_siege/taux", "3,2"),
            ("/article_9/duree_annees", 0),
            ("/annexes/pgfp/exercices/0/bfr", [1]),
            ("/annexes/pgfp/exercices/0/bfr", 10**13),
            ("/annexes/pieces/0/contenu", 1),
        ],
    )
    def test_a_change_of_each_kind_conforms_neither_to_the_schema_nor_to_the_reader(
        self, pointer: str, value: object
    ) -> None:
        charge = json.loads(payloads.body())
        put(charge, pointer, value)
        assert (VALIDATOR.is_valid(charge), readable(charge)) == (False, False)

    @pytest.mark.parametrize("key", ["version", "base_legale", "parties", "article_9"])
    def test_a_missing_key_conforms_to_neither(self, key: str) -> None:
        charge = json.loads(payloads.body())
        del charge[key]
        assert (VALIDATOR.is_valid(charge), readable(charge)) == (False, False)


def put(charge: Any, pointer: str, value: object) -> None:
    *steps, last = pointer[1:].split("/")
    for step in steps:
        charge = charge[int(step) if step.isdecimal() else step]
    charge[int(last) if last.isdecimal() else last] = value


PLAUSIBLE: tuple[object, ...] = (
    *(None, True, 0, 1, 5, 57, 2027, 84.5, -1, 10**13, "", "1", "-1", "57", "500", "62.50", "84.000", "2027-01-01"),
    *("570005165", "783458961", "fr", "ars", "hausse", "Un texte", "**Un** texte", "JVBERi0=", "a.pdf", "2027-02-30"),
    *([], ["a"], [1], [None], {}, {"a": 1}, {"annee": 2027}, {"valeur": 1, "annee": 2027}, [{"annee": 2027}]),
)


@pytest.mark.parametrize("objet", sorted(CLASSES, key=lambda objet: objet.__name__))
def test_what_the_schema_refuses_the_reader_refuses_too(objet: type[Objet]) -> None:
    for name, field in schema_of(objet)().fields.items():
        described = DEFINITIONS[objet.__name__]["properties"][name]
        validator = Draft202012Validator(described | {"$defs": SCHEMA["$defs"]})
        for value in PLAUSIBLE:
            assert validator.is_valid(value) or not reads(field, value), f"{name}: {value}"


def reads(field: marshmallow.fields.Field[Any], value: object) -> bool:
    """Tell whether a field reads a value as the doors give it: decimals, no float."""
    try:
        field.deserialize(parse(json.dumps(value).encode()))
    except marshmallow.ValidationError:
        return False
    return True
