"""Templates of which a word changes, as a lawyer changes it in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.render.word.package import DOCUMENT, Part, read_package, write_package

if TYPE_CHECKING:
    from pathlib import Path


def reworded(path: Path, old: str, new: str) -> bytes:
    """Change a word of the body of a template, and return its bytes."""
    package = read_package(path.read_bytes())
    xml = package[DOCUMENT].content.decode()
    assert old in xml
    content = write_package((package | {DOCUMENT: Part.of(DOCUMENT, xml.replace(old, new).encode())}).values())
    path.write_bytes(content)
    return content
