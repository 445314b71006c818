"""A contract modified by a merge patch whose lists of objects are merged by key."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.reading import ChargeInvalide, dump, fault_of_shape, read
from server.amendment.data import find_changes
from server.amendment.data.patch import apply_demande, merge_modifications, move_to_request
from tests import payloads

TILLEULS = "570005165"
AVANT = payloads.contrat(payloads.REFERENCE)


def capacites(**change: Any) -> dict[str, Any]:
    known = {"modalite": "hebergement_permanent"}
    return {"article_1": {"etablissements": [{"finess_et": TILLEULS, "capacites": [known | change]}]}}


def faults(modifications: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ChargeInvalide) as refused:
        merge_modifications(AVANT, modifications)
    return [(manquement.chemin, manquement.message) for manquement in refused.value.manquements]


def test_a_changed_capacity_is_one_change_of_one_value() -> None:
    (changement,) = find_changes(AVANT, merge_modifications(AVANT, capacites(autorisee=90)))
    assert (changement.avant, changement.apres) == (84, 90)


def test_an_empty_patch_changes_nothing() -> None:
    assert merge_modifications(AVANT, {}) == AVANT


def test_null_removes_a_key() -> None:
    assert merge_modifications(AVANT, {"preambule": None}).preambule is None


def test_an_unknown_key_of_a_list_adds_an_item_at_its_end() -> None:
    apres = merge_modifications(AVANT, {"article_5": {"dialogues": [{"annee": 4, "objet": "point supplémentaire"}]}})
    assert [dialogue.annee for dialogue in apres.article_5.dialogues] == [3, 5, 4]


def test_supprime_takes_an_item_away() -> None:
    apres = merge_modifications(AVANT, {"article_5": {"dialogues": [{"annee": 3, "supprime": True}]}})
    assert [dialogue.annee for dialogue in apres.article_5.dialogues] == [5]


def test_a_list_of_texts_is_replaced() -> None:
    assert merge_modifications(AVANT, {"visas": {"autres": ["la convention"]}}).visas.autres == ("la convention",)


def test_each_fault_stands_where_it_was_written() -> None:
    removed = {"finess_et": AVANT.article_1.etablissements[0].finess_et, "supprime": True}
    wrong = {"finess_et": AVANT.article_1.etablissements[1].finess_et, "commune": 3, "capacite": []}
    assert [place for place, _ in faults({"article_1": {"etablissements": [removed, wrong]}, "artcle_2": {}})] == [
        "/modifications/article_1/etablissements/1/commune",
        "/modifications/article_1/etablissements/1/capacite",
        "/modifications/artcle_2",
    ]


def test_an_item_that_is_not_there_cannot_be_removed() -> None:
    ((place, message),) = faults({"article_5": {"dialogues": [{"annee": 2, "supprime": True}]}})
    assert place == "/modifications/article_5/dialogues/0"
    assert message == "Vérifiez cet élément à supprimer\u00a0: au contrat, aucun n’est connu par «\u00a02\u00a0»."


def test_an_item_is_removed_by_true_alone() -> None:
    ((place, _),) = faults({"article_5": {"dialogues": [{"annee": 3, "supprime": False}]}})
    assert place == "/modifications/article_5/dialogues/0/supprime"


@pytest.mark.parametrize(
    "patch", [{"article_5": 3}, {"article_5": {"dialogues": 3}}, {"article_5": {"dialogues": [3]}}]
)
def test_what_is_not_of_the_right_kind_is_told(patch: dict[str, Any]) -> None:
    assert all(place.startswith("/modifications/article_5") for place, _ in faults(patch))


@pytest.mark.parametrize(
    ("members", "told"),
    [({}, "Donnez les modifications"), ({"modifications": {}, "contrat": dump(AVANT)}, "Gardez le contrat")],
)
def test_a_request_gives_the_contract_or_its_modifications(members: dict[str, Any], told: str) -> None:
    with pytest.raises(ChargeInvalide) as refused:
        apply_demande(AVANT, demande("revision", **members))
    assert refused.value.manquements[0].message.startswith(told)


@pytest.mark.parametrize(
    ("members", "place"),
    [
        ({"contrat": payloads.charge()}, "/contrat/annexes/pieces/0"),
        (
            {"modifications": {"annexes": {"pieces": [{"identifiant": "organigramme"}]}}},
            "/modifications/annexes/pieces/0",
        ),
        ({"modifications": {"annexes": {"besoins": {}}}}, "/modifications/annexes"),
        ({"modifications": {}}, "/modifications"),
        ({}, ""),
    ],
)
def test_a_fault_of_the_contract_to_come_is_told_at_the_nearest_place_of_the_request(
    members: dict[str, Any], place: str
) -> None:
    faute = fault_of_shape("Joignez le fichier PDF.", "annexes", "pieces", 0)
    assert move_to_request(AVANT, demande("prolongation", **members), faute).chemin == place


def test_a_prolongation_needs_say_nothing_more() -> None:
    once = apply_demande(AVANT, demande("prolongation"))
    assert once.article_9.prolongation_annees == 1
    assert apply_demande(once, demande("prolongation")).article_9.prolongation_annees == 2  # which the law refuses


@pytest.mark.long
@settings(deadline=None)
@given(st.data())
def test_any_object_is_merged_or_refused(data: st.DataObject) -> None:
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=5,
    )
    names = st.sampled_from(["etablissements", "finess_et", "supprime", "capacites", "modalite", "gestionnaire"])
    patch = data.draw(
        st.dictionaries(names, values | st.lists(st.dictionaries(names, values, max_size=3), max_size=3), max_size=3)
    )
    with suppress(ChargeInvalide):
        assert isinstance(merge_modifications(AVANT, {"article_1": patch}), Contrat)


def demande(nature: str, **members: Any) -> DemandeAvenant:
    known = {"nature": nature, "expose_des_motifs": "Les parties en conviennent.", "date_effet": "2028-01-01"}
    return read(known | members, DemandeAvenant)
