"""The requests for amendments: one of each kind, in which the law finds no fault, alone or three in a row."""

from __future__ import annotations

import pytest

from schemas.avenant import NatureAvenant
from schemas.walk import walk
from server.amendment.data.patch import apply_demande
from server.legal import check_avenant
from tests import payloads
from tests.amendment.avenants import SUITE, en_vigueur, suite, version_of
from tests.examples.test_examples import luhn


def test_there_is_one_request_of_each_kind() -> None:
    assert sorted(nature.value for nature in NatureAvenant) == payloads.AVENANTS
    assert all(payloads.demande(nature).nature == nature for nature in payloads.AVENANTS)


# The law asks to look again at what a request states after the last known day of an experiment.
A_VERIFIER = {"regime_tarifaire": ["regime_de_l_avenant"]}


@pytest.mark.parametrize("nature", payloads.AVENANTS)
def test_the_law_finds_no_fault_in_a_request(nature: str) -> None:
    assert [found.regle for found in check_avenant(version_of(nature)).manquements] == A_VERIFIER.get(nature, [])


@pytest.mark.long
def test_the_law_finds_no_fault_in_three_amendments_in_a_row() -> None:
    assert [check_avenant(each).manquements for each in suite()] == [()] * len(SUITE)


@pytest.mark.parametrize("nature", payloads.AVENANTS)
def test_the_numbers_of_a_request_have_a_valid_key(nature: str) -> None:
    apres = apply_demande(en_vigueur(nature), payloads.demande(nature))
    numbers = [text for _, text in walk(apres) if isinstance(text, str) and text.isdecimal() and len(text) in {9, 14}]
    assert numbers
    assert all(map(luhn, numbers))
