"""`cpom exemple` gives an empty registry something to look at, and leaves another alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.cli.main import main
from server.clock import today
from server.registry import drafts, texts
from server.registry.texts import TOUS
from server.service import open_registre
from server.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CPOM_VAR", str(tmp_path))
    return tmp_path


def run() -> object:
    with pytest.raises(SystemExit) as stop:
        main(["exemple"])
    return stop.value.code


def contents(var: Path) -> tuple[int, int]:
    with open_registre(Settings.from_environment({"CPOM_VAR": str(var)})).lecture() as session:
        found, total = texts.find(session, TOUS, today(), page=1, par_page=5)
        assert all(inscrit.fiche.date_signature for inscrit in found)
        return total, drafts.list_open(session, page=1, par_page=1)[1]


def test_a_signed_contract_and_a_draft_are_loaded_with_their_files(var: Path) -> None:
    assert run() == 0
    assert contents(var) == (1, 1)
    assert len(list((var / "objets" / "pieces").glob("*.pdf"))) == 15


def test_a_registry_in_use_is_left_as_it_is(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    assert run() == 0
    assert contents(var) == (1, 1)
    assert "n’est pas vide" in capsys.readouterr().err
