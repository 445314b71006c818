"""Any contract that the shape accepts, drawn from the one definition of the payload.

Texts that refer to one another (FINESS numbers, identifiers) come from small pools, so that they often meet; numbers
and dates come from their bounds and from the neighbourhood of a real contract.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, singledispatch
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from schemas import base_fields, number_fields, text_fields
from schemas.contrat import Contrat
from schemas.objet import schema_of

if TYPE_CHECKING:
    import marshmallow

Json = Any
DEBUT = date(2027, 1, 1)
DAYS = [DEBUT + timedelta(days=days) for days in (-1827, -366, -365, -22, -1, 0, 1, 365, 1460, 1825, 1826)]
BOUNDS = [date(1900, 1, 1), date(2199, 12, 31), date(2028, 2, 29)]
FINESS = ["570005165", "570008268", "570010173", "2A0000014", "970100228", "570005166", "000000000"]
IDENTIFIANTS = ["O1", "O2", "O3", "piece-1", "piece-2"]


def contrats() -> st.SearchStrategy[dict[str, Json]]:
    """Return charges that the shape accepts, but for the rare ones whose lists repeat a key."""
    return objets(Contrat)


@cache
def objets(objet: type[Any]) -> st.SearchStrategy[dict[str, Json]]:
    """Return the JSON objects of a class: its required keys always, the others often."""
    fields = schema_of(objet)().fields
    required = {
        name: st.deferred(lambda field=field: values(field)) for name, field in fields.items() if field.required
    }
    optional = {
        name: st.deferred(lambda field=field: values(field)) for name, field in fields.items() if not field.required
    }
    return st.fixed_dictionaries(required, optional=optional)


@singledispatch
def values(field: marshmallow.fields.Field[Any]) -> st.SearchStrategy[Json]:
    """Return the JSON values that a field accepts."""
    raise NotImplementedError(type(field))


@values.register
def _(field: base_fields.ObjetField) -> st.SearchStrategy[Json]:
    return objets(field.schema._objet)  # type: ignore[union-attr]


@values.register
def _(field: base_fields.SuiteField) -> st.SearchStrategy[Json]:
    unique: Any = (lambda item: str(item[field.unique])) if field.unique else None
    return st.lists(values(field.inner), max_size=3, unique_by=unique)


@values.register
def _(field: base_fields.ChoixField) -> st.SearchStrategy[Json]:
    return st.sampled_from([member.value for member in field.choix])


@values.register
def _(_: base_fields.OuiNonField) -> st.SearchStrategy[Json]:
    return st.booleans()


@values.register
def _(_: base_fields.JourField) -> st.SearchStrategy[Json]:
    return st.sampled_from([*DAYS, *BOUNDS]).map(date.isoformat)


@values.register
def _(_: base_fields.ContenuField) -> st.SearchStrategy[Json]:
    return st.just("JVBERi0xLjQK")


@values.register
def _(field: number_fields.NombreField) -> st.SearchStrategy[Json]:
    bounds = [int(field.minimum), int(field.maximum)]
    return st.sampled_from([*bounds, 0, 1, 70, 100]).filter(lambda n: bounds[0] <= n <= bounds[1]).map(str)


@values.register
def _(field: number_fields.EntierField) -> st.SearchStrategy[Json]:
    usual = [0, 1, 2, 3, 5, 10, 15, 24, 25, 84, 220, 742, 1000, 2026, 2027, 2029, 2031, 2032]
    return st.sampled_from([n for n in (field.minimum, field.maximum, *usual) if field.minimum <= n <= field.maximum])


@values.register
def _(field: text_fields.MotifField) -> st.SearchStrategy[Json]:
    return st.from_regex(field.motif, fullmatch=True)


@values.register
def _(_: text_fields.FinessField) -> st.SearchStrategy[Json]:
    return st.sampled_from(FINESS)


@values.register
def _(_: text_fields.IdentifiantField) -> st.SearchStrategy[Json]:
    return st.sampled_from(IDENTIFIANTS)


@values.register
def _(_: text_fields.FichierField) -> st.SearchStrategy[Json]:
    return st.just("piece.pdf")


@values.register
def _(_: text_fields.CategorieField) -> st.SearchStrategy[Json]:
    return st.sampled_from(["500", "501", "202", "209", "460", "183", "354", "9999"])


@values.register
def _(_: text_fields.DepartementField) -> st.SearchStrategy[Json]:
    return st.sampled_from(["57", "54", "2A", "974", "69", "38"])


@values.register
def _(_: text_fields.TexteField) -> st.SearchStrategy[Json]:
    return st.sampled_from(["à définir", "l’ARS « Grand Est » ; 100 %", "x"])
