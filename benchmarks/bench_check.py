"""Checking a contract against reading it from JSON, at 100 and at 1 000 establishments: both must grow linearly.

A contract ten times as large has ten times the establishments and ten times the objectives. The small one is read and
checked ten times in the time that is measured, so that both measures last as long, and they take turns. A contract with
a malformed field is judged as well: both readings together, of the whole and of the part, then its rules.
"""

import json
from collections.abc import Callable
from datetime import date
from statistics import median
from timeit import timeit

from benchmarks.large import large_charge
from schemas.contrat import Contrat
from schemas.partial import read_partial
from schemas.reading import parse, read
from server import legal

SIGNATURE = date(2026, 12, 10)
SMALL, LARGE, OBJECTIFS = 100, 1_000, 0.4  # objectives for each establishment
TIMES = LARGE // SMALL
LINEAR = (8, 12)
MOST_FOR_A_PART = 3  # two readings and the rules
RUNS = 9


def main() -> None:
    """Measure and print."""
    small, large = _body(SMALL), _body(LARGE)
    read_small, read_large = _turns(_reading(small), _reading(large))
    check_small, check_large = _turns(_checking(small), _checking(large))
    _show(f"Vérifier {SMALL} établissements, contre les lire", check_small, read_small)
    _show(f"Vérifier {LARGE} établissements, contre les lire", check_large, read_large)
    partial, whole = _turns(_partial_checking(small), _reading(small))
    _show(f"Lire et vérifier en partie {SMALL} établissements, contre les lire", partial, whole, MOST_FOR_A_PART)
    _show_growth("Lire", read_large / read_small)
    _show_growth("Vérifier", check_large / check_small)


def _body(etablissements: int) -> bytes:
    return json.dumps(large_charge(etablissements, int(etablissements * OBJECTIFS)), default=str).encode()


def _reading(body: bytes) -> Callable[[], object]:
    return lambda: read(parse(body), Contrat)


def _checking(body: bytes) -> Callable[[], object]:
    contrat = read(parse(body), Contrat)
    return lambda: legal.check(contrat, SIGNATURE)


def _partial_checking(body: bytes) -> Callable[[], object]:
    """Judge a contract whose last establishment has a malformed key: nearly all of it is read again."""
    charge = parse(body)
    charge["article_1"]["etablissements"][-1]["categorie"] = 500  # type: ignore[index]  # a contract, as made here
    return lambda: legal.check_partial(read_partial(charge, Contrat), SIGNATURE)


def _turns(small: Callable[[], object], large: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of one call of each, the two taking turns."""
    times = [(timeit(small, number=TIMES) / TIMES, timeit(large, number=1)) for _ in range(RUNS)]
    return median(small for small, _ in times), median(large for _, large in times)


def _show(what: str, checking: float, reading: float, most: int = 1) -> None:
    times = f"{checking * 1000:.1f} ms contre {reading * 1000:.1f} ms"
    print(f"{what} : {times}, soit × {checking / reading:.3f} (moins de × {most})")


def _show_growth(what: str, ratio: float) -> None:
    low, high = LINEAR
    print(f"{what} {LARGE} établissements contre {SMALL} : × {ratio:.1f} (entre × {low} et × {high})")


if __name__ == "__main__":
    main()
