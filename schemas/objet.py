"""The base of every object of a payload: one definition, from which the rest is derived.

A class states its keys as annotations and says of each, with `champ`, what a person reads about it:

    class Capacite(Objet):
        modalite: Modalite = champ("Modalité d’accueil")
        autorisee: Places = champ("Capacité autorisée")
        habilitee: Places | None = champ("Capacité habilitée à l’aide sociale")

The annotation decides the rest: `X | None` may be absent, `tuple[X, ...]` is a list that may be empty, an object
whose keys may all be absent may be absent itself. The marshmallow schema, the JSON Schema, the OpenAPI page, the
labels of a form and the names a template may use all come from here.
"""

import dataclasses
import inspect
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ParamSpec,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

import marshmallow

from schemas import base_fields, fields, text_fields
from schemas.francais import typographie
from schemas.suggestion import CleInconnue

_Result = TypeVar("_Result")
_Args = ParamSpec("_Args")


def once(function: Callable[_Args, _Result]) -> Callable[_Args, _Result]:
    """Keep the result for the same arguments (mypy does not see that classes are hashable)."""
    return cast("Callable[_Args, _Result]", cache(cast("Callable[..., _Result]", function)))


@dataclasses.dataclass(frozen=True)
class Champ:
    """What a person reads of a key: its label, its help, and whether the model contract makes it mandatory."""

    libelle: str
    aide: str = ""
    obligatoire: bool = False
    unique: str = ""
    cle: tuple[str, ...] = ()
    titre: bool = False

    def default_of(self, annotation: Any) -> dict[str, Any]:
        """Return what a dataclass field is told of the value of an absent key."""
        return _default(annotation)

    def metadata(self) -> dict[str, Any]:
        """Return what the JSON Schema says of the key, beside its type."""
        described = {"title": self.libelle, "description": self.aide, "x-obligatoire": self.obligatoire}
        return {name: value for name, value in described.items() if value}


def champ(
    libelle: str,
    aide: str = "",
    *,
    obligatoire: bool = False,
    unique: str = "",
    cle: tuple[str, ...] = (),
    titre: bool = False,
) -> Any:
    """Describe a key of an `Objet`.

    `obligatoire` marks what the model contract demands although the shape accepts its absence (a rule of law then
    says so, with its source). `cle` names the keys by which an item of a list of objects is known from one version of
    the contract to the next; `unique` names the one that is such a key and may not repeat within the list. `titre`
    marks the key by which a person calls an object, where it is not the first.
    """
    keys = cle or ((unique,) if unique else ())
    return Champ(typographie(libelle), typographie(aide), obligatoire, unique, keys, titre)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(champ,))
class Objet:
    """A frozen object of the payload; its subclasses become frozen dataclasses, keyword-only unless they say other."""

    def __init_subclass__(cls, *, kw_only: bool = True) -> None:
        """Turn the annotations into dataclass fields that carry their `Champ`."""
        for name, annotation in _annotations(cls).items():
            description = getattr(cls, name)
            default = description.default_of(annotation)
            setattr(cls, name, dataclasses.field(**default, metadata={"champ": description}))
        dataclasses.dataclass(frozen=True, kw_only=kw_only)(cls)

    @classmethod
    def _make_schema(cls) -> "type[ObjetSchema]":
        """Return the marshmallow schema of the class; `schema_of` keeps it."""
        members: dict[str, object] = {cle.nom: _field_of_cle(cle) for cle in cles(cls)}
        meta = type("Meta", (), {"title": title_of(cls)})
        return make_schema(cls, cls.__name__, ObjetSchema, members | {"Meta": meta})


@dataclasses.dataclass(frozen=True)
class Cle:
    """One key of an object, as the derived formats need it."""

    nom: str
    type: Any
    champ: Champ
    requis: bool


@once
def cles(objet: type[Any]) -> tuple[Cle, ...]:
    """Return the keys of a class in the order they are declared."""
    hints = get_type_hints(objet, include_extras=True)
    return tuple(
        Cle(field.name, hints[field.name], field.metadata["champ"], _is_required(field))
        for field in dataclasses.fields(cast("Any", objet))
    )


class ObjetSchema(marshmallow.Schema):
    """The marshmallow schema of an `Objet`: French messages, nearest key suggested, object built at the end."""

    error_messages = {"type": base_fields.OBJECT_EXPECTED, "unknown": base_fields.UNKNOWN_KEY}
    _objet: type[Objet]  # no key of a payload begins with an underscore

    def load(self, data: Any, **options: Any) -> Any:
        """Return the object of a JSON value. Raises `marshmallow.ValidationError` with all its faults.

        What has none, as most of what is read, is built without what gathers them, which takes most of the time.
        """
        if isinstance(data, dict) and not any(options.values()):
            with suppress(marshmallow.ValidationError):
                return self.build(self._read_sound(data))
        return super().load(data, **options)

    def _read_sound(self, data: dict[str, Any]) -> dict[str, Any]:
        if not data.keys() <= self.fields.keys():
            raise marshmallow.ValidationError(base_fields.UNKNOWN_KEY)
        given = {nom: data.get(nom, marshmallow.missing) for nom in self.fields}
        read = {nom: self.fields[nom].deserialize(value, nom, data) for nom, value in given.items()}
        return {nom: value for nom, value in read.items() if value is not marshmallow.missing}

    @marshmallow.post_load
    def build(self, data: Mapping[str, Any], **_: object) -> Objet:
        """Return the frozen object of the loaded values; null says that a key is absent."""
        return self._objet(**{key: value for key, value in data.items() if value is not None})

    @marshmallow.post_dump
    def drop_absent(self, data: Mapping[str, Any], **_: object) -> dict[str, Any]:
        """Return the values that say something: absent keys and empty lists are not written."""
        return {key: value for key, value in data.items() if value is not None and value != []}

    def handle_error(self, error: marshmallow.ValidationError, data: object, **_: object) -> None:
        """Let the message of each unknown key name the nearest known one, in the order of the data."""
        messages = cast("dict[Any, Any]", error.messages)
        if isinstance(data, Mapping):
            for key in [key for key in data if key not in self.fields]:
                messages.pop(key, None)
                messages[key] = [CleInconnue(str(key), tuple(self.fields))]


@once
def schema_of(objet: type[Any]) -> type[ObjetSchema]:
    """Return the marshmallow schema class of an `Objet`, made once."""
    return cast("type[Objet]", objet)._make_schema()  # noqa: SLF001 -- no key of a payload begins with an underscore


def make_schema(objet: type[Objet], nom: str, base: type[ObjetSchema], members: dict[str, object]) -> type[ObjetSchema]:
    """Return the marshmallow schema class of an object, with its fields and what else it says of itself."""
    return type(f"{nom}Schema", (base,), {**members, "_objet": objet, "__doc__": objet.__doc__})


@once
def reader_of(objet: type[Any]) -> ObjetSchema:
    """Return what reads and writes an `Objet`, made once: neither changes it, so that threads share it."""
    return schema_of(objet)()


def fields_of(objet: type[Objet]) -> Mapping[str, marshmallow.fields.Field[Any]]:
    """Return the marshmallow field of each key of an `Objet`."""
    return reader_of(objet).fields


def title_of(objet: type[Objet]) -> str:
    """Return what a class says of itself in French: the first line of its docstring."""
    return (objet.__doc__ or "").strip().splitlines()[0].rstrip(".")


def nom_of(objet: type[Objet]) -> str:
    """Return what a person calls any object of a class, with its article: « Un indicateur »."""
    return typographie(title_of(objet).partition(",")[0])


def item_type(annotation: Any) -> Any:
    """Return the type that matters in an annotation: `Places | None` and `tuple[Places, ...]` give `Places`."""
    if get_origin(annotation) in (Union, UnionType):
        return item_type(next(part for part in get_args(annotation) if part is not NoneType))
    if get_origin(annotation) is tuple:
        return item_type(get_args(annotation)[0])
    return annotation


def is_list(annotation: Any) -> bool:
    """Tell whether an annotation is that of a list."""
    return get_origin(annotation) is tuple


_PLAIN: dict[Any, Callable[..., marshmallow.fields.Field[Any]]] = {
    str: text_fields.TexteField,
    bool: base_fields.OuiNonField,
    date: base_fields.JourField,
}


def _annotations(cls: type) -> dict[str, Any]:
    own = get_type_hints(cls, include_extras=True)
    return {name: own[name] for name in inspect.get_annotations(cls)}


def _default(annotation: Any) -> dict[str, Any]:
    if get_origin(annotation) in (Union, UnionType):
        return {"default": None}
    if is_list(annotation):
        return {"default": ()}
    if _may_be_empty(annotation):
        return {"default": annotation()}
    zero = _marker(annotation, fields.Sinon)
    return {"default": zero.valeur} if zero else {}


def _may_be_empty(annotation: Any) -> bool:
    return is_objet(annotation) and not any(cle.requis for cle in cles(annotation))


def is_objet(annotation: Any) -> bool:
    """Tell whether an annotation is that of an object."""
    return isinstance(annotation, type) and issubclass(annotation, Objet)


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING


def _marker(annotation: Any, kind: type[Any]) -> Any:
    return next((mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, kind)), None)


def _field_of_cle(cle: Cle) -> marshmallow.fields.Field[Any]:
    options: dict[str, Any] = {"required": True} if cle.requis else {"allow_none": True}
    if is_list(cle.type):
        options["unique"] = cle.champ.unique
    return _field(cle.type, metadata=cle.champ.metadata(), **options)


def _field(annotation: Any, **options: Any) -> marshmallow.fields.Field[Any]:
    if is_list(annotation):
        return base_fields.SuiteField(_field(get_args(annotation)[0]), **options)
    kind = item_type(annotation)
    if is_objet(kind):
        return base_fields.ObjetField(schema_of(kind), **options)
    if get_origin(kind) is Annotated:
        return cast("marshmallow.fields.Field[Any]", _marker(kind, fields.Type).field(**options))
    if issubclass(kind, base_fields.Choix):
        return base_fields.ChoixField(kind, **options)
    return _PLAIN[kind](**options)
