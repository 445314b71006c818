"""From a part of a Word template to the Jinja source that writes it again.

docxtpl's own patch gives the tags their meaning (`{{p }}`, `{%tr %}`, `{%tc %}`…); what is added here tells the
faults better, and keeps out of a document what Word would find odd.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docxtpl import DocxTemplate
from lxml import etree

from server.render.word.ooxml import DECLARATION, w
from server.render.word.tables import mark_repeated_columns

if TYPE_CHECKING:
    from server.render.word.package import Part

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# Traces of edition: they split tags, may not repeat in a loop, or make Word ask to update fields.
TRACES = (w("rsid"), f"{W14}paraId", f"{W14}textId", w("dirty"))

TAG = re.compile(r"\{[{%]-?")
TAG_END = re.compile(r"[%}]\}")
CHECKED = re.compile(r"\{\{\s*\((.*)\)\|bloc \}\}", re.DOTALL)
LITERAL_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
TEXT_OR_BLOCK = re.compile(
    r"<[^<>{}]*\{\{.*?\}\}[^<>]*>"  # an attribute
    r"|<w:(t|instrText)(?: [^>]*)?(?<!/)>.*?</w:\1>"
    r"|\{\{(?P<block>.*?)\}\}",
    re.DOTALL,
)
EDITION = re.compile(r"<cp:(lastModifiedBy|revision)>.*?</cp:\1>|<cp:(?:lastModifiedBy|revision)/>", re.DOTALL)
DATES = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_word_source(part: Part) -> str:
    """Return the Jinja source of a part that holds paragraphs."""
    root = part.tree()
    remove_traces(root)
    mark_repeated_columns(root)
    return escape_braces(mark_lines(check_blocks(patch_tags(root))))


def write_properties_source(part: Part) -> str:
    """Return the Jinja source of a document's properties: dated `horodatage`, no trace of who edited them."""
    return mark_lines(DATES.sub(r"\1{{ horodatage }}", EDITION.sub("", patch_tags(part.tree()))))


def patch_tags(root: etree._Element) -> str:
    """Return a part as docxtpl gives it to Jinja."""
    return str(DocxTemplate("").patch_xml(DECLARATION + etree.tostring(root, encoding="unicode")))


def remove_traces(root: etree._Element) -> None:
    """Remove what Word notes while a template is edited."""
    etree.strip_elements(root, w("proofErr"), w("lastRenderedPageBreak"), with_tail=False)
    for element in root.iter("*"):
        for name in [name for name in element.attrib if str(name).startswith(TRACES)]:
            del element.attrib[name]


def check_blocks(source: str) -> str:
    """Check what is printed where no text may stand: `{{p x }}` and `{{r x }}` take OOXML only."""

    def checked(found: re.Match[str]) -> str:
        return found[0] if found["block"] is None else f"{{{{ ({found['block']})|bloc }}}}"

    return TEXT_OR_BLOCK.sub(checked, source)


def mark_lines(source: str) -> str:
    """Begin a line inside each tag, so that the line of a fault names one tag."""
    return TAG.sub(lambda tag: f"{tag[0]}\n", source)


def escape_braces(source: str) -> str:
    """Print docxtpl's `{_{`, `}_}`, `{_%` and `%_}` as the braces that they stand for."""
    for written, meant in LITERAL_BRACES.items():
        source = source.replace(written, f'{{{{"{meant}"}}}}')
    return source


def find_tag(source: str, line: int) -> str:
    """Return the tag that `mark_lines` began on a line, as it stands in the template."""
    before, *after = source.split("\n")[line - 2 :]
    end = TAG_END.search(after[0])
    tag = before[-2:] + after[0][: end.end() if end else None]
    return CHECKED.sub(r"{{p\1}}", tag)
