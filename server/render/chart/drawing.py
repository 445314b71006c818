"""A chart as SVG: a line with its marks for each series, named where it ends.

Series differ by colour, by dashes and by marks, so that a copy in black and white reads as well. All colours have
a contrast of 4.5 to 1 on white, but those of the lines that only guide the eye.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from markupsafe import Markup

from schemas.francais import INSECABLE
from server.render.chart.axes import Frame, place_ticks, spread, thin_out
from server.render.chart.data import Chart, Serie
from server.render.word.ooxml import escape

FONT = "Carlito, Calibri, sans-serif"
SIZE = 10  # points
GLYPH = 0.54 * SIZE  # points, a little more than the mean width of a character
TO_MIDDLE = 0.34 * SIZE  # from the middle of a line of text to its foot
INK, GUIDE, ZERO = "#3C4856", "#DCE3EB", "#5A6675"
AROUND, BEFORE, INSET = 18.0, 8.0, 20.0  # points: above and below the frame, beside it, within it
MARK = 3.6  # points, half the size of a mark
NAME_AT, NAME_GAP = 16.0, 15.0  # points from the frame to the names, and between them
YEAR_GAP = 34.0


@dataclass(frozen=True)
class SerieStyle:
    """How a series looks: the shape of its marks is drawn around (0, 0), in halves of their size."""

    colour: str
    dashes: str
    shape: str


STYLES = (
    SerieStyle("#1F3A5F", "", "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z"),
    SerieStyle("#7A3E06", "8 4", "M-.9-.9H.9V.9H-.9Z"),
    SerieStyle("#5A6675", "1 4.5", "M0-1.1L1.1 .9H-1.1Z"),
    SerieStyle("#1F4E8C", "8 4 1 4", "M0-1.25L1.25 0L0 1.25L-1.25 0Z"),
)


def draw_chart(chart: Chart, width: int, height: int) -> str:
    """Return the picture of a chart, of a size in points, with its title and its description.

    Raises `ValueError` for a text that XML cannot carry.
    """
    frame = frame_of(chart, width, height)
    drawn = (
        write_element("title", chart.titre[:1].upper() + chart.titre[1:]),
        write_element("desc", chart.description),
        write_element("rect", width=width, height=height, fill="#FFFFFF"),
        *draw_guides(chart, frame),
        *draw_years(chart, frame),
        *(part for serie, style in pair_styles(chart) for part in draw_line(serie, style, frame)),
        *draw_names(chart, frame),
    )
    box = {"width": f"{width}pt", "height": f"{height}pt", "viewBox": f"0 0 {width} {height}"}
    text = {"font-family": FONT, "font-size": SIZE, "fill": INK}
    return str(write_element("svg", *drawn, xmlns="http://www.w3.org/2000/svg", role="img", **box, **text))


def pair_styles(chart: Chart) -> Iterator[tuple[Serie, SerieStyle]]:
    """Return each series with how it looks."""
    return zip(chart.series, cycle(STYLES), strict=False)


def frame_of(chart: Chart, width: int, height: int) -> Frame:
    """Return the frame that leaves room for the numbers on the left and the names on the right."""
    marks = place_ticks(chart.values, from_zero=chart.from_zero)
    left = max(len(chart.scale.number(mark)) for mark in marks) * GLYPH + BEFORE
    right = max(len(name_of(serie, chart)) for serie in chart.series) * GLYPH + NAME_AT
    return Frame(
        left=left,
        right=width - right,
        top=1.5 * AROUND,
        bottom=height - AROUND - BEFORE,
        inset=INSET,
        years=(chart.years[0], chart.years[-1]),
        values=(marks[0], marks[-1]),
    )


def draw_guides(chart: Chart, frame: Frame) -> Iterator[Markup]:
    """Yield the unit, and a line with its number at each round value; that of zero is the strongest."""
    if chart.scale.unite:
        yield draw_words(f"en {chart.scale.unite}", 0, AROUND / 2)
    for mark in place_ticks(chart.values, from_zero=chart.from_zero):
        y = frame.y(mark)
        stroke = {"stroke": GUIDE if mark else ZERO, "stroke_width": 0.8 if mark else 1.2}
        yield write_element("path", d=f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}", **stroke)
        yield draw_words(chart.scale.number(mark), frame.left - BEFORE, y, anchor="end")


def draw_years(chart: Chart, frame: Frame) -> Iterator[Markup]:
    """Yield the years, leaving out those for which there is no room."""
    places = [frame.x(year) for year in chart.years]
    for rank in thin_out(places, YEAR_GAP):
        yield draw_words(str(chart.years[rank]), places[rank], frame.bottom + AROUND, anchor="middle")


def draw_line(serie: Serie, style: SerieStyle, frame: Frame) -> Iterator[Markup]:
    """Yield a line through the values of a series, and a mark at each."""
    points = [(frame.x(year), frame.y(value)) for year, value in sorted(serie.points)]
    stroke = {"stroke": style.colour, "stroke_width": 1.8, "stroke_linecap": "round", "stroke_linejoin": "round"}
    dashes = {"stroke_dasharray": style.dashes} if style.dashes else {}
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    yield write_element("path", d=f"M{path}", fill="none", **stroke, **dashes)
    yield from (mark_at(x, y, style) for x, y in points)


def draw_names(chart: Chart, frame: Frame) -> Iterator[Markup]:
    """Yield the name and the last value of each series, with its mark, at the height where it ends."""
    ends = [frame.y(serie.end) for serie in chart.series]
    for (serie, style), y in zip(pair_styles(chart), spread(ends, NAME_GAP, frame.bottom), strict=True):
        yield mark_at(frame.right + NAME_AT / 2, y, style)
        yield draw_words(name_of(serie, chart), frame.right + NAME_AT, y, fill=style.colour)


def name_of(serie: Serie, chart: Chart) -> str:
    """Return how a series is named where it ends: « Trésorerie : 725 k€ »."""
    return f"{serie.nom}{INSECABLE}: {chart.scale.quantity(serie.end)}"


def mark_at(x: float, y: float, style: SerieStyle) -> Markup:
    """Return the mark of a series, apart from what it covers by a thin white edge."""
    edge = {"stroke": "#FFFFFF", "stroke_width": 0.25}
    return write_element(
        "path", d=style.shape, fill=style.colour, transform=f"translate({x:.1f} {y:.1f})scale({MARK})", **edge
    )


def draw_words(text: str, x: float, middle: float, *, anchor: str = "start", fill: str = INK) -> Markup:
    """Return a text on one line, whose middle is given."""
    place = {"x": f"{x:.1f}", "y": f"{middle + TO_MIDDLE:.1f}", "text_anchor": anchor, "fill": fill}
    return write_element("text", text, **place)


def write_element(name: str, *inner: str, **attributes: object) -> Markup:
    """Return an element; its texts and attributes are escaped, `_` in a name is a hyphen."""
    written = "".join(f' {key.replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items())
    return Markup(f"<{name}{written}>{''.join(map(escape, inner))}</{name}>")  # noqa: S704 -- all of it is escaped
