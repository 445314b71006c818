"""A timetable as a timeline, in SVG: a band for each kind of date, and the years across them all."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from schemas.article_9 import years_after
from schemas.francais import compte, jour, typographie
from server.legal.echeances import Echeance, NatureDEcheance
from server.life.echeancier import Echeancier
from server.life.placement import HALF_MARK, Axis, PlacedDate, Repere, arrange_rows, lines_of, width_of
from server.render.chart.axes import thin_out
from server.render.chart.drawing import FONT, GUIDE, INK, SIZE, draw_words, write_element

MEDIA_TYPE = "image/svg+xml"
NARROWEST, USUAL, WIDEST = 320, 720, 2000  # points
MARGIN = 12.0
LINE, ROW, HEADING, BAND_GAP = 15.0, 17.0, 17.0, 8.0
BOLD = 1.08  # how much wider bold is
BAR = 12.0  # height of a period
INDIGO, PALE, BROWN = "#1F3A5F", "#E8EEF5", "#7A3E06"
DIAMOND = "M0-5L5 0L0 5L-5 0Z"
DISC = "M-4 0A4 4 0 1 1 4 0A4 4 0 1 1 -4 0Z"
YEAR_GAP = 30.0
BEYOND = 1  # years around the contract beyond which a date is not drawn
MOIS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.")
OF_THE_TERM = (NatureDEcheance.ENTREE_EN_VIGUEUR, NatureDEcheance.FIN)


def draw_frise(echeancier: Echeancier, width: int = USUAL) -> str:
    """Return the timeline of a contract, as wide as asked (points), as high as its dates need."""
    drawn = list(select_shown(echeancier))
    axis = axis_of(echeancier, drawn, width)
    head = list(draw_heading(echeancier, width))
    top = MARGIN + len(head) * LINE
    body, bottom = draw_bands(echeancier, drawn, axis, top + LINE)
    foot = list(draw_footing(echeancier, drawn, bottom))
    height = round(bottom + len(foot) * LINE + MARGIN)
    parts = (
        write_element("title", typographie(f"Échéancier : {echeancier.titre}")),
        write_element("desc", tell_frise(echeancier)),
        write_element("rect", width=width, height=height, fill="#FFFFFF"),
        *head,
        *draw_years(axis, top, bottom - BAND_GAP),
        *body,
        *foot,
    )
    box = {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
    text = {"font-family": FONT, "font-size": SIZE, "fill": INK}
    return str(write_element("svg", *parts, xmlns="http://www.w3.org/2000/svg", role="img", **box, **text))


def select_shown(echeancier: Echeancier) -> Iterator[Echeance]:
    """Yield the dates that are not far from the contract."""
    first = years_after(echeancier.periodes[0][1], -BEYOND)
    last = years_after(echeancier.periodes[-1][2], BEYOND)
    yield from (each for each in echeancier.echeances if first <= each.du and each.au <= last)


def axis_of(echeancier: Echeancier, drawn: list[Echeance], width: int) -> Axis:
    """Return the axis that shows all the dates, and the term."""
    du = min([echeancier.periodes[0][1], *(each.du for each in drawn)])
    au = max([echeancier.periodes[-1][2], *(each.au for each in drawn)])
    around = timedelta(days=max((au - du).days // 40, 15))
    return Axis(MARGIN, width - MARGIN, du - around, au + around)


def draw_heading(echeancier: Echeancier, width: int) -> Iterator[Markup]:
    """Yield the lines of the title."""
    for rank, line in enumerate(lines_of(echeancier.titre, (width - 2 * MARGIN) / BOLD)):
        yield write_element("text", line, x=MARGIN, y=MARGIN + rank * LINE + SIZE, font_weight="bold", fill=INDIGO)


def draw_years(axis: Axis, top: float, bottom: float) -> Iterator[Markup]:
    """Yield a line where each year begins, and its number, where there is room."""
    begun = [date(year, 1, 1) for year in range(axis.du.year + 1, axis.au.year + 1)]
    places = [axis.x(day) for day in begun]
    for x in places:
        yield write_element("path", d=f"M{x:.1f} {top + LINE:.1f}V{bottom:.1f}", stroke=GUIDE, stroke_width=0.8)
    roomy = [place for place in places if place + width_of("2027") <= axis.right]
    for rank in thin_out(roomy, YEAR_GAP):
        yield draw_words(str(begun[rank].year), roomy[rank], top + LINE / 2)


def draw_bands(echeancier: Echeancier, drawn: list[Echeance], axis: Axis, top: float) -> tuple[list[Markup], float]:
    """Return the bands, one below another, and where they end."""
    parts: list[Markup] = []
    for titre, colour, reperes in list_contents(echeancier, drawn):
        parts.append(write_element("text", titre, x=MARGIN, y=f"{top + SIZE:.1f}", font_weight="bold", fill=colour))
        top += HEADING
        for row in arrange_rows(reperes, axis):
            parts += [draw_mark(placed, top + ROW / 2, colour) for placed in row]
            top += ROW
        top += BAND_GAP
    return parts, top


def list_contents(echeancier: Echeancier, drawn: list[Echeance]) -> Iterator[tuple[str, str, list[Repere]]]:
    """Yield what each band shows, with its title and colour: the term, what the law sets, what the contract sets."""
    yield "Contrat", INDIGO, [mark_period(*periode) for periode in echeancier.periodes]
    for nature in NatureDEcheance:
        found = [each for each in drawn if each.nature is nature]
        if found and nature not in OF_THE_TERM:
            colour = INDIGO if found[0].source else BROWN
            by_day = groupby(found, key=lambda each: (each.du, each.au))
            yield nature.libelle, colour, [mark_dates(list(same)) for _, same in by_day]


def mark_period(nom: str, du: date, au: date) -> Repere:
    """Return a part of the term."""
    label = f"{shorten_day(du)} – {shorten_day(au)}" if nom == "durée initiale" else nom
    return Repere(du, au, label, typographie(f"Contrat, {nom} : du {jour(du)} au {jour(au)}"))


def mark_dates(same: list[Echeance]) -> Repere:
    """Return dates of one kind that fall together as one mark."""
    first = same[0]
    names = ", ".join(dict.fromkeys(each.repere for each in same if each.repere))
    day = "" if first.du < first.au else shorten_day(first.du)
    label = " – ".join(filter(None, (day, names)))
    whole = jour(first.du) if first.du == first.au else f"du {jour(first.du)} au {jour(first.au)}"
    libelles = " ; ".join(each.libelle for each in same)
    return Repere(first.du, first.au, label, typographie(f"{whole} : {libelles}"), any(each.limite for each in same))


def draw_mark(placed: PlacedDate, middle: float, colour: str) -> Markup:
    """Return a date with its label: a bar for a period, a diamond for what is due, a disc for the rest."""
    repere = placed.repere
    if repere.is_period:
        box = {"x": f"{placed.start:.1f}", "y": f"{middle - BAR / 2:.1f}", "width": f"{placed.end - placed.start:.1f}"}
        shape = write_element("rect", **box, height=BAR, rx=2, fill=PALE, stroke=colour, stroke_width=0.8)
    else:
        where = f"translate({placed.start + HALF_MARK:.1f} {middle:.1f})"
        shape = write_element("path", d=DIAMOND if repere.limite else DISC, fill=colour, transform=where)
    label = draw_words(placed.label, placed.label_at, middle, anchor="end" if placed.before else "start")
    return write_element("g", write_element("title", repere.told), shape, label)


def draw_footing(echeancier: Echeancier, drawn: list[Echeance], top: float) -> Iterator[Markup]:
    """Yield the key of the marks, and how many dates lie too far to be shown."""
    middle = top + LINE / 2
    yield write_element(
        "g",
        write_element("path", d=DIAMOND, fill=INK, transform=f"translate({MARGIN + 5:.1f} {middle:.1f})"),
        draw_words("échéance", MARGIN + 14, middle),
        write_element("path", d=DISC, fill=INK, transform=f"translate({MARGIN + 75:.1f} {middle:.1f})"),
        draw_words("date", MARGIN + 84, middle),
        write_element(
            "rect", x=MARGIN + 124, y=f"{middle - BAR / 2:.1f}", width=16, height=BAR, rx=2, fill=PALE, stroke=INK
        ),
        draw_words("période", MARGIN + 145, middle),
    )
    hidden = len(echeancier.echeances) - len(drawn)
    if hidden:
        yield draw_words(typographie(f"Hors de la frise : {compte(hidden, 'date')}."), MARGIN, middle + LINE)


def tell_frise(echeancier: Echeancier) -> str:
    """Return what a reader who does not see the timeline is told: every date in order."""
    dates = (mark_dates([each]).told for each in echeancier.echeances)
    return " – ".join(dates)


def shorten_day(day: date) -> str:
    """Return a date in short: « 30 avr. 2028 »."""
    return f"{'1er' if day.day == 1 else day.day}\u00a0{MOIS[day.month - 1]} {day.year}"
