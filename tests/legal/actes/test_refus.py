"""The refusal to sign: its steps, and the days that each opens."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.manquement import Gravite
from server.legal.actes import check, evenements
from tests.actes import contrat, day, receptions, refus


def told(**changes: Any) -> list[tuple[str, str]]:
    """Return the events of a step."""
    return [(e.nature.value, e.date.isoformat()) for e in evenements(contrat(), refus(**changes), day("2026-12-01"))]


def test_a_proposition_waits_for_its_reception_then_gives_three_months() -> None:
    assert told() == [("envoi", "2026-02-02")]
    received = {"receptions": receptions(gestionnaire="2026-02-04")}
    assert told(**received)[1:] == [("reception", "2026-02-04"), ("echeance", "2026-05-04")]


def test_negotiations_that_begin_in_time_give_six_months_and_a_second_proposition_before_their_last() -> None:
    received = {"receptions": receptions(gestionnaire="2026-02-04")}
    assert told(**received, debut_negociations="2026-05-04")[2:] == [
        ("negociation", "2026-05-04"),
        ("seconde_proposition", "2026-10-04"),
        ("echeance", "2026-11-04"),
    ]
    assert told(**received, debut_negociations="2026-05-05")[2:] == [
        ("echeance", "2026-05-04"),
        ("negociation", "2026-05-05"),
    ]


def test_the_notification_gives_one_month_more() -> None:
    acte = {"etape": "notification", "date": "2026-05-05", "receptions": receptions(gestionnaire="2026-05-31")}
    assert told(**acte) == [("envoi", "2026-05-05"), ("reception", "2026-05-31"), ("echeance", "2026-06-30")]
    asked = told(**acte, demande_audition="2026-06-20", audition="2026-07-06")
    assert asked[2:] == [("audition", "2026-06-20"), ("echeance", "2026-06-30"), ("audition", "2026-07-06")]


def test_the_second_proposition_and_the_reduction_have_their_day() -> None:
    seconde = {"etape": "seconde_proposition", "date": "2026-08-02", "debut_negociations": "2026-03-02"}
    assert told(**seconde) == [("envoi", "2026-08-02"), ("echeance", "2026-09-02")]
    assert told(etape="minoration", date="2026-09-03", taux="2", audition="2026-08-31") == [
        ("envoi", "2026-09-03"),
        ("effet", "2026-09-03"),
    ]


def test_only_the_manager_is_written_to() -> None:
    found = check(contrat(), refus(receptions=receptions(departement="2026-02-04"))).manquements
    assert [(m.chemin, m.gravite) for m in found] == [("/acte/receptions/0/destinataire", Gravite.BLOQUANT)]


@pytest.mark.parametrize("etape", ["notification", "seconde_proposition", "minoration"])
def test_what_the_decree_says_warns_and_does_not_block(etape: str) -> None:
    verdict = check(contrat(), refus(etape=etape, date="2026-03-01"))
    assert verdict.manquements
    assert verdict.conforme
