"""What people type and read, and the JSON values that it stands for.

What cannot be understood is kept as it was typed: nothing is lost, and the shape says what is wrong with it.
"""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import singledispatch
from typing import Any, TypeAlias
from unicodedata import normalize

import marshmallow

from schemas.base_fields import ChoixField, JourField, OuiNonField, SuiteField
from schemas.francais import FINE, MOINS
from schemas.number_fields import EntierField, EurosField, NombreField
from schemas.text_fields import MarkdownField, MotifField

Field: TypeAlias = marshmallow.fields.Field[Any]

OUI, NON = "oui", "non"
_SPACES = re.compile(r"\s+")
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def json_of(field: Field, texte: str) -> object:
    """Return the JSON value of a text as people type it, None for nothing.

    « 31/12/2027 » is "2027-12-31", « 1 234,50 » is "1234.50", « 84 » is 84, « 570 010 173 » is "570010173".
    """
    texte = texte.replace("\r\n", "\n").strip()
    return _read(field, texte) if texte else None


def text_of(field: Field, value: object) -> str:
    """Return a JSON value as people read and type it; the empty text for None."""
    return "" if value is None else _write_value(field, value)


def day_of(texte: str) -> date | None:
    """Return the day that a text gives, as 31/12/2027 or 2027-12-31."""
    found = _DAY.fullmatch(texte)
    with suppress(ValueError):
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(texte)
    return None


def decimal_of(texte: str) -> Decimal | None:
    """Return the number that a text gives, in French or with a decimal point, its unit left out."""
    plain = _SPACES.sub("", texte).rstrip("€%").replace(MOINS, "-")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() and "e" not in plain.lower() else None


@singledispatch
def _read(_: Field, texte: str) -> object:
    return texte


@_read.register
def _(field: MotifField, texte: str) -> object:
    """Leave out the spaces by which people part the digits of a number."""
    compact = _SPACES.sub("", texte)
    return compact if field.motif.fullmatch(compact) and not field.motif.fullmatch(texte) else texte


@_read.register
def _(_: JourField, texte: str) -> object:
    day = day_of(texte)
    return day.isoformat() if day else texte


@_read.register
def _(_: NombreField, texte: str) -> object:
    number = decimal_of(texte)
    return texte if number is None else f"{number:f}"


@_read.register
def _(_: EntierField, texte: str) -> object:
    number = decimal_of(texte)
    return texte if number is None or number != number.to_integral_value() else int(number)


@_read.register
def _(_: OuiNonField, texte: str) -> object:
    return {OUI: True, NON: False}.get(texte.lower(), texte)


@_read.register
def _(field: ChoixField, texte: str) -> object:
    words = {_fold(member.libelle): member.value for member in field.choix}
    return words.get(_fold(texte), texte)


@_read.register
def _(field: SuiteField, texte: str) -> object:
    """Read one item a line."""
    return [_read(field.inner, line.strip()) for line in texte.split("\n") if line.strip()]


@singledispatch
def _write_value(_: Field, value: object) -> str:
    return str(value)


@_write_value.register
def _(field: NombreField, value: object) -> str:
    number = decimal_of(str(value))
    if number is None:
        return str(value)
    given = max(0, -int(number.as_tuple().exponent))
    decimals = max(field.decimales, given) if isinstance(field, EurosField) else given
    shown = f"{number:,.{decimals}f}"
    return shown.replace(",", FINE).replace(".", ",")


@_write_value.register
def _(_: OuiNonField, value: object) -> str:
    return {True: OUI, False: NON}.get(value, str(value)) if isinstance(value, bool) else str(value)


@_write_value.register
def _(field: SuiteField, value: object) -> str:
    return "\n".join(text_of(field.inner, item) for item in value) if isinstance(value, list) else str(value)


@_write_value.register
def _(_: MarkdownField, value: object) -> str:
    return str(value)


def _fold(texte: str) -> str:
    """Return a text without case, accents or typographic apostrophes."""
    plain = normalize("NFKD", texte.replace("’", "'").casefold())
    return _SPACES.sub(" ", "".join(each for each in plain if each.isascii())).strip()
