"""The steps ask for the whole payload, once each value, and what they are given is the contract."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from schemas.article_1 import Article1
from schemas.chemin import pointer
from schemas.contrat import Contrat
from schemas.reading import dump, dump_canonical, parse, read
from schemas.walk import walk
from server.entry.completeness import RIEN, find_missing, measure_completude
from server.entry.controls import Genre, Groupe
from server.entry.fields import Contexte
from server.entry.form import build_elements
from server.entry.paths import cle_at, move_at, put_at, read_at, remove_at
from server.entry.places import lieu_of
from server.entry.readable import keep_readable
from server.entry.references import Renvois
from server.entry.saving import Fusion
from server.entry.steps import AVENANT, CONTRAT
from tests.entry.walking import controls, leaves

EXAMPLES = sorted(Path("examples").glob("*/contrat.json"))
TROIS_RIVIERES = Path("examples/ehpad_trois_rivieres/contrat.json")
NOT_ASKED = {"version", "langue", "contenu"}


def whole(path: Path = TROIS_RIVIERES) -> Any:
    return dump(read(parse(path.read_bytes()), Contrat))


def sent(parcours: Any, charge: Any) -> dict[str, list[str]]:
    """Return what a browser sends of every page."""
    return {
        each.chemin: ["", *each.valeurs] if each.genre is Genre.CASES else [each.valeur]
        for each in controls(parcours, charge)
    }


@pytest.mark.long
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_value_of_a_contract_has_one_control_and_no_more(path: Path) -> None:
    charge = whole(path)
    asked = Counter(dict.fromkeys(sent(CONTRAT, charge), 1))
    plain = {
        pointer(*steps)
        for steps, value in walk(read(charge, Contrat))
        if not hasattr(value, "__dataclass_fields__") and not isinstance(value, tuple) and value is not None
    }
    known = {chemin.rsplit("/", 1)[0] if chemin.rsplit("/", 1)[1].isdecimal() else chemin for chemin in plain}
    missing = {chemin for chemin in known - set(asked) if chemin.rsplit("/", 1)[1] not in NOT_ASKED}
    assert not missing
    for etape in CONTRAT.etapes:
        others = [part for other in CONTRAT.etapes if other is not etape for part in other.parts]
        assert not set(etape.parts) & set(others)


@pytest.mark.long
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_sending_the_pages_of_a_contract_as_they_are_changes_nothing(path: Path) -> None:
    charge = whole(path)
    found = Fusion(Contrat, charge, charge).apply(sent(CONTRAT, charge))
    assert found.changes == ()
    assert found.charge == charge


@pytest.mark.long
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_whole_contract_can_be_entered_from_nothing(path: Path) -> None:
    charge = whole(path)
    saisie = sent(CONTRAT, charge)
    found = Fusion(Contrat, {}, {}).apply(saisie)
    entered: Any = put_at(put_at(found.charge, ("version",), "1"), ("langue",), "fr")
    assert dump_canonical(read(entered, Contrat)) == dump_canonical(read(charge, Contrat))


def test_the_fields_of_an_amendment_come_before_those_of_its_contract() -> None:
    assert AVENANT.etapes[0].nom == "avenant"
    chemins = set(sent(AVENANT, {"contrat": whole()}))
    assert {"/nature", "/expose_des_motifs", "/date_effet", "/compte_rendu/date", "/contrat/reference"} <= chemins


@pytest.mark.long
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_each_value_is_on_the_page_to_which_a_fault_leads(path: Path) -> None:
    charge = whole(path)
    for chemin in sent(CONTRAT, charge):
        lieu = lieu_of(CONTRAT, chemin)
        assert chemin.startswith(lieu.chemin)
        assert any(pointer(*part) == chemin[: len(pointer(*part))] for part in CONTRAT.etape(lieu.etape).parts)


def test_a_value_far_down_a_list_is_on_its_page() -> None:
    assert lieu_of(CONTRAT, "/article_1/etablissements/57").pages == {"/article_1/etablissements": 3}
    inner = lieu_of(CONTRAT, "/article_1/etablissements/57/capacites/1/autorisee")
    assert (inner.etape, inner.chemin, inner.pages) == ("perimetre", "/article_1/etablissements/57", {})
    assert lieu_of(CONTRAT, "/article_1/etablissements/2/publics/1").ancre == "c-article_1-etablissements-2-publics"
    assert lieu_of(CONTRAT, "/inconnue").etape == "parties"


def test_two_people_save_at_once_what_does_not_meet() -> None:
    lue = whole()
    theirs = put_at(lue, ("article_6", "juridiction"), "tribunal administratif de Nancy")
    found = Fusion(Contrat, lue, theirs).apply(
        {"/reference": ["CPOM-2"], "/article_6/juridiction": [read_at(lue, ("article_6", "juridiction"))]}
    )
    assert not found.conflits
    assert read_at(found.charge, ("reference",)) == "CPOM-2"
    assert read_at(found.charge, ("article_6", "juridiction")) == "tribunal administratif de Nancy"


def test_two_people_who_change_the_same_value_are_told_and_neither_is_lost() -> None:
    lue = whole()
    theirs = put_at(lue, ("reference",), "LA-LEUR")
    found = Fusion(Contrat, lue, theirs).apply({"/reference": ["LA-MIENNE"], "/article_6/juridiction": ["tribunal"]})
    assert [(each.chemin, each.saisi, each.autre) for each in found.conflits] == [
        ("/reference", "LA-MIENNE", "LA-LEUR")
    ]
    assert found.changes == ("/article_6/juridiction",)


def test_an_item_that_another_took_away_is_a_conflict_and_not_its_neighbour() -> None:
    lue = whole()
    theirs = remove_at(lue, ("article_1", "etablissements", 0))
    found = Fusion(Contrat, lue, theirs).apply({"/article_1/etablissements/1/commune": ["Metz"]})
    assert [each.chemin for each in found.conflits] == ["/article_1/etablissements/1/commune"]
    assert found.charge == theirs


def test_a_key_that_the_definition_does_not_know_is_refused() -> None:
    for chemin in ("/inconnue", "/article_1", "/article_1/etablissements", "/version", "/annexes/pieces/0/contenu", ""):
        with pytest.raises(KeyError):
            Fusion(Contrat, {}, {}).apply({chemin: ["x"]})


def test_what_is_emptied_leaves_no_empty_object_behind() -> None:
    charge = put_at({}, ("article_9", "prorogation", "date_notification"), "2030-01-01")
    assert put_at(charge, ("article_9", "prorogation", "date_notification"), None) is None
    assert put_at({"a": [{"b": 1}]}, ("a", 0, "b"), None) == {"a": [{}]}
    assert put_at({}, ("a", 1, "b"), 1) == {"a": [{}, {"b": 1}]}


def test_items_move_within_their_list_and_no_further() -> None:
    charge = {"a": [1, 2, 3]}
    assert move_at(charge, ("a", 0), 1) == {"a": [2, 1, 3]}
    assert move_at(charge, ("a", 0), -1) == charge
    assert remove_at(charge, ("a", 1)) == {"a": [1, 3]}
    assert remove_at({"a": [1]}, ("a", 0)) is None
    assert charge == {"a": [1, 2, 3]}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_conforming_contract_has_all_that_is_mandatory(path: Path) -> None:
    charge = whole(path)
    compte = measure_completude(Contrat, charge)
    articles = [each for etape in CONTRAT.etapes for each in CONTRAT.comptes(etape, charge)]
    assert compte.complet, [titre for titre, each in articles if not each.complet]
    assert sum((each for _, each in articles), RIEN) == compte
    assert measure_completude(Contrat, {}).fait == 0
    less = put_at(charge, ("article_5", "dialogues"), None)
    assert measure_completude(Contrat, less).fait < measure_completude(Contrat, less).total


def test_what_is_missing_is_named_and_counted_alike() -> None:
    for value in (
        {},
        {"article_1": {"etablissements": [{}]}},
        put_at(whole(), ("article_5", "dialogues"), None),
        whole(),
    ):
        compte = measure_completude(Contrat, value)
        found = list(find_missing(Contrat, value))
        assert len(found) == compte.total - compte.fait
        assert all(read_at(value, way) is None for way in found)
    assert list(find_missing(Contrat, put_at(whole(), ("article_5", "dialogues"), None))) == [
        ("article_5", "dialogues")
    ]


def test_what_is_whole_can_be_read_beside_what_is_not() -> None:
    charge = put_at(whole(), ("article_1", "etablissements", 1, "finess_et"), None)
    charge = put_at(charge, ("article_9", "prorogation", "date_accord"), "hier")
    charge = put_at(charge, ("article_6", "inconnue"), 1)
    found = keep_readable(charge, Contrat)
    assert found.objet is not None
    assert len(found.objet.article_1.etablissements) == len(whole()["article_1"]["etablissements"]) - 1
    assert {fault.chemin for fault in found.manquements} >= {
        "/article_1/etablissements/1/finess_et",
        "/article_6/inconnue",
    }
    assert found.ecartes >= 3


def test_a_contract_without_what_it_cannot_do_without_cannot_be_read() -> None:
    found = keep_readable(put_at(whole(), ("base_legale",), None), Contrat)
    assert found.objet is None
    assert [fault.chemin for fault in found.manquements] == ["/base_legale"]


def test_every_leaf_of_the_definition_is_known_by_its_path() -> None:
    charge = whole()
    assert (
        cle_at(Contrat, ("article_1", "etablissements", 0, "capacites", 1, "autorisee")).champ.libelle
        == "Capacité autorisée"
    )
    assert sum(1 for _ in leaves(Contrat, charge)) > 300


def test_what_may_be_left_out_whole_is_mandatory_once_it_is_begun() -> None:
    chemin, steps = "/article_1/reglement_aide_sociale/intitule", ("article_1", "reglement_aide_sociale", "intitule")
    for charge, mandatory in (({}, False), (put_at({}, steps, "Règlement"), True)):
        assert {each.obligatoire for each in controls(CONTRAT, charge) if each.chemin == chemin} == {mandatory}
    (group,) = (
        each
        for each in build_elements(Contexte(Renvois.of({}), {}, {}, {}), Article1, {}, "article_1")
        if each.chemin == "/article_1/reglement_aide_sociale"
    )
    assert isinstance(group, Groupe)
    assert group.aide.startswith("Facultatif\u202f; s’il est rempli, sont attendus\u00a0: «\u00a0")
