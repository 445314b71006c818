"""An amendment of a signed contract, from what changes to the text that is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from schemas.reading import parse
from server.settings import THEMES
from tests import payloads
from tests.browser.demarches import field, kept, proposed

if TYPE_CHECKING:
    from tests.browser.navigateur import Visiteur

pytestmark = pytest.mark.chromium

FICHE = "/contrat/article_1/etablissements/0"


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    """Give each theme in turn."""
    return str(request.param)


def test_an_amendment_shows_what_changes_as_it_is_typed_then_is_opened_and_settled(visiteur: Visiteur) -> None:
    page, demande = visiteur.page, parse((payloads.FOLDER / "avenants/revision.json").read_bytes())
    draft = proposed(visiteur, visiteur.service.contrat(payloads.charge(), "arrete", "signe"))
    visiteur.va(f"{draft}/avenant")
    field(visiteur, "/nature").select_option("revision")
    field(visiteur, "/expose_des_motifs").fill("Six places sont installées.")
    field(visiteur, "/date_effet").fill(str(demande["date_effet"]))
    field(visiteur, "/date_signature").fill(str(demande["date_signature"]))
    kept(visiteur)
    visiteur.va(f"{draft}/perimetre?fiche={FICHE}")
    field(visiteur, f"{FICHE}/capacites/0/installee").fill("83")
    row = page.get_by_role("row").filter(has_text="installée").filter(has_text="83")
    expect(row.get_by_role("cell").first).to_contain_text("84")
    expect(row.get_by_role("cell").last).to_contain_text("83")
    page.get_by_role("button", name="Ouvrir l’avenant").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Avenant n° 1")
    page.get_by_role("button", name="Arrêter le texte").click()
    expect(page.get_by_text("L’avenant est arrêté")).to_be_visible()
