"""What comes from a spreadsheet: a workbook that was given back, a table that was pasted."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests import payloads
from tests.browser.demarches import drafted, field, paste

if TYPE_CHECKING:
    from tests.browser.navigateur import Visiteur

pytestmark = pytest.mark.chromium

PLACES = "/article_1/etablissements/0/capacites"
FICHE = "perimetre?fiche=/article_1/etablissements/0"
EXERCICES = "/annexes/pgfp/exercices"


def workbook(visiteur: Visiteur, draft: str) -> BytesIO:
    """Download the workbook of the establishments, filled in with a draft."""
    visiteur.va(f"{draft}/classeurs")
    with visiteur.page.expect_download() as waited:
        visiteur.page.get_by_role("link", name="Rempli (XLSX) – Établissements").click()
    return BytesIO(waited.value.path().read_bytes())


def give_back(visiteur: Visiteur, draft: str, places: object) -> None:
    """Give a workbook back, in which the first capacity is another."""
    classeur = load_workbook(workbook(visiteur, draft))
    classeur["Capacités"]["C3"] = places
    content = BytesIO()
    classeur.save(content)
    file = {"name": "etablissements.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}
    visiteur.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type] # the keys that it wants
    visiteur.page.get_by_role("button", name="Lire le classeur").click()


def test_a_workbook_comes_back_with_what_was_changed_in_it(visiteur: Visiteur) -> None:
    draft = drafted(visiteur)
    give_back(visiteur, draft, 91)
    expect(visiteur.page.get_by_text("Le classeur est lu")).to_be_visible()
    visiteur.va(f"{draft}/{FICHE}")
    expect(field(visiteur, f"{PLACES}/0/autorisee")).to_have_value("91")


def test_a_workbook_with_a_wrong_cell_changes_nothing_and_its_cell_is_named(visiteur: Visiteur) -> None:
    draft = drafted(visiteur)
    give_back(visiteur, draft, "douze")
    expect(visiteur.page.get_by_role("alert")).to_contain_text("Capacités, C3")
    visiteur.va(f"{draft}/{FICHE}")
    expect(field(visiteur, f"{PLACES}/0/autorisee")).to_have_value("84")


def test_a_table_pasted_into_the_capacities_fills_its_cells_and_their_totals(visiteur: Visiteur) -> None:
    visiteur.va(f"{drafted(visiteur)}/{FICHE}")
    known = payloads.charge()["article_1"]["etablissements"][0]["capacites"]
    paste(field(visiteur, f"{PLACES}/{len(known)}/modalite"), "accueil de jour\t8\t7\t6\t0\nexternat\t5\t5\t5\t0\n")
    expect(visiteur.page.get_by_text("Tableau collé")).to_be_visible()
    expect(field(visiteur, f"{PLACES}/{len(known)}/installee")).to_have_value("7")
    expect(field(visiteur, f"{PLACES}/{len(known) + 1}/modalite")).to_have_value("externat")
    total = sum(each["autorisee"] for each in known) + 13
    expect(visiteur.page.locator("tr.totaux td").first).to_have_text(str(total))


def test_a_table_pasted_into_the_plan_and_a_figure_typed_there_are_computed_under_the_hand(visiteur: Visiteur) -> None:
    visiteur.va(f"{drafted(visiteur)}/pgfp")
    result = visiteur.page.locator("#calculs tr").filter(has_text="Capacité d’autofinancement").locator("td").first
    before = result.inner_text()
    paste(field(visiteur, f"{EXERCICES}/0/produits_tarification"), "9000000\t9100000\n120000\t130000\n")
    expect(visiteur.page.get_by_text("Tableau collé")).to_be_visible()
    expect(field(visiteur, f"{EXERCICES}/1/autres_produits")).to_have_value("130\u202f000,00")
    expect(result).not_to_have_text(before)
    pasted = result.inner_text()
    visiteur.page.evaluate("window.meme = true")
    field(visiteur, f"{EXERCICES}/0/autres_produits").fill("150000")
    expect(result).not_to_have_text(pasted)
    assert visiteur.page.evaluate("window.meme"), "the page was read again"


def test_totals_follow_what_is_typed(visiteur: Visiteur) -> None:
    visiteur.va(f"{drafted(visiteur)}/{FICHE}")
    field(visiteur, f"{PLACES}/0/autorisee").fill("100")
    expect(visiteur.page.locator("tr.totaux td").first).to_have_text("114")
