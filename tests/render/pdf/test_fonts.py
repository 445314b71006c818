"""The fonts that are shipped, which are what the version of the engine says."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from server.render.pdf.engines import build_engine
from server.render.pdf.typst.fonts import FOLDER, VERSIONS

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 6_000_000


def test_the_version_names_the_engine_and_the_fonts_that_are_shipped() -> None:
    shipped = {font_names(file) for file in FOLDER.glob("*.ttf")}
    assert shipped == set(VERSIONS.items())
    assert build_engine("typst").version.startswith("typst 0.")
    assert all(f"{family} {number}" in build_engine("typst").version for family, number in VERSIONS.items())


def test_the_fonts_stay_light() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < MOST_BYTES


def test_each_font_has_its_licence_beside_it() -> None:
    assert {file.stem.split("-")[0] for file in FOLDER.glob("*.ttf")} <= {
        file.name.split(".")[0] for file in FOLDER.glob("*.LICENSE.txt")
    }


def font_names(file: Path) -> tuple[str, str]:
    """Return the family and the version that a font says of itself."""
    content = file.read_bytes()
    count = struct.unpack_from(">H", content, 4)[0]
    tables = {
        content[at : at + 4]: struct.unpack_from(">L", content, at + 8)[0] for at in range(12, 12 + 16 * count, 16)
    }
    start = tables[b"name"]
    records, strings = struct.unpack_from(">HH", content, start + 2)
    said = {}
    for rank in range(records):
        platform, _, language, name, length, offset = struct.unpack_from(">6H", content, start + 6 + 12 * rank)
        if (platform, language) == (3, 0x409):
            at = start + strings + offset
            said[name] = content[at : at + length].decode("utf-16-be")
    return said[1], said[5].removeprefix("Version ").partition(";")[0]
