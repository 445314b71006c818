"""Each rule of law against its cases: one YAML file beside each module of rules, which a lawyer can read and complete.

A case changes a conforming contract (that of `examples/ehpad_trois_rivieres`, or of the example named by `base`) and
says at which JSON pointers the rule then finds something, by the law of the day `au`; `sans_objet: true` says that the
rule does not apply to it. `contrat` is merged over it: an object by its keys, null
removes; a key that begins with `/` is a JSON pointer set in place, `/-` at its end appends.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.contrat import Contrat
from schemas.json_schema import json_schema
from schemas.reading import parse, read
from server.legal import Constat, check, judge, regles
from tests import french, payloads

AT = date(2027, 1, 1)
RULES = {regle.identifiant: regle for regle in regles(AT)}


class Loader(yaml.SafeLoader):
    """YAML with dates left as texts, as in JSON."""

    yaml_implicit_resolvers = {
        first: [(tag, motif) for tag, motif in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class Case:
    """One case: a sentence, a rule, the changes that make the contract, and where the rule finds something."""

    fichier: str
    nom: str
    regle: str
    manquements: list[str]
    contrat: dict[str, Any] = field(default_factory=dict)
    base: str = payloads.REFERENCE
    au: str = AT.isoformat()
    sans_objet: bool = False

    def __str__(self) -> str:
        return f"{self.regle} – {self.nom}"

    @cached_property
    def given(self) -> Contrat:
        """The contract that the changes make."""
        charge = json.loads(payloads.body(self.base))
        patch = {key: value for key, value in self.contrat.items() if not key.startswith("/")}
        charge = merge(charge, patch)
        for pointer in self.contrat.keys() - patch.keys():
            put(charge, pointer, self.contrat[pointer])
        return read(parse(json.dumps(charge).encode()), Contrat)

    @cached_property
    def judged(self) -> Constat:
        """What the rule finds, by the law of the day of the case."""
        return judge(RULES[self.regle], self.given, date.fromisoformat(self.au))


def merge(value: Any, patch: Any) -> Any:
    """Return a value with a JSON Merge Patch (RFC 7396) applied."""
    if not isinstance(patch, dict):
        return deepcopy(patch)
    merged = dict(value) if isinstance(value, dict) else {}
    for key, inner in patch.items():
        merged[key] = merge(merged.get(key), inner)
    return {key: inner for key, inner in merged.items() if inner is not None}


def put(value: Any, pointer: str, inner: object) -> None:
    """Set, append or (null) remove what stands at a JSON pointer."""
    *steps, last = pointer[1:].split("/")
    for step in steps:
        value = value[int(step)] if isinstance(value, list) else value[step]
    if last == "-":
        value.append(inner)
    elif inner is None:
        del value[int(last) if isinstance(value, list) else last]
    else:
        value[int(last) if isinstance(value, list) else last] = inner


FOLDER = Path(__file__).parent
FILES = sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("*/*.yaml")])
CASES = [
    Case(file.relative_to(FOLDER).with_suffix("").as_posix(), **case)
    for file in FILES
    for case in yaml.load(file.read_text("utf-8"), Loader)  # noqa: S506 -- a safe loader, without dates
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_its_case_says(case: Case) -> None:
    assert [manquement.chemin for manquement in case.judged.manquements] == case.manquements
    assert bool(case.judged.motif) is case.sans_objet


@pytest.mark.parametrize("case", [case for case in CASES if case.manquements], ids=str)
def test_what_a_rule_says_is_good_french_at_a_place_of_the_payload(case: Case) -> None:
    for manquement in case.judged.manquements:
        assert french.faults(manquement.message) == []
        assert re.sub(r"/[0-9]+", "/*", manquement.chemin) in PLACES


@pytest.mark.parametrize("case", [case for case in CASES if case.manquements], ids=str)
def test_what_a_rule_says_names_the_article_or_the_annexe(case: Case) -> None:
    silent = [m.message for m in case.judged.manquements if not french.names_a_place(m.message)]
    assert silent == []


def test_the_article_of_a_code_or_a_quoted_name_is_not_a_place_of_the_contract() -> None:
    assert not french.names_a_place("Ajoutez l’autorité qu’exige l’article L.\u00a0313-12.")
    assert not french.names_a_place("Renseignez «\u00a0Annexe de l’article 4\u00a0» pour «\u00a0Les Visas\u00a0».")
    assert not french.names_a_place("Vérifiez l’habilitation partielle, négociée entre les parties.")


@pytest.mark.parametrize("regle", RULES.values(), ids=RULES)
def test_each_rule_has_a_case_that_conforms_and_one_that_fails(regle: Any) -> None:
    cases = [bool(case.manquements) for case in CASES if case.regle == regle.identifiant]
    assert {True, False} == set(cases)


def test_each_case_stands_in_the_file_of_its_article() -> None:
    modules = {case.nom: RULES[case.regle].verification.__module__ for case in CASES}
    assert {case.nom: f"server.legal.{case.fichier.replace('/', '.')}" for case in CASES} == modules


def test_no_two_cases_have_the_same_name() -> None:
    assert [nom for nom, times in Counter(case.nom for case in CASES).items() if times > 1] == []


@pytest.mark.parametrize("name", payloads.NAMES)
def test_every_example_conforms_to_every_rule_of_the_day_when_it_is_signed(name: str) -> None:
    contrat = payloads.contrat(name)
    assert contrat.article_9.date_signature
    assert check(contrat, contrat.article_9.date_signature).manquements == ()


@pytest.mark.parametrize("name", payloads.NAMES)
def test_every_example_still_conforms_the_year_after(name: str) -> None:
    assert check(payloads.contrat(name), AT).conforme


def places(schema: dict[str, Any], definitions: dict[str, Any], pointer: str = "") -> set[str]:
    """Return every JSON pointer of a payload, the ranks of its lists as stars."""
    found = {pointer}
    for described in (schema, *schema.get("anyOf", ())):
        target = definitions[described["$ref"].rpartition("/")[2]] if "$ref" in described else described
        for key, inner in target.get("properties", {}).items():
            found |= places(inner, definitions, f"{pointer}/{key}")
        if "items" in target:
            found |= places(target["items"], definitions, f"{pointer}/*")
    return found


SCHEMA = json_schema(Contrat)
PLACES = places(SCHEMA, SCHEMA["$defs"])
