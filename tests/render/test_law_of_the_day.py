"""What documents tell of a number is its value on the day whose law governs them, whatever it became since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from schemas.manquement import Source
from schemas.revue import Revue
from server.legal import Verdict
from server.legal.nombre import JourDeLAnnee, Nombre, ValeurDatee, in_force
from server.render.context import Vue, article_9
from server.render.context import revue as context_of_revue
from server.render.context.revue import VueRevue
from tests import payloads

if TYPE_CHECKING:
    from schemas.contrat import Contrat

SOURCE = Source("Loi d’essai")
FIRST, SECOND = date(2017, 1, 1), date(2028, 7, 1)


def signed_on(day: date) -> Contrat:
    contrat = payloads.contrat()
    return replace(contrat, article_9=replace(contrat.article_9, date_signature=day))


@pytest.mark.parametrize(("day", "value"), [(date(2016, 1, 1), 6), (FIRST, 6), (SECOND, 9), (date(2030, 1, 1), 9)])
def test_a_number_has_the_value_of_the_day_and_its_first_one_before(day: date, value: int) -> None:
    assert in_force(Nombre("Délai", ValeurDatee(6, FIRST, SOURCE), ValeurDatee(9, SECOND, SOURCE)), day) == value


def test_the_last_day_to_notify_is_that_of_the_law_of_the_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    preavis = Nombre("Préavis", ValeurDatee(6, FIRST, SOURCE), ValeurDatee(9, SECOND, SOURCE))
    monkeypatch.setattr(article_9, "PREAVIS_DE_PROROGATION", preavis)
    found = [
        Vue(contrat, Verdict(FIRST, ())).article_9.date_limite_de_notification
        for contrat in (signed_on(date(2026, 12, 10)), signed_on(SECOND))
    ]
    assert found == [date(2031, 6, 30), date(2031, 3, 31)]


def test_the_last_day_to_send_a_review_is_that_of_the_law_of_its_year(monkeypatch: pytest.MonkeyPatch) -> None:
    remise = Nombre(
        "Remise",
        ValeurDatee(JourDeLAnnee(30, 4, exercice=1), FIRST, SOURCE),
        ValeurDatee(JourDeLAnnee(31, 5, exercice=1), SECOND, SOURCE),
    )
    monkeypatch.setattr(context_of_revue, "REMISE_DE_L_ERRD", remise)
    contrat = payloads.contrat()
    told = [VueRevue(contrat, Verdict(FIRST, ()), Revue(), annee).revue.remise for annee in (2027, 2028)]
    assert told == ["30\u00a0avril 2028", "31\u00a0mai 2029"]
