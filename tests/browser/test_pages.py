"""Every page, in both themes: nothing goes wrong in it, it fits a telephone and a large screen, anyone can use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from server.settings import ROOT, THEMES
from tests.browser.monde import NOMS, Monde
from tests.browser.navigateur import visiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Browser, Page

    from tests.browser.navigateur import Visiteur
    from tests.browser.serveur import Service

pytestmark = pytest.mark.chromium

CAPTURES = ROOT / "var" / "captures"
LARGEURS = (1024, 360, 1600)
EXAMINED = (1024, 360)  # what axe looks at: no style is of the widest alone
WIDER = """() => {
  const place = document.scrollingElement, wide = place.clientWidth;
  if (place.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("main *, header *, footer *, nav *")]
    .filter((each) => each.getBoundingClientRect().right > wide + 1 && !each.closest(".tableau-large, .masque"))
    .map((each) => `${each.tagName.toLowerCase()}.${each.className} ${each.textContent.trim().slice(0, 40)}`);
  return [`${place.scrollWidth} > ${wide}`, ...out.slice(0, 5)];
}"""

QUIET = """() => !document.querySelector(".htmx-request")
  && [...document.images].every((each) => each.loading === "lazy" || each.complete)"""


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def visiteur_du_theme(navigateur: Browser, services: Callable[[str], Service], theme: str) -> Iterator[Visiteur]:
    with visiting(navigateur, services(theme)) as visiteur:
        yield visiteur


@pytest.fixture(scope="module")
def monde(visiteur_du_theme: Visiteur) -> Monde:
    return Monde.made(visiteur_du_theme)


def test_every_address_that_a_person_may_visit_is_visited(monde: Monde, local_app: Flask) -> None:
    asked = {
        rule.endpoint
        for rule in local_app.url_map.iter_rules()
        if rule.endpoint.startswith("intranet.") and "GET" in (rule.methods or ())
    }
    assert asked == {*monde.pages, *monde.fichiers}


def test_every_file_is_given(visiteur_du_theme: Visiteur, monde: Monde) -> None:
    given = {chemin: visiteur_du_theme.page.request.get(chemin) for chemin in monde.fichiers.values()}
    assert {chemin: answer.status for chemin, answer in given.items()} == dict.fromkeys(given, 200)


@pytest.mark.parametrize("nom", NOMS)
def test_a_page_fits_all_screens_and_nothing_goes_wrong_in_it(
    visiteur_du_theme: Visiteur, monde: Monde, theme: str, nom: str, pytestconfig: pytest.Config
) -> None:
    found = met(visiteur_du_theme, monde.adresses[nom])
    for largeur in LARGEURS:
        found += looked_at(visiteur_du_theme.page, largeur)
        if pytestconfig.getoption("--captures"):
            keep(visiteur_du_theme.page, CAPTURES / theme / str(largeur) / f"{nom}.png")
    assert found == []


def looked_at(page: Page, largeur: int) -> list[str]:
    """Return what is wrong with a page at a width."""
    screen(page, largeur)
    return page.evaluate(WIDER) + (violations(page) if largeur in EXAMINED else [])


def keep(page: Page, file: Path) -> None:
    """Keep the picture of a page."""
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, full_page=True)


def screen(page: Page, largeur: int) -> None:
    """Show a page on a screen of some width."""
    page.set_viewport_size({"width": largeur, "height": 800})


def met(visiteur: Visiteur, chemin: str) -> list[str]:
    """Go to a page, on the first of the screens, and return what goes wrong until it is quiet."""
    screen(visiteur.page, LARGEURS[0])
    visiteur.troubles.clear()
    answer = visiteur.page.goto(chemin)
    visiteur.page.wait_for_function(QUIET)
    met = [*visiteur.troubles, *([] if answer and answer.ok else [f"{chemin}: {answer and answer.status}"])]
    visiteur.troubles.clear()
    return met


def violations(page: Page) -> list[str]:
    """Return what axe-core holds against a page."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['help']} – {node['html'][:160]}" for each in found for node in each["nodes"][:3]]
