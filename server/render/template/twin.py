"""The twin of a template: its text beside it, so that a change to a `.docx` can be read in a review.

One paragraph a line, its style's name in front, Jinja tags as they stand. `python -m
server.render.template.twin templates/` names the twins that are stale; `--write` writes them.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from server.render.word.ooxml import read_value, w
from server.render.word.package import read_package
from server.render.word.styles import read_styles
from server.render.word.text import lines_of, read_inline_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from server.render.word.package import Package

FRENCH = {
    "Body Text": "Corps de texte",
    "Caption": "Légende",
    "Hyperlink": "Lien",
    "List Bullet": "Liste à puces",
    "List Number": "Liste à numéros",
    "Subtitle": "Sous-titre",
    "Title": "Titre",
    "footer": "Pied de page",
    "footnote text": "Note de bas de page",
    "header": "En-tête",
} | {
    f"{english} {rank}": f"{french} {rank}"
    for rank in range(1, 10)
    for english, french in (("heading", "Titre"), ("toc", "TM"))
}


def twin_of(path: Path) -> str:
    """Return the text of a template, one paragraph a line: `[Titre 1] Article 1er`."""
    package = read_package(path.read_bytes())
    styles = read_styles(package)

    def line(paragraph: etree._Element) -> str:
        text = read_inline_text(paragraph)
        style = read_value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        if not text.strip() or (style is None and in_table(paragraph)):
            return text.strip()
        name = styles.name_of(style)
        return f"[{FRENCH.get(name, name)}] {text}"

    return "".join(f"{each}\n" for each in (*list_properties(package), *lines_of(package, line)))


def in_table(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph stands in a cell, where the table's style commonly suffices."""
    return next(paragraph.iterancestors(w("tc")), None) is not None


def list_properties(package: Package) -> Iterator[str]:
    """Yield the properties of a template that hold tags, such as its title."""
    if core := package.get("docProps/core.xml"):
        for each in core.tree():
            if "{" in (each.text or ""):
                yield f"[{each.tag.rpartition('}')[2]}] {each.text}"


def find_stale(folder: Path) -> dict[Path, str]:
    """Return the twins that are missing or do not say what their template says, with what they should say."""
    twins = {path.with_suffix(".txt"): twin_of(path) for path in sorted(folder.rglob("*.docx"))}
    return {twin: text for twin, text in twins.items() if not twin.exists() or twin.read_text("utf-8") != text}


def main(arguments: Sequence[str] | None = None) -> int:
    """Name, or write, the stale twins of a folder; return 1 when some are stale and stay so."""
    parser = argparse.ArgumentParser(description="Tient les jumeaux .txt des gabarits.")
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--write", action="store_true", help="écrit les jumeaux périmés")
    options = parser.parse_args(arguments)
    found = find_stale(options.dossier)
    for twin, text in found.items():
        print(twin)  # noqa: T201 -- what the command is for
        if options.write:
            twin.write_text(text, encoding="utf-8", newline="\n")
    return int(bool(found) and not options.write)


if __name__ == "__main__":
    raise SystemExit(main())
