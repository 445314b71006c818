"""What the contract as a whole tells of itself."""

from __future__ import annotations

import pytest

from schemas.contrat import Contrat
from schemas.reading import read
from server.life.echeancier import titre_of
from tests import payloads

SIGNATAIRE = "Fondation des Coteaux"


@pytest.mark.parametrize(("denomination", "nom"), [("Maison des Coteaux", "Maison des Coteaux"), (None, SIGNATAIRE)])
def test_the_managing_body_is_called_as_article_1_does_else_as_the_parties_do(
    denomination: str | None, nom: str
) -> None:
    charge = payloads.charge()
    charge["parties"]["gestionnaire"]["denomination"] = SIGNATAIRE
    charge["article_1"]["gestionnaire"].pop("denomination", None)
    if denomination:
        charge["article_1"]["gestionnaire"]["denomination"] = denomination
    contrat = read(charge, Contrat)
    assert contrat.nom_du_gestionnaire == nom
    assert titre_of(contrat).endswith(nom)
