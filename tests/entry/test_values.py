"""What people type is understood as French people write it, and nothing that they type is lost."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import marshmallow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.annexes.pgfp import Exercice
from schemas.article_1 import Autorisation, Capacite, Etablissement
from schemas.article_4 import Article4, Ehpad, FraisDeSiege
from schemas.contrat import Contrat
from schemas.objet import fields_of
from schemas.reading import dump_canonical, parse, read
from server.entry.values import json_of, text_of
from tests.entry.walking import leaves

EXAMPLES = sorted(Path("examples").glob("*/contrat.json"))


@pytest.mark.parametrize(
    ("objet", "cle", "texte", "value"),
    [
        (Autorisation, "date", "31/12/2027", "2027-12-31"),
        (Autorisation, "date", "1.2.2027", "2027-02-01"),
        (Autorisation, "date", "2027-12-31", "2027-12-31"),
        (Autorisation, "date", "31/02/2027", "31/02/2027"),
        (Exercice, "charges_personnel", "1 234\u202f567,8", "1234567.8"),
        (Exercice, "charges_personnel", "1.234.567,80 €", "1234567.80"),
        (Exercice, "charges_personnel", "\u2212 12,50", "-12.50"),
        (Exercice, "charges_personnel", "douze", "douze"),
        (Exercice, "charges_personnel", "1e3", "1e3"),
        (FraisDeSiege, "taux", "3,2 %", "3.2"),
        (Capacite, "autorisee", "84", 84),
        (Capacite, "autorisee", "1 200", 1200),
        (Capacite, "autorisee", "8,5", "8,5"),
        (Capacite, "modalite", "Hébergement permanent", "hebergement_permanent"),
        (Capacite, "modalite", "hebergement_permanent", "hebergement_permanent"),
        (Capacite, "modalite", "camping", "camping"),
        (Etablissement, "finess_et", "57 000 516 5", "570005165"),
        (Etablissement, "publics", "personnes âgées\r\n\r\n adultes ", ["personnes âgées", "adultes"]),
        (Ehpad, "pharmacie_usage_interieur", "oui", True),
        (Ehpad, "pharmacie_usage_interieur", "non", False),
        (Article4, "dispositions_particulieres", "a\r\nb", "a\nb"),
        (Etablissement, "commune", "   ", None),
    ],
)
def test_a_text_is_understood_as_it_is_written_in_french(objet: type[Any], cle: str, texte: str, value: object) -> None:
    assert json_of(fields_of(objet)[cle], texte) == value


@pytest.mark.parametrize(
    ("objet", "cle", "value", "texte"),
    [
        (Exercice, "charges_personnel", "1234567.8", "1\u202f234\u202f567,80"),
        (Exercice, "charges_personnel", Decimal("-12.5"), "-12,50"),
        (Exercice, "charges_personnel", "douze", "douze"),
        (Exercice, "charges_personnel", "1.234", "1,234"),
        (Exercice, "charges_personnel", "1" * 30, "\u202f".join(["111"] * 10) + ",00"),
        (FraisDeSiege, "taux", "3.2", "3,2"),
        (Capacite, "autorisee", 84, "84"),
        (Ehpad, "pharmacie_usage_interieur", False, "non"),
        (Etablissement, "publics", ["a", "b"], "a\nb"),
        (Etablissement, "commune", None, ""),
    ],
)
def test_a_value_is_shown_as_it_is_written_in_french(objet: type[Any], cle: str, value: object, texte: str) -> None:
    assert text_of(fields_of(objet)[cle], value) == texte


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_showing_a_contract_and_reading_it_again_changes_nothing(path: Path) -> None:
    charge: Any = parse(path.read_bytes())
    before = dump_canonical(read(charge, Contrat))
    shown = 0
    for holder, key, field in leaves(Contrat, charge):
        holder[key] = json_of(field, text_of(field, holder[key]))
        shown += 1
    assert shown > 100
    assert dump_canonical(read(json.loads(json.dumps(charge, default=str)), Contrat)) == before


def every_field() -> list[marshmallow.fields.Field[Any]]:
    return [field for objet in (Autorisation, Capacite, Exercice, Etablissement, Ehpad) for field in _plain(objet)]


def _plain(objet: type[Any]) -> list[marshmallow.fields.Field[Any]]:
    return [field for field in fields_of(objet).values() if not isinstance(field, marshmallow.fields.Nested)]


@given(st.text(max_size=40), st.sampled_from(every_field()))
def test_whatever_is_typed_is_shown_the_same_once_it_was_read(texte: str, field: marshmallow.fields.Field[Any]) -> None:
    shown = text_of(field, json_of(field, texte))
    assert text_of(field, json_of(field, shown)) == shown
