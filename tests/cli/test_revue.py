"""The yearly review of a contract, as a person asks for it at a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests import payloads
from tests.cli.terminal import run

if TYPE_CHECKING:
    from pathlib import Path

CONTRAT = payloads.FOLDER / payloads.REFERENCE / "contrat.json"
REVUE = payloads.FOLDER / "revues" / "ehpad_trois_rivieres_2028.json"


@pytest.mark.long
def test_the_documents_are_written_in_a_folder_and_what_is_left_out_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
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


@pytest.mark.long
def test_a_folder_that_holds_a_review_is_replaced_only_when_asked(tmp_path: Path) -> None:
    arguments = ("revue", CONTRAT, REVUE, "--annee", "2028", "--vers", tmp_path)
    assert [run(*arguments), run(*arguments), run(*arguments, "--remplacer")] == [0, 2, 0]


@pytest.mark.long
def test_faults_are_told_at_once_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "revue.json"
    other.write_text(json.dumps({"valeurs": [{"indicateur": "inconnu", "valeur": 1}]}), "utf-8")
    assert run("revue", CONTRAT, other, "--annee", "2050", "--vers", tmp_path / "vers") == 2
    told = capsys.readouterr().err
    assert "/annee" in told
    assert "/revue/valeurs/0/indicateur" in told
    assert not (tmp_path / "vers").exists()
