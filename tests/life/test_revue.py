"""A yearly review becomes the records of the indicators, or says everything that keeps it from doing so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from schemas.contrat import Contrat
from schemas.manquement import Gravite
from schemas.reading import ChargeInvalide, parse, read
from schemas.revue import Revue
from server import legal
from server.life.revue import apply_revue, apply_revues, find_remarks
from tests import french, payloads
from tests.life.contrats import contrat

REVUE = (payloads.FOLDER / "revues" / "ehpad_trois_rivieres_2028.json").read_bytes()


def revue(**changes: Any) -> Revue:
    """Return the review of the example, some of its keys changed."""
    charge = parse(REVUE)
    assert isinstance(charge, dict)
    return read(charge | changes, Revue)


def values(found: Contrat, indicateur: str) -> dict[int, Decimal]:
    indicateurs = (each for fiche in found.annexes.objectifs for each in fiche.indicateurs)
    return {
        releve.annee: releve.valeur for each in indicateurs if each.identifiant == indicateur for releve in each.releves
    }


def refused(found: Contrat, given: Revue, annee: int, chemin: str = "") -> list[tuple[str, str]]:
    with pytest.raises(ChargeInvalide) as error:
        apply_revue(found, given, annee, chemin=chemin)
    assert not [fault for each in error.value.manquements for fault in french.faults(each.message)]
    return [(each.chemin, each.message) for each in error.value.manquements]


def test_the_values_become_the_records_of_the_year_beside_those_of_other_years() -> None:
    found = apply_revue(contrat(), revue(), 2028)
    assert values(found, "O1-I1") == {2025: Decimal(62), 2028: Decimal(73)}
    assert values(found, "O2-I3") == {2028: Decimal("6.18")}
    assert values(found, "O6-I2") == {}


def test_a_second_review_of_a_year_replaces_the_first_and_years_stay_in_order() -> None:
    found = apply_revue(contrat(), revue(), 2028)
    one = revue(valeurs=[{"indicateur": "O1-I1", "valeur": "70"}], appreciations=[])
    found = apply_revue(apply_revue(found, one, 2027), one, 2028)
    assert list(values(found, "O1-I1").items()) == [(2025, Decimal(62)), (2027, Decimal(70)), (2028, Decimal(70))]
    assert values(found, "O1-I2") == {2028: Decimal("47.5")}


def test_a_review_changes_nothing_but_the_records() -> None:
    before, after = contrat(), apply_revue(contrat(), revue(), 2028)
    emptied = [
        apply_revue(each, revue(valeurs=[{"indicateur": "O1-I1", "valeur": "1"}], appreciations=[]), 2028)
        for each in (before, after)
    ]
    assert after.article_3 == before.article_3
    assert [fiche.actions for fiche in after.annexes.objectifs] == [f.actions for f in before.annexes.objectifs]
    assert emptied[0].annexes.objectifs[0].indicateurs[0] == emptied[1].annexes.objectifs[0].indicateurs[0]
    assert legal.check(after, legal.echeances.day_of_law(after)).conforme


def test_every_fault_is_told_at_once_with_its_place() -> None:
    given = revue(
        valeurs=[{"indicateur": "O1-I1", "valeur": 1}, {"indicateur": "O9-I9", "valeur": 2}],
        appreciations=[{"objectif": "O9", "elements": "Rien."}],
    )
    assert refused(contrat(), given, 2033) == [
        ("", "Choisissez une année du contrat, de 2027 à 2031, et non 2033."),
        (
            "/valeurs/1/indicateur",
            "Corrigez l’indicateur «\u00a0O9-I9\u00a0»\u00a0: aucune annexe du contrat ne le suit.",
        ),
        ("/appreciations/0/objectif", "Corrigez l’objectif «\u00a0O9\u00a0»\u00a0: l’article 3 ne le fixe pas."),
    ]
    assert [chemin for chemin, _ in refused(contrat(), given, 2026, "/revue")] == [
        "/annee",
        "/revue/valeurs/1/indicateur",
        "/revue/appreciations/0/objectif",
    ]


def test_a_review_without_a_value_is_refused_unless_the_contract_follows_none() -> None:
    assert refused(contrat(), revue(valeurs=[]), 2028, "/revue") == [
        ("/revue/valeurs", "Renseignez au moins une valeur constatée.")
    ]
    charge = payloads.charge()
    charge["annexes"]["objectifs"] = []
    bare = read(charge, Contrat)
    assert apply_revue(bare, revue(valeurs=[]), 2028) == bare
    assert refused(bare, revue(valeurs=[], appreciations=[]), 2028) == [
        ("/appreciations", "Renseignez au moins une appréciation, faute d’indicateur.")
    ]


def test_a_review_whose_indicators_are_no_longer_followed_brings_nothing() -> None:
    gone = revue(valeurs=[{"indicateur": "O9-I9", "valeur": "1"}])
    assert apply_revues(contrat(), {2028: gone}) == contrat()


def test_an_indicator_that_two_sheets_name_alike_is_refused_rather_than_guessed() -> None:
    charge = payloads.charge()
    charge["annexes"]["objectifs"][1]["indicateurs"][0]["identifiant"] = "O1-I1"
    faults = refused(read(charge, Contrat), revue(valeurs=[{"indicateur": "O1-I1", "valeur": 1}]), 2028)
    assert [chemin for chemin, _ in faults] == ["/valeurs/0/indicateur"]


@pytest.mark.parametrize("annee", [2027, 2031, 2032])
def test_the_years_are_those_in_which_the_contract_runs(annee: int) -> None:
    longer = contrat(prorogation={"date_notification": "2031-05-31"})
    assert values(apply_revue(longer, revue(), annee), "O1-I1")[annee] == Decimal(73)


def test_what_a_review_leaves_out_is_a_warning() -> None:
    (remark,) = find_remarks(contrat(), revue())
    assert (remark.chemin, remark.gravite) == ("/valeurs", Gravite.AVERTISSEMENT)
    assert remark.message == "Indiquez la valeur de l’indicateur O6-I2."


def test_an_objective_without_indicator_wants_words() -> None:
    charge = payloads.charge()
    charge["annexes"]["objectifs"][4]["indicateurs"] = []
    found = list(find_remarks(read(charge, Contrat), revue(), "/revue"))
    assert [each.chemin for each in found] == ["/revue/valeurs", "/revue/appreciations"]
    assert "objectif O5" in found[1].message


def test_earlier_reviews_are_carried_without_what_the_text_no_longer_follows() -> None:
    charge = payloads.charge()
    del charge["annexes"]["objectifs"][0]["indicateurs"][1]
    del charge["article_3"]["objectifs"][5]
    del charge["annexes"]["objectifs"][5]
    later = revue(valeurs=[{"indicateur": "O1-I1", "valeur": "80"}, {"indicateur": "O1-I2", "valeur": "1"}])
    found = apply_revues(read(charge, Contrat), {2029: later, 2028: revue()})
    assert values(found, "O1-I1") == {2025: Decimal(62), 2028: Decimal(73), 2029: Decimal(80)}
    assert values(found, "O1-I2") == {}
