"""The memory of a server process after 300 dossiers against that after 30: it must not grow by more than a fifth."""

import json
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from schemas.reading import parse
from server import create_app
from server.settings import ROOT, Settings

EXAMPLE = ROOT / "examples/residence_l313_11"
FEW, MANY, WANTED = 30, 300, 1.2


def main() -> None:
    """Make many different dossiers in one process, and print how its memory grew."""
    with tempfile.TemporaryDirectory() as folder:
        client = create_app(Settings.from_environment({"CPOM_VAR": folder})).test_client()
        charge: dict[str, Any] = parse((EXAMPLE / "contrat.json").read_bytes())  # type: ignore[assignment]  # an object
        after = {}
        for rank in range(1, MANY + 1):
            _post(client, charge | {"reference": f"CPOM-39-2027-{rank:03d}"})
            if rank in (FEW, MANY):
                after[rank] = _resident()
    megabytes = f"{after[MANY] / 1e6:.0f} Mo contre {after[FEW] / 1e6:.0f} Mo"
    print(
        f"Mémoire après {MANY} dossiers contre {FEW} : {megabytes}, "
        f"soit × {after[MANY] / after[FEW]:.2f} (au plus × {WANTED})"
    )


def _post(client: FlaskClient, charge: dict[str, Any]) -> None:
    pieces = {each["identifiant"]: each["fichier"] for each in charge["annexes"]["pieces"]}
    fields: dict[str, Any] = {"contrat": (BytesIO(json.dumps(charge, default=str).encode()), "contrat.json")}
    fields |= {name: (BytesIO((EXAMPLE / file).read_bytes()), file) for name, file in pieces.items()}
    answer = client.post("/api/v1/dossiers", data=fields)
    if answer.status_code != 201:
        raise SystemExit(answer.text)


def _resident() -> int:
    """Return the memory that this process keeps in hand, in bytes."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    main()
