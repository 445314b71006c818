"""Two people on one draft: neither loses anything, each is told of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.demarches import drafted, field, kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.navigateur import Visiteur

pytestmark = pytest.mark.chromium

LIEU, FIN = "/article_9/lieu_signature", "/article_5/dialogues/1/objet"


@pytest.fixture
def deux(visite: Callable[..., Visiteur]) -> tuple[Visiteur, Visiteur, str]:
    """Give two visitors who look at the same step of a draft, and its address."""
    first, second = visite(), visite()
    etape = f"{drafted(first)}/suivi"
    first.va(etape)
    second.va(etape)
    return first, second, etape


def test_what_two_people_type_in_different_fields_is_kept_and_they_are_told_of_each_other(
    deux: tuple[Visiteur, Visiteur, str],
) -> None:
    first, second, etape = deux
    field(first, LIEU).fill("Metz-la-Neuve")
    expect(first.page.locator("#etat-saisie")).to_contain_text("Enregistré.")
    field(second, FIN).fill("bilan des deux")
    expect(second.page.locator("#etat-saisie")).to_contain_text("a aussi enregistré dans ce brouillon")
    for each in (first, second):
        each.va(etape)
        expect(field(each, LIEU)).to_have_value("Metz-la-Neuve")
        expect(field(each, FIN)).to_have_value("bilan des deux")


def test_of_two_values_of_one_field_none_is_lost_and_the_choice_is_kept(deux: tuple[Visiteur, Visiteur, str]) -> None:
    first, second, etape = deux
    field(first, LIEU).fill("Nancy")
    expect(first.page.locator("#etat-saisie")).to_contain_text("Enregistré.")
    field(second, LIEU).fill("Thionville")
    expect(second.page.locator("main")).to_contain_text("«\u00a0Nancy\u00a0»")
    expect(field(second, LIEU)).to_have_value("Thionville")
    second.page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(second.page.get_by_text("Votre saisie est enregistrée")).to_be_visible()
    first.va(etape)
    expect(field(first, LIEU)).to_have_value("Thionville")


def test_a_value_that_was_kept_does_not_come_back_over_what_the_other_made_of_it(
    deux: tuple[Visiteur, Visiteur, str],
) -> None:
    first, second, etape = deux
    field(first, LIEU).fill("Nancy")
    kept(first)
    second.va(etape)
    field(second, LIEU).fill("Thionville")
    kept(second)
    field(first, FIN).fill("bilan")
    expect(first.page.locator("#etat-saisie")).to_contain_text("a aussi enregistré dans ce brouillon")
    field(first, FIN).fill("bilan des deux")
    expect(first.page.locator("#etat-saisie")).to_have_text("Enregistré.")
    first.page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(first.page.get_by_text("Votre saisie est enregistrée")).to_be_visible()
    expect(field(first, LIEU)).to_have_value("Thionville")
    expect(field(first, FIN)).to_have_value("bilan des deux")


def test_a_row_that_the_other_moved_is_not_taken_for_its_neighbour(deux: tuple[Visiteur, Visiteur, str]) -> None:
    first, second, etape = deux
    qualites = [field(first, f"/article_5/comite_suivi/{rang}/qualite").input_value() for rang in (0, 1)]
    first.page.locator("[name=action][value='descendre:/article_5/comite_suivi/0']").click()
    expect(field(first, "/article_5/comite_suivi/0/qualite")).to_have_value(qualites[1])
    field(second, LIEU).fill("Metz-la-Neuve")
    expect(second.page.locator("#etat-saisie")).to_contain_text("a ajouté, retiré ou déplacé des lignes")
    field(second, "/article_5/comite_suivi/0/qualite").fill("directrice d’exemple")
    expect(second.page.locator("main")).to_contain_text("saisissez de nouveau «\u00a0directrice d’exemple\u00a0»")
    with second.page.expect_response("**/bilan*"):
        second.page.get_by_role("button", name="Enregistrer", exact=True).click()
    second.page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    expect(second.page.locator("main")).to_contain_text("Saisissez de nouveau «\u00a0directrice d’exemple\u00a0»")
    expect(field(second, "/article_5/comite_suivi/0/qualite")).to_have_value(qualites[1])
    first.va(etape)
    expect(field(first, "/article_5/comite_suivi/1/qualite")).to_have_value(qualites[0])
    expect(field(first, LIEU)).to_have_value("Metz-la-Neuve")


def test_what_is_typed_in_a_draft_that_the_other_gave_up_is_shown_once_more(
    deux: tuple[Visiteur, Visiteur, str],
) -> None:
    first, second, etape = deux
    first.va(f"{etape.rpartition('/')[0]}/abandonner")
    first.page.get_by_role("button", name="Abandonner").click()
    expect(first.page.get_by_text("Le brouillon est abandonné")).to_be_visible()
    field(second, LIEU).fill("Metz-la-Neuve")
    expect(second.page.locator("#etat-saisie")).to_contain_text("L’enregistrement est refusé")
    second.page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(second.page.locator("main")).to_contain_text("Ce brouillon ne se modifie plus")
    expect(second.page.get_by_role("definition")).to_have_text("Metz-la-Neuve")
