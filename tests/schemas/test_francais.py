"""Numbers, dates and words are printed as French prints them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from schemas.francais import (
    compte,
    enumere,
    euros,
    jour,
    nombre,
    ordinal,
    pluriel,
    pourcent,
    typographie,
)


@pytest.mark.parametrize(
    ("montant", "texte"),
    [
        ("1098412.37", "1\u202f098\u202f412,37\u00a0€"),
        ("0", "0,00\u00a0€"),
        ("999.995", "1\u202f000,00\u00a0€"),
        ("-169029.70", "\u2212169\u202f029,70\u00a0€"),
        ("-0.00", "0,00\u00a0€"),
        ("-0.004", "0,00\u00a0€"),
        ("1E+3", "1\u202f000,00\u00a0€"),
    ],
)
def test_an_amount_is_printed_to_the_cent(montant: str, texte: str) -> None:
    assert euros(Decimal(montant)) == texte


@pytest.mark.parametrize(
    ("valeur", "texte"),
    [
        (84, "84"),
        (1200, "1\u202f200"),
        (Decimal("12345.60"), "12\u202f345,6"),
        (Decimal("97.00"), "97"),
        (Decimal("1E+2"), "100"),
        (Decimal("-0"), "0"),
        (Decimal("0.000001"), "0,000001"),
    ],
)
def test_a_number_loses_its_useless_zeros_only(valeur: int | Decimal, texte: str) -> None:
    assert nombre(valeur) == texte


def test_a_rate_keeps_its_sign_on_the_line() -> None:
    assert pourcent(Decimal("3.20")) == "3,2\u00a0%"


def test_only_the_first_of_the_month_is_an_ordinal() -> None:
    assert jour(date(2027, 1, 1)) == "1er\u00a0janvier 2027"
    assert jour(date(2031, 12, 31)) == "31\u00a0décembre 2031"
    assert jour(date(2028, 8, 21)) == "21\u00a0août 2028"


def test_an_ordinal_takes_the_gender_of_its_noun() -> None:
    assert [ordinal(1), ordinal(1, "f"), ordinal(2), ordinal(21, "f")] == ["1er", "1re", "2e", "21e"]


@pytest.mark.parametrize("n", [0, 1, Decimal("1.9"), -1])
def test_what_is_under_two_is_singular(n: int | Decimal) -> None:
    assert pluriel(n, "place habilitée") == "place habilitée"


@pytest.mark.parametrize("n", [2, 84, Decimal("2.5"), -2])
def test_from_two_on_each_word_takes_its_plural(n: int | Decimal) -> None:
    assert pluriel(n, "place habilitée") == "places habilitées"
    assert pluriel(n, "accueil de jour", "accueils de jour") == "accueils de jour"
    assert pluriel(n, "mois") == "mois"


def test_a_count_keeps_its_number_and_its_noun_together() -> None:
    assert compte(1, "place") == "1\u00a0place"
    assert compte(1200, "place") == "1\u202f200\u00a0places"
    assert compte(3, "an") == "3\u00a0ans"


def test_a_list_ends_with_a_conjunction() -> None:
    assert [enumere(list("abc")[:n]) for n in range(4)] == ["", "a", "a et b", "a, b et c"]
    assert enumere(["un conseil départemental", "une métropole"], "ou") == "un conseil départemental ou une métropole"


def test_double_punctuation_is_never_left_alone_on_a_line() -> None:
    assert typographie("« a » : b ; c ! d ?") == "«\u00a0a\u00a0»\u00a0: b\u202f; c\u202f! d\u202f?"
    assert typographie("12:30, a;b et «c»") == "12:30, a;b et «c»"


def test_the_number_of_a_text_stays_with_it() -> None:
    assert typographie("pièce n° 2, articles L. 313-12 et R. 314-210") == (
        "pièce n°\u00a02, articles L.\u00a0313-12 et R.\u00a0314-210"
    )
    assert typographie("n° de dossier, URL. 12") == "n° de dossier, URL. 12"
