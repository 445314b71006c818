"""The rules on the annexes are known by annexe."""

from __future__ import annotations

import pytest

from schemas.annexes import Annexes
from schemas.objet import cles
from server.legal import regles
from server.legal.annexes import PAR_ANNEXE

COMMUNE = "annexes_obligatoires"


def names(annexe: str | None) -> set[str]:
    return {regle.identifiant for regle in regles(article="annexes", annexe=annexe)}


def test_each_annexe_that_has_rules_is_one_of_the_contract() -> None:
    assert PAR_ANNEXE.keys() <= {cle.nom for cle in cles(Annexes)}


def test_each_rule_on_the_annexes_is_on_one_of_them_or_on_all() -> None:
    on_one = [names(annexe) - {COMMUNE} for annexe in PAR_ANNEXE]
    assert sorted(names(None)) == sorted([COMMUNE, *(nom for noms in on_one for nom in noms)])


@pytest.mark.parametrize("annexe", [*PAR_ANNEXE, "objectifs"])
def test_a_rule_on_all_annexes_is_on_each(annexe: str) -> None:
    assert COMMUNE in names(annexe)


def test_the_rules_on_the_plan_say_nothing_of_the_diagnosis() -> None:
    assert "diagnostic_documente" in names("diagnostic_partage")
    assert "diagnostic_documente" not in names("pgfp")
