"""What one types is saved under the hand: what is not kept is told, and nothing is left behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from server.settings import THEMES
from tests import payloads
from tests.browser.demarches import drafted, field, kept, paste

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Route

    from tests.browser.navigateur import Visiteur

pytestmark = pytest.mark.chromium

LIEU, OBJET = "/article_9/lieu_signature", "/article_5/dialogues/1/objet"
DIALOGUES = "/article_5/dialogues"
EXERCICES = "/annexes/pgfp/exercices"
SUIVI = re.compile(r"/brouillons/[0-9a-f]+/suivi")
SAVES = re.compile(r"/brouillons/[0-9a-f]+/suivi\??$")


def state(visiteur: Visiteur) -> Locator:
    """Return the place that says whether what was typed is kept."""
    return visiteur.page.locator("#etat-saisie")


def answered(visiteur: Visiteur, status: int) -> Callable[[], None]:
    """Let the service answer the saves with a status; return what gives it back to itself."""

    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=status, body="")
        else:
            route.continue_()

    visiteur.page.route(SAVES, refuse)
    return lambda: visiteur.page.unroute(SAVES)


def on_its_way(visiteur: Visiteur) -> list[Route]:
    """Keep the next save on its way; return where it is held."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visiteur.page.route(SAVES, hold, times=1)
    return held


def asked_to_stay(visiteur: Visiteur) -> list[str]:
    """Return the questions that the browser asks of who leaves, as they come."""
    asked: list[str] = []
    visiteur.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    return asked


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    """Give each theme in turn."""
    return str(request.param)


@pytest.fixture
def etape(visiteur: Visiteur) -> Visiteur:
    """Give a visitor who types a step of a draft."""
    visiteur.va(f"{drafted(visiteur)}/suivi")
    return visiteur


@pytest.fixture
def dispute(visite: Callable[..., Visiteur]) -> Visiteur:
    """Give a visitor who typed a place of signature that another had just typed."""
    first, second = visite(), visite()
    etape = f"{drafted(first)}/suivi"
    first.va(etape)
    second.va(etape)
    field(first, LIEU).fill("Nancy")
    kept(first)
    field(second, LIEU).fill("Thionville")
    expect(state(second)).to_contain_text(
        "1 valeur n’est pas enregistrée\u00a0: une autre personne a modifié ce brouillon entre-temps"
    )
    return second


def test_a_value_that_another_changed_stays_told_until_the_button_keeps_it(dispute: Visiteur) -> None:
    with dispute.page.expect_response(SAVES):
        field(dispute, OBJET).fill("bilan des deux")
    expect(state(dispute)).to_contain_text("1 valeur n’est pas enregistrée")
    expect(dispute.page.locator("main")).to_contain_text("«\u00a0Nancy\u00a0»")
    asked = asked_to_stay(dispute)
    dispute.page.reload()
    assert asked == ["beforeunload"]
    expect(field(dispute, LIEU)).to_have_value("Nancy")
    expect(field(dispute, OBJET)).to_have_value("bilan des deux")


def test_the_button_keeps_the_disputed_value(dispute: Visiteur) -> None:
    dispute.page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(dispute.page.get_by_text("Votre saisie est enregistrée")).to_be_visible()
    dispute.page.reload()
    expect(field(dispute, LIEU)).to_have_value("Thionville")


def test_a_disputed_value_that_is_erased_leaves_that_of_the_other(dispute: Visiteur) -> None:
    field(dispute, LIEU).fill("")
    kept(dispute)
    dispute.page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(dispute.page.get_by_text("Votre saisie est enregistrée")).to_be_visible()
    expect(field(dispute, LIEU)).to_have_value("Nancy")


def test_what_another_saved_elsewhere_on_the_page_is_not_undone(visite: Callable[..., Visiteur]) -> None:
    first, second = visite(), visite()
    etape = f"{drafted(first)}/suivi"
    first.va(etape)
    second.va(etape)
    field(first, LIEU).fill("Metz-la-Neuve")
    kept(first)
    field(second, OBJET).fill("bilan")
    expect(state(second)).to_contain_text("a aussi enregistré")
    field(second, OBJET).fill("bilan des deux")
    expect(state(second)).to_have_text("Enregistré.")
    second.page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(second.page.get_by_text("Votre saisie est enregistrée")).to_be_visible()
    expect(field(second, LIEU)).to_have_value("Metz-la-Neuve")


def test_a_fault_of_law_is_told_and_taken_away_without_reading_the_page_again(etape: Visiteur) -> None:
    page, signature = etape.page, field(etape, "/article_9/date_signature")
    right = signature.input_value()
    signature.fill("2035-01-01")
    expect(page.locator("#resume")).to_be_visible()
    expect(page).to_have_title(re.compile("^Erreur\u00a0:"))
    signature.fill(right)
    expect(page.locator("#resume")).to_have_count(0)
    expect(page).not_to_have_title(re.compile("^Erreur"))
    expect(page).to_have_title(re.compile("– Service CPOM$"))


def test_a_link_waits_for_the_save_and_asks_nothing(etape: Visiteur) -> None:
    asked = asked_to_stay(etape)
    field(etape, LIEU).fill("Toul")
    etape.page.locator("#etapes a").first.click()
    etape.page.wait_for_url("**/parties")
    assert asked == []
    etape.page.go_back()
    etape.page.reload()
    expect(field(etape, LIEU)).to_have_value("Toul")


def test_a_link_is_not_followed_when_the_save_fails(etape: Visiteur) -> None:
    mended = answered(etape, 503)
    field(etape, LIEU).fill("Toul")
    etape.page.locator("#etapes a").first.click()
    expect(state(etape)).to_contain_text("Le service ne répond pas")
    expect(etape.page).to_have_url(SUIVI)
    etape.page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(state(etape)).to_contain_text("Le service ne répond pas")
    expect(field(etape, LIEU)).to_have_value("Toul")
    mended()
    etape.page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(etape.page).not_to_have_url(SUIVI)


@pytest.mark.parametrize("status", [413, 503])
def test_what_a_save_could_not_keep_goes_with_the_next(etape: Visiteur, status: int) -> None:
    mended = answered(etape, status)
    with etape.page.expect_response(SAVES):
        field(etape, LIEU).fill("Toul")
    mended()
    field(etape, OBJET).fill("bilan")
    kept(etape)
    etape.page.reload()
    expect(field(etape, LIEU)).to_have_value("Toul")
    expect(field(etape, OBJET)).to_have_value("bilan")


def test_what_is_typed_while_a_save_is_on_its_way_goes_with_the_next(etape: Visiteur) -> None:
    asked, held = asked_to_stay(etape), on_its_way(etape)
    with etape.page.expect_request(SAVES):
        field(etape, LIEU).fill("Toul")
    field(etape, LIEU).fill("Toul-le-Grand")
    field(etape, OBJET).fill("bilan")
    held[0].continue_()
    kept(etape)
    etape.page.reload()
    assert asked == []
    expect(field(etape, LIEU)).to_have_value("Toul-le-Grand")
    expect(field(etape, OBJET)).to_have_value("bilan")


def test_a_box_that_is_ticked_later_leaves_those_that_were_kept(visiteur: Visiteur) -> None:
    visiteur.va(f"{drafted(visiteur)}/perimetre?fiche=/article_1/etablissements/0")
    boxes = visiteur.page.locator('[type=checkbox][name="/article_1/etablissements/0/autorisation/autorites"]')
    for rank in (0, 2):
        with visiteur.page.expect_response(re.compile("/perimetre")):
            boxes.nth(rank).press("Space")
        kept(visiteur)
    visiteur.page.reload()
    assert [box.is_checked() for box in boxes.all()] == [False, True, True, False, False]


def test_a_session_that_ended_is_told_and_the_button_sends_what_was_typed(etape: Visiteur) -> None:
    etape.page.context.clear_cookies()
    tries: list[str] = []
    etape.page.on("request", lambda request: tries.append(request.method) if request.method == "POST" else None)
    field(etape, LIEU).fill("Toul")
    expect(state(etape)).to_contain_text("Votre session a pris fin")
    etape.page.wait_for_timeout(6_000)
    assert tries == ["POST"]
    etape.page.get_by_role("button", name="Enregistrer", exact=True).click()
    etape.page.get_by_role("button", name="Envoyer de nouveau ma saisie").click()
    expect(field(etape, LIEU)).to_have_value("Toul")


def test_a_row_that_was_typed_has_its_number_and_its_buttons(etape: Visiteur) -> None:
    page, rank = etape.page, len(payloads.charge()["article_5"]["dialogues"])
    field(etape, f"{DIALOGUES}/{rank}/objet").fill("point d’étape")
    kept(etape)
    expect(page.get_by_role("textbox", name=f"Objet, ligne {rank + 1}")).to_have_value("point d’étape")
    field(etape, f"{DIALOGUES}/{rank + 1}/objet").fill("bilan")
    expect(page.locator(f'[value="retirer:{DIALOGUES}/{rank + 1}"]')).to_have_text(f"✕Retirer la ligne {rank + 2}")
    page.locator(f'button[value="retirer:{DIALOGUES}/{rank}"]').click()
    expect(field(etape, f"{DIALOGUES}/{rank}/objet")).to_have_value("bilan")


def test_a_column_of_the_plan_that_was_typed_has_its_year_its_button_and_another_one_after(visiteur: Visiteur) -> None:
    page, rank = visiteur.page, len(payloads.charge()["annexes"]["pgfp"]["exercices"])
    visiteur.va(f"{drafted(visiteur)}/pgfp")
    field(visiteur, f"{EXERCICES}/{rank}/annee").fill("2041")
    kept(visiteur)
    expect(page.get_by_role("columnheader", name="Retirer la colonne 2041")).to_be_visible()
    field(visiteur, f"{EXERCICES}/{rank + 1}/annee").fill("2042")
    expect(page.get_by_role("columnheader", name="Retirer la colonne 2042")).to_be_visible()
    page.get_by_role("button", name="Retirer la colonne 2041").click()
    expect(field(visiteur, f"{EXERCICES}/{rank}/annee")).to_have_value("2042")


def test_a_paste_waits_for_what_was_typed_before(etape: Visiteur) -> None:
    asked, rank = asked_to_stay(etape), len(payloads.charge()["article_5"]["dialogues"])
    field(etape, LIEU).fill("Toul")
    paste(field(etape, f"{DIALOGUES}/{rank}/annee"), "4\tpoint d’étape\n")
    expect(etape.page.get_by_text("Tableau collé")).to_be_visible()
    expect(field(etape, LIEU)).to_have_value("Toul")
    expect(field(etape, f"{DIALOGUES}/{rank}/objet")).to_have_value("point d’étape")
    assert asked == []
