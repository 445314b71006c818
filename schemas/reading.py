"""From bytes to a typed contract, or to every fault of shape at once."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar, cast

import marshmallow

from schemas.manquement import Gravite, Manquement, Source, pointer
from schemas.objet import Objet, schema_of

DEEPEST = 32  # levels of nesting
LONGEST_NUMBER = 40  # characters of a number
FORMAT = Source("Format de la charge, version 1", "/api/v1/schemas/contrat.json")

O = TypeVar("O", bound=Objet)  # noqa: E741 -- one letter, as type variables are


class ChargeIllisible(ValueError):
    """The body is not a payload at all: not JSON, not UTF-8, or nested too deep. The message is French."""


class ChargeInvalide(ValueError):
    """The payload has faults of shape."""

    def __init__(self, manquements: tuple[Manquement, ...]) -> None:
        super().__init__(f"{len(manquements)} manquements de forme")
        self.manquements = manquements


def parse(body: bytes) -> object:
    """Return the JSON value of a body; numbers are exact, and nothing unusual gets through.

    Raises `ChargeIllisible` for what is not UTF-8 JSON, for NaN and infinities, for a key given twice, for numbers
    longer than 40 characters and for more than 32 levels.
    """
    try:
        value = json.loads(
            body.decode("utf-8"),
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
    _refuse_depth(value)
    return value


def read(charge: object, objet: type[O]) -> O:
    """Return the typed object of a JSON value.

    Raises `ChargeInvalide` with every fault, each at its JSON pointer.
    """
    try:
        return cast("O", schema_of(objet)().load(cast("Any", charge)))
    except marshmallow.ValidationError as error:
        raise ChargeInvalide(tuple(sorted(_manquements(error.messages), key=_reading_order))) from None


def dump(objet: Objet) -> dict[str, Any]:
    """Return the JSON value of a typed object, in canonical form: `read` gives back an equal object."""
    return cast("dict[str, Any]", schema_of(type(objet))().dump(objet))


def canonical(objet: Objet) -> bytes:
    """Return the canonical JSON bytes of an object: the same data, however written, give the same bytes."""
    return json.dumps(dump(objet), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


_TOO_DEEP = f"Simplifiez la charge : plus de {DEEPEST} niveaux d’imbrication."


def _decimal(text: str) -> Decimal:
    return Decimal(_short(text))


def _integer(text: str) -> int:
    return int(_short(text))


def _short(text: str) -> str:
    if len(text) > LONGEST_NUMBER or re.search(r"[eE][+-]?[0-9]{3}", text):
        raise ChargeIllisible(f"Raccourcissez le nombre « {text[:20]}… » : {LONGEST_NUMBER} caractères au plus.")
    return text


def _constant(text: str) -> None:
    raise ChargeIllisible(f"Remplacez « {text} » : ce n’est pas un nombre JSON.")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ChargeIllisible(
            f"Gardez une seule fois la clé « {_printable(twice)} » : un même objet la porte deux fois."
        )
    return value


def _printable(text: str) -> str:
    return text[:80].encode("utf-8", "replace").decode()


def _refuse_depth(value: object) -> None:
    level = [value]
    for _ in range(DEEPEST):
        level = [child for node in level for child in _children(node)]
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
            yield from _manquements(inner, *(steps if step == "_schema" else (*steps, step)))
    else:
        for message in cast("list[str]", messages):
            yield Manquement(pointer(*steps), "forme", Gravite.BLOQUANT, message, FORMAT)


def _reading_order(manquement: Manquement) -> list[tuple[int, str]]:
    return [(int(step), "") if step.isdigit() else (-1, step) for step in manquement.chemin.split("/")]
