"""The operations drafted from two texts, applied to the first, give the second; what they quote stands in the first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.francais import typographie
from server.amendment.data.naming import collect_denominations
from server.amendment.data.patch import merge_modifications
from server.amendment.drafting.compare import compare
from server.amendment.drafting.rewriting import rewrite
from server.amendment.drafting.sentences import Redacteur
from server.amendment.drafting.text import Alinea, SectionDuTexte, Tableau
from tests import payloads
from tests.amendment.pairs import drawn_contrats, edited
from tests.amendment.writing import texte

if TYPE_CHECKING:
    from schemas.contrat import Contrat

AVANT = payloads.contrat(payloads.REFERENCE)
TILLEULS = "570005165"
FIGURES = {"autorisee": 90, "installee": 90, "financee": 90}


def phrases(modifications: dict[str, Any]) -> list[str]:
    old, new = texte(AVANT), texte(merge_modifications(AVANT, modifications))
    operations = compare(old, new)
    assert rewrite(old, operations) == new
    return [
        typographie(each.phrase).replace("\u00a0", " ")
        for each in Redacteur(old, collect_denominations(AVANT)).draft(operations)
    ]


def capacite(**figures: int) -> dict[str, Any]:
    changed = {"modalite": "hebergement_permanent", **figures}
    return {"article_1": {"etablissements": [{"finess_et": TILLEULS, "capacites": [changed]}]}}


@pytest.mark.long
def test_a_changed_capacity_is_its_row_and_the_total() -> None:
    place = "Au tableau de la rubrique « Capacités » de l’article 1er"
    known = "la ligne « hébergement permanent » relative à l’établissement EHPAD Les Tilleuls (FINESS 570005165)"
    assert phrases(capacite(**FIGURES)) == [
        f"{place}, {known} et la ligne « Total » sont remplacées par les lignes suivantes :"
    ]


def test_a_changed_rate_is_its_words() -> None:
    place = "À la rubrique « La tarification de l’hébergement » de l’article 4.1"
    told = "le taux : « 1,5 % » est remplacé par le taux : « 2,1 % »"
    assert phrases({"article_4": {"hebergement": {"taux_directeur": "2.1"}}}) == [f"{place}, {told}."]


def test_an_objective_goes_with_its_number() -> None:
    gone = {"identifiant": "O6", "supprime": True}
    told = phrases(
        {"article_3": {"objectifs": [gone]}, "annexes": {"objectifs": [{"objectif": "O6", "supprime": True}]}}
    )
    assert told[0] == "À l’article 3, les mots : « nombre de 6 » sont remplacés par les mots : « nombre de 5 »."
    assert told[1] == "L’objectif O6 de l’article 3 est supprimé."


def test_an_objective_comes_under_its_theme() -> None:
    new = {"identifiant": "O7", "theme": "qualite_accompagnement", "intitule": "Soutenir les aidants"}
    told = phrases({"article_3": {"objectifs": [new]}, "annexes": {"objectifs": [{"objectif": "O7"}]}})
    assert (
        "La rubrique « Qualité de l’accompagnement » de l’article 3 est complétée par un objectif ainsi rédigé :"
        in told
    )


def test_a_prolongation_adds_a_paragraph_to_article_9() -> None:
    told = phrases({"article_9": {"prorogation": {"date_notification": "2031-05-02"}, "prolongation_annees": 1}})
    assert told[0] == (
        "À l’article 9, après l’alinéa commençant par les mots : « Si, à la même date, », sont insérés deux alinéas "
        "ainsi rédigés :"
    )


def test_an_article_most_of_which_changes_is_told_again() -> None:
    documents = [f"document nouveau numéro {rank}" for rank in range(12)]
    assert phrases({"article_5": {"documents": documents}}) == [
        "La rubrique « Les documents à produire » de l’article 5 est remplacée par les dispositions suivantes :"
    ]


@pytest.mark.parametrize("name", payloads.NAMES)
def test_an_example_does_not_differ_from_itself(name: str) -> None:
    contrat = payloads.contrat(name)
    assert compare(texte(contrat), texte(contrat)) == ()


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(edited() | st.tuples(drawn_contrats(), drawn_contrats()))
def test_the_operations_lead_from_any_contract_to_any_other(pair: tuple[Contrat, Contrat]) -> None:
    old, new = map(texte, pair)
    operations = compare(old, new)
    assert rewrite(old, operations) == new
    for disposition in Redacteur(old, collect_denominations(pair[0]) | collect_denominations(pair[1])).draft(
        operations
    ):
        assert disposition.phrase.endswith((":", "."))
        assert not re.search(r"\b(?:de le|de les|à le|à les)\b", disposition.phrase.partition("«")[0])


CELLS = st.tuples(*[st.sampled_from("abc")] * 3)
BLOCS = st.builds(Alinea, st.text("ab .", min_size=1, max_size=12), st.booleans()) | st.builds(
    Tableau, st.sampled_from([(), ("x", "y", "z")]), st.lists(CELLS, max_size=6).map(tuple)
)


def sections(niveau: int = 1) -> st.SearchStrategy[SectionDuTexte]:
    inner = st.lists(st.deferred(lambda: sections(niveau + 1)), max_size=3).map(tuple) if niveau < 3 else st.just(())
    titres = st.sampled_from(
        ["Article 1er – a", "Article 1er – b", "Objectif O1 – c", "Objectif O2 – c", "4.1. d", "e"]
    )
    return st.builds(SectionDuTexte, titres, st.just(niveau), st.lists(BLOCS, max_size=4).map(tuple), inner)


ROOT = st.builds(
    SectionDuTexte,
    st.just(""),
    st.just(0),
    st.lists(BLOCS, max_size=3).map(tuple),
    st.lists(sections(), max_size=3).map(tuple),
)


@pytest.mark.long
@settings(max_examples=400, deadline=None)
@given(ROOT, ROOT)
def test_the_operations_lead_from_any_text_to_any_other(old: SectionDuTexte, new: SectionDuTexte) -> None:
    operations = compare(old, new)
    assert rewrite(old, operations) == new
    Redacteur(old, {}).draft(operations)
