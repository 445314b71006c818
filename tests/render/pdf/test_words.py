"""Both engines set every word of a document, and tables that run over several pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

import pytest

from server.render.pdf.engines import build_engine
from server.render.word.ooxml import parse, w
from server.render.word.package import read_package
from tests.render.pdf.pdfs import INVISIBLE, opened, outline, text_of
from tests.render.rich import TITLES, long_table, rich

pytestmark = [pytest.mark.poppler, pytest.mark.long]

ENGINES = ["typst", pytest.param("libreoffice", marks=pytest.mark.libreoffice)]
WORD = re.compile(r"\w+")
TEXTS = ("word/document.xml", "word/header1.xml", "word/footer1.xml")


@cache
def converted(name: str, source: bytes) -> bytes:
    """Return a document as that engine makes it, once for all tests."""
    return build_engine(name).convert(source)


def counted(text: str) -> Counter[str]:
    """Return how many times each word stands in a text, whatever its letters are joined into."""
    return Counter(WORD.findall(INVISIBLE.sub("", unicodedata.normalize("NFKC", text))))


def written(docx: bytes, part: str) -> str:
    """Return the text of a part, a space after each paragraph and each tab."""
    elements = parse(read_package(docx)[part].content).iter(w("t"), w("p"), w("tab"), w("br"))
    return "".join((element.text or "") if element.tag == w("t") else " " for element in elements)


@pytest.mark.parametrize("name", ENGINES)
def test_every_word_of_the_document_stands_in_the_pdf(name: str) -> None:
    source = rich()
    lost = counted(" ".join(written(source, part) for part in TEXTS)) - counted(text_of(converted(name, source)))
    assert set(lost) <= {"0"}  # page numbers before they are known


@pytest.mark.parametrize("name", ENGINES)
def test_a_table_of_120_rows_is_whole_and_its_heading_repeats(name: str) -> None:
    pdf = converted(name, long_table())
    text = text_of(pdf, "-layout")
    ranks = re.findall(r"rang(\d+) +EHPAD numéro (\d+)", text)
    assert ranks == [(f"{rank:03}", f"{rank:03}") for rank in range(120)]
    assert len(opened(pdf).pages) > 2
    assert text.count("Établissement") == len(opened(pdf).pages)


@pytest.mark.parametrize("name", ENGINES)
def test_the_table_of_contents_gives_the_right_pages(name: str) -> None:
    pdf = converted(name, rich())
    first, *others = text_of(pdf, "-layout").split("\f")
    for title in TITLES:
        (page,) = re.findall(rf"{title}[ .…]+(\d+)", first)
        assert title in others[int(page) - 2]


@pytest.mark.parametrize("name", ENGINES)
def test_headings_are_bookmarks_and_pages_keep_their_orientation(name: str) -> None:
    pdf = opened(converted(name, rich()))
    expected = [(0, title) for title in TITLES]
    assert [mark for mark in outline(pdf) if mark[0] == 0][:3] == expected
    assert (1, "Objectifs") in outline(pdf)
    boxes = [page.mediabox for page in pdf.pages]
    assert [box[2] > box[3] for box in boxes] == [False] * (len(boxes) - 1) + [True]
