"""A connection that is lost takes nothing of what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.demarches import drafted, field, kept

if TYPE_CHECKING:
    from tests.browser.navigateur import Visiteur

pytestmark = pytest.mark.chromium

OBJET = "/article_5/dialogues/0/objet"
LOST = "Connexion perdue"


@pytest.fixture
def etape(visiteur: Visiteur) -> Visiteur:
    """Give a visitor who types a step of a draft."""
    visiteur.va(f"{drafted(visiteur)}/suivi")
    return visiteur


def test_what_is_typed_offline_stays_on_the_page_and_is_saved_by_itself(etape: Visiteur) -> None:
    state = etape.page.locator("#etat-saisie")
    etape.page.context.set_offline(True)
    field(etape, OBJET).fill("revue des moyens")
    expect(state).to_contain_text(LOST)
    expect(field(etape, OBJET)).to_have_value("revue des moyens")
    etape.page.context.set_offline(False)
    kept(etape)
    etape.page.reload()
    expect(field(etape, OBJET)).to_have_value("revue des moyens")


def test_a_form_that_is_sent_offline_stays_on_the_page(etape: Visiteur) -> None:
    etape.page.context.set_offline(True)
    field(etape, OBJET).fill("revue des moyens")
    etape.page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(etape.page.locator("#etat-saisie")).to_contain_text(LOST)
    expect(field(etape, OBJET)).to_have_value("revue des moyens")
    etape.page.context.set_offline(False)
    kept(etape)
