"""On which legal basis a contract may rest, from what is managed and by whom it is authorised."""

from __future__ import annotations

from datetime import date

import pytest

from schemas.base_legale import BaseLegale
from schemas.perimetre import PerimetreEnvisage
from schemas.reading import read
from server.legal.base_legale import BasesApplicables, propose_bases

AT = date(2026, 11, 30)
CD, ARS = "conseil_departemental", "ars"


def answer(categories: list[str], autorites: list[str], at: date = AT) -> BasesApplicables:
    return propose_bases(read({"categories": categories, "autorites": autorites}, PerimetreEnvisage), at)


def bases(*asked: list[str]) -> list[BaseLegale]:
    return [each.base for each in answer(*asked).propositions]


def test_an_ehpad_has_the_compulsory_contract_of_five_years_with_both_authorities() -> None:
    first = answer(["500", "382"], [ARS, CD]).propositions[0]
    assert (first.base, first.obligatoire, first.exclues) == (BaseLegale.L313_12_IV_TER, True, ())
    assert (first.duree.minimale, first.duree.maximale, first.duree_totale) == (5, 5, 7)
    assert first.signataires == ("agence régionale de santé", "conseil départemental", "gestionnaire")
    assert "s’impose" in first.modele
    assert any("Arrêté du 3 mars 2017" in source.titre for source in first.sources)


def test_a_disability_contract_includes_a_home_and_leaves_the_ehpad_to_another() -> None:
    found = {each.base: each for each in answer(["183", "382", "500"], [ARS, CD]).propositions}
    handicap = found[BaseLegale.L313_12_2]
    assert handicap.exclues == ("500",)
    assert (handicap.duree.minimale, handicap.duree_conseillee, handicap.duree_totale) == (1, 5, 6)
    assert BaseLegale.L313_12_IV_TER in found


@pytest.mark.parametrize(
    ("categorie", "autorite", "base"),
    [
        ("209", CD, BaseLegale.L313_11_1),
        ("209", ARS, BaseLegale.L313_12_2),
        ("202", CD, BaseLegale.L313_12_III),
        ("382", CD, BaseLegale.L313_11),
    ],
)
def test_who_authorised_decides_among_those_that_are_for_the_same_service(
    categorie: str, autorite: str, base: BaseLegale
) -> None:
    found = bases([categorie], [autorite])
    assert base in found
    assert not {BaseLegale.L313_11_1, BaseLegale.L313_12_2, BaseLegale.L313_12_III} - {base} & set(found)


def test_a_closed_experiment_is_proposed_only_while_it_was_open() -> None:
    assert BaseLegale.SPASAD not in bases(["209"], [ARS, CD])
    early = answer(["209"], [ARS, CD], date(2017, 6, 30))
    assert BaseLegale.SPASAD in [each.base for each in early.propositions]


def test_a_restructuring_is_that_of_one_establishment() -> None:
    assert BaseLegale.L313_9 in bases(["500"], [ARS, CD])
    assert BaseLegale.L313_9 not in bases(["500", "382"], [ARS, CD])


def test_who_must_sign_beside_those_that_were_named_is_told() -> None:
    assert answer(["500"], [CD]).propositions[0].manquantes == ()  # another basis has all its signatures
    found = {each.base: each for each in answer(["500"], ["autre"]).propositions}
    assert BaseLegale.L313_12_IV_TER not in found


def test_all_that_the_question_leaves_out_is_asked_at_once() -> None:
    empty = answer([], [])
    assert empty.propositions == ()
    assert len(empty.demandes) == 2
