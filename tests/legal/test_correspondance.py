"""No sentence of the law is forgotten: each is applied by a rule, printed by a clause, or left with its reason.

The arrêté has its table, and so has each article of the code that a contract must follow: `docs/code/l_313_12.yaml`
goes through the text that was read, kept in `textes/casf/l_313_12.txt` under a heading that says article and version.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.francais import typographie
from server.legal import find_regles
from server.legal.rule import read_sentence
from server.settings import ROOT

TEXTES = Path(__file__).parent / "textes"
CODE = {file.stem: file for file in sorted((ROOT / "docs/code").glob("*.yaml"))}
TABLES: dict[str, list[dict[str, Any]]] = {
    name: yaml.safe_load(file.read_text("utf-8"))
    for name, file in {"arrete_du_3_mars_2017": ROOT / "docs/arrete_du_3_mars_2017.yaml", **CODE}.items()
}
RULES = {regle.identifiant: regle for regle in find_regles()}
OBLIGATION = re.compile(r"\b(?:doi(?:t|vent)|obligatoir\w+|ne peut)\b")
HEADING = re.compile(r"# (?P<article>.+) \((?P<version>version lue : .+|version en vigueur .+)\)\n")
QUOTATION = re.compile("«\u00a0(.*?)\u00a0»")
LONG_ENOUGH = 40  # characters: a shorter quotation may stand in many texts
EVERY_TABLE = pytest.mark.parametrize("name", TABLES)
EVERY_SENTENCE = pytest.mark.parametrize(
    "ligne",
    [pytest.param(ligne, id=f"{name}: {ligne['phrase'][:60]}") for name, table in TABLES.items() for ligne in table],
)


def plain(text: str) -> str:
    """Return a text without the marks of its lists, its spaces made ordinary."""
    return re.sub(r"\s+", " ", re.sub(r"^\s*[•-] ?", "", text, flags=re.MULTILINE)).strip()


def read_text(name: str) -> str:
    """Return the text that a table goes through, without the heading that says which version it is."""
    file = TEXTES / ("casf" if name in CODE else "") / f"{name}.txt"
    return HEADING.sub("", file.read_text("utf-8"), count=1)


def article_of(name: str) -> str:
    """Return the article of a table, as the code numbers it: "l_313_12_2" gives "L. 313-12-2"."""
    letter, *numbers = name.split("_")
    return f"{letter.upper()}. {'-'.join(numbers)}"


def is_source_of(name: str, regle: Any) -> bool:
    """Tell whether a rule has the text of a table for its source, whatever the paragraph."""
    titre = (
        f"Code de l’action sociale et des familles, article {article_of(name)}"
        if name in CODE
        else "Arrêté du 3 mars 2017"
    )
    return re.match(rf"{re.escape(typographie(titre))}(?![-\d])", regle.source.titre) is not None


def quoted_in(regle: Any) -> list[str]:
    """Return what a rule quotes, part by part."""
    parts = (part for found in QUOTATION.findall(regle.texte) for part in found.split("[…]"))
    return [part.strip(" ;\u202f") for part in parts]


def comes_from(regle: Any, name: str) -> bool:
    """Tell whether a rule has the text of a table for its source, whatever the paragraph, or quotes it."""
    texte = read_sentence(plain(read_text(name)))
    return is_source_of(name, regle) or any(part in texte for part in quoted_in(regle) if len(part) > LONG_ENOUGH)


@EVERY_TABLE
def test_a_table_holds_the_whole_text_in_its_order(name: str) -> None:
    assert " ".join(ligne["phrase"] for ligne in TABLES[name]) == plain(read_text(name))


@pytest.mark.parametrize("name", CODE)
def test_the_text_of_an_article_says_which_it_is_and_in_which_version(name: str) -> None:
    heading = HEADING.match((TEXTES / "casf" / f"{name}.txt").read_text("utf-8"))
    assert heading
    assert heading["article"] == article_of(name)


@pytest.mark.parametrize("name", CODE)
def test_a_rule_quotes_its_article_as_it_was_read_or_the_arrete(name: str) -> None:
    read = [read_sentence(plain(read_text(each))) for each in (name, *(TABLES.keys() - CODE.keys()))]
    of_it = [regle for regle in RULES.values() if is_source_of(name, regle)]
    changed = {
        regle.identifiant: part
        for regle in of_it
        for part in quoted_in(regle)
        if not any(part in text for text in read)
    }
    assert changed == {}


def test_each_text_of_an_article_has_its_table() -> None:
    assert {file.stem for file in TEXTES.glob("casf/*.txt")} == CODE.keys()


@EVERY_SENTENCE
def test_each_sentence_is_applied_printed_or_left_with_a_reason(ligne: dict[str, Any]) -> None:
    assert ligne.keys() - {"phrase"}
    assert ligne.keys() <= {"phrase", "regles", "clauses", "sans_regle"}
    assert all(ligne.values())


@EVERY_SENTENCE
def test_the_rules_that_it_names_exist(ligne: dict[str, Any]) -> None:
    assert [identifiant for identifiant in ligne.get("regles", ()) if identifiant not in RULES] == []


@EVERY_SENTENCE
def test_the_clauses_that_it_names_are_printed(ligne: dict[str, Any]) -> None:
    for clause in ligne.get("clauses", ()):
        twin = (ROOT / f"templates/{clause['gabarit']}.txt").read_text("utf-8")
        assert clause["texte"] in plain(twin)


@EVERY_TABLE
def test_each_rule_taken_from_a_text_stands_in_its_table(name: str) -> None:
    named = {identifiant for ligne in TABLES[name] for identifiant in ligne.get("regles", ())}
    assert [
        regle.identifiant for regle in RULES.values() if comes_from(regle, name) and regle.identifiant not in named
    ] == []


def test_no_obligation_of_the_annex_is_left_without_rule_or_clause() -> None:
    table = TABLES["arrete_du_3_mars_2017"]
    annex = table[next(rank for rank, ligne in enumerate(table) if ligne["phrase"].startswith("ANNEXE")) :]
    obligations = [ligne for ligne in annex if OBLIGATION.search(ligne["phrase"])]
    left = [ligne["phrase"] for ligne in obligations if not {"regles", "clauses"} & ligne.keys()]
    assert len(obligations) > 20
    assert [phrase for phrase in left if not phrase.startswith(JUGEES)] == []


# What the annex asks and only people can judge.
JUGEES = ("Ce CPOM rénové", "Le nombre et la nature des objectifs doivent être conformes à une évaluation réaliste")
