"""JSON values as texts, exactly: what is written is read back equal, its numbers as they were given."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import cast


def write(value: object) -> str:
    """Return the text of a JSON value; equal values, in whatever order their keys, give the same text.

    A `Decimal` is written as a number, with the decimals that it has; the text is ASCII, whatever the strings hold.
    Raises `TypeError` for what JSON does not know, and `ValueError` for what is not a number.
    """
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{json.dumps(key)}:{write(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(write, value)) + "]"
    if isinstance(value, Decimal):
        return _number(value)
    return json.dumps(value, allow_nan=False)


def read(text: str) -> object:
    """Return the JSON value of a text that `write` gave: the numbers that have decimals are `Decimal`s."""
    return cast("object", json.loads(text, parse_float=Decimal))


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is no JSON number")
    return str(value)
