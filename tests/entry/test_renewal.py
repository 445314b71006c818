"""The contract that follows another keeps what carries over, and what was found where it begins."""

from __future__ import annotations

from typing import Any

from schemas.contrat import Contrat
from schemas.reading import read
from server.entry.paths import put_at, read_at
from server.entry.renewal import renew_contrat
from server.legal import check
from tests.payloads import charge, contrat

INDICATEUR = ("annexes", "objectifs", 0, "indicateurs", 0)


def test_it_begins_when_the_other_ends_for_as_many_years_and_names_it() -> None:
    suivant = renew_contrat(contrat())
    assert suivant["article_9"] == {"date_entree_en_vigueur": "2032-01-01", "duree_annees": 5}
    (precedent,) = suivant["article_8"]["cpom_precedents"]
    assert (precedent["reference"], precedent["date_fin"]) == (contrat().reference, "2031-12-31")


def test_who_signs_and_what_is_managed_carry_over_and_what_was_agreed_does_not() -> None:
    suivant, before = renew_contrat(contrat()), charge()
    assert suivant["parties"]["gestionnaire"] == before["parties"]["gestionnaire"]
    assert suivant["article_1"]["etablissements"] == before["article_1"]["etablissements"]
    assert "reference" not in suivant
    assert read_at(suivant, ("annexes", "pgfp")) is None
    assert not any(read_at(suivant, (*INDICATEUR, nom)) for nom in ("intermediaire", "cible", "releves"))
    assert read_at(suivant, (*INDICATEUR, "libelle")) == read_at(before, (*INDICATEUR, "libelle"))


def test_an_indicator_departs_from_what_was_last_found_of_it() -> None:
    releves: Any = [{"annee": 2030, "valeur": 12}, {"annee": 2031, "valeur": 14}, {"annee": 2029, "valeur": 9}]
    found = renew_contrat(read(put_at(charge(), (*INDICATEUR, "releves"), releves), Contrat))
    assert read_at(found, (*INDICATEUR, "depart")) == {"annee": 2031, "valeur": "14"}
    never = renew_contrat(read(put_at(charge(), (*INDICATEUR, "releves"), None), Contrat))
    assert read_at(never, (*INDICATEUR, "depart")) is None


def test_what_becomes_of_reserves_and_results_is_asked_anew() -> None:
    suivant = read(renew_contrat(contrat("metropole_fusion")), Contrat)
    asked = {manquement.regle for manquement in check(suivant, suivant.article_9.date_entree_en_vigueur).manquements}
    assert {"reserves_au_renouvellement", "affectation_avant_la_signature"} <= asked
