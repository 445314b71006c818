"""No sentence of the arrêté is forgotten: each is applied by a rule, printed by a clause, or left with its reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from server.legal import find_regles
from server.settings import ROOT

ARRETE = (Path(__file__).parent / "textes/arrete_du_3_mars_2017.txt").read_text("utf-8")
TABLE: list[dict[str, Any]] = yaml.safe_load((ROOT / "docs/arrete_du_3_mars_2017.yaml").read_text("utf-8"))
RULES = {regle.identifiant: regle for regle in find_regles()}
OBLIGATION = re.compile(r"\b(?:doi(?:t|vent)|obligatoir\w+|ne peut)\b")
EVERY_SENTENCE = pytest.mark.parametrize("ligne", TABLE, ids=lambda ligne: ligne["phrase"][:60])


def plain(text: str) -> str:
    """Return a text without the marks of its lists, its spaces made ordinary."""
    return re.sub(r"\s+", " ", re.sub(r"^\s*[•-] ?", "", text, flags=re.MULTILINE)).strip()


def test_the_table_holds_the_whole_arrete_in_its_order() -> None:
    assert " ".join(ligne["phrase"] for ligne in TABLE) == plain(ARRETE)


@EVERY_SENTENCE
def test_each_sentence_is_applied_printed_or_left_with_a_reason(ligne: dict[str, Any]) -> None:
    assert ligne.keys() - {"phrase"}
    assert ligne.keys() <= {"phrase", "regles", "clauses", "sans_regle"}


@EVERY_SENTENCE
def test_the_rules_that_it_names_exist(ligne: dict[str, Any]) -> None:
    assert [identifiant for identifiant in ligne.get("regles", ()) if identifiant not in RULES] == []


@EVERY_SENTENCE
def test_the_clauses_that_it_names_are_printed(ligne: dict[str, Any]) -> None:
    for clause in ligne.get("clauses", ()):
        twin = (ROOT / f"templates/{clause['gabarit']}.txt").read_text("utf-8")
        assert clause["texte"] in plain(twin)


@pytest.mark.parametrize("regle", RULES.values(), ids=RULES)
def test_each_rule_taken_from_the_arrete_stands_in_the_table(regle: Any) -> None:
    named = {identifiant for ligne in TABLE for identifiant in ligne.get("regles", ())}
    assert regle.identifiant in named or not regle.source.titre.startswith("Arrêté du 3 mars 2017")


def test_no_obligation_of_the_annex_is_left_without_rule_or_clause() -> None:
    annex = TABLE[next(rank for rank, ligne in enumerate(TABLE) if ligne["phrase"].startswith("ANNEXE")) :]
    obligations = [ligne for ligne in annex if OBLIGATION.search(ligne["phrase"])]
    left = [ligne["phrase"] for ligne in obligations if not {"regles", "clauses"} & ligne.keys()]
    assert len(obligations) > 20
    assert [phrase for phrase in left if not phrase.startswith(JUGEES)] == []


# What the annex asks and only people can judge.
JUGEES = ("Ce CPOM rénové", "Le nombre et la nature des objectifs doivent être conformes à une évaluation réaliste")
