"""What `make demo` shows: the real server on this machine, a whole dossier asked for by HTTP, its files on disk."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import urllib3

from schemas.francais import compte
from schemas.reading import parse
from server.cli.console import say
from server.settings import ROOT

EXAMPLE = ROOT / "examples" / "ehpad_trois_rivieres"
SECONDS_TO_STOP = 40
SECONDS_FOR_DOSSIER = 120


def main() -> None:
    """Make the dossier of the example through the API, leave it under `var/demo`, and say so in three lines."""
    started = time.monotonic()
    folder = Path(os.environ.get("CPOM_VAR", "var")) / "demo"
    with serve_demo() as address, urllib3.PoolManager() as http:
        wait_until_well(http, address)
        dossier = post_example(http, address)
        noms = download(http, address + dossier, folder)
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    say(
        f"Dossier CPOM produit : {compte(len(noms), 'fichier')} – contrat, annexes, rapport, liasse, manifeste.",
        err=False,
    )
    say(f"Où : {folder}/ (commencez par {folder / 'dossier.pdf'})", err=False)
    say(f"Durée : {seconds} s, démarrage et arrêt du serveur compris.", err=False)


@contextmanager
def serve_demo() -> Iterator[str]:
    """Run the server on a free port, with the embedded defaults; yield its address, stop it on leaving."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CPOM_") or name == "CPOM_VAR"}
    command = [sys.executable, "-m", "server.cli.main", "serve", "--port", "0", "--processus", "1"]
    with subprocess.Popen(command, env=kept, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield read_address(process)
        finally:
            process.terminate()
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()


def read_address(process: "subprocess.Popen[str]") -> str:
    """Return the address that a server announces."""
    line = process.stdout.readline() if process.stdout else ""
    found = re.search(r"http://\S+", line)
    if found is None:
        raise SystemExit("Relisez les messages du serveur : il n’a pas démarré.")
    return found[0]


def wait_until_well(http: urllib3.PoolManager, address: str) -> None:
    """Return once the service says that it is well."""
    retries = urllib3.Retry(total=20, backoff_factor=0.1, status_forcelist=[503])
    expect(http.request("GET", f"{address}/sante", retries=retries), 200)


def post_example(http: urllib3.PoolManager, address: str) -> str:
    """Ask for the dossier of the example, its pieces beside it, and return the path of its manifest."""
    charge = (EXAMPLE / "contrat.json").read_bytes()
    pieces = parse(charge)["annexes"]["pieces"]  # type: ignore[index] # our own example
    fields = {piece["identifiant"]: (piece["fichier"], (EXAMPLE / piece["fichier"]).read_bytes()) for piece in pieces}
    answer = http.request(
        "POST",
        f"{address}/api/v1/dossiers",
        fields={"contrat": ("contrat.json", charge, "application/json"), **fields},
        timeout=SECONDS_FOR_DOSSIER,
    )
    return expect(answer, 200, 201).headers["Location"]


def download(http: urllib3.PoolManager, dossier: str, folder: Path) -> list[str]:
    """Leave in a folder the files of a dossier and nothing else, and return their names."""
    answer = expect(http.request("GET", f"{dossier}/archive.zip", timeout=SECONDS_FOR_DOSSIER), 200)
    shutil.rmtree(folder, ignore_errors=True)
    with ZipFile(BytesIO(answer.data)) as archive:
        archive.extractall(folder)
        return archive.namelist()


def expect(answer: urllib3.BaseHTTPResponse, *statuses: int) -> urllib3.BaseHTTPResponse:
    """Return an answer that has one of these statuses; else stop, saying what it is."""
    if answer.status not in statuses:
        raise SystemExit(f"{answer.status} {answer.data.decode('utf-8', 'replace')}")
    return answer


if __name__ == "__main__":
    main()
