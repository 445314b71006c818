"""What the service answers or keeps: objects that it writes, each from its own definition.

    class FicheAnswer(Answer):
        id: str = membre("Identifiant", de="fiche.id")
        reference: str | None = membre("Référence du contrat", de="fiche.reference")
        departements: tuple[str, ...] = membre("Départements", de=lambda inscrit: inscrit.resume.departements.split())

    dump(FicheAnswer.of(inscrit))

Every key is written, null or an empty list where it holds nothing, but for those that are `facultatif`, which are left
out. `of` reads each key where `de` says: an attribute, steps of attributes and keys, or a function of the source;
without `de`, the attribute of the same name. The OpenAPI page and the JSON come from the same lines.
"""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from typing import Annotated, Any, Literal, Self, TypeVar, cast, dataclass_transform, get_args, get_origin

import marshmallow
from marshmallow.validate import OneOf

from schemas import fields
from schemas.francais import typographie
from schemas.objet import (
    Champ,
    Cle,
    Objet,
    ObjetSchema,
    cles,
    is_list,
    item_type,
    make_schema,
    once,
    reader_of,
    schema_of,
)

SUFFIX = "Answer"  # of a class that tells of another: the OpenAPI page leaves it out
Json = Annotated[Any, fields.Type(marshmallow.fields.Raw)]  # any JSON value
REQUIRED = object()  # in place of the value of a key that is always given
A = TypeVar("A", bound="Answer")
Getter = str | Callable[[Any], object]


@dataclasses.dataclass(frozen=True)
class ChampEcrit(Champ):
    """What is said of a key that the service writes, and where its value comes from."""

    de: Getter = ""
    facultatif: bool = False
    exemple: str = ""
    forme: str = ""
    default: Any = REQUIRED

    def default_of(self, annotation: Any) -> dict[str, Any]:
        """Return the value of a key that is left out, and none for any other."""
        if self.facultatif:
            return {"default": () if is_list(annotation) else None}
        return {} if self.default is REQUIRED else {"default": self.default}

    def metadata(self) -> dict[str, Any]:
        """Return the label of the key, its example and its format."""
        told = {"title": self.libelle, "example": self.exemple, "format": self.forme}
        return {name: value for name, value in told.items() if value}

    def find(self, source: object, cle: Cle) -> Any:
        """Return what a source holds for the key; where a mapping lacks it, that of a key which is left out.

        Raises `AttributeError`, or `KeyError` for a key which is not.
        """
        if callable(self.de):
            return self.de(source)
        try:
            return reduce(_step, (self.de or cle.nom).split("."), source)
        except KeyError:
            if not self.facultatif:
                raise
            return self.default_of(cle.type)["default"]


def membre(
    libelle: str,
    *,
    de: Getter = "",
    facultatif: bool = False,
    exemple: str = "",
    forme: str = "",
    default: Any = REQUIRED,
) -> Any:
    """Describe a key of an `Answer`: its French label, and where `Answer.of` finds it.

    `facultatif` leaves the key out where it holds nothing; `forme` is a format of JSON Schema.
    """
    return ChampEcrit(typographie(libelle), de=de, facultatif=facultatif, exemple=exemple, forme=forme, default=default)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(membre,))
class Answer(Objet):
    """An object that the service writes, and that `load` reads again where it was kept."""

    @classmethod
    def of(cls, source: object, **values: object) -> Self:
        """Return what is told of a source; `values` are the keys that do not come from it."""
        found = {cle.nom: _membre(cle).find(source, cle) for cle in cles(cls) if cle.nom not in values}
        told: dict[str, Any] = found | values
        for nom, kind, many in _held(cls):
            told[nom] = tuple(_told(kind, item) for item in told[nom]) if many else _told(kind, told[nom])
        return cls(**told)

    @classmethod
    def _make_schema(cls) -> type[ObjetSchema]:
        members: dict[str, object] = {cle.nom: _field_of_cle(cle) for cle in cles(cls)}
        meta = type("Meta", (), {"unknown": marshmallow.RAISE})  # read by apispec: there are no other keys
        return make_schema(cls, cls.__name__.removesuffix(SUFFIX), AnswerSchema, members | {"Meta": meta})


class AnswerSchema(ObjetSchema):
    """The marshmallow schema of an `Answer`: all its keys, and no other."""

    @marshmallow.post_load
    def build(self, data: Mapping[str, Any], **_: object) -> Objet:
        """Return the frozen object of the loaded values."""
        return self._objet(**data)

    @marshmallow.post_dump
    def drop_absent(self, data: Mapping[str, Any], **_: object) -> dict[str, Any]:
        """Return all the values, but for those of the keys that may be left out and hold nothing."""
        empty = {nom for nom in _optional(self._objet) if data[nom] in (None, [])}
        return {key: value for key, value in data.items() if key not in empty}


def load(kept: Mapping[str, Any], answer: type[A]) -> A:
    """Return the object that `dump` wrote. Raises `marshmallow.ValidationError` for what it did not write."""
    return cast("A", reader_of(answer).load(kept))


def json_of(objet: type[Objet]) -> fields.Type:
    """Return the mark, in `Annotated`, of a key whose value is the JSON of an object already."""
    return fields.Type(lambda **options: KeptField(schema_of(objet), **options))


class KeptField(marshmallow.fields.Nested):
    """An object that is JSON already."""

    def _serialize(self, nested_obj: Any, attr: Any, obj: Any, **_: Any) -> Any:  # type: ignore[override]  # as Nested
        return nested_obj

    def _deserialize(self, value: Any, attr: Any, data: Any, partial: Any = None, **_: Any) -> Any:
        return value


class CodeField(marshmallow.fields.String):
    """One code of an enumeration."""

    def __init__(self, codes: type[StrEnum], **options: Any) -> None:
        super().__init__(validate=OneOf([code.value for code in codes]), **options)
        self.codes = codes

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        found = super()._deserialize(value, attr, data)
        return next((code for code in self.codes if code.value == found), found)


class TupleField(marshmallow.fields.List[Any]):
    """A list, kept as a tuple."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data))


_PLAIN: dict[Any, Callable[..., marshmallow.fields.Field[Any]]] = {
    str: marshmallow.fields.String,
    bool: marshmallow.fields.Boolean,
    int: marshmallow.fields.Integer,
    date: marshmallow.fields.Date,
    datetime: marshmallow.fields.DateTime,
}


def _membre(cle: Cle) -> ChampEcrit:
    return cast("ChampEcrit", cle.champ)


def _step(value: Any, nom: str) -> Any:
    return value[nom] if isinstance(value, Mapping) else getattr(value, nom)


@once
def _held(answer: type[Answer]) -> tuple[tuple[str, Any, bool], ...]:
    """Return the keys that hold answers or lists: the name, the answer if it is one, whether it is a list."""
    kinds = ((cle.nom, item_type(cle.type), is_list(cle.type)) for cle in cles(answer))
    found = ((nom, kind if _is_a(kind, Answer) else None, many) for nom, kind, many in kinds)
    return tuple((nom, kind, many) for nom, kind, many in found if kind or many)


@once
def _optional(answer: type[Objet]) -> tuple[str, ...]:
    """Return the keys that are left out where they hold nothing."""
    return tuple(cle.nom for cle in cles(answer) if _membre(cle).facultatif)


def _told(kind: Any, value: Any) -> Any:
    return value if kind is None or value is None or isinstance(value, kind) else kind.of(value)


def _field_of_cle(cle: Cle) -> marshmallow.fields.Field[Any]:
    options: dict[str, Any] = {"metadata": _membre(cle).metadata()}
    if not _membre(cle).facultatif:
        options["required"] = True
        if type(None) in get_args(cle.type):
            options["allow_none"] = True
    return _field(cle.type, **options)


def _field(annotation: Any, **options: Any) -> marshmallow.fields.Field[Any]:
    if is_list(annotation):
        return TupleField(_field(get_args(annotation)[0]), **options)
    kind = item_type(annotation)
    if get_origin(kind) is Annotated:
        mark = next(mark for mark in kind.__metadata__ if isinstance(mark, fields.Type))
        return mark.field(**options)
    if get_origin(kind) is Literal:
        return marshmallow.fields.String(validate=OneOf(get_args(kind)), **options)
    if _is_a(kind, Objet):
        return marshmallow.fields.Nested(schema_of(kind), **options)
    return CodeField(kind, **options) if _is_a(kind, StrEnum) else _PLAIN[kind](**options)


def _is_a(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)
