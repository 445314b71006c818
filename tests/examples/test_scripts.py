"""The quick starts that the README quotes, run as a newcomer runs them: the real command, the real service, curl."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from server.cli import demo
from server.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.prise_en_main,
    pytest.mark.skipif(shutil.which("curl") is None, reason="the script of the API needs curl"),
]
MINUTES = 10  # on a machine that does much else


def test_the_quick_start_writes_all_that_it_says(tmp_path: Path) -> None:
    said = run("prise_en_main.sh", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        *("contrat", "projet", "avenant", "revue", "lettres"),
        "echeances.ics",
    }
    for dossier in ("contrat", "projet", "avenant", "revue", "lettres"):
        manifeste = json.loads((tmp_path / dossier / "manifeste.json").read_bytes())
        assert {entry["nom"] for entry in manifeste["documents"]} <= {p.name for p in (tmp_path / dossier).iterdir()}
    assert "6\u00a0manquements bloquants" in said
    assert said.rstrip().endswith("7\u00a0changements.")


def test_a_contract_lives_through_the_api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPOM_VAR", str(tmp_path / "var"))
    with demo.serve_demo() as address:
        said = run("api.sh", address, tmp_path / "vers")
    assert said.count("HTTP/1.1 200 OK") == 4
    read = json.loads((tmp_path / "vers/contrat.json").read_bytes())
    assert (read["etat"], read["version"]) == ("en_vigueur", 2)
    with ZipFile(tmp_path / "vers/avenant-1.zip") as archive:
        assert "manifeste.json" in archive.namelist()
    assert (tmp_path / "vers/contrat.pdf").read_bytes().startswith(b"%PDF-")


def run(script: str, *arguments: object) -> str:
    """Run a script of the examples from the root of the repository, and return what it prints."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CPOM_")}
    done = subprocess.run(
        [ROOT / "examples" / script, *map(str, arguments)],
        cwd=ROOT,
        env=kept | {"PATH": path},
        capture_output=True,
        text=True,
        timeout=MINUTES * 60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
