"""The rules on the annexes are known by annexe."""

from __future__ import annotations

import pytest

from schemas.annexes import Annexes
from schemas.objet import cles
from server.legal import find_regles

ANNEXES = [cle.nom for cle in cles(Annexes)]
COMMUNE = "annexes_obligatoires"


def names(annexe: str | None) -> set[str]:
    return {regle.identifiant for regle in find_regles(article="annexes", annexe=annexe)}


def test_each_rule_on_the_annexes_tells_which_but_the_one_on_all() -> None:
    assert [regle.identifiant for regle in find_regles(article="annexes") if regle.annexe is None] == [COMMUNE]


def test_no_other_rule_is_on_an_annexe_and_each_annexe_is_one_of_the_contract() -> None:
    found = {(regle.article, regle.annexe) for regle in find_regles() if regle.annexe}
    assert found <= {("annexes", annexe) for annexe in ANNEXES}


@pytest.mark.parametrize("annexe", ANNEXES)
def test_the_rules_on_an_annexe_are_its_own_and_the_one_on_all(annexe: str) -> None:
    own = {regle.identifiant for regle in find_regles() if regle.annexe == annexe}
    assert names(annexe) == {COMMUNE, *own}


def test_the_rules_on_the_plan_say_nothing_of_the_diagnosis() -> None:
    assert "diagnostic_documente" in names("diagnostic_partage")
    assert "diagnostic_documente" not in names("pgfp")
