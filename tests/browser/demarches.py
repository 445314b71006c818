"""What a visitor does in several tests, by the pages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests import payloads

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from playwright.sync_api import Locator

    from tests.browser.navigateur import Visiteur

PASTE = """(control, texte) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", texte);
  control.focus();
  control.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def drafted(visiteur: Visiteur, charge: Mapping[str, Any] | None = None) -> str:
    """Open a draft on the JSON value of a contract, that of reference unless told otherwise, and return its address."""
    content = payloads.body() if charge is None else json.dumps(charge, default=str).encode()
    visiteur.va("/nouveau")
    file = {"name": "contrat.json", "mimeType": "application/json", "buffer": content}
    visiteur.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type] # the keys that it wants
    visiteur.page.get_by_role("button", name="Partir de ce fichier").click()
    return draft_of(visiteur)


def proposed(visiteur: Visiteur, contrat_id: str) -> str:
    """Open the draft of an amendment of a signed contract, and return its address."""
    visiteur.va(f"/contrats/{contrat_id}")
    visiteur.page.get_by_role("button", name="Proposer un avenant").click()
    return draft_of(visiteur)


def draft_of(visiteur: Visiteur) -> str:
    """Return the address of the draft whose step is shown."""
    visiteur.page.wait_for_url("**/brouillons/*/*")
    (found,) = re.findall("/brouillons/[0-9a-f]+", visiteur.page.url)
    return str(found)


def field(visiteur: Visiteur, chemin: str) -> Locator:
    """Return the control of the value at a JSON pointer."""
    return visiteur.page.locator(f'[name="{chemin}"]').first


def kept(visiteur: Visiteur) -> None:
    """Wait until what was typed is kept."""
    expect(visiteur.page.locator("#etat-saisie")).to_contain_text("Enregistré.")


def paste(control: Locator, texte: str) -> None:
    """Paste a text that a spreadsheet put on the clipboard into a control."""
    control.evaluate(PASTE, texte)
