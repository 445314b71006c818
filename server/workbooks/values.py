"""A JSON value of the payload and the value of a cell that stands for it, both ways."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from functools import singledispatch
from typing import TypeAlias

import marshmallow

from schemas.base_fields import EARLIEST, LATEST, ChoixField, FrenchField, JourField, OuiNonField, SuiteField
from schemas.francais import typographie
from schemas.number_fields import LARGEST_AMOUNT, EntierField, NombreField
from server.entry.values import NON, OUI, day_of, decimal_of, json_of, text_of
from server.workbooks.columns import Field

Valeur: TypeAlias = str | int | Decimal | date | None
Closed: TypeAlias = JourField | NombreField | EntierField | OuiNonField | ChoixField


class Incompris(ValueError):
    """A cell does not hold what its column asks for. The message is French."""

    def __init__(self, message: str) -> None:
        super().__init__(typographie(message))


@singledispatch
def cell_of(field: Field, value: object) -> Valeur:
    """Return what a cell shows of a JSON value; a value out of shape, as drafts hold, shows as it was typed."""
    return text_of(field, value)


@cell_of.register
def _(_: JourField, value: object) -> Valeur:
    day = day_of(str(value))
    return day if day and EARLIEST <= day <= LATEST else str(value)


@cell_of.register
def _(field: NombreField, value: object) -> Valeur:
    number = decimal_of(str(value))
    exact = number is not None and Decimal(repr(float(number))) == number  # a cell holds a binary number
    return number if exact else text_of(field, value)


@cell_of.register
def _(_: EntierField, value: object) -> Valeur:
    return value if isinstance(value, int) else str(value)


@cell_of.register
def _(field: ChoixField, value: object) -> Valeur:
    return next((member.libelle for member in field.choix if member.value == value), str(value))


@cell_of.register
def _(field: SuiteField, value: object) -> Valeur:
    return "\n".join(str(cell_of(field.inner, item)) for item in value) if isinstance(value, list) else str(value)


def json_in(field: Field, valeur: object) -> object:
    """Return the JSON value that a cell holds, in canonical form; None for a blank one.

    Raises `Incompris` for what is no date, number, yes or no, or choice where the column asks for one. What a text
    must look like is left to the shape of the payload, which says it with its place in the contract.
    """
    if isinstance(field, SuiteField):
        lines = (line.strip() for line in _text_in(valeur).split("\n"))
        return [json_in(field.inner, line) for line in lines if line] or None
    value = json_of(field, valeur) if isinstance(valeur, str) else _read_typed(field, valeur)
    return value if value is None or not isinstance(field, Closed) else _check_value(field, value)


@singledispatch
def _read_typed(field: Field, valeur: object) -> object:
    """Return the JSON value of a cell that holds no text: a number, a date, true or false."""
    return json_of(field, _text_in(valeur))


@_read_typed.register
def _(_: JourField, valeur: object) -> object:
    return f"{valeur:%Y-%m-%d}" if isinstance(valeur, date) else _text_in(valeur) or None


@_read_typed.register
def _(field: NombreField, valeur: object) -> object:
    number = _number(valeur)
    if number is None or abs(number) > LARGEST_AMOUNT:
        return _text_in(valeur) or None
    return f"{number.quantize(Decimal(1).scaleb(-field.decimales), ROUND_HALF_UP):f}"  # as the cell shows it


@_read_typed.register
def _(_: EntierField, valeur: object) -> object:
    number = _number(valeur)
    return _text_in(valeur) or None if number is None else number


@_read_typed.register
def _(_: OuiNonField, valeur: object) -> object:
    return valeur if isinstance(valeur, bool) else _text_in(valeur) or None


def _number(valeur: object) -> Decimal | None:
    if isinstance(valeur, bool) or not isinstance(valeur, int | float | Decimal):
        return None
    number = Decimal(repr(valeur)) if isinstance(valeur, float) else Decimal(valeur)
    return number if number.is_finite() else None


def _text_in(valeur: object) -> str:
    """Return a cell as French reads it: a FINESS number that became a number is its digits again."""
    if isinstance(valeur, bool):
        return OUI if valeur else NON
    if isinstance(valeur, datetime | date):
        return f"{valeur:%d/%m/%Y}"
    number = _number(valeur)
    if number is not None:
        return f"{number.normalize():f}".replace(".", ",")
    return "" if valeur is None else str(valeur)


def _check_value(field: FrenchField, value: object) -> object:
    try:
        return field.write(field.read(value))
    except marshmallow.ValidationError as error:
        raise Incompris(_say_expected(field, value) or str(error.messages[0])) from None


@singledispatch
def _say_expected(_: FrenchField, value: object) -> str:
    """Return what to say of a value that is not of its kind at all; nothing when it is, and only goes too far."""
    return f"Donnez un nombre entier : « {_shorten(value)} » n’en est pas un." if isinstance(value, str) else ""


@_say_expected.register
def _(_: JourField, value: object) -> str:
    return "" if day_of(str(value)) else f"Donnez une date, comme 31/12/2027 : « {_shorten(value)} » n’en est pas une."


@_say_expected.register
def _(_: NombreField, value: object) -> str:
    understood = decimal_of(str(value)) is not None
    return "" if understood else f"Donnez un nombre, comme 1 234,50 : « {_shorten(value)} » n’en est pas un."


@_say_expected.register
def _(_: OuiNonField, value: object) -> str:
    return f"Répondez par « {OUI} » ou « {NON} », et non « {_shorten(value)} »."


@_say_expected.register
def _(field: ChoixField, value: object) -> str:
    libelles = [member.libelle for member in field.choix]
    proches = get_close_matches(str(value)[:200].lower(), [libelle.lower() for libelle in libelles], n=1, cutoff=0.5)
    if proches:
        proche = next(libelle for libelle in libelles if libelle.lower() == proches[0])
        return f"Remplacez « {_shorten(value)} », inconnu, par « {proche} »."
    return f"Choisissez l’une des valeurs : {', '.join(libelles)}. « {_shorten(value)} » n’en est pas une."


def _shorten(value: object) -> str:
    return str(value)[:80]
