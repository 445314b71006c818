"""The few words of WordprocessingML that every module of this folder speaks."""

from __future__ import annotations

import re

import markupsafe
from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Everything that XML 1.0 cannot carry: control characters, lone surrogates, the two non-characters.
IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FIELD_CHARACTER = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELD_END = FIELD_CHARACTER.format("end")
NEXT_TEXT = '<w:t xml:space="preserve">'


def w(name: str) -> str:
    """Return the qualified name of an element or attribute of WordprocessingML."""
    return f"{{{NAMESPACE}}}{name}"


def read_value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute of an element that may be absent."""
    return None if element is None else element.get(w(name))


def parse(content: bytes) -> etree._Element:
    """Return the root of an XML part; nothing outside it is ever read.

    Raises `ValueError` for what is not XML and for a document type, which no Office part has.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError(f"XML illisible ({fault.msg})") from fault
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs forget it
        raise ValueError("type de document refusé")
    return root


def refuse_impossible(text: str) -> None:
    """Raise `ValueError` when a text holds a character that XML cannot carry."""
    if found := IMPOSSIBLE.search(text):
        raise ValueError(f"Retirez le caractère U+{ord(found[0]):04X}, qu’un document ne peut contenir.")


def escape(text: str) -> str:
    """Return a text as XML character data, or attribute value."""
    refuse_impossible(text)
    return str(markupsafe.escape(text))


def run_content(text: str) -> str:
    """Return a text as it stands between `<w:t>` and `</w:t>`: line ends and tabs become Word's own."""
    lines = escape(text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\n", f"</w:t><w:br/>{NEXT_TEXT}").replace("\t", f"</w:t><w:tab/>{NEXT_TEXT}")


def run_of(text: str, properties: str = "") -> str:
    """Return a text as one run, an empty one as none."""
    if not text:
        return ""
    wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{wrapped}{NEXT_TEXT}{run_content(text)}</w:t></w:r>"


def write_field(instruction: str, result: str = "") -> str:
    """Return a field, its instruction and the runs of its last result given as XML."""
    return f"{begin_field(instruction)}{result}{FIELD_END}"


def begin_field(instruction: str) -> str:
    """Return the runs that open a field, up to its result."""
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return FIELD_CHARACTER.format("begin") + code + FIELD_CHARACTER.format("separate")
