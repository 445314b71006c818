"""The timetable of a contract, as a person asks for it at a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from icalendar import Calendar
from lxml import etree

from schemas.reading import dump
from server.life.answers import EcheancierAnswer
from server.life.echeancier import Echeancier
from tests import payloads
from tests.cli.terminal import run

if TYPE_CHECKING:
    import pytest

CONTRAT = payloads.FOLDER / payloads.REFERENCE / "contrat.json"


def test_the_dates_are_told_year_by_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("echeancier", CONTRAT) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "CPOM 2027-2031 – Association Les Trois Rivières"
    assert "  30\u00a0juin 2031\u00a0: Dernier jour pour notifier une prorogation simple" in lines
    assert "  du 1er\u00a0janvier 2029 au 31\u00a0décembre 2029\u00a0: Dialogue de gestion de la 3e année" in lines
    assert [line for line in lines if line.isdigit()] == [str(year) for year in range(2026, 2033)]
    assert lines[-1] == "Dates au droit du 10\u00a0décembre 2026."


def test_a_machine_reads_them_as_data_as_a_calendar_or_as_a_picture(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    echeancier = Echeancier.of(payloads.contrat())
    assert run("echeancier", CONTRAT, "--format", "json") == 0
    assert json.loads(capsysbinary.readouterr().out) == dump(EcheancierAnswer.of(echeancier))
    assert run("echeancier", CONTRAT, "--format", "ics") == 0
    assert len(Calendar.from_ical(capsysbinary.readouterr().out).walk("VEVENT")) == len(echeancier.echeances)
    assert run("echeancier", CONTRAT, "--format", "svg", "--largeur", "360") == 0
    assert etree.fromstring(capsysbinary.readouterr().out).get("width") == "360"


def test_the_law_of_a_day_may_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("echeancier", CONTRAT, "--au", "2016-01-01") == 0
    assert "ERRD" not in capsys.readouterr().out


def test_what_is_asked_amiss_is_refused_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("echeancier", CONTRAT, "--format", "pdf") == 2
    assert "Choisissez parmi texte, json, ics, svg (--format)." in capsys.readouterr().err
    assert run("echeancier", CONTRAT, "--largeur", "10") == 2
    assert "de 320 à 2000" in capsys.readouterr().err
