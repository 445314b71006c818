"""Checking a contract against reading it from JSON, at 100 and at 1 000 establishments: both must grow linearly.

A contract ten times as large has ten times the establishments and ten times the objectives. The small one is read and
checked ten times in the time that is measured, so that both measures last as long, and they take turns.
"""

import json
from collections.abc import Callable
from datetime import date
from statistics import median
from timeit import timeit

from benchmarks.large import large_charge
from schemas.contrat import Contrat
from schemas.reading import parse, read
from server import legal

SIGNATURE = date(2026, 12, 10)
SMALL, LARGE, OBJECTIFS = 100, 1_000, 0.4  # objectives for each establishment
TIMES = LARGE // SMALL
LINEAR = (8, 12)
RUNS = 9


def main() -> None:
    """Measure and print."""
    small, large = _body(SMALL), _body(LARGE)
    read_small, read_large = _turns(_reading(small), _reading(large))
    check_small, check_large = _turns(_checking(small), _checking(large))
    _show(f"Vérifier {SMALL} établissements, contre les lire", check_small, read_small)
    _show(f"Vérifier {LARGE} établissements, contre les lire", check_large, read_large)
    _show_growth("Lire", read_large / read_small)
    _show_growth("Vérifier", check_large / check_small)


def _body(etablissements: int) -> bytes:
    return json.dumps(large_charge(etablissements, int(etablissements * OBJECTIFS)), default=str).encode()


def _reading(body: bytes) -> Callable[[], object]:
    return lambda: read(parse(body), Contrat)


def _checking(body: bytes) -> Callable[[], object]:
    contrat = read(parse(body), Contrat)
    return lambda: legal.check(contrat, SIGNATURE)


def _turns(small: Callable[[], object], large: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of one call of each, the two taking turns."""
    times = [(timeit(small, number=TIMES) / TIMES, timeit(large, number=1)) for _ in range(RUNS)]
    return median(small for small, _ in times), median(large for _, large in times)


def _show(what: str, checking: float, reading: float) -> None:
    times = f"{checking * 1000:.1f} ms contre {reading * 1000:.1f} ms"
    print(f"{what} : {times}, soit × {checking / reading:.3f} (moins de × 1)")


def _show_growth(what: str, ratio: float) -> None:
    low, high = LINEAR
    print(f"{what} {LARGE} établissements contre {SMALL} : × {ratio:.1f} (entre × {low} et × {high})")


if __name__ == "__main__":
    main()
