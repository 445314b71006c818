"""The judges of our documents find the faults that we make on purpose, and each rule that they leave out is one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pdfua
import pikepdf
import pytest
from pikepdf import Array, Dictionary

from server.render.pdf.engines import build_engine
from server.render.word.package import Part, read_package, write_package
from server.settings import ROOT
from tests.render.judges import HEADINGS, UNJUDGED, pdf_faults, word_faults
from tests.render.pdf.pdfs import elements, opened
from tests.render.rich import rich

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.long

TEMPLATES = sorted((ROOT / "templates").rglob("*.docx"))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Return the rich document as a PDF."""
    return build_engine("typst").convert(rich())


def spoilt(pdf: bytes, spoil: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return a PDF after something was done to it."""
    document, file = opened(pdf), io.BytesIO()
    spoil(document)
    document.save(file)
    return file.getvalue()


def empty_a_heading(document: pikepdf.Pdf) -> None:
    """Take the text of the first heading out of the structure."""
    heading = next(element for element in elements(document) if str(element.S) in HEADINGS)
    heading.K = Array([Dictionary(S=pikepdf.Name.Span, P=heading)])


def undeclare(document: pikepdf.Pdf) -> None:
    """Let a document declare no standard any more."""
    del document.Root.Metadata


def mute_a_figure(document: pikepdf.Pdf) -> None:
    """Take the description of a picture away."""
    del next(element for element in elements(document) if str(element.S) == "/Figure").Alt


def break_the_language(document: pikepdf.Pdf) -> None:
    """Let a document be in no language."""
    del document.Root.Lang


def test_nothing_is_held_against_the_rich_document(pdf: bytes) -> None:
    assert pdf_faults(pdf) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (empty_a_heading, "an empty heading: /H1"),
        (undeclare, "PDFA2A-"),
        (undeclare, "PDFUA1-"),
        (mute_a_figure, "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"),
        (mute_a_figure, "UA-13-004"),
        (break_the_language, "UA-06-001"),
    ],
)
def test_a_pdf_that_is_spoilt_is_found_out(pdf: bytes, spoil: Callable[[pikepdf.Pdf], object], fault: str) -> None:
    assert any(found.startswith(fault) for found in pdf_faults(spoilt(pdf, spoil)))


def test_each_rule_that_goes_unjudged_still_cannot_judge(pdf: bytes) -> None:
    skipped = {outcome.rule_id: outcome.skipped_reason for outcome in pdfua.validate(io.BytesIO(pdf)).skipped}
    assert skipped == UNJUDGED


def test_a_rule_that_goes_unjudged_for_another_reason_is_a_fault(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(UNJUDGED, "UA-14-001", "another")
    assert [found.split()[0] for found in pdf_faults(pdf)] == ["UA-14-001"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_nothing_is_held_against_a_template(path: Path) -> None:
    assert word_faults(path.read_bytes()) == []


def test_a_docx_that_is_spoilt_is_found_out() -> None:
    package = read_package(TEMPLATES[0].read_bytes())
    settings = package["word/settings.xml"].content
    tabs = b'<w:defaultTabStop w:val="709"/>'
    package["word/settings.xml"] = Part.of(
        "word/settings.xml", settings.replace(tabs, b"").replace(b"</w:settings>", tabs + b"</w:settings>")
    )
    assert [fault for fault in word_faults(write_package(package.values())) if "defaultTabStop" in fault]
