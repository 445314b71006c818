"""The real service, wearing a theme, for as long as the tests need it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import urllib3

from server.cli import demo
from tests.api import requests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PATIENCE = 120  # seconds


@dataclass(frozen=True)
class Service:
    """A running service: its address, and what programs ask of it."""

    adresse: str

    def api(self, verbe: str, chemin: str, charge: object = None) -> Any:
        """Ask something of the API, and return the JSON value of its answer."""
        headers = {"Content-Type": "application/json", "If-Match": "*"}
        corps = None if charge is None else requests.dumped(charge)
        reponse = urllib3.request(
            verbe, f"{self.adresse}/api/v1{chemin}", body=corps, headers=headers, timeout=PATIENCE, retries=False
        )
        assert reponse.status < 300, reponse.data.decode()
        return reponse.json()

    def contrat(self, charge: Mapping[str, Any], *etats: str) -> str:
        """Enter a contract in the registry, bring it through states, and return its id."""
        entre = self.api("POST", "/contrats", charge)["id"]
        for etat in etats:
            self.api("POST", f"/contrats/{entre}/etats", {"etat": etat})
        return str(entre)


@contextmanager
def start(var: Path, theme: str) -> Iterator[Service]:
    """Run the service on a free port of this machine, its data under `var`; end it on leaving."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CPOM_")}
    command = [sys.executable, "-m", "server.cli.main", "serve", "--port", "0", "--processus", "1"]
    environment = kept | {"CPOM_VAR": str(var), "CPOM_THEME": theme}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Service(demo.read_address(process))
        finally:
            process.terminate()
