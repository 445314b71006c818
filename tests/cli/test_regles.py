"""The page of the rules: made from the rules themselves, never by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from schemas.manquement import Gravite
from server.cli.regles import Exemple, write_rules_page
from server.legal import Regle, Statut, find_regles
from tests import french
from tests.legal.exemples import PAGE, written_page


def test_the_page_in_the_repository_is_the_one_that_the_rules_give() -> None:
    assert PAGE.read_text("utf-8") == written_page(), "make regles"


@pytest.mark.parametrize("regle", find_regles(), ids=lambda regle: regle.identifiant)
def test_it_tells_each_rule_with_its_sentence_its_source_and_its_dates(regle: Regle) -> None:
    told = write_rules_page([regle])
    source = regle.source
    for part in (regle.titre, regle.identifiant, regle.texte, source.titre, source.lien or "", source.lecture):
        assert part in told
    assert "None" not in told
    assert "en vigueur depuis le" in told


def test_it_tells_the_names_that_a_rule_bore() -> None:
    (regle,) = (each for each in find_regles() if each.identifiant == "bilan_final")
    assert "Autrefois" not in write_rules_page([regle])
    assert "\n\nAutrefois `bilan` et `cloture`.\n\n" in write_rules_page(
        [replace(regle, anciens_noms=("bilan", "cloture"))]
    )


def test_it_tells_the_numbers_that_a_rule_applies() -> None:
    (duree,) = (regle for regle in find_regles() if regle.identifiant == "duree_du_contrat")
    assert "| Durée du contrat (article L.\u00a0313-11) | de 1 à 5\u00a0ans | 11\u00a0mars 2017 |" in write_rules_page(
        [duree]
    )


def test_it_tells_the_examples_of_a_rule_after_it() -> None:
    (regle,) = (each for each in find_regles() if each.identifiant == "bilan_final")
    broken = Exemple(Statut.ENFREINTE, "Aucun bilan final", "contrat:\n  article_5: {dialogues: []}")
    held = Exemple(Statut.RESPECTEE, "L’ARS y vient", "contrat: {}")
    told = write_rules_page([regle], {regle.identifiant: (broken, held)})
    assert told.endswith(
        "**Enfreinte**\u00a0: aucun bilan final.\n\n```yaml\ncontrat:\n  article_5: {dialogues: []}\n```\n\n"
        "**Respectée**\u00a0: l’ARS y vient.\n\n```yaml\ncontrat: {}\n```\n"
    )
    assert told.startswith("# Les règles que le service applique\n\nCette page est écrite par `make regles`")
    assert write_rules_page([regle]).startswith(
        "# Les règles que le service applique\n\nCette page est écrite par `cpom regles`"
    )


def test_it_says_why_a_rule_has_no_example_that_holds() -> None:
    (regle,) = (each for each in find_regles() if each.identifiant == "preavis_de_la_denonciation")
    told = write_rules_page(
        [regle], {regle.identifiant: (Exemple(Statut.ENFREINTE, "Le préavis est à vérifier", "acte: {}"),)}
    )
    assert told.endswith("elle demande toujours à une personne de vérifier.\n")


def test_it_is_in_good_french() -> None:
    lines = write_rules_page(find_regles()).splitlines()
    assert [line for line in lines if french.STRAIGHT_APOSTROPHE.search(line)] == []


def test_rules_are_chosen_by_day_article_and_weight() -> None:
    assert find_regles(date(2017, 3, 10)) == ()
    assert {regle.article for regle in find_regles(article="5")} == {"5"}
    assert {regle.gravite for regle in find_regles(gravite=Gravite.AVERTISSEMENT)} == {Gravite.AVERTISSEMENT}
    assert set(find_regles(date(2027, 1, 1), article="4", gravite=Gravite.BLOQUANT)) < set(find_regles(article="4"))
