"""Word templates made for the tests, with the styles that the real ones have."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BULLETS, NUMBERS = 51, 52


def gabarit() -> Document:
    """Return an empty template that has every style the engine asks for."""
    document = docx.Document()
    forget_old_styles(document)
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    for name in ("toc 1", "toc 2", "En-tête de tableau", "Cellule de tableau"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    document.styles.add_style("Tableau", WD_STYLE_TYPE.TABLE)
    add_lists(document)
    return document


def forget_old_styles(document: Document) -> None:
    """Drop the copy of the styles for Word 2010, which python-docx brings and does not keep up to date."""
    related = document.part.rels
    (old,) = (name for name, each in related.items() if each.reltype.endswith("/stylesWithEffects"))
    related.pop(old)


def add_lists(document: Document) -> None:
    """Give the list styles their numbering, four levels deep."""
    numbering = document.part.numbering_part.element
    formats = {BULLETS: ("bullet", "•"), NUMBERS: ("decimal", None)}
    for number, (kind, mark) in formats.items():
        levels = "".join(level(rank, kind, mark or f"%{rank + 1}.") for rank in range(4))
        kinds = f'<w:multiLevelType w:val="multilevel"/>{levels}'
        numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{kinds}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    for name, number in (("List Bullet", BULLETS), ("List Number", NUMBERS)):
        document.styles[name].element.pPr.numPr.numId.val = number


def level(rank: int, kind: str, mark: str) -> str:
    """Return one level of a list."""
    return (
        f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (rank + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def saved(document: Document, folder: Path, name: str = "gabarit.docx") -> Path:
    """Write a template in a folder and return where."""
    path = folder / name
    document.save(path)
    return path


def table(document: Document, *rows: list[str]) -> Any:
    """Add a table of texts."""
    made = document.add_table(rows=0, cols=max(len(row) for row in rows), style="Tableau")
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=False):
            cell.text = text
    return made


def opened(data: bytes) -> Document:
    """Open a produced document as python-docx reads it."""
    return docx.Document(io.BytesIO(data))
