"""What is too large to be sent: told before with JavaScript, on a page without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from server.settings import MEGABYTE, THEMES
from tests.browser.demarches import drafted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.navigateur import Visiteur
    from tests.browser.serveur import Service

pytestmark = pytest.mark.chromium


@pytest.fixture(params=THEMES)
def service(request: pytest.FixtureRequest, services: Callable[[str], Service]) -> Service:
    """Give the service in each theme."""
    return services(request.param)


def heavy(folder: Path, size: int) -> Path:
    """Return a file of a size in megabytes, made of nothing."""
    path = folder / f"{size}.xlsx"
    with path.open("wb") as file:
        file.truncate(size * MEGABYTE)
    return path


def test_who_sends_too_large_a_file_reads_the_limit_and_goes_back_to_the_form(
    visite: Callable[..., Visiteur], tmp_path: Path
) -> None:
    visiteur = visite(java_script_enabled=False)
    page = visiteur.page
    visiteur.va("/nouveau")
    page.get_by_label("Fichier", exact=True).set_input_files(heavy(tmp_path, 60))
    page.get_by_role("button", name="Partir de ce fichier").click()
    expect(page.get_by_role("heading", name="Fichier trop grand")).to_be_visible()
    expect(page.get_by_text("choisissez un fichier plus petit")).to_contain_text("un envoi fait 50\u00a0Mo au plus")
    page.get_by_role("link", name="Revenir en arrière").click()
    expect(page).to_have_url(f"{visiteur.service.adresse}/nouveau")


def test_too_large_a_file_is_told_beside_its_control_and_not_sent(visiteur: Visiteur, tmp_path: Path) -> None:
    page = visiteur.page
    visiteur.va(f"{drafted(visiteur)}/classeurs")
    address, control = page.url, page.get_by_label("Classeur", exact=True)
    expect(control).to_have_accessible_description("Un fichier XLSX. Taille maximale de l’envoi\u00a0: 10\u00a0Mo.")
    control.set_input_files(heavy(tmp_path, 11))
    fault = page.locator("form").get_by_text("l’envoi fait 11\u00a0Mo, pour 10\u00a0Mo au plus")
    expect(fault).to_be_visible()
    expect(control).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("status").filter(has_text="11\u00a0Mo")).to_have_count(1)
    page.get_by_role("button", name="Lire le classeur").click()
    expect(control).to_be_focused()
    assert page.url == address
    control.set_input_files(heavy(tmp_path, 1))
    expect(fault).to_be_hidden()
    expect(control).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Lire le classeur").click()
    expect(page.get_by_text("ce fichier n’en est pas un")).to_be_visible()
