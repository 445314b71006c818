"""The pictures that the documentation shows, taken from the real service: `make documents`.

Each is what a person sees who runs `make serve` and opens the example; none is touched up. They are kept small enough
for a repository: few colours, one width.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest import mock

from PIL import Image
from playwright.sync_api import expect

from server.cli.exemple import exemple
from server.render.pdf.pages import draw_page
from server.settings import ROOT
from tests.browser.demarches import draft_of, field, kept, proposed
from tests.browser.navigateur import launched, visiting
from tests.browser.serveur import start

if TYPE_CHECKING:
    from tests.browser.navigateur import Visiteur

DOCS = ROOT / "docs"
IMAGES = DOCS / "images"
WIDTH, HEIGHT = 1280, 800  # points of a common screen
COLOURS = 96
PAGE_OF_THE_CONTRACT, DPI = 4, 80
WHY = "Une chambre de l’EHPAD Les Tilleuls devient une salle de soins, à compter du 1er\u00a0juillet 2028."
HOME = "/contrat/article_1/etablissements/0"


def main() -> None:
    """Take every picture, on the registry of the example."""
    IMAGES.mkdir(exist_ok=True)
    save("contrat", draw_page((DOCS / "dossier/dossier.pdf").read_bytes(), PAGE_OF_THE_CONTRACT, DPI))
    with TemporaryDirectory() as folder:
        with mock.patch.dict(os.environ, {"CPOM_VAR": folder}):
            exemple.main([], standalone_mode=False)
        with (
            start(Path(folder), "neutre") as service,
            launched() as browser,
            visiting(browser, service, viewport={"width": WIDTH, "height": HEIGHT}) as visiteur,
        ):
            take(visiteur)


def take(visiteur: Visiteur) -> None:
    """Go through the intranet as the guide does, and take a picture at each of its steps."""
    page = visiteur.page
    (inscrit,) = visiteur.service.api("GET", "/contrats")["contrats"]
    contrat = f"/contrats/{inscrit['id']}"
    visiteur.va("/")
    shot(visiteur, "accueil")
    visiteur.va("/nouveau")
    shot(visiteur, "nouveau", 1000)
    brouillon = entry(visiteur)
    visiteur.va(f"{brouillon}/bilan")
    shot(visiteur, "bilan")
    visiteur.va(f"{contrat}/echeances")
    shot(visiteur, "echeances")
    visiteur.va(f"{contrat}/documents")
    page.get_by_role("button", name="Produire le dossier").click()
    expect(page.get_by_role("link", name="Ouvrir le dossier")).to_be_visible(timeout=120_000)
    shot(visiteur, "production", 1170)
    amendment(visiteur, contrat)


def entry(visiteur: Visiteur) -> str:
    """Take the page of a home with the contract beside it, then leave two faults in the draft; return its address."""
    page = visiteur.page
    visiteur.va("/brouillons")
    page.get_by_role("main").get_by_role("link").filter(has_text="CPOM-35-2027-009").first.click()
    brouillon = draft_of(visiteur)
    visiteur.va(f"{brouillon}/perimetre?fiche=/article_1/etablissements/0")
    page.get_by_role("link", name="Aperçu à côté").click()
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
    shot(visiteur, "saisie")
    visiteur.va(f"{brouillon}/suivi")
    field(visiteur, "/article_5/dialogues/0/annee").fill("4")
    kept(visiteur)
    return brouillon


def amendment(visiteur: Visiteur, contrat: str) -> None:
    """Propose an amendment: take what changes as it is typed, then the text that is drafted."""
    page = visiteur.page
    draft = proposed(visiteur, contrat.rpartition("/")[2])
    visiteur.va(f"{draft}/avenant")
    field(visiteur, "/nature").select_option("capacite")
    for nom, typed in {"expose_des_motifs": WHY, "date_effet": "2028-07-01", "date_signature": "2028-06-20"}.items():
        field(visiteur, f"/{nom}").fill(typed)
    kept(visiteur)
    visiteur.va(f"{draft}/perimetre?fiche={HOME}")
    field(visiteur, f"{HOME}/capacites/0/installee").fill("83")
    expect(page.get_by_role("row").filter(has_text="installée").filter(has_text="83").last).to_be_visible()
    page.get_by_role("heading", name="Ce qui change").scroll_into_view_if_needed()
    shot(visiteur, "avenant-saisie")
    page.get_by_role("button", name="Ouvrir l’avenant").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Avenant n° 1")
    shot(visiteur, "avenant", 1300)


def shot(visiteur: Visiteur, nom: str, height: int = HEIGHT) -> None:
    """Save what a window of a height shows, once the page is quiet."""
    page = visiteur.page
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    save(nom, page.screenshot())
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})


def save(nom: str, png: bytes) -> None:
    """Keep a picture in few colours."""
    with Image.open(BytesIO(png)) as image:
        small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(IMAGES / f"{nom}.png", optimize=True)


if __name__ == "__main__":
    main()
