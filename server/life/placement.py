"""Where the dates of a timeline stand, so that none of their labels covers another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from server.render.chart.drawing import SIZE

APART = 8.0  # points between two things on a row
BESIDE = 4.0  # between a mark and its label
HALF_MARK = 5.0
NARROW, WIDE, LATIN = frozenset("fijlrt .,:;()'’-\u00a0\u202f"), frozenset("mwMWŒœ@%…"), 0x17F


@dataclass(frozen=True)
class Axis:
    """The days that a width shows, in points from the left."""

    left: float
    right: float
    du: date
    au: date

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + (day - self.du).days / ((self.au - self.du).days or 1) * (self.right - self.left)


@dataclass(frozen=True)
class Repere:
    """A day, or a period, to be shown with a label; `told` says it whole to who points at it."""

    du: date
    au: date
    label: str
    told: str
    limite: bool = False

    @property
    def is_period(self) -> bool:
        """Tell whether it lasts more than a day."""
        return self.du < self.au


@dataclass(frozen=True)
class PlacedDate:
    """Where a date stands: from `start` to `end`, its label beginning at `label_at`, or ending there if `before`."""

    repere: Repere
    start: float
    end: float
    label: str
    label_at: float
    before: bool = False

    @property
    def edges(self) -> tuple[float, float]:
        """The left and the right of all that is drawn."""
        width = width_of(self.label)
        left, right = (self.label_at - width, self.label_at) if self.before else (self.label_at, self.label_at + width)
        return min(self.start, left), max(self.end, right)

    @property
    def is_closed(self) -> bool:
        """Tell whether a bar holds its label."""
        return self.repere.is_period and self.start < self.label_at < self.end

    def is_apart(self, other: "PlacedDate") -> bool:
        """Tell whether both can stand on one row, where bars that hold their labels may touch."""
        apart = 0.0 if self.is_closed and other.is_closed else APART
        (left, right), (other_left, other_right) = self.edges, other.edges
        return right + apart <= other_left or other_right + apart <= left


def width_of(text: str) -> float:
    """Return the room that a text takes, in points, or a little more."""
    return SIZE * sum(map(em_of, text))


def em_of(character: str) -> float:
    """Return the width of a character at most, in em: that of our fonts."""
    if character in NARROW:
        return 0.36
    if character in WIDE or (ord(character) > LATIN and character not in "–’"):
        return 1.0
    return 0.69 if character.isupper() else 0.55


def fit_text(text: str, room: float) -> str:
    """Return a text, cut where there is no room for it."""
    if width_of(text) <= room:
        return text
    ends = accumulate(map(em_of, f"…{text}"))
    kept = sum(end * SIZE <= room for end in ends) - 1
    return f"{text[: max(kept, 0)].rstrip(' ,–')}…"


def lines_of(text: str, room: float) -> list[str]:
    """Return a text on as many lines as it needs, a word too long for one being cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(fit_text(word, room))
    return lines


def place_repere(repere: Repere, axis: Axis) -> PlacedDate:
    """Return where a date stands: its label within its bar, else after it, else before it, cut as a last resort."""
    start, end = axis.x(repere.du), axis.x(date.fromordinal(repere.au.toordinal() + 1))
    if not repere.is_period:
        middle = (start + end) / 2
        start, end = middle - HALF_MARK, middle + HALF_MARK
    after, before = axis.right - end - BESIDE, start - BESIDE - axis.left
    wanted = width_of(repere.label)
    if repere.is_period and wanted + 2 * BESIDE <= end - start:
        return PlacedDate(repere, start, end, repere.label, start + BESIDE)
    if wanted <= after or after >= before:
        return PlacedDate(repere, start, end, fit_text(repere.label, after), end + BESIDE)
    return PlacedDate(repere, start, end, fit_text(repere.label, before), start - BESIDE, before=True)


def arrange_rows(reperes: Sequence[Repere], axis: Axis) -> list[list[PlacedDate]]:
    """Return dates in their order, each on the first row that has room for its label."""
    found: list[list[PlacedDate]] = []
    for placed in (place_repere(repere, axis) for repere in reperes):
        row = next((row for row in found if all(map(placed.is_apart, row))), None)
        if row is None:
            found.append([placed])
        else:
            row.append(placed)
    return found
