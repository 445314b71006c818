"""The contracts under `examples/`, as the tests read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.reading import parse, read

FOLDER = Path(__file__).parent.parent / "examples"
NAMES = sorted(file.parent.name for file in FOLDER.glob("*/contrat.json"))
REFERENCE = "ehpad_trois_rivieres"
AVENANTS = sorted(file.stem for file in (FOLDER / "avenants").glob("*.json"))


def body(name: str = REFERENCE) -> bytes:
    """Return the bytes of an example."""
    return (FOLDER / name / "contrat.json").read_bytes()


def charge(name: str = REFERENCE) -> dict[str, Any]:
    """Return the JSON value of an example, a new one each time."""
    return cast("dict[str, Any]", parse(body(name)))


def contrat(name: str = REFERENCE) -> Contrat:
    """Return an example as a contract."""
    return read(charge(name), Contrat)


def demande(nature: str) -> DemandeAvenant:
    """Return the request for an amendment of a kind; it amends the example of reference, one apart."""
    return read(parse((FOLDER / f"avenants/{nature}.json").read_bytes()), DemandeAvenant)
