"""What the tests look for in a PDF: its words, its structure, what it declares."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"})
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")


def text_of(pdf: bytes, *options: str) -> str:
    """Return the text of a PDF, as pdftotext reads it."""
    return subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode()


def letters(text: str) -> str:
    """Return a text without what pages change: spaces, line ends, ligatures, invisible characters."""
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text.translate(LIGATURES)))
    return "".join(plain.split())


def words(text: str) -> set[str]:
    """Return the words of a text, without what pages change."""
    return {letters(word) for word in text.split()} - {""}


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a PDF."""
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: pikepdf.Pdf) -> Iterator[Dictionary]:
    """Yield the structure elements of a PDF, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop(0)
        if isinstance(element, Array):
            waiting[:0] = list(element)
        elif isinstance(element, Dictionary):
            if "/S" in element:
                yield element
            waiting[:0] = [element.K] if "/K" in element else []


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """Return the names of the structure elements of a PDF, in reading order."""
    return [str(element.S).removeprefix("/") for element in elements(pdf)]


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Return the bookmarks of a PDF: how deep, and their titles."""

    def deeper(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, item.title
            yield from deeper(item.children, depth + 1)

    with pdf.open_outline() as bookmarks:
        return list(deeper(bookmarks.root, 0))
