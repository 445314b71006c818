"""Markdown into native Word paragraphs: one pandoc call reads all the texts of a dossier, we write the OOXML.

The reader that judged the texts (`schemas/markdown.py`) also gives them to pandoc, as HTML: pandoc's own reader of
CommonMark takes `<b>` for HTML even when told not to, and finds tables where the other finds none.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pypandoc
from jinja2 import pass_context
from markupsafe import Markup

from schemas.markdown import build_parser, followable
from server.render.child import run
from server.render.word.ooxml import run_of, write_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jinja2.runtime import Context

    from server.render.template.look import ListLook, Look
    from server.render.word.numbering import Lists

Node = dict[str, Any]  # a block or an inline of pandoc: {"t": type, "c": content}
Texts = dict[str, list[Node]]

SECONDS = 30
WRITER = "_markdown"  # the name under which a rendering gives its writer to the filter `md`

TABLE_WIDTH = 9_000  # twips; only the proportions count, since a table fills the width that it is given
ALIGNMENTS = {"AlignRight": "right", "AlignCenter": "center", "AlignLeft": "left"}
TEXT = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
TABLE_PROPERTIES = (
    '<w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
    ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
)
HEADER_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
ROW = "<w:trPr><w:cantSplit/></w:trPr>"


class MarkdownError(ValueError):
    """A text holds something that this service does not write in Word."""


class Font(NamedTuple):
    """The properties of a run, in the order that OOXML wants."""

    style: str = ""
    bold: str = ""
    italic: str = ""


PLAIN = Font()


def read(texts: Iterable[str]) -> Texts:
    """Return the blocks of each text, by text, in one pandoc call.

    Each text is whole HTML of its own, so that nothing in one acts on another; a heading before it, which no text
    may hold, tells where it begins in the one answer.
    """
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        return {}
    html = "".join(f"<h1>{rank}</h1>\n{build_parser().render(text)}" for rank, text in enumerate(distinct))
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from=html", "--to=json"]
    answer = json.loads(run(command, stdin=html.encode(), seconds=SECONDS))
    return dict(zip(distinct, split_sections(answer["blocks"], len(distinct)), strict=True))


def split_sections(blocks: list[Node], number: int) -> list[list[Node]]:
    """Cut an answer at its headings, which are the `number` headings that `read` placed."""
    found: list[list[Node]] = []
    for block in blocks:
        if block["t"] != "Header":
            found[-1].append(block)
        elif block["c"][2] == [{"t": "Str", "c": str(len(found))}]:
            found.append([])
        else:
            raise make_unwritten_error("Header")
    if len(found) != number:
        raise make_unwritten_error("Header")
    return found


def make_unwritten_error(kind: str) -> MarkdownError:
    """Return the error for an element of pandoc's that no text may hold."""
    return MarkdownError(f"Retirez du texte l’élément « {kind} », qui n’a pas d’équivalent ici.")


@pass_context
def md(context: Context, text: str) -> Markup:
    """Write a text that `read` has read: the filter of `{{p contrat.preambule|md }}`."""
    writer: Writer = context[WRITER]
    return writer.write(text)


class Writer:
    """Writes the texts of one document, with the styles of its template."""

    def __init__(self, texts: Mapping[str, list[Node]], look: Look, lists: Lists) -> None:
        self._texts = texts
        self._look = look
        self._lists = lists

    def write(self, text: str) -> Markup:
        """Return a text as paragraphs, lists and tables; a blank one as one empty paragraph.

        Raises `MarkdownError` for a text that was not read beforehand, or that holds anything else.
        """
        if text not in self._texts:
            raise MarkdownError(f"le texte « {text[:40]} » n’a pas été lu avec les autres")
        properties = f'<w:pStyle w:val="{self._look.paragraph}"/>'
        blocks = "".join(self._blocks(self._texts[text], properties))
        return Markup(blocks or write_paragraph(properties))  # noqa: S704 -- written here, its texts escaped

    def _blocks(self, blocks: list[Node], properties: str, level: int = 0) -> Iterator[str]:
        for block in blocks:
            match block:
                case {"t": "Para" | "Plain", "c": inlines}:
                    yield write_paragraph(properties, self._runs(inlines))
                case {"t": "BulletList", "c": items}:
                    yield from self._list(items, self._look.bullets, self._look.bullets.number, level)
                case {"t": "OrderedList", "c": [[start, *_], items]}:
                    number = self._lists.start(self._look.numbers.number, level, start)
                    yield from self._list(items, self._look.numbers, number, level)
                case {"t": "Table", "c": [_, _, columns, [_, head], bodies, _]}:
                    rows = [row for *_, body in bodies for row in body]
                    yield self._table([column["t"] for column, _ in columns], head, rows)
                case _:
                    raise make_unwritten_error(block["t"])

    def _list(self, items: list[list[Node]], look: ListLook, number: str, level: int) -> Iterator[str]:
        if level >= len(look.edges):
            raise MarkdownError(f"Réduisez la profondeur de la liste : {len(look.edges)} niveaux au plus.")
        style = f'<w:pStyle w:val="{look.style}"/>'
        marked = f'{style}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        edge = f'<w:pStyle w:val="{self._look.paragraph}"/><w:ind w:left="{look.edges[level]}" w:firstLine="0"/>'
        for item in items:
            leads = bool(item) and item[0]["t"] in ("Para", "Plain")
            yield from self._blocks(item[:1], marked) if leads else [write_paragraph(marked)]
            yield from self._blocks(item[leads:], edge, level + 1)

    def _table(self, columns: list[str], head: list[list[Any]], rows: list[list[Any]]) -> str:
        width = TABLE_WIDTH // len(columns)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in columns)
        lines = [self._row(HEADER_ROW, row, columns, self._look.header) for row in head]
        lines += [self._row(ROW, row, columns, self._look.cell) for row in rows]
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._look.table}"/>{TABLE_PROPERTIES}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
        )

    def _row(self, properties: str, row: list[Any], columns: list[str], style: str) -> str:
        cells = "".join(self._cell(cell, column, style) for cell, column in zip(row[1], columns, strict=True))
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _cell(self, cell: list[Any], column: str, style: str) -> str:
        alignment = f'<w:jc w:val="{ALIGNMENTS[column]}"/>' if column in ALIGNMENTS else ""
        properties = f'<w:pStyle w:val="{style}"/>{alignment}'
        content = "".join(self._blocks(cell[4], properties)) or write_paragraph(properties)
        return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{content}</w:tc>'

    def _runs(self, inlines: list[Node], font: Font = PLAIN) -> str:
        runs, text = "", ""
        for inline in inlines:
            plain = inline["c"] if inline["t"] == "Str" else TEXT.get(inline["t"])
            if plain is None:
                runs += run_of(text, "".join(font)) + self._rich(inline, font)
                text = ""
            else:
                text += plain
        return runs + run_of(text, "".join(font))

    def _rich(self, inline: Node, font: Font) -> str:
        match inline:
            case {"t": "Strong", "c": inlines}:
                return self._runs(inlines, font._replace(bold="<w:b/><w:bCs/>"))
            case {"t": "Emph", "c": inlines}:
                return self._runs(inlines, font._replace(italic="<w:i/><w:iCs/>"))
            case {"t": "Link", "c": [_, inlines, [url, _]]} if followable(url):
                linked = font._replace(style=f'<w:rStyle w:val="{self._look.link}"/>')
                return write_field(f'HYPERLINK "{url}"', self._runs(inlines, linked))
            case _:
                raise make_unwritten_error(inline["t"])


def write_paragraph(properties: str, runs: str = "") -> str:
    """Return one paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"
