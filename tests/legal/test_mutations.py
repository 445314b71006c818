"""Each blocking rule can be broken, in many ways, and a mutation breaks no other rule than those that it names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.contrat import Contrat
from schemas.manquement import Gravite
from schemas.reading import read
from server.legal import check
from server.legal.rule import RECUEIL
from tests import payloads
from tests.legal.mutations import MUTATIONS, Mutation

AT = date(2026, 12, 10)


def test_each_blocking_rule_has_a_mutation_that_breaks_it() -> None:
    assert {mutation.regle for mutation in MUTATIONS} == {
        r.identifiant for r in RECUEIL if r.gravite is Gravite.BLOQUANT
    }


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.change.__name__)
@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_mutation_breaks_its_rule_and_those_that_it_names_alone(mutation: Mutation, data: Any) -> None:
    charge = payloads.charge(data.draw(st.sampled_from(mutation.sur)))
    mutation.change(data.draw, charge)
    found = {m.regle for m in check(read(charge, Contrat), AT).manquements if m.gravite is Gravite.BLOQUANT}
    assert {mutation.regle} <= found <= {mutation.regle} | mutation.avec
