"""What becomes of the annexes: those whose matter changes are told again, and no other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from server.amendment.document.ouvrage import Ancien, Ouvrage
from server.legal import VersionAVenir
from tests import payloads
from tests.amendment.avenants import ouvrage
from tests.amendment.writing import GABARITS, SILENT

if TYPE_CHECKING:
    from schemas.contrat import Contrat

pytestmark = pytest.mark.long

AVEC = payloads.contrat()
SANS = replace(AVEC, annexes=replace(AVEC.annexes, habilitation_aide_sociale=None))


def told(avant: Contrat, apres: Contrat) -> list[str]:
    """Return the sentences on annexes that lead from a contract to another."""
    a_venir = VersionAVenir(payloads.demande("habilitation"), avant, apres)
    avenant = Ouvrage(a_venir, 1, [Ancien(avant)], SILENT, GABARITS).avenant
    return [annexe.phrase.replace("\u00a0", " ") for annexe in avenant.annexes]


def test_an_annexe_that_goes_gives_its_number_to_the_next_one() -> None:
    assert told(AVEC, SANS) == [
        "L’annexe n° 6 devient l’annexe n° 5.",
        "L’annexe n° 5 (habilitation à recevoir des bénéficiaires de l’aide sociale départementale) est supprimée.",
    ]


def test_an_annexe_that_comes_is_joined_to_the_amendment() -> None:
    assert told(SANS, AVEC) == [
        "Au contrat est ajoutée l’annexe n° 5, jointe au présent avenant.",
        "L’annexe n° 5 devient l’annexe n° 6.",
    ]


@pytest.mark.parametrize(
    ("nature", "gabarits"),
    [
        ("prolongation", []),  # the years on each cover change, and nothing under them
        ("changement_partie", []),
        ("capacite", ["pgfp", "habilitation"]),
        ("revision", ["objectifs"]),
    ],
)
def test_an_annexe_of_which_only_the_cover_changes_stays(nature: str, gabarits: list[str]) -> None:
    assert [annexe.gabarit for annexe in ouvrage(nature).avenant.annexes if annexe.jointe] == gabarits
