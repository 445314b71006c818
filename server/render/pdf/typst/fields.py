"""Fields of a document (PAGE, PAGEREF, HYPERLINK…): those that the engine computes, and those that it shows."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.render.pdf.typst.xml import Node

COMPUTED = {"PAGE": "page", "NUMPAGES": "pages", "PAGEREF": "pageref"}


@dataclass
class Field:
    """One open field; `said` is what the document last saw as its result, `format` the rank of its format."""

    instruction: str = ""
    separated: bool = False
    said: str = ""
    format: int | None = None

    @cached_property
    def words(self) -> list[str]:
        """The words of the instruction, its name in capitals first."""
        try:
            words = shlex.split(self.instruction.replace("\\", "\\\\"))
        except ValueError:
            words = self.instruction.split()
        return [words[0].upper(), *words[1:]] if words else [""]

    @cached_property
    def computed(self) -> bool:
        """Whether the engine finds the result itself."""
        return self.words[0] in COMPUTED

    @cached_property
    def link(self) -> str | None:
        """What the result of the field leads to: an address, or `#` and a bookmark."""
        match self.words:
            case ["HYPERLINK", "\\l", anchor, *_] | ["HYPERLINK", _, "\\l", anchor, *_]:
                return f"#{anchor}"
            case ["HYPERLINK", address, *_]:
                return address
            case ["REF", anchor, *options] if "\\h" in options:
                return f"#{anchor}"
        return None

    def token(self, format_: int) -> Node:
        """Return what stands for the result, to be computed when the pages are known."""
        target = self.words[1] if len(self.words) > 1 else ""
        rank = format_ if self.format is None else self.format
        return {"kind": "field", "field": COMPUTED[self.words[0]], "to": target, "said": self.said, "format": rank}


class Fields:
    """The fields that are open where the reading stands, the outermost first."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    def begin(self) -> None:
        """Enter a field."""
        self._open.append(Field())

    def instruct(self, text: str) -> None:
        """Read a piece of the instruction of the field."""
        if self._open:
            self._open[-1].instruction += text

    def separate(self) -> None:
        """Leave the instruction for the result."""
        if self._open:
            self._open[-1].separated = True

    def end(self) -> Field | None:
        """Leave a field and return it."""
        return self._open.pop() if self._open else None

    def is_hidden(self, text: str, format_: int) -> bool:
        """Tell whether a text is not for the reader: it is in an instruction, or in a result to compute."""
        for opened in self._open:
            if not opened.separated:
                return True
            if opened.computed:
                opened.said += text
                opened.format = format_ if opened.format is None else opened.format
                return True
        return False

    @property
    def link(self) -> str | None:
        """What a text leads to here, through the innermost field that leads somewhere."""
        leading = (opened.link for opened in reversed(self._open) if opened.separated)
        return next((link for link in leading if link), None)
