"""A whole contract entered with the keyboard alone, from nothing to the dossier that is ready to sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from schemas.contrat import Contrat
from schemas.reading import read
from tests import payloads
from tests.browser.clavier import Clavier
from tests.browser.dactylo import Dactylo

if TYPE_CHECKING:
    from tests.browser.navigateur import Visiteur

pytestmark = pytest.mark.chromium

EXAMPLE = "residence_l313_11"
PIECES = {
    "Organigramme de l’association Le Genévrier": "organigramme.pdf",
    "Procès-verbal de la commission de sécurité et d’accessibilité – Foyer de vie La Combe": "pv-la-combe.pdf",
}


def test_a_whole_contract_is_entered_and_its_dossier_produced_with_the_keyboard_alone(visiteur: Visiteur) -> None:
    page, clavier = visiteur.page, Clavier(visiteur.page)
    dactylo = Dactylo(clavier, payloads.charge(EXAMPLE))
    visiteur.va("/")
    clavier.follow("Nouveau contrat")
    dactylo.type_until("Commencer la saisie")
    dactylo.type_all()
    expect(page.get_by_role("status").get_by_text("Rien ne bloque")).to_be_visible()
    attach(clavier)
    clavier.follow("Inscrire au registre")
    assert registered(visiteur) == payloads.contrat(EXAMPLE)
    clavier.follow("Arrêter le texte")
    clavier.follow("Produire ou télécharger ses documents")
    clavier.follow("Produire le dossier")
    expect(page.get_by_text("Le dossier est prêt")).to_be_visible(timeout=60_000)
    clavier.follow("Ouvrir le dossier")
    assert downloaded(clavier, "contrat.pdf").startswith(b"%PDF-")


def attach(clavier: Clavier) -> None:
    """Attach the files of the pieces, and come back to what follows the check."""
    clavier.follow("Joindre les fichiers des pièces")
    for intitule, nom in PIECES.items():
        clavier.focus_on(intitule, "file")
        clavier.give(payloads.FOLDER / EXAMPLE / nom)
    clavier.follow("Joindre")
    clavier.page.go_back()
    clavier.page.go_back()


def registered(visiteur: Visiteur) -> Contrat:
    """Return the contract whose page is shown, as programs read it."""
    (contrat_id,) = re.findall("/contrats/([^/]+)$", visiteur.page.url)
    return read(visiteur.service.api("GET", f"/contrats/{contrat_id}")["texte"]["contrat"], Contrat)


def downloaded(clavier: Clavier, nom: str) -> bytes:
    """Return the bytes of a document of the dossier that is shown."""
    while not (found := clavier.tab()) or not found.libelle.startswith(f"{nom} (PDF,"):
        pass
    with clavier.page.expect_download() as waited:
        clavier.page.keyboard.press("Enter")
    return waited.value.path().read_bytes()
