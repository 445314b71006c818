"""The pages of a PDF counted and drawn, whatever the PDF is."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from server.render.errors import PdfError
from server.render.pdf import pages
from server.render.pdf.pages import DPI, count_pages, draw_page

A4 = (595, 842)  # points
INCH = 72  # points


def pdf(*sizes: tuple[int, int]) -> bytes:
    """Return a PDF with a blank page of each size, in points."""
    document, content = pikepdf.new(), BytesIO()
    for size in sizes:
        document.add_blank_page(page_size=size)
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_of_a_pdf_are_counted(count: int) -> None:
    assert count_pages(pdf(*[A4] * count)) == count


@pytest.mark.long
def test_each_page_is_a_png_of_its_own_size() -> None:
    landscape = (A4[1], A4[0])
    both = pdf(A4, landscape)
    for page, size in enumerate((A4, landscape), 1):
        with Image.open(BytesIO(draw_page(both, page))) as image:
            assert image.format == "PNG"
            assert image.size == pytest.approx([side * DPI / INCH for side in size], abs=1)


def test_a_picture_is_as_fine_as_it_is_asked_for() -> None:
    with Image.open(BytesIO(draw_page(pdf((72, 144)), 1, dpi=50))) as image:
        assert image.size == (50, 100)


@pytest.mark.long
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK"], ids=["nothing", "a beginning", "a workbook"])
def test_what_is_no_pdf_is_refused_and_can_be_downloaded(content: bytes) -> None:
    with pytest.raises(PdfError, match="Téléchargez le document"):
        count_pages(content)
    with pytest.raises(PdfError, match="Téléchargez le document"):
        draw_page(content, 1)


def test_there_is_no_picture_of_a_page_that_is_not_there() -> None:
    with pytest.raises(PdfError, match="ne peut pas être dessinée"):
        draw_page(pdf(A4), 2)


def test_a_page_too_large_for_a_picture_is_not_drawn() -> None:
    with pytest.raises(PdfError, match="ne peut pas être dessinée"):
        draw_page(pdf((5_000, 5_000)), 1)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SECONDS", 0.01)
    with pytest.raises(PdfError, match="trop long à dessiner"):
        draw_page(pdf(A4), 1)
