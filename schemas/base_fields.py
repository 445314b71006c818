"""What every marshmallow field of a payload shares, and those that hold neither text nor numbers.

marshmallow writes messages of its own, in English: each class here replaces all those that it could inherit, and
`tests/schemas/test_messages.py` walks every field of the schema to prove it.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

import marshmallow
from marshmallow.error_store import merge_errors

OBJECT_EXPECTED = "Donnez un objet JSON, entre accolades."
UNKNOWN_KEY = "Retirez cette clé : le format ne la connaît pas."
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)

_OF_ALL_FIELDS: dict[str, str | list[Any] | dict[Any, Any]] = {
    "required": "Renseignez cette donnée : elle est obligatoire.",
    "null": "Renseignez une valeur : « null » n’en est pas une.",
    "validator_failed": "Corrigez cette valeur.",
}


class Choix(StrEnum):
    """A closed list of codes, each with the French words a person reads."""

    libelle: str

    def __new__(cls, code: str, libelle: str) -> Self:
        """Keep the code as the value and the words beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.libelle = libelle
        return member


class FrenchField(marshmallow.fields.Field[Any]):
    """A field that reads and writes one JSON value, and refuses in French."""

    default_error_messages = _OF_ALL_FIELDS

    def read(self, value: object) -> Any:
        """Return what a JSON value stands for; raise `marshmallow.ValidationError` for what it may not be."""
        raise NotImplementedError

    def write(self, value: Any) -> object:
        """Return the JSON value of what `read` returned."""
        return value

    def refuse(self, message: str) -> marshmallow.ValidationError:
        """Return the error to raise, with its French message."""
        return marshmallow.ValidationError(message)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        return self.read(value)

    def _serialize(self, value: Any, attr: str | None, obj: object, **_: Any) -> object:
        return None if value is None else self.write(value)


class OuiNonField(FrenchField):
    """`true` or `false`, and nothing that looks like it."""

    def read(self, value: object) -> bool:
        """Return the answer."""
        if not isinstance(value, bool):
            raise self.refuse("Répondez par true ou false, sans guillemets.")
        return value


class JourField(FrenchField):
    """A date, ISO 8601, from 1900 to 2199."""

    motif = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

    def read(self, value: object) -> date:
        """Return the day."""
        if not isinstance(value, str) or not self.motif.fullmatch(value):
            raise self.refuse("Donnez une date : « 2027-01-01 » (dans un formulaire, « 01/01/2027 »).")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise self.refuse(f"Corrigez cette date : « {value} » n’existe pas au calendrier.") from None
        if not EARLIEST <= day <= LATEST:
            raise self.refuse(f"Donnez une date comprise entre {EARLIEST.year} et {LATEST.year}.")
        return day

    def write(self, value: date) -> str:
        """Return the day in ISO 8601."""
        return value.isoformat()


class ContenuField(FrenchField):
    """The bytes of an attached file, in base64."""

    def read(self, value: object) -> bytes:
        """Return the bytes."""
        try:
            return base64.b64decode(value if isinstance(value, str) else "?", validate=True)
        except (binascii.Error, ValueError):
            raise self.refuse("Donnez le contenu du fichier en base64 (RFC 4648, paragraphe 4).") from None

    def write(self, value: bytes) -> str:
        """Return the bytes in base64."""
        return base64.b64encode(value).decode("ascii")


class ObjetLibreField(FrenchField):
    """A JSON object whose keys another reading checks: exact numbers are kept, and written as texts."""

    def read(self, value: object) -> dict[str, Any]:
        """Return the object as it is."""
        if not isinstance(value, dict):
            raise self.refuse(OBJECT_EXPECTED)
        return value

    def write(self, value: Any) -> object:
        """Return the object with its decimal numbers as texts, which every amount may be."""
        if isinstance(value, dict):
            return {key: self.write(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.write(item) for item in value]
        return str(value) if isinstance(value, Decimal) else value


class ChoixField(FrenchField):
    """One code of a closed list."""

    def __init__(self, choix: type[Choix], **options: Any) -> None:
        super().__init__(**options)
        self.choix = choix
        self._members = {member.value: member for member in choix}

    def read(self, value: object) -> Choix:
        """Return the member of the list."""
        if isinstance(value, str) and value in self._members:
            return self._members[value]
        raise self.refuse(f"Choisissez l’une des valeurs : {', '.join(self.choix)}.")

    def write(self, value: Choix) -> str:
        """Return the code."""
        return value.value


class SuiteField(marshmallow.fields.List[Any]):
    """A list, kept as a tuple; at most 5 000 items, and none twice where a key of the items must be unique."""

    default_error_messages = _OF_ALL_FIELDS | {"invalid": "Donnez une liste, entre crochets."}
    longest = 5_000

    def __init__(self, inner: marshmallow.fields.Field[Any], *, unique: str = "", **options: Any) -> None:
        super().__init__(inner, **options)
        self.unique = unique

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        if len(value) > self.longest:
            raise marshmallow.ValidationError(f"Réduisez cette liste : {self.longest} éléments au plus.")
        repeats = self._repeats(value) if self.unique else {}
        try:
            items = tuple(super()._deserialize(value, attr, data))
        except marshmallow.ValidationError as error:
            faults = merge_errors(error.messages, repeats)  # type: ignore[no-untyped-call]  # marshmallow leaves it so
            raise marshmallow.ValidationError(faults) from None
        if repeats:
            raise marshmallow.ValidationError(repeats)
        return items

    def _repeats(self, items: list[Any]) -> dict[int, Any]:
        first: dict[object, int] = {}
        faults: dict[int, Any] = {}
        for index, item in enumerate(items):
            key = item.get(self.unique) if isinstance(item, Mapping) else None
            if isinstance(key, str | int) and first.setdefault(key, index) != index:
                message = f"Changez cette valeur : l’élément {first[key] + 1} de la liste la porte déjà."
                faults[index] = {self.unique: [message]}
        return faults


class ObjetField(marshmallow.fields.Nested):
    """A nested object."""

    default_error_messages = _OF_ALL_FIELDS | {"type": OBJECT_EXPECTED}
