"""The commands on the life of a contract, run as a person runs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from lxml import etree

from server.cli import main
from server.life.echeancier import Echeancier
from tests import payloads

if TYPE_CHECKING:
    from pathlib import Path

CONTRAT = payloads.FOLDER / payloads.REFERENCE / "contrat.json"
REVUE = payloads.FOLDER / "revues" / "ehpad_trois_rivieres_2028.json"


def run(*arguments: str | Path) -> int:
    """Run the command and return its exit code."""
    with pytest.raises(SystemExit) as ended:
        main.main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


class TestEcheancier:
    def test_the_dates_are_told_year_by_year(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("echeancier", CONTRAT) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "CPOM 2027-2031 – Association Les Trois Rivières"
        assert "  30\u00a0juin 2031\u00a0: Dernier jour pour notifier une prorogation simple" in lines
        assert "  du 1er\u00a0janvier 2029 au 31\u00a0décembre 2029\u00a0: Dialogue de gestion de la 3e année" in lines
        assert [line for line in lines if line.isdigit()] == [str(year) for year in range(2026, 2033)]
        assert lines[-1] == "Dates au droit du 10\u00a0décembre 2026."

    def test_a_machine_reads_them_as_data_as_a_calendar_or_as_a_picture(
        self, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        echeancier = Echeancier.of(payloads.contrat())
        assert run("echeancier", CONTRAT, "--format", "json") == 0
        assert json.loads(capsysbinary.readouterr().out) == echeancier.as_json()
        assert run("echeancier", CONTRAT, "--format", "ics") == 0
        assert len(Calendar.from_ical(capsysbinary.readouterr().out).walk("VEVENT")) == len(echeancier.echeances)
        assert run("echeancier", CONTRAT, "--format", "svg", "--largeur", "360") == 0
        assert etree.fromstring(capsysbinary.readouterr().out).get("width") == "360"

    def test_the_law_of_a_day_may_be_chosen(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("echeancier", CONTRAT, "--au", "2016-01-01") == 0
        assert "ERRD" not in capsys.readouterr().out

    def test_what_is_asked_amiss_is_refused_in_french(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("echeancier", CONTRAT, "--format", "pdf") == 2
        assert "Choisissez parmi texte, json, ics, svg (--format)." in capsys.readouterr().err
        assert run("echeancier", CONTRAT, "--largeur", "10") == 2
        assert "de 320 à 2000" in capsys.readouterr().err


class TestRevue:
    def test_the_documents_are_written_in_a_folder_and_what_is_left_out_is_told(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run("revue", CONTRAT, REVUE, "--annee", "2028", "--vers", tmp_path / "revue") == 0
        told = capsys.readouterr().err
        assert "Indiquez la valeur de l’indicateur O6-I2." in told
        assert "7\u00a0documents dans" in told
        assert {file.name for file in (tmp_path / "revue").iterdir()} == {
            *("contrat.json", "revue.json", "niveaux.json", "manifeste.json"),
            *("revue-des-objectifs.docx", "revue-des-objectifs.pdf"),
            *("annexe-3-objectifs.docx", "annexe-3-objectifs.pdf"),
        }

    def test_a_folder_that_holds_a_review_is_replaced_only_when_asked(self, tmp_path: Path) -> None:
        arguments = ("revue", CONTRAT, REVUE, "--annee", "2028", "--vers", tmp_path)
        assert [run(*arguments), run(*arguments), run(*arguments, "--remplacer")] == [0, 2, 0]

    def test_faults_are_told_at_once_and_nothing_is_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = tmp_path / "revue.json"
        other.write_text(json.dumps({"valeurs": [{"indicateur": "inconnu", "valeur": 1}]}), "utf-8")
        assert run("revue", CONTRAT, other, "--annee", "2050", "--vers", tmp_path / "vers") == 2
        told = capsys.readouterr().err
        assert "/annee" in told
        assert "/revue/valeurs/0/indicateur" in told
        assert not (tmp_path / "vers").exists()
