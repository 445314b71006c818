"""Rows that another added, took away or moved are told from those that stay where they were."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.chemin import pointer
from schemas.contrat import Contrat
from server.entry.paths import move_at, put_at, read_at, remove_at
from server.entry.saving import Fusion
from server.entry.shifts import Listes, is_shifted
from tests.payloads import charge

ETABLISSEMENTS = ("article_1", "etablissements")
CAPACITES = (*ETABLISSEMENTS, 0, "capacites")
COMMUNE = "/article_1/etablissements/1/commune"


def inserted(value: Any, steps: tuple[str | int, ...], item: Any) -> Any:
    *way, rank = steps
    items = list(read_at(value, tuple(way)) or [])
    items.insert(int(rank), item)
    return put_at(value, tuple(way), items)


def shifts(now: Any) -> list[str]:
    return [pointer(*way) for way in Listes(Contrat, charge(), now).shifts()]


def test_values_that_change_move_nothing() -> None:
    now = put_at(put_at(charge(), (*ETABLISSEMENTS, 1, "commune"), "Metz"), (*CAPACITES, 0, "autorisee"), 12)
    assert shifts(now) == []


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (inserted(charge(), (*ETABLISSEMENTS, 1), {"finess_et": "570000018"}), "/article_1/etablissements/1"),
        (inserted(charge(), (*ETABLISSEMENTS, 3), {"finess_et": "570000018"}), "/article_1/etablissements/3"),
        (remove_at(charge(), (*ETABLISSEMENTS, 0)), "/article_1/etablissements/0"),
        (move_at(charge(), (*ETABLISSEMENTS, 2), by=-1), "/article_1/etablissements/1"),
        (move_at(charge(), (*CAPACITES, 0), by=1), "/article_1/etablissements/0/capacites/0"),
        (remove_at(charge(), (*CAPACITES, 0)), "/article_1/etablissements/0/capacites/0"),
        (put_at(charge(), ("visas", "schemas"), None), "/visas/schemas/0"),
    ],
)
def test_the_first_item_that_is_not_where_it_was_is_told(now: Any, first: str) -> None:
    assert shifts(now) == [first]


def test_what_the_definition_does_not_know_is_compared_too() -> None:
    assert shifts(charge() | {"inconnue": [1, {"x": 2}]}) == ["/inconnue/0"]


def test_a_shift_reaches_the_items_that_follow_and_no_other() -> None:
    decalages = [(*ETABLISSEMENTS, 1)]
    assert is_shifted((*ETABLISSEMENTS, 1), decalages)
    assert is_shifted((*ETABLISSEMENTS, 2, "commune"), decalages)
    assert not is_shifted((*ETABLISSEMENTS, 0, "commune"), decalages)
    assert not is_shifted(ETABLISSEMENTS, decalages)
    assert not is_shifted(("article_1", "partenariats", 1), decalages)


def test_a_page_that_knows_of_a_shift_still_saves_what_stands_elsewhere() -> None:
    now = charge()
    fusion = Fusion(Contrat, now, now, ((*ETABLISSEMENTS, 1),))
    found = fusion.apply({COMMUNE: ["Metz"], "/article_1/etablissements/0/commune": ["Nancy"], "/reference": ["R"]})
    assert [(each.chemin, each.decale) for each in found.conflits] == [(COMMUNE, True)]
    assert found.changes == ("/article_1/etablissements/0/commune", "/reference")
    assert fusion.decalages == ((*ETABLISSEMENTS, 1),)


def test_a_value_that_the_page_does_not_show_is_not_replaced_without_a_word() -> None:
    now = put_at(charge(), ("reference",), "LA-LEUR")
    found = Fusion(Contrat, now, now, ignorees=frozenset({"/reference"}))
    (conflit,) = found.apply({"/reference": ["LA-MIENNE"]}).conflits
    assert (conflit.saisi, conflit.autre, conflit.decale) == ("LA-MIENNE", "LA-LEUR", False)
    assert not found.apply({"/reference": ["LA-LEUR"]}).conflits
    assert found.list_unseen(["/reference", COMMUNE]) == ("/reference",)


def test_what_was_of_another_shape_is_compared_all_the_same() -> None:
    assert shifts(charge() | {"parties": 5, "visas": "texte", "article_1": [1]}) != []


def test_the_new_rows_of_two_people_do_not_become_one() -> None:
    lue = charge()
    rank = len(read_at(lue, ETABLISSEMENTS))
    theirs = put_at(lue, (*ETABLISSEMENTS, rank, "commune"), "La leur")
    found = Fusion(Contrat, lue, theirs).apply({f"/article_1/etablissements/{rank}/commune": ["La mienne"]})
    assert [each.decale for each in found.conflits] == [True]
    assert found.charge == theirs


UN, DEUX = {"raison_sociale": "Un", "commune": "Metz"}, {"raison_sociale": "Deux", "commune": "Nancy"}


@pytest.mark.parametrize(
    "now",
    [
        [DEUX],
        [DEUX, {"raison_sociale": "Trois"}],
        [DEUX | {"commune": "Toul"}, UN],
        [DEUX, UN | {"commune": "Toul"}],
        [{"raison_sociale": "Trois"}, DEUX],
    ],
    ids=["removed", "removed and added", "moved and changed", "changed and moved", "replaced"],
)
def test_items_that_have_no_key_yet_are_not_taken_for_each_other(now: list[dict[str, str]]) -> None:
    before = put_at(charge(), ETABLISSEMENTS, [UN, DEUX])
    found = Listes(Contrat, before, put_at(before, ETABLISSEMENTS, now)).shifts()
    assert [pointer(*way) for way in found] == ["/article_1/etablissements/0"]


def test_an_item_whose_key_was_mended_is_still_the_same() -> None:
    assert shifts(put_at(charge(), (*ETABLISSEMENTS, 0, "finess_et"), "570000018")) == []
