"""JSON values as texts, exactly: what is written is read back equal, its numbers as they were given."""

import json
from decimal import Decimal
from secrets import token_hex
from typing import cast


def write(value: object) -> str:
    """Return the text of a JSON value; equal values, in whatever order their keys, give the same text.

    A `Decimal` is written as a number, with the decimals that it has; the text is ASCII, whatever the strings hold.
    Raises `TypeError` for what JSON does not know, and `ValueError` for what is not a number.
    """
    mark = token_hex()  # no string of the value holds it: it is drawn anew each time

    def marked(number: object) -> str:
        if isinstance(number, Decimal):
            return f"{mark}{_number(number)}{mark}"
        raise TypeError(f"{type(number)} is not of JSON")

    texte = json.dumps(value, sort_keys=True, allow_nan=False, separators=(",", ":"), default=marked)
    return texte.replace(f'"{mark}', "").replace(f'{mark}"', "")


def read(text: str) -> object:
    """Return the JSON value of a text that `write` gave: the numbers that have decimals are `Decimal`s."""
    return cast("object", json.loads(text, parse_float=Decimal))


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is no JSON number")
    return str(value)
