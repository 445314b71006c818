"""The content of a paragraph as a row of tokens: texts, tabs, breaks, fields, pictures, anchors, notes.

What is not known here is walked through, so that no word is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.render.pdf.typst.graphics import read_graphics
from server.render.pdf.typst.styles import merge_format
from server.render.pdf.typst.symbols import translate_symbols
from server.render.pdf.typst.xml import Node, expand_name, find_child, read_attribute, read_integer, read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element as Element

    from server.render.pdf.typst.story import Story

NO_BREAK_HYPHEN, SOFT_HYPHEN = "\u2011", "\u00ad"
PLAIN = str.maketrans({"\n": " ", "\r": None, "\ufeff": "\u2060"})  # a PDF may not hold the old invisible mark
SAID = ("w:t", "m:t")
SILENT = (
    *("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:trPr", "w:tcPr", "m:rPr"),
    *("w:del", "w:moveFrom", "w:delText", "w:delInstrText"),
    *("w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:separator", "w:continuationSeparator"),
)


class Runs:
    """Reads the content of one paragraph; `levels` are the formats that its text inherits, as `merge_format` wants.

    `tokens` is the result; `boxes` the text boxes met, to be set after the paragraph.
    """

    def __init__(self, story: Story, levels: Sequence[Node]) -> None:
        self.story = story
        self.levels = levels
        self.tokens: list[Node] = []
        self.boxes: list[Element] = []
        self.link: str | None = None
        self.hidden = self.capitals = False
        self.format = story.book.format(merge_format(levels, {}))

    def walk(self, element: Element) -> None:
        """Read all that an element holds."""
        for inner in element:
            reader = READERS.get(inner.tag) if isinstance(inner.tag, str) else silence
            if reader is None:
                self.walk(inner)
            else:
                reader(self, inner)

    def add(self, **token: object) -> None:
        """Add a token, with where it leads to."""
        link = self.link or self.story.fields.link
        self.tokens.append({**token, "link": link} if link else token)

    def say(self, text: str) -> None:
        """Add a text, unless a field keeps it from the reader."""
        if text and not self.hidden and not self.story.fields.is_hidden(text, self.format):
            self.add(kind="text", text=text.upper() if self.capitals else text, format=self.format)

    def run(self, element: Element) -> None:
        """Read a `w:r`: what it holds, in its own format."""
        direct = self.story.book.styles.run_in(element)
        character = self.story.book.styles.character(direct.get("style"))
        text = merge_format([*self.levels, character], direct)
        self.hidden = bool(text.get("hidden"))
        self.capitals = bool(text.get("caps") or text.get("small_caps"))
        self.format = self.story.book.format(text)
        self.walk(element)

    def hyperlink(self, element: Element) -> None:
        """Read a `w:hyperlink`, to a bookmark or to a written address."""
        anchor = read_attribute(element, "w:anchor")
        target = self.story.links.get(read_attribute(element, "r:id") or "")
        outer, self.link = self.link, f"#{anchor}" if anchor else target.target if target else None
        self.walk(element)
        self.link = outer

    def simple_field(self, element: Element) -> None:
        """Read a `w:fldSimple`."""
        self.story.fields.begin()
        self.story.fields.instruct(read_attribute(element, "w:instr") or "")
        self.story.fields.separate()
        self.walk(element)
        self.end_field()

    def field_character(self, element: Element) -> None:
        """Read the begin, the separator or the end of a field."""
        match read_attribute(element, "w:fldCharType"):
            case "begin":
                self.story.fields.begin()
            case "separate":
                self.story.fields.separate()
            case "end":
                self.end_field()

    def end_field(self) -> None:
        """Leave a field; a computed one stands here."""
        field = self.story.fields.end()
        if field is not None and field.computed and not self.story.fields.is_hidden("", self.format):
            self.add(**field.token(self.format))

    def bookmark(self, element: Element) -> None:
        """Read the start of a bookmark: the place that links and page references look for."""
        anchor = read_attribute(element, "w:name")
        if anchor and self.story.new_anchor(anchor):
            self.tokens.append({"kind": "anchor", "name": anchor})

    def tab(self, align: str | None = None) -> None:
        """Add a tab; `align` is said by the tabs that ignore the tab stops of the paragraph."""
        if not self.hidden and not self.story.fields.is_hidden("", self.format):
            self.add(kind="tab", align=align, format=self.format)

    def line_break(self, element: Element) -> None:
        """Read a break: of line, or of page (a column is a page here)."""
        paged = read_attribute(element, "w:type") in {"page", "column"}
        self.tokens.append({"kind": "page" if paged else "break"})

    def symbol(self, element: Element) -> None:
        """Read a character of a symbol font."""
        code = read_integer(read_attribute(element, "w:char"), ord("•"), base=16)
        self.say(translate_symbols(chr(code), read_attribute(element, "w:font")))

    def alternate(self, element: Element) -> None:
        """Read the first of several forms of the same content."""
        choice = find_child(element, "mc:Choice")
        if choice is None:
            choice = find_child(element, "mc:Fallback")
        if choice is not None:
            self.walk(choice)

    def drawing(self, element: Element) -> None:
        """Read pictures, and put the text boxes aside."""
        pictures, boxes = read_graphics(self.story, element)
        self.boxes += boxes
        for picture in pictures:
            self.add(**picture)

    def note(self, element: Element, kind: str) -> None:
        """Read a call to a note and the note, whose paragraphs become lines; an endnote is a footnote here."""
        note = self.story.book.note(kind, read_attribute(element, "w:id"))
        part = self.story.book.parts.name_of(f"{kind}s")
        if note is not None and part is not None:
            told = [self.read_told(part, paragraph) for paragraph in note.iter(expand_name("w:p"))]
            tokens = [token for row in told for token in [{"kind": "break"}, *row]]
            self.tokens.append({"kind": "note", "content": tokens[1:]})

    def read_told(self, part: str, paragraph: Element) -> list[Node]:
        """Return the tokens of one paragraph of a note."""
        styles = self.story.book.styles
        _, run = styles.paragraph(read_value(paragraph, "w:pPr/w:pStyle"))
        runs = Runs(self.story.beside(part), [styles.default_run, {}, run])
        runs.walk(paragraph)
        return [{"kind": "break"} if token["kind"] in {"tab", "page"} else token for token in runs.tokens]


def silence(_: Runs, __: Element) -> None:
    """Say nothing of an element."""


def read_words(runs: Runs, element: Element) -> None:
    """Say the text of an element."""
    runs.say((element.text or "").translate(PLAIN))


READERS: dict[str, Callable[[Runs, Element], None]] = {
    **{expand_name(silent): silence for silent in SILENT},
    **{expand_name(said): read_words for said in SAID},
    expand_name("w:r"): Runs.run,
    expand_name("w:hyperlink"): Runs.hyperlink,
    expand_name("w:fldSimple"): Runs.simple_field,
    expand_name("w:fldChar"): Runs.field_character,
    expand_name("w:instrText"): lambda runs, element: runs.story.fields.instruct(element.text or ""),
    expand_name("w:bookmarkStart"): Runs.bookmark,
    expand_name("w:br"): Runs.line_break,
    expand_name("w:cr"): Runs.line_break,
    expand_name("w:tab"): lambda runs, _: runs.tab(),
    expand_name("w:ptab"): lambda runs, element: runs.tab(read_attribute(element, "w:alignment")),
    expand_name("w:noBreakHyphen"): lambda runs, _: runs.say(NO_BREAK_HYPHEN),
    expand_name("w:softHyphen"): lambda runs, _: runs.say(SOFT_HYPHEN),
    expand_name("w:sym"): Runs.symbol,
    expand_name("w:drawing"): Runs.drawing,
    expand_name("w:pict"): Runs.drawing,
    expand_name("w:object"): Runs.drawing,
    expand_name("mc:AlternateContent"): Runs.alternate,
    expand_name("w:footnoteReference"): lambda runs, element: runs.note(element, "footnote"),
    expand_name("w:endnoteReference"): lambda runs, element: runs.note(element, "endnote"),
}
