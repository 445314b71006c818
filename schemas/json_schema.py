"""The JSON Schema (2020-12) of a payload; OpenAPI 3.1 says of the same fields the same things."""

import json
from functools import singledispatch
from typing import Any

import marshmallow
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from schemas.base_fields import ChoixField, ContenuField, JourField, ObjetLibreField, OuiNonField, SuiteField
from schemas.number_fields import EntierField, NombreField
from schemas.objet import Objet, schema_of, title_of
from schemas.text_fields import MarkdownField, MotifField, TexteField

JsonSchema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def build_json_schema(objet: type[Objet]) -> JsonSchema:
    """Return the JSON Schema of an object, those of the objects it holds under `$defs`, by class name."""
    plugin = MarshmallowPlugin()
    spec = APISpec(title_of(objet), "1", "3.1.0", plugins=[plugin])
    configure(plugin)
    spec.components.schema(objet.__name__, schema=schema_of(objet))
    definitions = spec.to_dict()["components"]["schemas"]
    root = definitions.pop(objet.__name__)
    text = json.dumps({"$schema": DIALECT, **root, "$defs": dict(sorted(definitions.items()))})
    schema: JsonSchema = json.loads(text.replace("#/components/schemas/", "#/$defs/"))
    return schema


def configure(plugin: MarshmallowPlugin) -> None:
    """Teach a plugin of apispec, once it has its spec, the field types of a payload."""
    converter: Any = plugin.converter
    converter.add_attribute_function(_describe)


def _describe(_: object, field: marshmallow.fields.Field[Any], **__: object) -> JsonSchema:
    description = describe_constraints(field)
    return _or_null(description) if field.allow_none else description


def _or_null(description: JsonSchema) -> JsonSchema:
    if "oneOf" in description:
        return {"oneOf": [*description["oneOf"], {"type": "null"}]}
    if "type" in description:
        types = description["type"]
        return description | {"type": [*([types] if isinstance(types, str) else types), "null"]}
    return description


@singledispatch
def describe_constraints(_: marshmallow.fields.Field[Any]) -> JsonSchema:
    """Return what JSON Schema says of the values that a field reads, null aside."""
    return {}


@describe_constraints.register
def _(field: TexteField) -> JsonSchema:
    return {"type": "string", "minLength": 1, "maxLength": field.longest}


@describe_constraints.register
def _(field: MarkdownField) -> JsonSchema:
    return {"type": "string", "minLength": 1, "maxLength": field.longest, "contentMediaType": "text/markdown"}


@describe_constraints.register
def _(field: MotifField) -> JsonSchema:
    return {"type": "string", "pattern": f"^(?:{field.motif.pattern})$"}


@describe_constraints.register
def _(field: JourField) -> JsonSchema:
    return {"type": "string", "format": "date", "pattern": f"^{field.motif.pattern}$"}


@describe_constraints.register
def _(field: NombreField) -> JsonSchema:
    return {
        "type": ["number", "string"],
        "minimum": int(field.minimum),
        "maximum": int(field.maximum),
        "pattern": f"^{field.motif.pattern}$",
    }


@describe_constraints.register
def _(field: EntierField) -> JsonSchema:
    return {"type": "integer", "minimum": field.minimum, "maximum": field.maximum}


@describe_constraints.register
def _(_: OuiNonField) -> JsonSchema:
    return {"type": "boolean"}


@describe_constraints.register
def _(_: ObjetLibreField) -> JsonSchema:
    return {"type": "object"}


@describe_constraints.register
def _(_: ContenuField) -> JsonSchema:
    return {"type": "string", "contentEncoding": "base64", "contentMediaType": "application/pdf"}


@describe_constraints.register
def _(field: ChoixField) -> JsonSchema:
    return {"oneOf": [{"const": member.value, "title": member.libelle} for member in field.choix]}


@describe_constraints.register
def _(field: SuiteField) -> JsonSchema:
    return {"maxItems": field.longest}
