"""A fault is told where it is, as the API tells it, and no more once it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import urllib3
from playwright.sync_api import expect

from server.settings import THEMES
from tests import payloads
from tests.api.requests import dumped
from tests.browser.demarches import drafted, field, kept
from tests.browser.navigateur import visiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Locator

    from tests.browser.navigateur import Visiteur
    from tests.browser.serveur import Service

pytestmark = pytest.mark.chromium

FINESS = "/article_1/etablissements/0/finess_et"
PRODUITS = "/annexes/pgfp/exercices/0/produits_tarification"
DIALOGUE = "/article_5/dialogues/1"


def told(visiteur: Visiteur, charge: dict[str, Any], chemin: str) -> str:
    """Return what the API says of a value."""
    address = f"{visiteur.service.adresse}/api/v1/verifications"
    headers = {"Content-Type": "application/json"}
    answer = urllib3.request("POST", address, body=dumped(charge), headers=headers).json()
    (message,) = {each["message"] for each in answer["manquements"] if each["chemin"] == chemin}
    return str(message)


def test_a_wrong_number_is_told_beside_it_as_one_types_in_the_words_of_the_api(visiteur: Visiteur) -> None:
    charge = payloads.charge()
    draft = drafted(visiteur)
    visiteur.va(f"{draft}/perimetre?fiche=/article_1/etablissements/0")
    number = field(visiteur, FINESS)
    right = number.input_value()
    number.fill("57000516")
    charge["article_1"]["etablissements"][0]["finess_et"] = "57000516"
    expect(number.locator("..").locator(".faute")).to_contain_text(told(visiteur, charge, FINESS))
    expect(number).to_have_attribute("aria-invalid", "true")
    number.fill(right)
    expect(number.locator("..").locator(".faute")).to_have_count(0)
    expect(number).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "place",
    [("perimetre?fiche=/article_1/etablissements/0", FINESS, "57000516"), ("pgfp", PRODUITS, "beaucoup")],
    ids=["field", "cell"],
)
def test_a_control_looks_wrong_as_one_types_and_right_once_mended_as_when_the_page_is_read(
    navigateur: Browser, services: Callable[[str], Service], theme: str, place: tuple[str, str, str]
) -> None:
    page, chemin, wrong = place
    with visiting(navigateur, services(theme)) as visiteur:
        draft = drafted(visiteur)
        visiteur.va(f"{draft}/{page}")
        control, frame = field(visiteur, chemin), frame_of(visiteur, chemin)
        right, at_rest = control.input_value(), classes(frame)
        control.fill(wrong)
        expect(frame).to_contain_class("en-faute")
        while_wrong = classes(frame)
        kept(visiteur)
        visiteur.page.reload()
        assert classes(frame) == while_wrong
        control.fill(right)
        expect(frame).not_to_contain_class("en-faute")
        assert classes(frame) == at_rest


def frame_of(visiteur: Visiteur, chemin: str) -> Locator:
    """Return what stands around a control, its label and its faults."""
    return visiteur.page.locator("[data-en-faute]").filter(has=field(visiteur, chemin))


def classes(element: Locator) -> list[str]:
    """Return the classes of an element, in no order."""
    return sorted((element.get_attribute("class") or "").split())


def test_a_fault_of_law_leads_from_the_check_to_its_control_and_is_gone_once_mended(visiteur: Visiteur) -> None:
    charge, page = payloads.charge(), visiteur.page
    mended, *others = charge["article_5"]["dialogues"]
    charge["article_5"]["dialogues"] = others
    message = told(visiteur, charge, "/article_5/dialogues")
    draft = drafted(visiteur, charge)
    visiteur.va(f"{draft}/bilan")
    row = page.get_by_role("row").filter(has_text=message)
    expect(row.get_by_role("link", name="modèle de contrat, article 5")).to_be_visible()
    row.get_by_role("link", name=message).click()
    expect(page.locator(":target")).to_contain_text("Dialogues")
    field(visiteur, f"{DIALOGUE}/annee").fill(str(mended["annee"]))
    field(visiteur, f"{DIALOGUE}/objet").fill(mended["objet"])
    kept(visiteur)
    visiteur.va(f"{draft}/bilan")
    expect(page.get_by_text("Rien ne bloque")).to_be_visible()
    expect(page.get_by_text(message)).to_have_count(0)
