"""The annexes that every contract has."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from server.legal.obligations import silences
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele


@regle("Annexes obligatoires", article="annexes", source=modele("annexes, 1"), depuis=PUBLICATION_ARRETE_2017)
def annexes_obligatoires(contrat: Contrat) -> Iterator[Ecart]:
    """« Les annexes suivantes sont obligatoires et communes à tous les CPOM. Elles sont produites spécifiquement pour le CPOM. »"""
    for cle in silences(contrat.annexes):
        yield Ecart(f"/annexes/{cle.nom}", f"Ajoutez l’annexe « {cle.champ.libelle} », obligatoire.")
