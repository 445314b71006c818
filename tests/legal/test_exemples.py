"""The examples of the page of the rules: each is short, whole, and what the page says of it is what its rule finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from server.legal import Statut
from tests.legal.cases import RULES, Loader
from tests.legal.exemples import exemples, given
from tests.legal.test_cases import ALWAYS
from tests.legal.test_cases import CASES as EVERY_CASE

if TYPE_CHECKING:
    from server.cli.regles import Exemple
    from server.legal import Regle

CASES = {case.nom: case for case in EVERY_CASE}  # whose verdicts are shared with their own test
EXEMPLES = exemples()
SHORT = 16  # lines
EACH = [(regle, each) for regle, shown in EXEMPLES.items() for each in shown]


@pytest.mark.parametrize("regle", RULES.values(), ids=RULES)
def test_a_rule_has_a_text_that_breaks_it_and_one_that_does_not(regle: Regle[Any]) -> None:
    statuts = [each.statut for each in EXEMPLES[regle.identifiant]]
    assert statuts[0] is Statut.ENFREINTE
    assert len(statuts) == (1 if regle.identifiant in ALWAYS else 2)
    assert Statut.ENFREINTE not in statuts[1:]


def test_nearly_every_rule_has_a_text_that_holds_it() -> None:
    without = {regle for regle, shown in EXEMPLES.items() if Statut.RESPECTEE not in {each.statut for each in shown}}
    a_verifier = {"financement_des_services_pour_enfants", "regime_apres_l_experimentation", "regime_de_l_avenant"}
    assert without == ALWAYS | a_verifier | {
        "prolongation_sans_prorogation",
        "prorogation_par_usage",
        "retrait_par_l_autorite",
    }


@pytest.mark.parametrize(("regle", "exemple"), EACH, ids=lambda each: getattr(each, "titre", each))
def test_an_example_is_short_and_is_a_case_of_its_rule(regle: str, exemple: Exemple) -> None:
    assert len(exemple.donnees.splitlines()) <= SHORT
    assert CASES[exemple.titre].regle == regle


@pytest.mark.parametrize("exemple", [each for _, each in EACH], ids=lambda exemple: exemple.titre)
def test_an_example_gives_what_its_case_gives_or_else_what_stands_where_the_other_changes(exemple: Exemple) -> None:
    donnees = yaml.load(exemple.donnees, Loader)  # noqa: S506 -- a safe loader, without dates
    case = CASES[exemple.titre]
    if donnees != given(case):  # the verdicts of those that give their own are tested with them
        shown = replace(case, **{key: present(value) for key, value in donnees.items()})
        assert shown.judged == case.judged
        assert shown.judged.statut is exemple.statut


def present(value: Any) -> Any:
    """Return a change without the pointers to what is absent already."""
    if not isinstance(value, dict):
        return value
    return {key: inner for key, inner in value.items() if inner is not None or not key.startswith("/")}
