"""Medians of several runs, and their ratios, printed on one line each."""

from collections.abc import Callable
from statistics import median
from time import perf_counter


def seconds(function: Callable[[], object], *, runs: int) -> float:
    """Return the median time of a call, in seconds, after one call that warms up."""
    function()
    return median(_once(function) for _ in range(runs))


def _once(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start


def show(what: str, ours: float, theirs: float, wanted: float) -> None:
    """Print a ratio beside the one that is wanted."""
    times = f"{ours * 1000:.1f} ms contre {theirs * 1000:.1f} ms"
    print(f"{what} : {times}, {theirs / ours:.1f} × plus rapide (au moins {wanted:g} ×)")
