"""Each kind of tracked change, made and undone."""

from __future__ import annotations

import pytest
from lxml import etree

from server.amendment.redline import accept_revisions, reject_revisions
from server.render.word.ooxml import NAMESPACE
from server.render.word.package import DOCUMENT, Part, read_package, write_package

WHO = 'w:id="1" w:author="Avenant" w:date="2027-01-01T00:00:00Z"'
INS, DEL, FROM, TO = (f"<w:{name} {WHO}/>" for name in ("ins", "del", "moveFrom", "moveTo"))


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def gone(text: str) -> str:
    return f"<w:r><w:delText>{text}</w:delText></w:r>"


def inside(name: str, content: str) -> str:
    return f"<w:{name} {WHO}>{content}</w:{name}>"


def paragraph(content: str, mark: str = "", properties: str = "") -> str:
    held = properties + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{held}</w:pPr>' if held else ''}{content}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(content: str, mark: str = "") -> str:
    properties = f"<w:trPr>{mark}</w:trPr>" if mark else ""
    return f"<w:tr>{properties}<w:tc>{content}</w:tc></w:tr>"


def cell_marked(mark: str, content: str) -> str:
    return f"<w:tc><w:tcPr>{mark}</w:tcPr>{content}</w:tc>"


A, B = paragraph(run("a")), paragraph(run("b"))
BOLD = "<w:rPr><w:b/></w:rPr>"
WAS_PLAIN = f"<w:rPr><w:b/>{inside('rPrChange', '<w:rPr/>')}</w:rPr>"
TITLE, BODY = '<w:pStyle w:val="Titre1"/>', '<w:pStyle w:val="Corps"/>'

CASES = {
    "words": (paragraph(inside("del", gone("a")) + inside("ins", run("b"))), B, A),
    "moved words": (
        paragraph(f"<w:moveFromRangeStart w:id='2'/>{inside('moveFrom', run('a'))}<w:moveFromRangeEnd w:id='2'/>")
        + paragraph(inside("moveTo", run("a"))),
        paragraph("") + A,
        A + paragraph(""),
    ),
    "a paragraph come": (paragraph(inside("ins", run("a")), INS) + B, A + B, B),
    "a paragraph gone": (paragraph(inside("del", gone("a")), DEL) + B, B, A + B),
    "two paragraphs joined": (paragraph(run("a"), DEL) + B, paragraph(run("a") + run("b")), A + B),
    "a paragraph parted": (paragraph(run("a"), INS) + B, A + B, paragraph(run("a") + run("b"))),
    "a paragraph moved": (
        paragraph(inside("moveFrom", run("a")), FROM) + B + paragraph(inside("moveTo", run("a")), TO) + B,
        B + A + B,
        A + B + B,
    ),
    "the last paragraph gone": (B + paragraph(inside("del", gone("a")), DEL), B, B + A),
    "a row come": (table(row(A), row(B, INS)), table(row(A), row(B)), table(row(A))),
    "a row gone": (table(row(A, DEL), row(B)), table(row(B)), table(row(A), row(B))),
    "a table gone": (B + table(row(A, DEL)) + B, B + B, B + table(row(A)) + B),
    "a cell come": (
        f"<w:tbl><w:tr><w:tc>{A}</w:tc>{cell_marked(inside('cellIns', ''), B)}</w:tr></w:tbl>",
        f"<w:tbl><w:tr><w:tc>{A}</w:tc><w:tc>{B}</w:tc></w:tr></w:tbl>",
        table(row(A)),
    ),
    "bold": (paragraph(run("a", WAS_PLAIN)), paragraph(run("a", BOLD)), A),
    "a style": (
        paragraph(run("a"), properties=TITLE + inside("pPrChange", f"<w:pPr>{BODY}</w:pPr>")),
        paragraph(run("a"), properties=TITLE),
        paragraph(run("a"), properties=BODY),
    ),
    "a code of field": (
        paragraph(inside("del", "<w:r><w:delInstrText>PAGE</w:delInstrText></w:r>")),
        paragraph(""),
        paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>"),
    ),
}


@pytest.mark.parametrize(("redlined", "after", "before"), CASES.values(), ids=CASES)
def test_a_change_is_made_or_undone(redlined: str, after: str, before: str) -> None:
    assert body(accept_revisions(docx(redlined))) == body(docx(after))
    assert body(reject_revisions(docx(redlined))) == body(docx(before))


def test_a_cell_keeps_a_paragraph_when_all_that_it_held_goes() -> None:
    gone_whole = table(row(paragraph(inside("del", gone("a")), DEL)))
    assert body(accept_revisions(docx(gone_whole))) == body(docx(table(row(paragraph("")))))


def docx(content: str) -> bytes:
    xml = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{content}</w:body></w:document>'
    return write_package([Part.of(DOCUMENT, xml.encode())])


def body(document: bytes) -> bytes:
    """Return the body of a document, without the properties that hold nothing."""
    root = read_package(document)[DOCUMENT].tree()
    for name in ("rPr", "pPr", "trPr", "tcPr"):
        for each in list(root.iter(f"{{{NAMESPACE}}}{name}")):
            parent = each.getparent()
            if parent is not None and not len(each):
                parent.remove(each)
    return etree.tostring(root, method="c14n")
