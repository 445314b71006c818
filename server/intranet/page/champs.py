"""The attributes that a control has in HTML, whatever the theme that draws it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from server.entry.controls import Controle, Genre


def attributs(controle: Controle, autres: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the attributes of the element that takes what is entered: name, id, what describes it, its type.

    `autres` are added to them. Those of an `<input>` hold its value; a list or a text area holds it elsewhere.
    """
    found = {"id": controle.ident, "name": controle.chemin, **description(controle)}
    if controle.genre in {Genre.TEXTE, Genre.NOMBRE, Genre.JOUR}:
        found |= _of_input(controle)
    return found | dict(autres or {})


def description(controle: Controle) -> dict[str, str]:
    """Return what ties a control to its hint, to what it designates and to its faults: those to come have a place."""
    parts = (*(["aide"] if controle.aide else []), *(["resolu"] if controle.suggestions else []), "fautes")
    described = {"aria-describedby": " ".join(f"{controle.ident}-{part}" for part in parts)}
    invalid = any(faute.bloquante for faute in controle.fautes)
    return described | ({"aria-invalid": "true"} if invalid else {})


def _of_input(controle: Controle) -> dict[str, str]:
    found = {"type": "text", "value": controle.valeur, "autocomplete": "off"}
    if controle.genre is Genre.NOMBRE:
        found["inputmode"] = "decimal"
    if controle.genre is Genre.JOUR and _fits_the_calendar(controle.valeur):
        found |= {"type": "date", "max": "9999-12-31"}  # otherwise a year takes six digits
    return found | ({"list": controle.suggestions} if controle.suggestions else {})


def _fits_the_calendar(valeur: str) -> bool:
    """Tell whether a calendar can show a value; it would drop what was mistyped, so a text field then keeps it."""
    with suppress(ValueError):
        return not valeur or date.fromisoformat(valeur).isoformat() == valeur
    return False
