"""The pages that people read before the code, as the tests read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from server.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README = ROOT / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """Yield where a page leads in the repository: the file, and the heading within it ("" for none)."""
    for target in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
        if not target.startswith(("http:", "https:", "mailto:")):
            file, _, heading = target.partition("#")
            yield (page.parent / file).resolve() if file else page, heading


def anchors(page: Path) -> set[str]:
    """Return the headings of a page as links name them: « Add a field » is `add-a-field`."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def blocks(language: str) -> list[str]:
    """Return the blocks of code of the README that are in a language, without their last line break."""
    return re.findall(rf"^```{language}\n(.*?)\n```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def table(first: str) -> list[dict[str, str]]:
    """Return the rows of the table of the README whose first column has a heading, by the headings of the columns."""
    lines = README.read_text("utf-8").splitlines()
    start = next(rank for rank, line in enumerate(lines) if line.startswith(f"| {first} |"))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]
