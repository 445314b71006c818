"""Checking a contract against reading it from JSON, at 100 and at 1 000 establishments: both must grow linearly.

A contract ten times as large has ten times the establishments and ten times the objectives.
"""

import json
from datetime import date

from benchmarks.large import large_charge
from benchmarks.measure import seconds
from schemas.contrat import Contrat
from schemas.reading import parse, read
from server import legal

SIGNATURE = date(2026, 12, 10)
SMALL, LARGE, OBJECTIFS = 100, 1_000, 0.4  # objectives for each establishment
LINEAR = (8, 12)
RUNS = 9


def main() -> None:
    """Measure and print."""
    (read_small, check_small), (read_large, check_large) = _times(SMALL), _times(LARGE)
    _show(f"Vérifier {SMALL} établissements, contre les lire", check_small, read_small)
    _show(f"Vérifier {LARGE} établissements, contre les lire", check_large, read_large)
    _show_growth("Lire", read_large / read_small)
    _show_growth("Vérifier", check_large / check_small)


def _times(etablissements: int) -> tuple[float, float]:
    """Return the seconds that it takes to read a contract of that size from its bytes, and to check it."""
    charge = large_charge(etablissements, int(etablissements * OBJECTIFS))
    body = json.dumps(charge, default=str).encode()
    contrat = read(parse(body), Contrat)
    reading = seconds(lambda: read(parse(body), Contrat), runs=RUNS)
    return reading, seconds(lambda: legal.check(contrat, SIGNATURE), runs=RUNS)


def _show(what: str, checking: float, reading: float) -> None:
    times = f"{checking * 1000:.1f} ms contre {reading * 1000:.1f} ms"
    print(f"{what} : {times}, soit × {checking / reading:.3f} (moins de × 1)")


def _show_growth(what: str, ratio: float) -> None:
    low, high = LINEAR
    print(f"{what} {LARGE} établissements contre {SMALL} : × {ratio:.1f} (entre × {low} et × {high})")


if __name__ == "__main__":
    main()
