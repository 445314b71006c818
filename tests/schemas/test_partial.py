"""What can be read of a charge is read, and what cannot waits: it is never read as absent."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from schemas.article_1 import Etablissement
from schemas.contrat import Contrat
from schemas.partial import ValeurEnAttente, read_partial
from schemas.reading import ChargeInvalide, dump, read
from schemas.walk import walk
from tests import payloads

if TYPE_CHECKING:
    from collections.abc import Callable


def partial(**changes: object) -> Contrat:
    charge = payloads.charge()
    for path, value in changes.items():
        *way, last = path.split("__")
        inside: Any = charge
        for step in way:
            inside = inside[int(step) if step.isdecimal() else step]
        if value is ...:
            del inside[last]
        else:
            inside[int(last) if last.isdecimal() else last] = value
    return read_partial(charge, Contrat).objet


def waits(read: Callable[[], object]) -> str:
    with pytest.raises(ValeurEnAttente) as caught:
        read()
    return caught.value.chemin


@pytest.mark.parametrize("name", payloads.NAMES)
def test_a_charge_without_faults_is_read_as_ever(name: str) -> None:
    lecture = read_partial(payloads.charge(name), Contrat)
    assert lecture.manquements == ()
    assert lecture.objet == payloads.contrat(name)


def test_the_faults_are_those_of_the_ordinary_reading() -> None:
    charge = payloads.charge() | {"base_legale": "?", "articl_2": {}, "article_9": {"duree_annees": "cinq"}}
    with pytest.raises(ChargeInvalide) as caught:
        read(charge, Contrat)
    assert read_partial(charge, Contrat).manquements == caught.value.manquements


def test_a_malformed_value_waits_and_its_neighbours_are_read() -> None:
    article = partial(article_9__duree_annees="cinq").article_9
    assert waits(lambda: article.duree_annees) == "/article_9/duree_annees"
    assert article.date_entree_en_vigueur.year == 2027


def test_a_required_value_that_is_missing_waits() -> None:
    assert waits(lambda: partial(article_9=...).article_9) == "/article_9"
    assert waits(lambda: partial(article_9__duree_annees=...).article_9.duree_annees) == "/article_9/duree_annees"
    assert waits(lambda: partial(article_9__duree_annees=None).article_9.duree_annees) == "/article_9/duree_annees"


def test_an_optional_value_that_is_malformed_waits_and_is_not_absent() -> None:
    assert partial(article_9__date_signature=...).article_9.date_signature is None
    assert waits(lambda: partial(article_9__date_signature="demain").article_9.date_signature).endswith("signature")
    assert waits(lambda: partial(article_2=[]).article_2) == "/article_2"
    assert waits(lambda: partial(langue=3).langue) == "/langue"


def test_a_key_that_is_misspelt_makes_that_one_wait_which_it_stands_for() -> None:
    charge = payloads.charge()
    charge["article_9"]["date_signatur"] = charge["article_9"].pop("date_signature")
    assert waits(lambda: read_partial(charge, Contrat).objet.article_9.date_signature) == "/article_9/date_signatur"
    charge["article_9"]["date_signature"] = "2026-12-10"
    assert read_partial(charge, Contrat).objet.article_9.date_signature is not None


def test_a_list_keeps_its_other_items_and_the_other_keys_of_the_malformed_one() -> None:
    whole = payloads.contrat().article_1.etablissements
    found = partial(article_1__etablissements__1__categorie=500).article_1.etablissements
    assert len(found) == len(whole)
    assert found[0] == whole[0]
    assert found[1].finess_et == whole[1].finess_et
    assert waits(lambda: found[1].categorie) == "/article_1/etablissements/1/categorie"


def test_an_item_that_is_no_object_keeps_its_rank() -> None:
    found = partial(article_1__etablissements__0="EHPAD").article_1.etablissements
    assert waits(lambda: found[0].finess_et) == "/article_1/etablissements/0"
    assert found[1] == payloads.contrat().article_1.etablissements[1]


def test_a_list_of_plain_values_waits_whole() -> None:
    found = partial(article_1__etablissements__0__publics__0=3).article_1.etablissements
    assert waits(lambda: found[0].publics) == "/article_1/etablissements/0/publics/0"


def test_a_value_that_repeats_waits_where_it_comes_again() -> None:
    first = payloads.contrat().article_5.dialogues[0].annee
    found = partial(article_5__dialogues__1__annee=first).article_5.dialogues
    assert found[0].annee == first
    assert waits(lambda: found[1].annee) == "/article_5/dialogues/1/annee"


def test_what_waits_hides_from_no_other_way_of_reading() -> None:
    contrat = partial(article_1__etablissements__1__categorie=500)
    etablissement = contrat.article_1.etablissements[1]
    place = "/article_1/etablissements/1/categorie"
    assert isinstance(etablissement, Etablissement)
    for way in (
        lambda: list(walk(contrat)),
        lambda: dump(contrat),
        lambda: contrat == payloads.contrat(),
        lambda: payloads.contrat() == contrat,
        lambda: etablissement != payloads.contrat().article_1.etablissements[1],
        lambda: etablissement in payloads.contrat().article_1.etablissements,
        lambda: {etablissement},
        lambda: hash(contrat),
        lambda: vars(etablissement),
        lambda: replace(etablissement, commune="Metz"),
    ):
        assert waits(way) == place


@pytest.mark.parametrize("charge", [None, [], "contrat", 3])
def test_a_charge_that_is_no_object_waits_everywhere(charge: object) -> None:
    lecture = read_partial(charge, Contrat)
    assert [fault.chemin for fault in lecture.manquements] == [""]
    assert waits(lambda: lecture.objet.base_legale) == waits(lambda: lecture.objet.annexes) == ""


def test_an_empty_charge_holds_what_a_contract_may_leave_out() -> None:
    contrat = read_partial({}, Contrat).objet
    assert contrat.article_1.etablissements == ()
    assert contrat.langue == "fr"
    assert {json.dumps(waits(lambda nom=nom: getattr(contrat, nom))) for nom in ("version", "parties")} == {
        '"/version"',
        '"/parties"',
    }
