"""DOCX made by hand for the tests of what reads them: raw WordprocessingML in an otherwise ordinary package."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from PIL import Image

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": nsmap["w"],
        "r": nsmap["r"],
        "wp": nsmap["wp"],
        "a": nsmap["a"],
        "pic": nsmap["pic"],
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
TITLE = "Un document d’essai"


def french() -> WordDocument:
    """Return an empty document in French, with a title, and a fixed date."""
    document = Document()
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
    document.styles["Normal"].font.name = "Calibri"
    document.core_properties.title = TITLE
    return document


def xml(source: str) -> object:
    """Return an element written with the usual prefixes."""
    head, bracket, tail = source.partition(">")
    slash = "/" if head.endswith("/") else ""
    return parse_xml(f"{head.removesuffix('/')} {NAMESPACES}{slash}{bracket}{tail}")


def saved(document: WordDocument) -> bytes:
    """Return the bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_body(*elements: str) -> bytes:
    """Return a document of these elements."""
    return saved_with(french(), *elements)


def saved_with(document: WordDocument, *elements: str) -> bytes:
    """Return the bytes of a document after adding these elements."""
    add(document, *elements)
    return saved(document)


def add(document: WordDocument, *elements: str) -> None:
    """Add elements at the end of the body of a document."""
    section = document.element.body.sectPr
    for element in elements:
        section.addprevious(xml(element))


def p(content: str = "", properties: str = "") -> str:
    """Return a paragraph; content without a mark of XML is its text."""
    inner = content if content.startswith("<") else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def style(name: str) -> str:
    """Return the property that gives a paragraph its style."""
    return f'<w:pStyle w:val="{name}"/>'


def listed(number: int, level: int = 0) -> str:
    """Return the properties of an item of one of the lists of `numbered`."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(instruction: str, result: str = "") -> str:
    """Return a complex field."""
    kinds = ("begin", "separate", "end")
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return f"{begin}{code}{middle}{r(result)}{end}"


def bookmark(name: str, content: str, number: int = 1) -> str:
    """Return content between the ends of a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def table(rows: list[list[str]], *, widths: tuple[int, ...], header: int = 0, properties: str = "") -> str:
    """Return a table of texts, or of paragraphs; the first rows may be headings."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(row(cells, header=rank < header) for rank, cells in enumerate(rows))
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def row(cells: list[str], *, header: bool = False, properties: str = "") -> str:
    """Return a row of a table."""
    repeat = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{properties}{repeat}</w:trPr>{''.join(map(cell, cells))}</w:tr>"


def cell(content: str) -> str:
    """Return a cell; content without a mark of XML is its text."""
    return (
        content
        if content.startswith("<w:tc>")
        else f"<w:tc>{content if content.startswith('<') else p(content)}</w:tc>"
    )


def zipped(files: dict[str, bytes]) -> bytes:
    """Return an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def picture(colour: str = "red", size: tuple[int, int] = (60, 40), kind: str = "PNG") -> io.BytesIO:
    """Return the file of a plain picture."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    file.seek(0)
    return file


def with_part(document: WordDocument, kind: str, name: str, content_type: str, content: str) -> None:
    """Give a document another part: `footnotes`, `numbering`…"""
    part = Part(PackURI(name), content_type, content.encode(), document.part.package)
    document.part.relate_to(part, f"{RELATIONSHIP_TYPE.STYLES.rsplit('/', 1)[0]}/{kind}")


LEVEL = """<w:lvl w:ilvl="{rank}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/>
<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr></w:lvl>"""
ROMANS, RESTARTED, BULLETS = 101, 102, 103


def numbered() -> WordDocument:
    """Return a document with a list of Romans then letters, the same from nine on, and one of bullets."""
    romans = LEVEL.format(rank=0, start=3, kind="upperRoman", mark="%1.", left=720, font="Calibri")
    letters = LEVEL.format(rank=1, start=1, kind="lowerLetter", mark="%1.%2)", left=1440, font="Calibri")
    bullets = LEVEL.format(rank=0, start=1, kind="bullet", mark="\uf0b7", left=720, font="Symbol")
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>'
    document = french()
    document.part.numbering_part._element = xml(
        f"""<w:numbering><w:abstractNum w:abstractNumId="1">{romans}{letters}</w:abstractNum>
        <w:abstractNum w:abstractNumId="2">{bullets}</w:abstractNum>
        <w:num w:numId="{ROMANS}"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="{RESTARTED}"><w:abstractNumId w:val="1"/>{restart}</w:num>
        <w:num w:numId="{BULLETS}"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""
    )
    return document


FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def with_footnote(text: str) -> WordDocument:
    """Return a document whose footnote 2 says a text, in two paragraphs."""
    document = french()
    notes = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{r(text)}</w:p>{p("Fin de note.")}</w:footnote>'
    with_part(
        document, "footnotes", "/word/footnotes.xml", FOOTNOTES, f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>"
    )
    return document


def with_watermark(document: WordDocument, text: str) -> WordDocument:
    """Give a document a watermark, as Word writes it in a header."""
    look = 'style="width:468pt;height:117pt;rotation:315" fillcolor="#c3ccd8"'
    shape = f'<v:shape {look}><v:fill opacity=".5"/><v:textpath string="{escape(text)}"/></v:shape>'
    document.sections[0].header._element.append(xml(f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"))
    return document
