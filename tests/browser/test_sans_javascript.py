"""Without JavaScript, the same forms do the same things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from schemas.reading import parse
from tests import payloads
from tests.api.requests import inline
from tests.browser.demarches import drafted, field

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.navigateur import Visiteur

pytestmark = pytest.mark.chromium

LIEU = "/article_9/lieu_signature"
PLACES = "/article_1/etablissements/0/capacites"


@pytest.fixture
def visiteur(visite: Callable[..., Visiteur]) -> Visiteur:
    """Give a visitor whose browser runs no script."""
    return visite(java_script_enabled=False)


def test_a_page_is_saved_and_an_earlier_save_comes_back(visiteur: Visiteur) -> None:
    draft, page = drafted(visiteur), visiteur.page
    visiteur.va(f"{draft}/suivi")
    before = field(visiteur, LIEU).input_value()
    field(visiteur, LIEU).fill("Nancy")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Votre saisie est enregistrée")).to_be_visible()
    page.get_by_role("link", name="Historique").click()
    page.get_by_role("button", name="Revenir au n°").first.click()
    expect(page.get_by_text("Le brouillon est revenu à l’enregistrement")).to_be_visible()
    visiteur.va(f"{draft}/suivi")
    expect(field(visiteur, LIEU)).to_have_value(before)


def test_a_table_is_pasted_through_the_form(visiteur: Visiteur) -> None:
    draft, page = drafted(visiteur), visiteur.page
    visiteur.va(f"{draft}/perimetre?fiche=/article_1/etablissements/0")
    rank = len(payloads.charge()["article_1"]["etablissements"][0]["capacites"])
    page.get_by_text("Coller un tableau depuis un tableur").click()
    page.get_by_label("Cellules").fill("accueil de jour\t8\t8\t8\t0")
    page.get_by_role("button", name="Coller", exact=True).click()
    expect(page.get_by_text("Tableau collé")).to_be_visible()
    expect(field(visiteur, f"{PLACES}/{rank}/autorisee")).to_have_value("8")


def test_a_draft_is_checked_and_its_dossier_produced_document_after_document(visiteur: Visiteur) -> None:
    draft, page = drafted(visiteur, parse(inline()["data"])), visiteur.page
    visiteur.va(f"{draft}/bilan")
    expect(page.get_by_text("Rien ne bloque")).to_be_visible()
    page.get_by_role("button", name="Produire le dossier, marqué PROJET").click(no_wait_after=True)
    expect(page.get_by_role("region", name="Documents").get_by_role("listitem").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Le dossier est prêt")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Ouvrir le dossier").click()
    expect(page.get_by_role("link", name="Tout télécharger")).to_be_visible()
