"""The table of contents is filled, linked, and a field that Word may update."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from docxtpl import DocxTemplate

from server.render.template.environment import build_environment
from server.render.template.word import WordTemplate
from server.render.word.contents import insert_live_pages
from server.render.word.package import DOCUMENT, read_package
from server.render.word.text import text_of
from tests.render.template.gabarits import gabarit, opened, saved

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.poppler

ANNEXES = ["Diagnostic", "Besoins & <objectifs>"]
CONTEXT = {"annexes": ANNEXES, "horodatage": "2027-01-01T00:00:00Z"}


def template(folder: Path) -> Path:
    """Return a template of two articles and a heading in a loop, each on its own page."""
    document = gabarit()
    document.add_paragraph("{{p sommaire }}")
    document.add_heading("Article 1er – Identification", 1).paragraph_format.page_break_before = True
    document.add_heading("Non listé", 3)
    document.add_paragraph("{%p for annexe in annexes %}")
    document.add_heading("Annexe {{ loop.index }} : {{ annexe }}", 2).paragraph_format.page_break_before = True
    document.add_paragraph("Texte.", style="Body Text")
    document.add_paragraph("{%p endfor %}")
    return saved(document, folder)


@pytest.fixture
def produced(tmp_path: Path) -> bytes:
    return WordTemplate(template(tmp_path), build_environment()).render(CONTEXT)


def xml_of(docx: bytes) -> str:
    """Return the main part of a document."""
    return read_package(docx)[DOCUMENT].content.decode()


def test_the_table_lists_the_headings_of_two_levels_in_their_order(produced: bytes) -> None:
    paragraphs = [(each.style.name, each.text) for each in opened(produced).paragraphs if each.text]

    assert paragraphs[:3] == [
        ("toc 1", "Article 1er – Identification"),
        ("toc 2", "Annexe 1 : Diagnostic"),
        ("toc 2", "Annexe 2 : Besoins & <objectifs>"),
    ]


def test_each_entry_leads_to_its_own_heading(produced: bytes) -> None:
    xml = xml_of(produced)
    anchors = re.findall(r'w:anchor="([^"]+)"', xml)

    assert anchors == re.findall(r'<w:bookmarkStart [^>]*w:name="(_Toc[^"]+)"', xml) == sorted(set(anchors))
    for anchor, text in zip(anchors, ("Article 1er", "Annexe 1", "Annexe 2"), strict=True):
        heading = xml.split(f'w:name="{anchor}"/>')[1].split("<w:bookmarkEnd")[0]
        assert text in re.sub(r"<[^>]+>", "", heading)


def test_bookmarks_have_numbers_of_their_own(produced: bytes) -> None:
    numbers = re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml_of(produced))

    assert len(numbers) == len(set(numbers)) == 3


@pytest.mark.long
def test_word_sees_one_field_around_the_entries_and_is_not_asked_to_update_it(produced: bytes) -> None:
    xml = xml_of(produced)
    before, code, after = xml.partition("TOC \\o &#34;1-2&#34; \\h \\z")

    assert code
    assert before.count("<w:fldChar ") == 1
    assert re.findall(r'fldCharType="(\w+)"', after) == ["separate", "end"]
    assert after.index("Annexe 2") < after.index('fldCharType="end"') < after.index("bookmarkStart")
    assert b"updateFields" not in read_package(produced)["word/settings.xml"].content
    assert "dirty" not in xml


@pytest.mark.libreoffice
def test_libreoffice_computes_the_pages(produced: bytes, tmp_path: Path) -> None:
    (tmp_path / "document.docx").write_bytes(insert_live_pages(produced))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "document.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    read = subprocess.run(["pdftotext", "-layout", "document.pdf", "-"], cwd=tmp_path, check=True, capture_output=True)

    lines = [" ".join(line.split()) for line in read.stdout.decode().splitlines() if line.strip()]
    assert lines[:3] == [
        "Article 1er – Identification 2",
        "Annexe 1 : Diagnostic 3",
        "Annexe 2 : Besoins & <objectifs> 4",
    ]


def test_only_the_table_changes_for_libreoffice(produced: bytes) -> None:
    live = xml_of(insert_live_pages(produced))

    assert "TOC \\o" not in live
    assert live.count('fldCharType="begin"') == live.count('fldCharType="end"') == 3
    assert live.partition("bookmarkStart")[2] == xml_of(produced).partition("bookmarkStart")[2]


def test_a_template_without_headings_gets_no_field(tmp_path: Path) -> None:
    document = gabarit()
    document.add_paragraph("{{p sommaire }}")
    produced = WordTemplate(saved(document, tmp_path), build_environment()).render(CONTEXT)

    assert "fldChar" not in xml_of(produced)
    assert text_of(produced) == ""


def test_an_empty_heading_is_not_listed(tmp_path: Path) -> None:
    document = gabarit()
    document.add_paragraph("{{p sommaire }}")
    document.add_heading("{{ rien }}", 1)
    produced = WordTemplate(saved(document, tmp_path), build_environment()).render(CONTEXT | {"rien": ""})

    assert "_Toc" not in xml_of(produced)


def test_a_heading_of_two_lines_is_listed_on_one(tmp_path: Path) -> None:
    document = gabarit()
    document.add_paragraph("{{p sommaire }}")
    document.add_heading("{{ titre }}", 1)
    produced = WordTemplate(saved(document, tmp_path), build_environment()).render(CONTEXT | {"titre": "Un\ntitre"})

    assert opened(produced).paragraphs[0].text == "Un titre"


def test_a_template_without_table_has_no_bookmark(tmp_path: Path) -> None:
    document = gabarit()
    document.add_heading("Titre", 1)
    document.add_paragraph("{{ horodatage }}")

    assert "bookmark" not in xml_of(WordTemplate(saved(document, tmp_path), build_environment()).render(CONTEXT))


def test_plain_docxtpl_takes_the_same_template(tmp_path: Path) -> None:
    plain = DocxTemplate(template(tmp_path))
    plain.render(
        CONTEXT | {"sommaire": "<w:p><w:r><w:t>Sommaire</w:t></w:r></w:p>"},
        build_environment().overlay(autoescape=False),
    )

    assert [each.text for each in plain.docx.paragraphs][:2] == ["Sommaire", "Article 1er – Identification"]
