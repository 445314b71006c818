"""Lists: what `word/numbering.xml` defines, how it counts, and the lists that a rendering adds."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.render.word.ooxml import read_value, w

if TYPE_CHECKING:
    from lxml import etree

    from server.render.word.package import Package

NUMBERING = "word/numbering.xml"
ROMAN: tuple[tuple[int, str], ...] = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LEVEL_NUMBER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` is its mark (« %1. »), `indent` its left edge in twips."""

    start: int
    format: str
    text: str
    indent: int


@dataclass(frozen=True, slots=True)
class Number:
    """One list: the definition it follows, and the levels that it starts elsewhere."""

    abstract: str
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of one document, by numId, and their definitions, by abstractNumId."""

    numbers: dict[str, Number]
    abstracts: dict[str, dict[int, Level]]

    def level(self, number: str, level: int) -> Level | None:
        """Return a level of a list, if both exist."""
        known = self.numbers.get(number)
        return self.abstracts.get(known.abstract, {}).get(level) if known else None


def read_numbering(package: Package) -> Numbering:
    """Return the lists of a package; none when it has no part for them."""
    part = package.get(NUMBERING)
    if part is None:
        return Numbering({}, {})
    root = part.tree()
    return Numbering(
        {read_value(each, "numId") or "": read_number(each) for each in root.iter(w("num"))},
        {read_value(each, "abstractNumId") or "": read_levels(each) for each in root.iter(w("abstractNum"))},
    )


def read_number(element: etree._Element) -> Number:
    """Read one `w:num`."""
    overrides = {each: read_value(each.find(w("startOverride"))) for each in element.iter(w("lvlOverride"))}
    starts = {int(read_value(each, "ilvl") or 0): int(start) for each, start in overrides.items() if start}
    return Number(read_value(element.find(w("abstractNumId"))) or "", starts)


def read_levels(abstract: etree._Element) -> dict[int, Level]:
    """Read the levels of one `w:abstractNum`."""
    return {int(read_value(each, "ilvl") or 0): read_level(each) for each in abstract.iter(w("lvl"))}


def read_level(element: etree._Element) -> Level:
    """Read one `w:lvl`."""
    indent = element.find(f"{w('pPr')}/{w('ind')}")
    return Level(
        start=int(read_value(element.find(w("start"))) or 0),
        format=read_value(element.find(w("numFmt"))) or "decimal",
        text=read_value(element.find(w("lvlText"))) or "",
        indent=int(read_value(indent, "left") or read_value(indent, "start") or 0),
    )


class Counter:
    """Counts as Word does: lists of one definition count together, unless one starts elsewhere."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()

    def mark(self, number: str, level: int) -> str:
        """Return the mark of the next item: « - » for a bullet, « 2. », « b) »; nothing for no list."""
        definition = self._numbering.level(number, level)
        if definition is None:
            return ""
        if definition.format == "bullet":
            return "-"
        counts = self._count(number, level, definition)
        return LEVEL_NUMBER.sub(lambda found: self._show(number, int(found[1]) - 1, counts), definition.text)

    def _count(self, number: str, level: int, definition: Level) -> dict[int, int]:
        known = self._numbering.numbers[number]
        counts = self._counts[known.abstract]
        if level in known.starts and (number, level) not in self._started:
            counts[level] = known.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else definition.start
        self._started.add((number, level))
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return counts

    def _show(self, number: str, level: int, counts: dict[int, int]) -> str:
        definition = self._numbering.level(number, level)
        count = counts.get(level, definition.start if definition else 1)
        return format_count(count, definition.format if definition else "decimal")


def format_count(count: int, style: str) -> str:
    """Return a number as a list shows it."""
    shown = {
        "lowerLetter": format_letter,
        "upperLetter": format_letter,
        "lowerRoman": format_roman,
        "upperRoman": format_roman,
    }
    text = shown.get(style, str)(count)
    return text.upper() if style.startswith("upper") else text


def format_letter(count: int) -> str:
    """Return a, b … z, aa, bb …"""
    turns, rank = divmod(count - 1, 26)
    return chr(ord("a") + rank) * (turns + 1)


def format_roman(count: int) -> str:
    """Return i, ii, iii, iv …"""
    text = ""
    for size, sign in ROMAN:
        text += sign * (count // size)
        count %= size
    return text


class Lists:
    """The numbered lists that one rendering adds, each restarting where its text says."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbers = numbering.numbers
        self._first = max((int(each) for each in self._numbers if each.isdigit()), default=0) + 1
        self._added: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._added)

    def start(self, model: str, level: int, count: int) -> str:
        """Return the numId of a new list defined as `model` is, whose `level` begins at `count`."""
        number = str(self._first + len(self._added))
        self._added.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self._numbers[model].abstract}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{count}"/></w:lvlOverride></w:num>'
        )
        return number

    def write(self, part: bytes) -> bytes:
        """Return the numbering part with the added lists, after those it has."""
        before, end, after = part.rpartition(b"</w:num>")
        return before + end + "".join(self._added).encode() + after
