"""Where things stand on a chart: round numbers beside it, years below, labels that do not overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

ZERO = Decimal(0)
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
INTERVALS = 5  # about as many between the lowest and the highest value


@dataclass(frozen=True)
class Frame:
    """The rectangle, in points from the top left, in which values of some years are drawn."""

    left: float
    right: float
    top: float
    bottom: float
    inset: float
    years: tuple[int, int]
    values: tuple[Decimal, Decimal]

    def x(self, year: int) -> float:
        """Return where a year stands; one alone stands in the middle."""
        first, last = self.years
        part = (year - first) / (last - first) if last > first else 0.5
        return self.left + self.inset + part * (self.right - self.left - 2 * self.inset)

    def y(self, value: Decimal) -> float:
        """Return where a value stands."""
        lowest, highest = self.values
        return self.bottom - float((value - lowest) / (highest - lowest)) * (self.bottom - self.top)


def place_ticks(values: Sequence[Decimal], *, from_zero: bool = True) -> list[Decimal]:
    """Return round numbers, evenly apart, from below all values to above them, zero among them unless told."""
    held = (*values, ZERO) if from_zero else values
    lowest, highest = min(held), max(held)
    least = (highest - lowest) / INTERVALS or Decimal(1)
    magnitude = Decimal(1).scaleb(least.adjusted())
    step = next(each * magnitude for each in STEPS if each * magnitude >= least)
    first = int((lowest / step).to_integral_value(ROUND_FLOOR))
    last = int((highest / step).to_integral_value(ROUND_CEILING))
    return [rank * step for rank in range(first, max(last, first + 1) + 1)]


def spread(wanted: Sequence[float], gap: float, lowest: float) -> list[float]:
    """Return places near those wanted, at least `gap` apart and above `lowest`, all counted downwards."""
    placed = list(wanted)
    ranks = sorted(range(len(wanted)), key=lambda rank: wanted[rank])
    for above, below in pairwise(ranks):
        placed[below] = max(placed[below], placed[above] + gap)
    limit = lowest
    for rank in reversed(ranks):
        placed[rank] = min(placed[rank], limit)
        limit = placed[rank] - gap
    return placed


def thin_out(places: Sequence[float], gap: float) -> list[int]:
    """Return the ranks of the places, in order, that stay at least `gap` apart, from the first on."""
    kept: list[int] = []
    for rank, place in enumerate(places):
        if not kept or place - places[kept[-1]] >= gap:
            kept.append(rank)
    return kept
