"""What the documents say of a contract, where its words depend on its legal basis or on its parties."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from schemas.contrat import Contrat
from schemas.reading import read
from server.legal import check
from server.render.context import Vue
from server.render.template.filters import a_lieu
from tests import payloads


def vue(name: str, **changes: Any) -> Vue:
    """Return what the templates are told of an example, some of its top keys changed."""
    contrat = read(payloads.charge(name) | changes, Contrat)
    return Vue(contrat, check(contrat, date(2027, 1, 1)))


@pytest.mark.parametrize(
    ("commune", "said"),
    [
        ("Metz", "à Metz"),
        ("Le Puy-en-Velay", "au Puy-en-Velay"),
        ("Les Ulis", "aux Ulis"),
        ("La Rochelle", "à La Rochelle"),
        ("Lens", "à Lens"),
    ],
)
def test_the_place_of_signature_contracts_its_article(commune: str, said: str) -> None:
    assert a_lieu(commune) == said


def test_an_authority_that_pays_without_having_authorised_signs_with_the_others() -> None:
    told = vue("residence_autonomie_l313_12_iii")
    assert [autorite.role.value for autorite in told.parties.autorites] == ["conseil_departemental"]
    assert [autorite.role.value for autorite in told.parties.autres_autorites] == ["ars"]


def test_a_metropole_stands_for_the_departement_that_authorised() -> None:
    told = vue("metropole_fusion")
    assert {autorite.role.value for autorite in told.parties.autorites} == {"ars", "conseil_departemental", "metropole"}


def test_every_authority_of_a_draft_without_authorisations_is_one_that_authorises() -> None:
    article_1 = payloads.charge()["article_1"] | {"etablissements": []}
    assert len(vue(payloads.REFERENCE, article_1=article_1).parties.autorites) == 2


def test_only_a_contract_of_restructuring_says_what_follows_unmet_objectives() -> None:
    told = {name: vue(name).sanction for name in payloads.NAMES}
    assert [name for name, sanction in told.items() if sanction] == ["restructuration_l313_9"]
    assert "article L.\u00a0313-9" in told["restructuration_l313_9"]


def test_the_last_day_to_notify_a_prorogation_is_six_months_before_the_end() -> None:
    assert vue(payloads.REFERENCE).article_9.date_limite_de_notification == date(2031, 6, 30)
