"""From bytes to a typed contract, or to every fault of shape at once."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar, cast

import marshmallow

from schemas.base_fields import OBJECT_EXPECTED
from schemas.chemin import pointer
from schemas.francais import nombre, typographie
from schemas.manquement import Gravite, Manquement, Source
from schemas.objet import Objet, reader_of
from schemas.text_fields import UNPRINTABLE

DEEPEST = 32  # levels of nesting
MOST_VALUES = 100_000  # objects, lists and plain values of a payload; one of 100 establishments has 10 000
LONGEST_NUMBER = 40  # characters of a number
MOST_FAULTS = 1_000  # told at once
FORMAT = Source("Format de la charge, version 1", "/api/v1/schemas/contrat.json")

O = TypeVar("O", bound=Objet)  # noqa: E741 -- one letter, as type variables are


class ChargeIllisible(ValueError):
    """The body is not a payload at all: not JSON, not UTF-8, or beyond all measure. The message is French."""

    def __init__(self, message: str) -> None:
        super().__init__(typographie(message))


class ChargeInvalide(ValueError):
    """The payload has faults of shape: all of them in the order of the format, but for those beyond the thousandth."""

    def __init__(self, manquements: tuple[Manquement, ...]) -> None:
        super().__init__(f"{len(manquements)} manquements de forme")
        self.manquements = manquements


def parse(body: bytes) -> object:
    """Return the JSON value of a body; numbers are exact, and nothing unusual gets through.

    Raises `ChargeIllisible` for what is not UTF-8 JSON (a byte order mark is skipped), for NaN and infinities, for a
    key that repeats or cannot be printed, and beyond the limits of this module.
    """
    try:
        value = json.loads(
            body.decode("utf-8-sig"),
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError:
        raise ChargeIllisible("Encodez la charge en UTF-8 : ces octets n’en sont pas.") from None
    except RecursionError:
        raise ChargeIllisible(_TOO_DEEP) from None
    except json.JSONDecodeError as error:
        raise ChargeIllisible(
            f"Corrigez la charge : ce n’est pas du JSON (ligne {error.lineno}, colonne {error.colno})."
        ) from None
    _refuse_excess(value)
    return value


def read(charge: object, objet: type[O]) -> O:
    """Return the typed object of a JSON value, as `parse` gives it.

    Raises `ChargeInvalide` with every fault, each at its JSON pointer.
    """
    try:
        return cast("O", reader_of(objet).load(cast("Any", charge)))
    except marshmallow.ValidationError as error:
        raise ChargeInvalide(tuple(islice(_manquements(error.messages), MOST_FAULTS))) from None


def dump(objet: Objet) -> dict[str, Any]:
    """Return the JSON value of a typed object, in canonical form: `read` gives back an equal object."""
    return cast("dict[str, Any]", reader_of(type(objet)).dump(objet))


def dump_value(field: marshmallow.fields.Field[Any], value: object) -> object:
    """Return the JSON value of what a field holds, as `dump` writes it within its object."""
    return field.serialize("value", {"value": value})


def dump_canonical(objet: Objet) -> bytes:
    """Return the canonical JSON bytes of an object: the same data, however written, give the same bytes."""
    return json.dumps(dump(objet), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fault_of_shape(message: str, *steps: str | int) -> Manquement:
    """Return a fault of shape at a path of the payload; the message is French."""
    return Manquement(pointer(*steps), "forme", Gravite.BLOQUANT, typographie(message), FORMAT)


_TOO_DEEP = f"Simplifiez la charge : plus de {DEEPEST} niveaux d’imbrication."


def _decimal(text: str) -> Decimal:
    return Decimal(_shorten(text))


def _integer(text: str) -> int:
    return int(_shorten(text))


def _shorten(text: str) -> str:
    if len(text) > LONGEST_NUMBER or re.search(r"[eE][+-]?[0-9]{3}", text):
        raise ChargeIllisible(
            f"Raccourcissez le nombre « {text[:20]} » : "
            f"{LONGEST_NUMBER} caractères et un exposant de deux chiffres au plus."
        )
    return text


def _constant(text: str) -> None:
    raise ChargeIllisible(f"Remplacez « {text} » : ce n’est pas un nombre JSON.")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    for key in value:
        if found := UNPRINTABLE.search(key):
            raise ChargeIllisible(f"Retirez le caractère U+{ord(found[0]):04X}, qui ne s’imprime pas, d’une clé.")
    if len(value) != len(pairs):
        key = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise ChargeIllisible(f"Gardez une seule fois la clé « {key[:80]} » : un même objet la porte deux fois.")
    return value


def _refuse_excess(value: object) -> None:
    level, count = [value], 1
    for _ in range(DEEPEST):
        level = [child for node in level for child in _children(node)]
        count += len(level)
        if count > MOST_VALUES:
            raise ChargeIllisible(f"Réduisez la charge : {nombre(MOST_VALUES)} valeurs au plus.")
        if not level:
            return
    raise ChargeIllisible(_TOO_DEEP)


def _children(node: object) -> list[object]:
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []


def _manquements(messages: object, *steps: str | int) -> Iterator[Manquement]:
    if isinstance(messages, Mapping):
        for step, inner in messages.items():
            of_the_whole = inner == [OBJECT_EXPECTED] and step == marshmallow.exceptions.SCHEMA
            yield from _manquements(inner, *(steps if of_the_whole else (*steps, step)))
    else:
        for message in cast("list[object]", messages):
            yield fault_of_shape(str(message), *steps)
