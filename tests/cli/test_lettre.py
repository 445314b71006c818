"""The command `cpom lettre`, run as a person runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from server.cli import main
from tests import actes, payloads

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.long

CONTRAT = payloads.FOLDER / payloads.REFERENCE / "contrat.json"
DEUX = actes.receptions(departement="2031-05-14", ars="2031-05-16")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the command on an act; return its exit code, and the folder that it fills."""
    monkeypatch.delenv("CPOM_MOTEUR_PDF", raising=False)

    def run(kind: str, *options: str, **changes: Any) -> tuple[int, Path]:
        demande, folder = tmp_path / "demande.json", tmp_path / "lettres"
        demande.write_text(json.dumps(actes.charge(kind, **changes)), "utf-8")
        with pytest.raises(SystemExit) as ended:
            main.main(["lettre", kind, str(CONTRAT), str(demande), "--vers", str(folder), *options])
        return int(ended.value.code or 0), folder

    return run


def names(folder: Path) -> set[str]:
    """Return the names of the files of a folder."""
    return {path.name for path in folder.iterdir()}


def test_the_letters_are_in_the_folder_and_the_events_are_told(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    code, folder = run("prorogation", "--au", "2031-06-17", receptions=DEUX)
    told = capsys.readouterr().out
    assert code == 0
    assert {"lettre-1-prorogation.docx", "lettre-2-prorogation.pdf", "evenements.json"} <= names(folder)
    assert "16\u00a0juin 2031\u00a0: Prorogation convenue entre les parties" in told
    assert told.splitlines()[-1] == "Issue au 17\u00a0juin 2031\u00a0: convenue"


def test_a_contract_is_given_prorogued_once_that_is_agreed_to(run: Any) -> None:
    _, folder = run("prorogation", "--au", "2031-06-16", receptions=DEUX)
    assert "contrat-proroge.json" not in names(folder)
    _, folder = run("prorogation", "--au", "2031-06-17", "--remplacer", receptions=DEUX)
    proroge = json.loads((folder / "contrat-proroge.json").read_bytes())
    assert proroge["article_9"]["prorogation"] == {"date_notification": "2031-05-12", "date_accord": "2031-06-16"}


def test_what_a_person_must_verify_is_told_with_the_events(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    code, folder = run("denonciation")
    assert (code, "lettre-1-denonciation.pdf" in names(folder)) == (0, True)
    assert "préavis que prévoit l’annexe relative à l’habilitation" in capsys.readouterr().out


def test_a_notification_that_is_too_late_leaves_nothing(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    code, folder = run("prorogation", date="2031-07-01")
    assert (code, folder.exists()) == (1, False)
    assert "/acte/date" in capsys.readouterr().err


def test_an_act_of_another_kind_is_refused(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    code, folder = run("saisine", circonstances="")
    assert (code, folder.exists()) == (2, False)
    assert "/acte/circonstances" in capsys.readouterr().err
