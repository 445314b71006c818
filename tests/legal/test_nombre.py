"""The numbers of the law: what they are on a day, and how they read."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from schemas.manquement import Source
from schemas.parties import Role
from server.legal import find_regles
from server.legal.nombre import Bareme, Duree, JourDeLAnnee, Nombre, Parametre, ValeurDatee
from tests import french

SOURCE = Source("Code des essais, article 1er", "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000000000000")
FIRST, SECOND, DAY = date(2020, 1, 1), date(2025, 7, 1), timedelta(days=1)
TAUX = Nombre(
    "Taux", ValeurDatee(Decimal("1.25"), FIRST, SOURCE), ValeurDatee(Decimal("1.35"), SECOND, SOURCE), unite="%"
)
POINTS = Bareme(
    "Points", {Role.ARS: (ValeurDatee(1000, FIRST, SOURCE),), Role.METROPOLE: (ValeurDatee(70, SECOND, SOURCE),)}
)
PARAMETRES = {nombre.libelle: nombre for regle in find_regles() for nombre in regle.nombres}


def test_a_number_has_no_value_before_its_first_day() -> None:
    assert TAUX.au(FIRST - DAY) is None
    assert TAUX.au(FIRST) == Decimal("1.25")


def test_a_value_holds_until_the_next_one_begins() -> None:
    assert TAUX.au(SECOND - DAY) == Decimal("1.25")
    assert TAUX.au(SECOND) == TAUX.au(date(2199, 12, 31)) == Decimal("1.35")


def test_each_case_of_a_scale_has_its_own_days() -> None:
    assert POINTS.au(FIRST - DAY) is None
    assert POINTS.au(SECOND - DAY) == {Role.ARS: 1000}
    assert POINTS.au(SECOND) == {Role.ARS: 1000, Role.METROPOLE: 70}


def test_a_number_is_read_in_french_with_its_unit_and_its_source() -> None:
    assert [tuple(ligne) for ligne in TAUX.lignes(SECOND)] == [("Taux", "1,35\u00a0%", SECOND, SOURCE)]
    assert [ligne.valeur for ligne in TAUX.historique()] == ["1,25\u00a0%", "1,35\u00a0%"]
    assert list(TAUX.lignes(FIRST - DAY)) == []
    assert [ligne.libelle for ligne in POINTS.lignes(FIRST)] == ["Points (agence régionale de santé)"]


@pytest.mark.parametrize(
    ("valeur", "texte"),
    [
        (1000, "1\u202f000"),
        (Duree(5, 5), "5"),
        (Duree(2, 5), "de 2 à 5"),
        (JourDeLAnnee(30, 6, exercice=-1), "30\u00a0juin de l’année N\u22121"),
        (JourDeLAnnee(1, 1), "1er\u00a0janvier de l’année N"),
        (frozenset({"57", "2A"}), "2A et 57"),
        (frozenset(), "aucun"),
    ],
)
def test_each_kind_of_value_reads_in_french(valeur: object, texte: str) -> None:
    (ligne,) = Nombre("Nombre", ValeurDatee(valeur, FIRST, SOURCE)).lignes(FIRST)
    assert ligne.valeur == texte


def test_a_yearly_day_is_told_from_the_year_that_it_prepares() -> None:
    assert JourDeLAnnee(30, 6, exercice=-1).de(2027) == date(2026, 6, 30)
    assert JourDeLAnnee(31, 12).de(2027) == date(2027, 12, 31)


@pytest.mark.parametrize("nombre", PARAMETRES.values(), ids=PARAMETRES)
def test_every_value_of_the_law_has_a_day_a_source_and_a_name_in_french(nombre: Parametre) -> None:
    lignes = list(nombre.historique())
    assert lignes
    for ligne in lignes:
        assert ligne.source.titre
        assert not french.STRAIGHT_APOSTROPHE.search(ligne.libelle + ligne.valeur)


@pytest.mark.parametrize("nombre", PARAMETRES.values(), ids=PARAMETRES)
def test_the_values_of_a_case_begin_on_different_days_in_order(nombre: Parametre) -> None:
    for _, valeurs in nombre.cas():
        days = [valeur.depuis for valeur in valeurs]
        assert days == sorted(set(days))
