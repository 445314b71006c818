"""What docs/ keeps for those who look before they run: a finished dossier, pictures, a guide in good French."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from server.render.word.text import text_of
from server.settings import ROOT
from tests.french import BADLY_SPACED, STRAIGHT_APOSTROPHE
from tests.house.readme import CODE, LINK, PAGES, links

if TYPE_CHECKING:
    from pathlib import Path

DOSSIER = ROOT / "docs/dossier"
IMAGES = sorted((ROOT / "docs/images").iterdir())
GUIDE = ROOT / "docs/prise-en-main.md"
EXPECTED = ROOT / "tests/golden/ehpad_trois_rivieres"
HEAVIEST, HEAVIEST_DOSSIER = 250_000, 1_500_000  # bytes
TOP = ("server", "schemas", "templates", "tests", "docs", "examples", "benchmarks", "findings", ".ci")
PLACE = re.compile(rf"(?:{'|'.join(re.escape(name) for name in TOP)})/[\w./-]*")
AGAIN = "make documents"


def test_the_contract_that_is_kept_reads_as_contracts_do_today() -> None:
    kept = text_of((DOSSIER / "contrat.docx").read_bytes())
    assert kept == (EXPECTED / "contrat.txt").read_text("utf-8"), AGAIN


def test_the_dossier_that_is_kept_opens_and_holds_what_dossiers_hold_today() -> None:
    with pikepdf.open(DOSSIER / "dossier.pdf") as pdf, pdf.open_outline() as outline:
        titles = [item.title.replace("\u00a0", " ").split(" – ")[0] for item in outline.root]
    annexes = [f"Annexe n° {rang}" for rang in range(1, len([*EXPECTED.glob("annexe-*")]) + 1)]
    assert [title for title in titles if not title.startswith("Pièce")] == ["Contrat", *annexes], AGAIN
    assert sum(file.stat().st_size for file in DOSSIER.iterdir()) < HEAVIEST_DOSSIER


def test_the_dossier_that_is_kept_says_what_the_documents_say_today() -> None:
    pdf = pypdfium2.PdfDocument(DOSSIER / "dossier.pdf")
    said = squeezed("".join(page.get_textpage().get_text_range() for page in pdf))
    for text in sorted(EXPECTED.glob("annexe-*.txt")):
        lines = [line for line in text.read_text("utf-8").splitlines() if len(line) > 20 and "|" not in line]
        lost = [line for line in lines if squeezed(re.sub(r"^[#\-\s]+|\[.*?\]", "", line)) not in said]
        assert lost == [], AGAIN


@pytest.mark.parametrize("image", IMAGES, ids=lambda image: image.name)
def test_a_picture_is_shown_somewhere_is_sharp_and_is_not_heavy(image: Path) -> None:
    assert image.stat().st_size < HEAVIEST
    assert image in {file for page in PAGES for file, _ in links(page)}
    with Image.open(image) as opened:
        assert opened.width >= 600


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_places_that_a_page_names_are_there(page: Path) -> None:
    named = {code.strip("`").partition("::")[0] for code in re.findall(r"`[^`\s]+`", page.read_text("utf-8"))}
    places = {name for name in named if PLACE.fullmatch(name)}
    assert sorted(name for name in places if not (ROOT / name).exists()) == []


def test_the_guide_is_in_well_spaced_french() -> None:
    prose = LINK.sub("]", CODE.sub("…", GUIDE.read_text("utf-8")))
    found = [line for line in prose.splitlines() if BADLY_SPACED.search(line.replace("  ", " ")) and "://" not in line]
    assert found == []
    assert STRAIGHT_APOSTROPHE.findall(prose) == []


def squeezed(text: str) -> str:
    """Return the letters of a text, whatever its lines, spaces, hyphens and marks of lists."""
    return re.sub(r"\W+", "", text)
