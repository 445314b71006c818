"""What a chart shows, and what a reader who does not see it is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from schemas.francais import INSECABLE, enumere, nombre, typographie

EURO = "€"


@dataclass(frozen=True)
class Serie:
    """What is followed: its name, and its value each year that it is known, one year at least."""

    nom: str
    points: tuple[tuple[int, Decimal], ...]

    @property
    def end(self) -> Decimal:
        """The value of the last year."""
        return max(self.points)[1]


@dataclass(frozen=True)
class Scale:
    """How values are written: in which unit, worth how much of the chart's, with at most how many decimals."""

    unite: str
    worth: Decimal = Decimal(1)
    decimals: int = 6

    def number(self, value: Decimal) -> str:
        """Return a value in the unit, without it: « 1 113 »."""
        return nombre((value / self.worth).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP))

    def quantity(self, value: Decimal) -> str:
        """Return a value with its unit: « 1 113 k€ », or without where there is none."""
        return f"{self.number(value)}{INSECABLE}{self.unite}" if self.unite else self.number(value)


LARGE = ((10_000_000, Scale("M€", Decimal(1_000_000), 2)), (10_000, Scale("k€", Decimal(1_000), 0)))  # from which, in €


@dataclass(frozen=True)
class Chart:
    """Values of one unit (€, %, jours…, or none), followed over years; the title begins in lower case.

    `from_zero` makes zero one of the numbers beside it, as amounts that add up want.
    """

    titre: str
    unite: str
    series: tuple[Serie, ...]
    from_zero: bool = True

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have a value, in order."""
        return tuple(sorted({annee for serie in self.series for annee, _ in serie.points}))

    @cached_property
    def values(self) -> tuple[Decimal, ...]:
        """All values."""
        return tuple(valeur for serie in self.series for _, valeur in serie.points)

    @cached_property
    def scale(self) -> Scale:
        """The unit in which the values are short: large amounts are counted in thousands or millions of euros."""
        if self.unite != EURO:
            return Scale(self.unite)
        largest = max(map(abs, self.values))
        return next((scale for least, scale in LARGE if largest >= least), Scale(EURO, decimals=2))

    @cached_property
    def description(self) -> str:
        """What the chart shows: where each series starts and ends, which way it goes, when it is below zero."""
        first, last = self.years[0], self.years[-1]
        period = f"de {first} à {last}" if first != last else f"en {first}"
        whole = Scale(EURO, decimals=0) if self.scale.worth > 1 else self.scale
        told = (f"{serie.nom} : {', '.join(_tell_serie(serie, whole))}." for serie in self.series)
        return typographie(" ".join([f"Graphique : {self.titre}, {period}.", *told]))


def _tell_serie(serie: Serie, scale: Scale) -> Iterator[str]:
    points = sorted(serie.points)
    (first, start), (last, end) = points[0], points[-1]
    yield f"{scale.quantity(start)} en {first}"
    if first != last:
        yield f"{scale.quantity(end)} en {last}"
        yield "en hausse" if end > start else "en baisse" if end < start else "sans changement"
    below = [str(annee) for annee, valeur in points if valeur < 0]
    if below:
        yield f"au-dessous de zéro en {enumere(below)}"
