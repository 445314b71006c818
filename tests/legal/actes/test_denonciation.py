"""The denunciation of an habilitation: who may, of what, from when."""

from __future__ import annotations

from typing import Any

from schemas.manquement import Gravite
from server.legal.actes import check, evenements
from tests import actes
from tests.actes import contrat, day, denonciation

HABILITE, NON_HABILITE = "570005165", "570091272"


def blocking(acte: Any, name: str = "ehpad_trois_rivieres") -> list[str]:
    """Return the pointers of what blocks."""
    return [m.chemin for m in check(contrat(name), acte).manquements if m.gravite is Gravite.BLOQUANT]


def warned(acte: Any) -> set[str]:
    """Return the rules that warn."""
    return {m.regle for m in check(contrat(), acte).manquements if m.gravite is Gravite.AVERTISSEMENT}


def test_the_notice_is_that_of_the_annexe_which_a_person_reads() -> None:
    (manquement,) = check(contrat(), denonciation()).manquements
    assert manquement.chemin == "/contrat/annexes/habilitation_aide_sociale/renouvellement_denonciation"
    assert "avec un préavis de six mois" in manquement.message


def test_an_establishment_that_is_not_habilitated_is_refused() -> None:
    assert blocking(denonciation(etablissements=[HABILITE])) == []
    assert blocking(denonciation(etablissements=[HABILITE, NON_HABILITE])) == ["/acte/etablissements/1"]


def test_a_contract_that_habilitates_nobody_has_nothing_to_denounce() -> None:
    assert blocking(denonciation(), "handicap_l313_12_2")[-1] == "/contrat/article_1/etablissements"


def test_only_the_parties_to_the_habilitation_denounce_it() -> None:
    assert blocking(denonciation(expediteur=actes.ARS)) == ["/acte/expediteur"]
    assert blocking(denonciation(expediteur=actes.DEPARTEMENT)) == []


def test_the_other_party_to_the_habilitation_is_told() -> None:
    assert blocking(denonciation(destinataires=[actes.DEPARTEMENT])) == []
    assert blocking(denonciation(destinataires=[actes.ARS])) == ["/acte/destinataires"]
    assert blocking(denonciation(destinataires=[{"role": "metropole"}])) == ["/acte/destinataires/0"]


def test_an_authority_is_told_that_a_withdrawal_has_grounds_of_its_own() -> None:
    assert "retrait_par_l_autorite" in warned(denonciation(expediteur=actes.DEPARTEMENT))
    assert "retrait_par_l_autorite" not in warned(denonciation())


def test_it_takes_effect_after_it_is_sent_and_before_the_contract_ends() -> None:
    assert blocking(denonciation(date_effet="2029-03-21")) == []
    assert blocking(denonciation(date_effet="2029-03-20")) == ["/acte/date_effet"]
    assert "effet_avant_le_terme" not in warned(denonciation(date_effet="2031-12-31"))
    assert "effet_avant_le_terme" in warned(denonciation(date_effet="2032-01-01"))


def test_its_effect_is_an_event() -> None:
    told = [(e.nature.value, e.date) for e in evenements(contrat(), denonciation(), day("2029-04-01"))]
    assert told == [("envoi", day("2029-03-20")), ("effet", day("2029-10-01"))]
