"""A timetable tells whose dates it holds, the same way for all versions of a contract."""

from __future__ import annotations

from datetime import date

from schemas.contrat import Contrat
from schemas.reading import dump, read
from server.life.answers import EcheancierAnswer
from server.life.echeancier import Echeancier
from tests import payloads
from tests.life.contrats import contrat, of_seven_years


def test_a_timetable_is_named_by_its_years_and_its_managing_body() -> None:
    assert Echeancier.of(contrat()).titre == "CPOM 2027-2031 – Association Les Trois Rivières"


def test_the_term_is_told_part_by_part_without_a_gap() -> None:
    assert Echeancier.of(of_seven_years()).periodes == (
        ("durée initiale", date(2026, 7, 1), date(2031, 6, 30)),
        ("prorogation", date(2031, 7, 1), date(2032, 6, 30)),
        ("prolongation", date(2032, 7, 1), date(2033, 6, 30)),
    )
    assert [nom for nom, *_ in Echeancier.of(contrat(prolongation_annees=1)).periodes] == [
        "durée initiale",
        "prolongation",
    ]


def test_a_longer_term_makes_a_later_version_of_the_same_contract() -> None:
    before, after = Echeancier.of(contrat("metropole_fusion")), Echeancier.of(of_seven_years())
    assert before.identite == after.identite
    assert (before.version, after.version) == (0, 2)
    assert before.instant < after.instant == date(2030, 12, 10)


def test_two_contracts_without_reference_are_told_apart_by_what_founds_them() -> None:
    found = set()
    for base in ("L313-12-2", "L313-11"):
        charge = payloads.charge("handicap_l313_12_2") | {"reference": None, "base_legale": base}
        found.add(Echeancier.of(read(charge, Contrat)).identite)
    assert len(found) == 2


def test_the_law_of_a_day_is_chosen_or_is_that_of_the_signature() -> None:
    assert Echeancier.of(contrat()).au == date(2026, 12, 10)
    early = Echeancier.of(contrat("residence_l313_11"), date(2016, 1, 1))
    assert early.au == date(2016, 1, 1)
    assert all(each.nature != "revue" for each in early.echeances)


def test_the_json_form_holds_what_a_tool_needs() -> None:
    told = dump(EcheancierAnswer.of(Echeancier.of(contrat())))
    assert (told["reference"], told["droit_au"]) == (contrat().reference, "2026-12-10")
    dates = told["echeances"]
    assert isinstance(dates, list)
    assert dates[0] == {
        "cle": "validation-initiale",
        "nature": "coupes",
        "du": "2026-06-30",
        "au": "2026-06-30",
        "limite": True,
        "libelle": "Dernier jour pour valider les évaluations AGGIR et PATHOS prises en compte en 2027",
        "detail": "",
        "article": "4",
        "source": dates[0]["source"],
        "chemin": None,
    }
