"""No message of marshmallow's own, in English, can reach a user."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import marshmallow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.contrat import Contrat
from schemas.francais import typographie
from schemas.objet import schema_of
from schemas.reading import ChargeIllisible, ChargeInvalide, parse, read
from tests import french, payloads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.manquement import Manquement

Field = marshmallow.fields.Field[Any]
Path = tuple[str | int, ...]

WRONG = (
    *(None, True, False, 0, -1, 1, 1.5, 10**40, -(10**40), 10**5000),
    *(Decimal("1.5"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+99"), Decimal("1E-99")),
    *("", "   ", "x", "1", "-1", "1e5", "NaN", "2027-02-30", "0000-00-00", "9999-12-31", "é" * 2_000, "é" * 200_000),
    *("\ud800", "a\udfffb.pdf", "a\x00b", "a\x7fb.pdf", "a\nb", "a\tb", "\ufeff", "\u2028", "# titre", "![](x)"),
    *([], {}, [None], [1], ["x"], [{}], {"x": 1}, {"_schema": 1}, {"": None}, [[[]]], b"x"),
)


def every_field(schema: marshmallow.Schema, *steps: str) -> Iterator[tuple[str, Field]]:
    for name, field in schema.fields.items():
        yield from with_inner(field, *steps, name)


def with_inner(field: Field, *steps: str) -> Iterator[tuple[str, Field]]:
    yield "/".join(steps), field
    if isinstance(field, marshmallow.fields.List):
        yield from with_inner(field.inner, *steps, "*")
    if isinstance(field, marshmallow.fields.Nested):
        yield from every_field(field.schema, *steps)


FIELDS = dict(every_field(schema_of(Contrat)()))


def test_the_walk_reaches_the_depths_of_the_payload() -> None:
    assert "annexes/objectifs/*/indicateurs/*/cible/valeur" in FIELDS
    assert "article_4/financements_complementaires/*/objet" in FIELDS
    assert len(FIELDS) > 300


def test_no_field_keeps_a_message_of_marshmallow() -> None:
    english = {
        message
        for kind in vars(marshmallow.fields).values()
        if isinstance(kind, type) and issubclass(kind, marshmallow.fields.Field)
        for message in kind.default_error_messages.values()
    }
    kept = {
        path: set(map(str, field.error_messages.values())) & set(map(str, english)) for path, field in FIELDS.items()
    }
    assert {path: messages for path, messages in kept.items() if messages} == {}


def test_no_schema_keeps_a_message_of_marshmallow() -> None:
    english = set(marshmallow.Schema._default_error_messages.values())
    nested = [field.schema for field in FIELDS.values() if isinstance(field, marshmallow.fields.Nested)]
    for schema in [schema_of(Contrat)(), *nested]:
        assert not english & set(schema.error_messages.values()), schema


def test_no_field_carries_a_validator_of_marshmallow() -> None:
    assert {path: field.validators for path, field in FIELDS.items() if field.validators} == {}


@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
def test_whatever_a_field_is_given_it_answers_in_french_or_accepts(value: object) -> None:
    said = {message for field in FIELDS.values() for message in answers(field, value)}
    assert [fault for message in said for fault in french.faults(typographie(message))] == []


def test_what_is_absent_is_asked_for_in_french() -> None:
    assert answers(FIELDS["version"], marshmallow.missing) == ["Renseignez cette donnée : elle est obligatoire."]


def answers(field: Field, value: object) -> list[str]:
    try:
        field.deserialize(copy.deepcopy(value))
    except marshmallow.ValidationError as error:
        return list(map(str, leaves(error.messages)))
    return []


def leaves(messages: Any) -> Iterator[object]:
    if isinstance(messages, dict):
        for inner in messages.values():
            yield from leaves(inner)
    else:
        yield from messages


any_text = st.text(st.characters(), max_size=20)
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(any_json)
def test_any_json_value_is_refused_in_french(value: object) -> None:
    with pytest.raises(ChargeInvalide) as refusal:
        read(value, Contrat)
    assert_well_said(refusal.value.manquements)


@pytest.mark.long
@settings(deadline=None)
@given(st.data())
def test_any_value_put_anywhere_in_a_contract_is_accepted_or_refused_in_french(data: st.DataObject) -> None:
    charge = payloads.charge()
    *steps, last = data.draw(st.sampled_from(every_path(charge)))
    holder = charge
    for step in steps:
        holder = holder[step]
    holder[last] = data.draw(any_json)
    try:
        read(charge, Contrat)
    except ChargeInvalide as refusal:
        assert_well_said(refusal.manquements)


def every_path(value: Any, *steps: str | int) -> list[Path]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ([steps] if steps else []) + [path for step, inner in pairs for path in every_path(inner, *steps, step)]


@given(st.binary() | any_text.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_body_is_parsed_or_refused_in_french(body: bytes) -> None:
    assert [fault for message in refusals(body) for fault in french.faults(message)] == []


def refusals(body: bytes) -> list[str]:
    try:
        parse(body)
    except ChargeIllisible as refusal:
        return [str(refusal)]
    return []


def assert_well_said(manquements: tuple[Manquement, ...]) -> None:
    assert manquements
    assert [fault for manquement in manquements for fault in french.faults(manquement.message)] == []
