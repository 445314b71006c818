"""A document reads as text: headings, lists, tables, then margins and notes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from server.render.word.numbering import format_letter, format_roman
from server.render.word.package import Part, read_package, write_package
from server.render.word.text import text_of
from tests.render.template.gabarits import NUMBERS, W, gabarit, table

if TYPE_CHECKING:
    from docx.document import Document

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def read(document: Document) -> list[str]:
    """Return the lines of a document."""
    saved = io.BytesIO()
    document.save(saved)
    return text_of(saved.getvalue()).splitlines()


def with_paragraph(inside: str) -> Document:
    """Return a document of one paragraph, given as XML."""
    document = gabarit()
    document.element.body.insert(0, parse_xml(f"<w:p {W} {MC} {WPS} {VML}>{inside}</w:p>"))
    return document


def test_headings_bear_their_level_even_when_they_inherit_it() -> None:
    document = gabarit()
    document.add_heading("Un", 1)
    document.add_heading("Deux", 2)
    child = document.styles.add_style("Article", 1)
    child.base_style = document.styles["Heading 3"]
    document.add_paragraph("Trois", style="Article")
    document.add_paragraph("Titre", style="Title")

    assert read(document) == ["# Un", "## Deux", "### Trois", "Titre"]


def test_items_bear_the_mark_of_their_list() -> None:
    document = gabarit()
    for style, level, text in (
        ("List Bullet", 0, "a"), ("List Bullet", 1, "b"), ("List Number", 0, "c"), ("List Number", 1, "d"),
        ("List Number", 1, "e"), ("List Number", 0, "f"), ("List Number", 1, "g"), ("Normal", None, "h"),
    ):  # fmt: skip
        properties = document.add_paragraph(text, style=style)._p.get_or_add_pPr()
        if level:
            number = NUMBERS if style == "List Number" else NUMBERS - 1
            numbering = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            properties.append(parse_xml(numbering))

    assert read(document) == ["- a", "  - b", "1. c", "  1. d", "  2. e", "2. f", "  1. g", "h"]


@pytest.mark.parametrize(
    ("kind", "mark", "shown"),
    [("lowerLetter", "%1)", "c)"), ("upperLetter", "%1.", "C."), ("upperRoman", "§ %1", "§ III"), ("none", "", "")],
)
def test_a_list_counts_as_its_format_says(kind: str, mark: str, shown: str) -> None:
    document = gabarit()
    for text in "abc":
        document.add_paragraph(text, style="List Number")
    level = document.part.numbering_part.element.xpath(f'//w:abstractNum[@w:abstractNumId="{NUMBERS}"]/w:lvl')[0]
    level.find("{*}numFmt").attrib.update({level.find("{*}numFmt").keys()[0]: kind})
    level.find("{*}lvlText").attrib.update({level.find("{*}lvlText").keys()[0]: mark})

    assert read(document)[-1] == f"{shown} c".strip()


def test_letters_and_roman_numbers_go_far() -> None:
    assert [format_letter(each) for each in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [format_roman(each) for each in (4, 9, 14, 40, 1994)] == ["iv", "ix", "xiv", "xl", "mcmxciv"]


def test_a_list_without_numbering_is_plain_text() -> None:
    document = gabarit()
    paragraph = document.add_paragraph("a", style="List Bullet")
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="0"/></w:numPr>'))

    assert read(document) == ["a"]


def test_rows_of_tables_stand_between_bars_and_nested_tables_within_their_cell() -> None:
    document = gabarit()
    made = table(document, ["Année", "Montant"], ["2027", "12 345,67 €"])
    made.cell(1, 1).add_paragraph("soit douze mille")
    made.cell(1, 0).add_table(1, 1).cell(0, 0).text = "dedans"

    assert read(document) == ["| Année | Montant |", "| 2027 ⏎ | dedans | | 12 345,67 € ⏎ soit douze mille |"]


def test_empty_paragraphs_are_left_out_and_spaces_within_kept() -> None:
    document = gabarit()
    for text in ("", " a  b\u00a0c ", " "):
        document.add_paragraph(text)

    assert read(document) == ["a  b\u00a0c"]


def test_line_ends_and_tabs_are_shown_and_page_breaks_are_not() -> None:
    document = gabarit()
    document.add_paragraph("a\nb\tc").runs[0].add_break(WD_BREAK.PAGE)

    assert read(document) == ["a⏎b\tc"]


def test_margins_and_notes_come_last_each_under_its_name() -> None:
    document = gabarit()
    document.add_paragraph("Corps")
    document.sections[0].header.paragraphs[0].text = "Haut"
    document.sections[0].footer.paragraphs[0].text = "Bas"
    saved = io.BytesIO()
    document.save(saved)
    package = read_package(saved.getvalue())
    notes = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote></w:footnotes>"
    package["word/footnotes.xml"] = Part.of("word/footnotes.xml", notes.encode())

    text = text_of(write_package(package.values()))
    assert text == "Corps\n--- footer1 ---\nBas\n--- footnotes ---\nNote\n--- header1 ---\nHaut\n"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a\u2011b⏎c"),
        ("<w:hyperlink><w:r><w:t>lien</w:t></w:r></w:hyperlink>", "lien"),
        ("<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>3</w:t></w:r>", "3"),
        ('<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>', "3"),
        ("<w:del><w:r><w:delText>ancien</w:delText></w:r></w:del><w:ins><w:r><w:t>neuf</w:t></w:r></w:ins>", "neuf"),
        ("<w:sdt><w:sdtContent><w:r><w:t>champ</w:t></w:r></w:sdtContent></w:sdt>", "champ"),
        (
            '<w:pict><v:shapetype><v:textpath on="t"/></v:shapetype><v:textpath string="PROJET"/></w:pict>',
            "[PROJET]",
        ),
    ],
)
def test_only_what_a_reader_sees_is_read(inside: str, text: str) -> None:
    assert read(with_paragraph(inside)) == [text]


def test_a_picture_is_read_by_its_alternative_text() -> None:
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    drawing = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{wp}"><wp:docPr id="1" name="n" {{}}/></wp:inline></w:drawing></w:r>'
    )

    assert read(with_paragraph(drawing.format('descr="Logo"'))) == ["[Logo]"]
    assert read(with_paragraph(drawing.format(""))) == ["[n]"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    inside = (
        "<w:r><w:t>Avant</w:t><mc:AlternateContent>"
        f"<mc:Choice><wps:txbx>{box.format('boîte')}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box.format('repli')}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    assert read(with_paragraph(inside)) == ["Avant", "boîte"]
