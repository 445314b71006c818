"""What values and items are called in French, from the one definition of the payload."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any, cast

import marshmallow

from schemas.answer import Json
from schemas.base_fields import ChoixField, ContenuField, JourField, ObjetField, OuiNonField, SuiteField
from schemas.chemin import steps
from schemas.contrat import Contrat
from schemas.francais import INSECABLE, compte, euros, jour, nombre, pourcent
from schemas.number_fields import AnneeField, EntierField, EurosField, NombreField, TauxField
from schemas.objet import Cle, Objet, ObjetSchema, cles, fields_of, item_type
from schemas.reading import dump_value
from schemas.text_fields import FinessField, MarkdownField

Field = marshmallow.fields.Field[Any]
Noms = Mapping[str, str]  # the raison sociale of an establishment by its FINESS number
LONGEST = 80  # characters of a text that names an item
EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1")


def collect_denominations(contrat: Contrat) -> dict[str, str]:
    """Return the names of the establishments of a contract by their FINESS numbers."""
    return {place.finess_et: place.raison_sociale for place in contrat.article_1.etablissements}


def name_of(item: Objet, known_by: tuple[str, ...], noms: Noms) -> str:
    """Return what an item of a list is called: « EHPAD Les Tilleuls (FINESS 570005165) », « année 2027 »."""
    keys = {cle.nom: cle for cle in cles(type(item))}
    parts = [_part(keys[nom], item, noms) for nom in known_by if getattr(item, nom) is not None]
    return ", ".join(parts)


def field_at(chemin: str) -> Field:
    """Return the field that reads the value to which a JSON pointer leads in a contract."""
    objet: Any = Contrat
    field: Any = None
    for step in steps(chemin):
        if isinstance(step, int):
            field = field.inner
        else:
            field = fields_of(objet)[step]
            objet = next(item_type(cle.type) for cle in cles(objet) if cle.nom == step)
    return cast("Field", field)


@singledispatch
def say_value(_: Field, value: Json, noms: Noms) -> str:  # noqa: ARG001 -- what other kinds of fields need
    """Return the JSON value of a field as a person reads it: « 72 000,00 € », « 1er janvier 2027 », « oui »."""
    return str(value)


@say_value.register
def _(_: NombreField, value: str, __: Noms) -> str:
    return nombre(Decimal(value))


@say_value.register
def _(_: EurosField, value: str, __: Noms) -> str:
    return euros(Decimal(value))


@say_value.register
def _(_: TauxField, value: str, __: Noms) -> str:
    return pourcent(Decimal(value))


@say_value.register
def _(_: EntierField, value: int, __: Noms) -> str:
    return nombre(value)


@say_value.register
def _(_: AnneeField, value: int, __: Noms) -> str:
    return str(value)


@say_value.register
def _(_: OuiNonField, value: bool, __: Noms) -> str:  # noqa: FBT001 -- the value of the field
    return "oui" if value else "non"


@say_value.register
def _(_: JourField, value: str, __: Noms) -> str:
    return jour(date.fromisoformat(value))


@say_value.register
def _(field: ChoixField, value: str, _: Noms) -> str:
    return str(field.read(value).libelle)


@say_value.register
def _(_: ContenuField, value: str, __: Noms) -> str:
    return f"fichier de {compte(len(value) * 3 // 4 - value.count('='), 'octet')}"


@say_value.register
def _(_: FinessField, value: str, noms: Noms) -> str:
    number = f"FINESS{INSECABLE}{value}"
    return f"{noms[value]} ({number})" if value in noms else number


@say_value.register
def _(_: MarkdownField, value: str, __: Noms) -> str:
    return EMPHASIS.sub(r"\2", value).replace("\n\n", "\n")


@say_value.register
def _(field: ObjetField, value: dict[str, Json], noms: Noms) -> str:
    return "\n".join(f"{libelle} : {said}" for libelle, said in _name_values(field, value, noms))


@say_value.register
def _(field: SuiteField, value: list[Json], noms: Noms) -> str:
    return ", ".join(_inline(field.inner, item, noms) for item in value)


def _name_values(field: ObjetField, value: dict[str, Json], noms: Noms) -> Iterator[tuple[str, str]]:
    """Yield the label and the words of each value that an object holds."""
    objet = cast("ObjetSchema", field.schema)._objet  # noqa: SLF001 -- no key of a payload begins with an underscore
    for cle in cles(objet):
        if cle.nom in value:
            yield cle.champ.libelle, _inline(fields_of(objet)[cle.nom], value[cle.nom], noms)


def _inline(field: Field, value: Json, noms: Noms) -> str:
    """Return a value within another: what an object holds stands between brackets."""
    if not isinstance(field, ObjetField):
        return say_value(field, value, noms)
    return f"({' ; '.join(f'{libelle} : {said}' for libelle, said in _name_values(field, value, noms))})"


def _part(cle: Cle, item: Objet, noms: Noms) -> str:
    field = fields_of(type(item))[cle.nom]
    text = say_value(field, dump_value(field, getattr(item, cle.nom)), noms)
    if isinstance(field, EntierField):
        return f"{cle.champ.libelle[0].lower()}{cle.champ.libelle[1:]} {text}"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
