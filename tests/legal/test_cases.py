"""Each rule of law against its cases, in YAML beside its module: `tests/legal/cases.py` says how they are written."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from schemas.actes import DEMANDES
from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.json_schema import build_json_schema
from server.legal import check
from tests import french, payloads
from tests.legal.cases import AT, RULES, CasDActe, CasDAvenant, CasDeContrat, Case, cases, places

if TYPE_CHECKING:
    from schemas.objet import Objet

CASES = list(cases())
SHAPES: dict[type[Case], tuple[type[Objet], ...]] = {
    CasDeContrat: (Contrat,),
    CasDAvenant: (DemandeAvenant,),
    CasDActe: tuple(DEMANDES.values()),
}
PLACES = {
    kind: {place for schema in map(build_json_schema, shapes) for place in places(schema, schema["$defs"])}
    for kind, shapes in SHAPES.items()
}
ALWAYS = {"preavis_de_la_denonciation"}  # what people alone can judge, of every act: nothing holds it


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_its_case_says(case: Case) -> None:
    assert [manquement.chemin for manquement in case.judged.manquements] == case.manquements
    assert bool(case.judged.motif) is case.sans_objet


@pytest.mark.parametrize("case", [case for case in CASES if case.manquements], ids=str)
def test_what_a_rule_says_is_good_french_at_a_place_of_the_payload(case: Case) -> None:
    for manquement in case.judged.manquements:
        assert french.faults(manquement.message) == []
        assert re.sub(r"/[0-9]+", "/*", manquement.chemin) in PLACES[type(case)]


@pytest.mark.parametrize("case", [c for c in CASES if c.manquements and isinstance(c, CasDeContrat)], ids=str)
def test_what_a_rule_says_of_a_contract_names_the_article_or_the_annexe(case: Case) -> None:
    silent = [m.message for m in case.judged.manquements if not french.names_a_place(m.message)]
    assert silent == []


def test_the_article_of_a_code_or_a_quoted_name_is_not_a_place_of_the_contract() -> None:
    assert not french.names_a_place("Ajoutez l’autorité qu’exige l’article L.\u00a0313-12.")
    assert not french.names_a_place("Renseignez «\u00a0Annexe de l’article 4\u00a0» pour «\u00a0Les Visas\u00a0».")
    assert not french.names_a_place("Vérifiez l’habilitation partielle, négociée entre les parties.")


@pytest.mark.parametrize("regle", RULES.values(), ids=RULES)
def test_each_rule_has_a_case_that_conforms_and_one_that_fails(regle: Any) -> None:
    cases = [bool(case.manquements) for case in CASES if case.regle == regle.identifiant]
    assert set(cases) == ({True} if regle.identifiant in ALWAYS else {True, False})


@pytest.mark.parametrize("regle", RULES.values(), ids=RULES)
def test_each_condition_has_a_case_that_it_leaves_without_object(regle: Any) -> None:
    motifs = {case.judged.motif for case in CASES if case.regle == regle.identifiant and case.sans_objet}
    assert {condition.motif for condition in regle.conditions} <= motifs


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
