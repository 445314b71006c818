"""The timeline: true to its dates, readable at any width, its labels apart from one another."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from lxml import etree
from PIL import ImageFont

from schemas.contrat import Contrat
from schemas.reading import read
from server.life.echeancier import Echeancier
from server.life.timeline import MARGIN, NARROWEST, USUAL, WIDEST, draw_frise
from server.render.chart.drawing import SIZE
from server.render.pdf.typst.fonts import FOLDER
from server.render.pdf.typst.picture import draw_png
from tests import french, payloads
from tests.life.contrats import contrat, crowded, of_seven_years

FONTS = {
    weight: ImageFont.truetype(FOLDER / f"Carlito-{face}.ttf", 100)
    for weight, face in ((None, "Regular"), ("bold", "Bold"))
}
PHONE, A4 = 360, 643


def named(name: str) -> Contrat:
    """Return the reference contract, whose managing body bears another name."""
    charge = payloads.charge()
    charge["parties"]["gestionnaire"]["denomination"] = name
    return read(charge, Contrat)


CASES = {
    "reference": contrat,
    "seven years": of_seven_years,
    "one year": lambda: contrat("residence_l313_11", duree_annees=1),
    "crowded": crowded,
    "capitals": lambda: named("UNION MWŒWM DES AMIS DU " * 8),
}
WIDTHS = (NARROWEST, PHONE, A4, USUAL, WIDEST)
EVERY_CASE = pytest.mark.parametrize("case", CASES)
EVERY_WIDTH = pytest.mark.parametrize("width", WIDTHS)


def drawn(case: str, width: int = USUAL) -> Any:
    return etree.fromstring(draw_frise(Echeancier.of(CASES[case]()), width).encode())


def boxes(tree: Any) -> list[tuple[str, float, float, float, float]]:
    """Return each text with its left, right, top and bottom, measured with the font itself."""
    found = []
    for text in tree.iterfind(".//{*}text"):
        long = FONTS[text.get("font-weight")].getlength(text.text or "") * SIZE / 100
        left = float(text.get("x")) - (long if text.get("text-anchor") == "end" else 0)
        foot = float(text.get("y"))
        found.append((text.text, left, left + long, foot - 0.7 * SIZE, foot + 0.2 * SIZE))
    return found


def marks(tree: Any) -> list[tuple[float, float, float]]:
    """Return the left, the right and the middle of each mark of a day."""
    places = [re.findall(r"[-\d.]+", path.get("transform")) for path in tree.iterfind(".//{*}path[@transform]")]
    return [(float(x) - 4, float(x) + 4, float(y)) for x, y in places]


@EVERY_CASE
@EVERY_WIDTH
def test_no_label_covers_another(case: str, width: int) -> None:
    for one, other in combinations(boxes(drawn(case, width)), 2):
        apart = one[2] <= other[1] or other[2] <= one[1] or one[4] <= other[3] or other[4] <= one[3]
        assert apart, (one, other)


@EVERY_CASE
@EVERY_WIDTH
def test_no_mark_is_covered_by_a_label(case: str, width: int) -> None:
    tree = drawn(case, width)
    for text, left, right, top, bottom in boxes(tree):
        for start, end, middle in marks(tree):
            assert not (top < middle < bottom and start < right and left < end), text


@EVERY_CASE
@EVERY_WIDTH
def test_everything_stands_within_the_picture(case: str, width: int) -> None:
    tree = drawn(case, width)
    height = float(tree.get("height"))
    assert float(tree.get("width")) == width
    for text, left, right, top, bottom in boxes(tree):
        assert left >= 0, text
        assert right <= width, text
        assert 0 <= top < bottom <= height, text
    for start, end, middle in marks(tree):
        assert 0 <= start < end <= width
        assert middle <= height


def test_a_day_stands_where_its_year_puts_it() -> None:
    tree = drawn("reference")
    lines = [float(re.findall(r"[\d.]+", path.get("d"))[0]) for path in tree.iterfind("{*}path[@stroke]")]
    year = lines[1] - lines[0]
    groups = {group.find("{*}title").text: group for group in tree.iterfind("{*}g[{*}title]")}
    review = next(group for told, group in groups.items() if "Revue des objectifs de 2027" in told)
    x = float(re.findall(r"[\d.]+", review.find("{*}path").get("transform"))[0])
    assert x == pytest.approx(lines[1] + year * 120.5 / 365, abs=0.5)  # 30 April 2028, at noon


def test_a_meeting_lasts_the_year_in_which_it_may_be_held() -> None:
    tree = drawn("seven years")
    bars = {
        group.find("{*}title").text: group.find("{*}rect")
        for group in tree.iterfind("{*}g[{*}title]")
        if group.find("{*}rect") is not None
    }
    term = next(bar for told, bar in bars.items() if "durée initiale" in told)
    third = next(bar for told, bar in bars.items() if "3e année" in told)
    assert float(term.get("width")) == pytest.approx(5 * float(third.get("width")), rel=0.01)


@EVERY_CASE
def test_who_does_not_see_it_is_told_every_date(case: str) -> None:
    echeancier = Echeancier.of(CASES[case]())
    tree = drawn(case)
    assert tree[0].tag.endswith("title")
    assert tree.get("role") == "img"
    told = tree[1].text
    assert all(each.libelle in told for each in echeancier.echeances)
    assert not french.BADLY_SPACED.search(tree[0].text)


def test_dates_of_one_kind_that_fall_together_are_one_mark() -> None:
    labels = [text for text, *_ in boxes(drawn("reference"))]
    assert "31\u00a0déc. 2028 – O1, O2, O3, O5" in labels


def test_a_date_far_from_the_contract_is_counted_and_not_drawn() -> None:
    charge = payloads.charge()
    charge["annexes"]["objectifs"][0]["actions"][0]["echeance"] = "2199-12-31"
    picture = draw_frise(Echeancier.of(read(charge, Contrat)))
    assert "Hors de la frise\u00a0: 1\u00a0date." in picture
    assert "2199" not in re.sub(r"<desc>.*</desc>", "", picture)


def test_the_same_data_give_the_same_picture_which_a_document_can_hold() -> None:
    picture = draw_frise(Echeancier.of(contrat()), PHONE)
    assert picture == draw_frise(Echeancier.of(contrat()), PHONE)
    assert draw_png(picture).startswith(b"\x89PNG")


def test_the_margin_is_kept_on_the_left() -> None:
    assert min(left for _, left, *_ in boxes(drawn("crowded", PHONE))) >= MARGIN - 1
