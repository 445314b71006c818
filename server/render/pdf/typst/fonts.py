"""The fonts shipped with the service, and which of them stands for the font that a document names."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "fonts"

MAIN = "Carlito"
VERSIONS = {"Carlito": "1.103", "DejaVu Sans": "2.37", "Noto Sans Arabic": "2.005", "Noto Emoji": "3.006"}
SHIPPED = ", ".join(f"{family} {number}" for family, number in VERSIONS.items())
TWINS = {name.casefold(): name for name in VERSIONS} | {"verdana": "DejaVu Sans"}


def find_family(named: str | None) -> str:
    """Return the shipped font for the one that a document names: Carlito, of Calibri's widths, for most."""
    return TWINS.get((named or "").casefold(), MAIN)
