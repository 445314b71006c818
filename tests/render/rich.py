"""A document as rich as those of a dossier, and more: what both engines must set without losing a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_SECTION
from docx.shared import Pt

from tests.render.words import (
    BULLETS,
    ROMANS,
    add,
    bookmark,
    field,
    listed,
    numbered,
    p,
    picture,
    r,
    saved,
    style,
    table,
    xml,
)

if TYPE_CHECKING:
    from docx.document import Document

LAW = "Le présent contrat est conclu en application de l’article L. 313-12 du code de l’action sociale. "
TITLES = ("Préambule", "Article 1er – Objet du contrat", "Article 2 – Moyens dédiés à la réalisation des objectifs")
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH"))
SUPER = '<w:vertAlign w:val="superscript"/>'
LEADER = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8600"/></w:tabs>'
INDICATORS = [
    ["Indicateur", "Cible", "Montant"],
    *[[f"Taux d’occupation n° {rank}", f"{90 + rank} %", f"{rank} 345,67 €"] for rank in range(4)],
]


def rich() -> bytes:
    """Return the document."""
    document = numbered()
    document.sections[0].header.paragraphs[0].text = "Contrat pluriannuel\t\tAssociation Les Trois Rivières"
    footer = document.sections[0].footer
    footer._element.append(xml(p(r("Page ") + field("PAGE", "0") + r(" sur ") + field("NUMPAGES", "0"))))
    add(document, p("Contrat pluriannuel d’objectifs et de moyens", style("Title")), *map(entry, range(len(TITLES))))
    for rank, title in enumerate(TITLES):
        article(document, rank, title)
    landscape(document)
    return saved(document)


def entry(rank: int) -> str:
    """Return a line of the table of contents."""
    text = r(TITLES[rank]) + "<w:r><w:tab/></w:r>" + field(rf"PAGEREF _Titre{rank} \h", "0")
    return p(f'<w:hyperlink w:anchor="_Titre{rank}">{text}</w:hyperlink>', LEADER)


def article(document: Document, rank: int, title: str) -> None:
    """Add an article: headings, texts in several formats, lists and a table."""
    texts = r(LAW * 3) + r("gras, ", "<w:b/>") + r("rouge", '<w:color w:val="C00000"/>') + r(", 1") + r("er", SUPER)
    add(
        document,
        p(bookmark(f"_Titre{rank}", r(title), 50 + rank), style("Heading1") + "<w:pageBreakBefore/>"),
        p(texts, '<w:jc w:val="both"/>'),
        p("Objectifs", style("Heading2")),
        *[p(f"objectif de la {each} année ;", listed(BULLETS)) for each in ("première", "deuxième", "troisième")],
        *[p(f"étape {each}", listed(ROMANS, level)) for level, each in enumerate(("initiale", "intermédiaire"))],
        table(INDICATORS, widths=(4000, 2000, 2600), header=1, properties=f"<w:tblBorders>{BORDERS}</w:tblBorders>"),
        p("Madame مريم, Ω, ½, 🙂 et l’« œuvre » :\u00a0naïve."),
    )


def landscape(document: Document) -> None:
    """Add a section on landscape pages, with a picture."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading("Annexe – Plan global de financement", 1)
    document.add_picture(picture(), width=Pt(90))._inline.docPr.set("descr", "Logo de l’association")


def long_table(rows: int = 120) -> bytes:
    """Return a document with a table of that many rows, its heading to be repeated on each page."""
    lines = [["Rang", "Établissement"], *[[f"rang{rank:03}", f"EHPAD numéro {rank:03}"] for rank in range(rows)]]
    document = numbered()
    borders = f"<w:tblBorders>{BORDERS}</w:tblBorders>"
    add(document, table(lines, widths=(3000, 5600), header=1, properties=borders))
    return saved(document)
