"""Charts: values where the scale puts them, words that fit and are escaped, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageFont

from schemas.contrat import Contrat
from schemas.reading import read
from server import legal
from server.render.chart import Chart, Serie, draw_chart
from server.render.chart.axes import place_ticks, spread
from server.render.chart.drawing import FONT, INK, SIZE, STYLES
from server.render.documents import GRAPHIQUE, TAILLE_DU_GRAPHIQUE, Gabarits, write_documents
from server.render.errors import RenderError
from server.render.pdf.engines import build_engine
from server.render.pdf.typst.fonts import FOLDER
from server.render.pdf.typst.picture import PER_INCH, draw_png
from server.render.word.text import text_of
from server.settings import ROOT
from tests import payloads

WIDTH, HEIGHT = 728, 180
GABARITS = Gabarits(ROOT / "templates")
SIGNATURE = date(2026, 12, 10)
CARLITO = ImageFont.truetype(FOLDER / "Carlito-Regular.ttf", 100)
NBSP, THIN = "\u00a0", "\u202f"


def serie(nom: str, *values: str | int, first: int = 2027) -> Serie:
    return Serie(nom, tuple((first + rank, Decimal(value)) for rank, value in enumerate(values)))


def chart(*series: Serie, unite: str = "€") -> Chart:
    return Chart("résultat & trésorerie", unite, series)


def drawn(given: Chart) -> Any:
    return etree.fromstring(draw_chart(given, WIDTH, HEIGHT).encode())


def texts(tree: Any) -> dict[str, tuple[float, float]]:
    """Return the texts of a picture, each with its place."""
    return {text.text: (float(text.get("x")), float(text.get("y"))) for text in tree.iterfind("{*}text")}


def marks(tree: Any) -> list[tuple[float, float]]:
    """Return the places of the marks, the ones beside the names left out."""
    places = [re.findall(r"[-\d.]+", path.get("transform")) for path in tree.iterfind("{*}path[@transform]")]
    found = [(float(x), float(y)) for x, y, _ in places]
    return found[: len(found) - len(list(tree.iterfind("{*}path[@stroke-width='1.8']")))]


class TestScale:
    def test_a_value_stands_at_the_height_of_its_number(self) -> None:
        tree = drawn(chart(serie("Résultat", 0, 250_000, 1_000_000)))
        (_, bottom), (_, quarter), (_, top) = marks(tree)
        heights = {text: y for text, (_, y) in texts(tree).items()}
        on_the_line = SIZE * 0.34
        assert bottom == pytest.approx(heights["0"] - on_the_line, abs=0.1)
        assert top == pytest.approx(heights[f"1{THIN}000"] - on_the_line, abs=0.1)
        assert quarter == pytest.approx(bottom - (bottom - top) / 4, abs=0.1)

    def test_years_stand_as_far_apart_as_they_are(self) -> None:
        found = marks(drawn(chart(Serie("Taux", ((2030, Decimal(3)), (2027, Decimal(1)), (2028, Decimal(2)))))))
        (first, _), (second, _), (third, _) = found
        assert third - second == pytest.approx(2 * (second - first), abs=0.2)

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ((0, 100), (0, 20, 40, 60, 80, 100)),
            ((1, 101), (0, 25, 50, 75, 100, 125)),
            ((-1, 9), (-2, 0, 2, 4, 6, 8, 10)),
            ((-30, -10), (-30, -20, -10, 0)),
            ((0,), (0, 1)),
            (("0.02",), ("0", "0.005", "0.010", "0.015", "0.020")),
            ((10**13,), tuple(rank * 2 * 10**12 for rank in range(6))),
        ],
    )
    def test_the_numbers_are_round_and_hold_zero_and_every_value(
        self, values: tuple[Any, ...], expected: tuple[Any, ...]
    ) -> None:
        assert place_ticks([Decimal(value) for value in values]) == [Decimal(value) for value in expected]

    @pytest.mark.parametrize(
        ("values", "expected"),
        [((62, 90), (60, 70, 80, 90)), (("95.0", "97"), ("95.0", "95.5", "96.0", "96.5", "97.0")), ((7, 7), (7, 8))],
    )
    def test_zero_is_left_out_of_what_does_not_begin_there(
        self, values: tuple[Any, ...], expected: tuple[Any, ...]
    ) -> None:
        found = place_ticks([Decimal(value) for value in values], from_zero=False)
        assert found == [Decimal(value) for value in expected]

    def test_values_without_zero_stand_between_their_own_bounds(self) -> None:
        rate = Chart("taux", "%", (serie("Taux", 62, 90),), from_zero=False)
        tree = drawn(rate)
        assert "0" not in texts(tree)
        (_, low), (_, high) = marks(tree)
        assert high == pytest.approx(texts(tree)["90"][1] - SIZE * 0.34, abs=0.1)
        assert low > high

    def test_a_number_without_unit_is_bare(self) -> None:
        bare = Chart("séjours", "", (serie("Constaté", 19, 34),))
        assert f"Constaté{NBSP}: 34" in texts(drawn(bare))
        assert not [text for text in texts(drawn(bare)) if text.startswith("en")]
        assert bare.description.endswith("19 en 2027, 34 en 2028, en hausse.")

    @given(st.lists(st.decimals(min_value=-(10**14), max_value=10**14, places=2), min_size=1, max_size=30))
    def test_there_are_few_numbers_whatever_the_values(self, values: list[Decimal]) -> None:
        found = place_ticks(values)
        assert 2 <= len(found) <= 8
        assert min(found) <= min(0, *values)
        assert max(0, *values) <= max(found)
        assert 0 in found

    def test_below_zero_the_line_goes_under_that_of_zero(self) -> None:
        tree = drawn(chart(serie("Résultat", -118_420, 71_979)))
        (_, below), (_, above) = marks(tree)
        (zero,) = (path for path in tree.iterfind("{*}path") if path.get("stroke-width") == "1.2")
        height = float(re.findall(r"[\d.]+", zero.get("d"))[1])
        assert above < height < below
        assert "−100" in texts(tree)

    def test_values_that_are_all_zero_lie_on_the_line_of_zero(self) -> None:
        tree = drawn(chart(serie("Résultat", 0, 0, 0), serie("CAF", 0, 0, 0)))
        assert len({y for _, y in marks(tree)}) == 1
        assert {f"Résultat{NBSP}: 0{NBSP}€", f"CAF{NBSP}: 0{NBSP}€"} <= texts(tree).keys()

    def test_one_year_stands_in_the_middle(self) -> None:
        tree = drawn(chart(serie("Résultat", 5)))
        ((x, _),) = marks(tree)
        assert texts(tree)["2027"][0] == pytest.approx(x, abs=0.1)


class TestWords:
    @pytest.mark.parametrize(
        ("value", "unit", "name"),
        [
            ("0.01", "€", "0,01"),
            ("9999.99", "€", f"9{THIN}999,99"),
            ("10000", "k€", "10"),
            ("724916.52", "k€", "725"),
            ("9999999.99", "k€", f"10{THIN}000"),
            ("-10000000", "M€", "−10"),
            ("12345678.90", "M€", "12,35"),
        ],
    )
    def test_amounts_are_counted_in_the_unit_that_keeps_them_short(self, value: str, unit: str, name: str) -> None:
        found = texts(drawn(chart(serie("Résultat", value))))
        assert f"en {unit}" in found
        assert f"Résultat{NBSP}: {name}{NBSP}{unit}" in found

    def test_other_units_are_left_as_they_are(self) -> None:
        found = texts(drawn(chart(serie("Taux d’occupation", "62.5", "97.25"), unite="%")))
        assert {"en %", "100", f"Taux d’occupation{NBSP}: 97,25{NBSP}%"} <= found.keys()

    def test_a_name_shows_as_it_is_written(self) -> None:
        name = "A & B <b>\"x\"</b> 'y'"
        tree = drawn(chart(serie(name, 1)))
        assert f"{name}{NBSP}: 1{NBSP}€" in texts(tree)
        assert tree.findtext("{*}title") == "Résultat & trésorerie"
        assert name in tree.findtext("{*}desc")

    def test_a_name_that_xml_cannot_carry_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"U\+0001"):
            draw_chart(chart(serie("Résultat\x01", 1)), WIDTH, HEIGHT)

    def test_ten_years_are_all_named(self) -> None:
        found = texts(drawn(chart(serie("Résultat", *range(10)))))
        assert {str(year) for year in range(2027, 2037)} <= found.keys()

    def test_years_without_room_are_left_out(self) -> None:
        tree = drawn(chart(serie("Résultat", *range(300), first=1900)))
        places = sorted(x for text, (x, _) in texts(tree).items() if re.fullmatch("[12][0-9]{3}", text))
        assert len(marks(tree)) == 300
        assert min(right - left for left, right in pairwise(places)) > 30

    def test_names_of_close_values_stand_apart(self) -> None:
        found = texts(drawn(chart(*(serie(nom, 1, 100) for nom in "ABCD"))))
        heights = sorted(y for text, (_, y) in found.items() if text[0] in "ABCD")
        assert all(below - above >= SIZE * 1.2 for above, below in pairwise(heights))
        assert heights[-1] < HEIGHT

    def test_names_stay_in_the_order_of_their_values(self) -> None:
        assert spread([50, 10, 12, 58], gap=10, lowest=60) == [50, 10, 20, 60]

    @settings(max_examples=60)
    @given(
        st.lists(
            st.lists(st.decimals(-(10**14), 10**14, places=2), min_size=1, max_size=10),
            min_size=1,
            max_size=4,
        )
    )
    @example([[Decimal(-(10**14))]])
    @example([[Decimal("-0.01")]])
    def test_every_word_is_within_the_picture(self, values: list[list[Decimal]]) -> None:
        tree = drawn(chart(*(serie("Trésorerie", *map(str, each)) for each in values)))
        for text in tree.iterfind("{*}text"):
            long = CARLITO.getlength(text.text) * SIZE / 100
            start = float(text.get("x")) - {"end": long, "middle": long / 2}.get(text.get("text-anchor"), 0)
            assert start >= 0
            assert start + long <= WIDTH
            assert SIZE <= float(text.get("y")) + 2 <= HEIGHT


class TestLook:
    def test_series_differ_without_their_colours(self) -> None:
        assert len({(style.dashes, style.shape) for style in STYLES}) == len(STYLES)
        assert len({style.shape for style in STYLES}) == len(STYLES)

    @pytest.mark.parametrize("colour", [INK, *(style.colour for style in STYLES)])
    def test_words_and_lines_contrast_with_the_paper(self, colour: str) -> None:
        inks = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [ink / 12.92 if ink <= 0.04045 else ((ink + 0.055) / 1.055) ** 2.4 for ink in inks]
        luminance = sum(part * ink for part, ink in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
        assert 1.05 / (luminance + 0.05) >= 4.5

    def test_the_letters_are_those_of_the_documents(self) -> None:
        assert drawn(chart(serie("Résultat", 1))).get("font-family") == FONT
        assert FONT.startswith("Carlito")


class TestDescription:
    def test_it_says_the_first_and_the_last_figure_and_which_way_they_go(self) -> None:
        given = chart(serie("Résultat", "41870.30", "12", "48560.50"), serie("CAF", 5, 5, 5), serie("Dette", 2, 1))
        assert given.description == (
            f"Graphique{NBSP}: résultat & trésorerie, de 2027 à 2029. "
            f"Résultat{NBSP}: 41{THIN}870{NBSP}€ en 2027, 48{THIN}561{NBSP}€ en 2029, en hausse. "
            f"CAF{NBSP}: 5{NBSP}€ en 2027, 5{NBSP}€ en 2029, sans changement. "
            f"Dette{NBSP}: 2{NBSP}€ en 2027, 1{NBSP}€ en 2028, en baisse."
        )

    def test_it_says_when_a_value_is_below_zero(self) -> None:
        told = chart(serie("Résultat", -3, 4, -5, -1)).description
        assert told.endswith("€ en 2030, en hausse, au-dessous de zéro en 2027, 2029 et 2030.")

    def test_one_year_goes_nowhere(self) -> None:
        assert chart(serie("Taux", "62.5"), unite="%").description.endswith(
            f", en 2027. Taux{NBSP}: 62,5{NBSP}% en 2027."
        )


class TestPicture:
    def test_the_same_chart_gives_the_same_bytes(self) -> None:
        given = chart(serie("Résultat", 1, 2), serie("CAF", 3, 4))
        again = chart(*(Serie(each.nom, each.points[::-1]) for each in given.series))
        assert draw_chart(given, WIDTH, HEIGHT) == draw_chart(again, WIDTH, HEIGHT)
        assert draw_png(draw_chart(given, WIDTH, HEIGHT)) == draw_png(draw_chart(again, WIDTH, HEIGHT))

    def test_it_has_its_size_and_its_paper_is_white(self) -> None:
        with Image.open(io.BytesIO(draw_png(draw_chart(chart(serie("Résultat", 1)), WIDTH, HEIGHT)))) as picture:
            assert picture.size == pytest.approx((WIDTH * PER_INCH / 72, HEIGHT * PER_INCH / 72), abs=1)
            assert picture.convert("RGB").getpixel((picture.width - 1, 0)) == (255, 255, 255)

    def test_what_is_not_a_picture_is_refused(self) -> None:
        with pytest.raises(RenderError, match="Réessayez"):
            draw_png("<svg")


class TestAnnexe:
    def test_the_word_document_holds_the_picture_with_its_description(self) -> None:
        docx = annexe(payloads.charge())
        with zipfile.ZipFile(io.BytesIO(docx)) as package, Image.open(package.open(GRAPHIQUE)) as picture:
            document = etree.fromstring(package.read("word/document.xml"))
            assert picture.size[0] > 2000
        (described,) = document.iterfind(".//{*}docPr")
        assert described.get("descr").startswith("Graphique\u00a0: résultat, capacité d’autofinancement (CAF)")
        assert described.get("descr").endswith("724\u202f917\u00a0€ en 2031, en baisse.")

    def test_the_place_in_the_template_has_the_proportions_of_the_picture(self) -> None:
        with zipfile.ZipFile(ROOT / "templates/annexes/pgfp.docx") as package:
            document = etree.fromstring(package.read("word/document.xml"))
        (extent,) = document.iterfind(".//{*}extent")
        assert tuple(int(extent.get(side)) / 12_700 for side in ("cx", "cy")) == TAILLE_DU_GRAPHIQUE

    def test_the_pdf_shows_it_and_says_what_it_shows(self) -> None:
        with pikepdf.open(io.BytesIO(build_engine("typst").convert(annexe(payloads.charge())))) as pdf:
            alternatives = [
                str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
            ]
            assert sum(len(page.get_images()) for page in pdf.pages) == 1
        assert len(alternatives) == 1
        assert "Trésorerie\u00a0: 1\u202f112\u202f921\u00a0€ en 2027" in alternatives[0]

    @pytest.mark.long
    def test_the_figures_decide_the_picture(self) -> None:
        changed = payloads.charge()
        changed["annexes"]["pgfp"]["exercices"][4]["bfr"] = "900000.00"
        assert picture_of(annexe(changed)) != picture_of(annexe(payloads.charge()))
        assert picture_of(annexe(payloads.charge())) == picture_of(annexe(payloads.charge()))

    @pytest.mark.parametrize("pgfp", [None, {}])
    def test_a_draft_without_plan_has_neither_chart_nor_heading(self, pgfp: dict[str, Any] | None) -> None:
        draft = payloads.charge()
        draft["annexes"]["pgfp"] = pgfp
        docx = annexe(draft)
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            assert b"<w:drawing" not in package.read("word/document.xml")
        assert "Évolution" not in text_of(docx)


def annexe(charge: dict[str, Any]) -> bytes:
    """Return the annexe of the financing plan."""
    contrat = read(charge, Contrat)
    words = write_documents(contrat, legal.check(contrat, SIGNATURE), GABARITS, brouillon=True, logo=None)
    return next(word.contenu for word in words if word.gabarit == "annexes/pgfp")


def picture_of(docx: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read(GRAPHIQUE)
