"""A template changed under a running service: what each of its processes then writes, and says that it wrote from."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
import urllib3

from server.cli import demo
from server.render.word.text import text_of
from server.settings import ROOT
from tests import payloads
from tests.api import requests
from tests.render.template.templates import reworded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.long

TEMPLATE = "contract/contrat"
OLD, NEW = "pluriannuel", "plurisaisonnier"
KEPT = re.compile(r"(\d+) INFO \S+: dossier (\w+): kept \(\d+ ms\)$", re.MULTILINE)
ROUNDS, AT_ONCE = 10, 4


@dataclass
class Running:
    """A service of two processes, and what it tells."""

    address: str
    log: Path
    numbers: Iterator[int] = field(default_factory=count)

    def ask(self, _: object = None) -> urllib3.BaseHTTPResponse:
        """Ask for a dossier that nobody has asked for."""
        charge = payloads.charge(requests.SMALLEST) | {"reference": f"CPOM {next(self.numbers)}"}
        dossiers = f"{self.address}/api/v1/dossiers?format=docx&projet=true"
        headers = {"Content-Type": "application/json"}
        return urllib3.request("POST", dossiers, body=requests.dumped(charge), headers=headers, timeout=120)

    def ask_each_process(self) -> list[dict[str, Any]]:
        """Ask until each process has kept a dossier; return the manifests."""
        manifests: list[dict[str, Any]] = []
        for _ in range(ROUNDS):
            with ThreadPoolExecutor(AT_ONCE) as pool:
                answers = list(pool.map(self.ask, range(AT_ONCE)))
            assert {answer.status for answer in answers} == {201}
            manifests += [answer.json() for answer in answers]
            wrote = {dossier: process for process, dossier in KEPT.findall(self.log.read_text("utf-8"))}
            if len({wrote[manifeste["identifiant"]] for manifeste in manifests}) == 2:
                return manifests
        raise AssertionError("one process did all the work")

    def read(self, manifeste: dict[str, Any]) -> tuple[str, str]:
        """Return what a dossier says that its contract was written from, and the text of it."""
        entry = next(each for each in manifeste["documents"] if each["nom"] == "contrat.docx")
        dossier = f"{self.address}/api/v1/dossiers/{manifeste['identifiant']}"
        docx = urllib3.request("GET", f"{dossier}/documents/contrat.docx", timeout=60).data
        return entry["gabarit_sha256"], text_of(docx)


@contextmanager
def running(folder: Path, templates: Path) -> Iterator[Running]:
    """Run a service of two processes that fills the templates of a folder."""
    command = [sys.executable, "-m", "server.cli.main", "serve", "--port", "0", "--processus", "2"]
    environment = os.environ | {"CPOM_VAR": str(folder / "var"), "CPOM_GABARITS": str(templates)}
    log = folder / "log"
    with (
        log.open("w") as told,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=told, text=True) as server,
    ):
        try:
            yield Running(demo.read_address(server), log)
        finally:
            server.terminate()


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "templates", tmp_path / "templates")


def test_each_process_writes_from_the_template_that_it_says_though_it_changes_meanwhile(
    tmp_path: Path, templates: Path
) -> None:
    path = templates / f"{TEMPLATE}.docx"
    content = path.read_bytes()
    with running(tmp_path, templates) as service:
        for said, text in map(service.read, service.ask_each_process()):
            assert (said, NEW in text) == (sha256(content).hexdigest(), False)
        path.write_bytes(content[: len(content) // 2])
        refused = [service.ask() for _ in range(AT_ONCE)]
        assert {(answer.status, answer.json()["type"]) for answer in refused} == {
            (500, "/api/v1/problemes/gabarit-fautif")
        }
        assert all("contrat.docx" in answer.json()["detail"] for answer in refused)
        path.write_bytes(content)
        changed = reworded(path, OLD, NEW)
        for said, text in map(service.read, service.ask_each_process()):
            assert (said, NEW in text) == (sha256(changed).hexdigest(), True)
