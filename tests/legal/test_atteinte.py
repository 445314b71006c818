"""How far an indicator is, in each direction in which it may go."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from schemas.annexes.objectifs import Indicateur, Sens
from schemas.reading import read
from server.legal.atteinte import Niveau, measure_atteinte, sens_of


def indicateur(*, releve: str | None = None, sens: str | None = "hausse", **values: str | None) -> Indicateur:
    """Return an indicator that goes from 60 in 2025 to 90 in 2031 by 75 in 2029, unless told otherwise."""
    years = {"depart": 2025, "intermediaire": 2029, "cible": 2031}
    told = {"depart": "60", "intermediaire": "75", "cible": "90"} | values
    charge: dict[str, Any] = {"identifiant": "I1", "libelle": "Part", "sens": sens}
    charge |= {nom: {"valeur": told[nom], "annee": annee} for nom, annee in years.items() if told[nom]}
    releves = [{"annee": 2028, "valeur": releve}] if releve else []
    return read(charge | {"releves": [{"annee": 2027, "valeur": "1000"}, *releves]}, Indicateur)


FALLING = {"depart": "90", "intermediaire": "75", "cible": "60"}


@pytest.mark.parametrize(
    ("given", "ecart", "parcouru", "niveau"),
    [
        ({"releve": "90"}, "0", 100, Niveau.CIBLE_ATTEINTE),
        ({"releve": "96"}, "6", 120, Niveau.CIBLE_ATTEINTE),
        ({"releve": "75"}, "-15", 50, Niveau.ETAPE_ATTEINTE),
        ({"releve": "74.9"}, "-15.1", 50, Niveau.EN_PROGRES),
        ({"releve": "60"}, "-30", 0, Niveau.SANS_PROGRES),
        ({"releve": "45"}, "-45", -50, Niveau.SANS_PROGRES),
        ({"releve": "74", "intermediaire": None}, "-16", 47, Niveau.EN_PROGRES),
        ({"releve": "60", "sens": "baisse", **FALLING}, "0", 100, Niveau.CIBLE_ATTEINTE),
        ({"releve": "74", "sens": "baisse", **FALLING}, "14", 53, Niveau.ETAPE_ATTEINTE),
        ({"releve": "89", "sens": "baisse", **FALLING}, "29", 3, Niveau.EN_PROGRES),
        ({"releve": "91", "sens": "baisse", **FALLING}, "31", -3, Niveau.SANS_PROGRES),
        ({"releve": "60", "sens": "maintien", "cible": "60"}, "0", None, Niveau.CIBLE_ATTEINTE),
        ({"releve": "61", "sens": "maintien", "cible": "60"}, "1", None, Niveau.NON_ATTEINTE),
        ({"releve": "80", "depart": None}, "-10", None, Niveau.NON_ATTEINTE),
        ({"releve": "80", "cible": None}, None, None, Niveau.SANS_CIBLE),
        ({}, None, None, Niveau.NON_RELEVE),
    ],
)
def test_a_value_is_compared_with_start_step_and_target(
    given: dict[str, Any], ecart: str | None, parcouru: int | None, niveau: Niveau
) -> None:
    found = measure_atteinte(indicateur(**given), 2028)
    assert (found.ecart, found.parcouru, found.niveau) == (ecart and Decimal(ecart), parcouru, niveau)


def test_the_value_is_that_of_the_year() -> None:
    found = measure_atteinte(indicateur(releve="80"), 2028).releve
    assert found is not None
    assert (found.annee, found.valeur) == (2028, Decimal(80))


@pytest.mark.parametrize(
    ("given", "sens"),
    [
        ({"sens": None}, Sens.HAUSSE),
        ({"sens": None, **FALLING}, Sens.BAISSE),
        ({"sens": None, "cible": "60"}, Sens.MAINTIEN),
        ({"sens": None, "depart": None}, Sens.MAINTIEN),
        ({"sens": "baisse"}, Sens.BAISSE),
    ],
)
def test_a_direction_that_is_not_declared_is_that_of_the_target(given: dict[str, Any], sens: Sens) -> None:
    assert sens_of(indicateur(**given)) is sens
