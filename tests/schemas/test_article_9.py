"""The days of a contract: its end, its anniversaries, the notice before its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from schemas.article_9 import Article9, Prorogation


def article(start: str, years: int) -> Article9:
    return Article9(date_entree_en_vigueur=date.fromisoformat(start), duree_annees=years)


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        ("2027-01-01", 5, "2031-12-31"),
        ("2026-07-01", 5, "2031-06-30"),
        ("2027-01-01", 1, "2027-12-31"),
        ("2024-03-01", 5, "2029-02-28"),
        ("2023-03-01", 5, "2028-02-29"),
        ("2028-02-29", 5, "2033-02-28"),
        ("2028-02-29", 4, "2032-02-28"),
        ("2199-12-31", 20, "2219-12-30"),
    ],
)
def test_a_contract_ends_the_day_before_its_anniversary(start: str, years: int, end: str) -> None:
    assert article(start, years).date_fin == date.fromisoformat(end)


def test_the_anniversary_of_a_29_february_is_a_1_march() -> None:
    assert article("2028-02-29", 5).anniversaire(1) == date(2029, 3, 1)
    assert article("2028-02-29", 5).anniversaire(4) == date(2032, 2, 29)


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        ("2027-01-01", 6, "2031-06-30"),
        ("2026-07-01", 6, "2030-12-30"),
        ("2026-09-01", 6, "2031-02-28"),
        ("2023-09-01", 6, "2028-02-29"),
        ("2027-01-01", 12, "2030-12-31"),
        ("2026-07-01", 0, "2031-06-30"),
    ],
)
def test_a_notice_falls_on_the_same_day_some_months_before_the_end(start: str, months: int, day: str) -> None:
    assert article(start, 5).months_before_end(months) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("prorogation", "prolongation", "end"),
    [(False, None, "2031-12-31"), (True, None, "2032-12-31"), (True, 1, "2033-12-31"), (False, 1, "2032-12-31")],
)
def test_a_prorogation_and_a_prolongation_move_the_end_and_not_the_initial_one(
    prorogation: bool,  # noqa: FBT001 -- a parameter of the cases
    prolongation: int | None,
    end: str,
) -> None:
    longer = replace(
        article("2027-01-01", 5),
        prorogation=Prorogation(date_notification=date(2031, 6, 1)) if prorogation else None,
        prolongation_annees=prolongation,
    )
    assert longer.date_fin == date.fromisoformat(end)
    assert longer.date_fin_initiale == date(2031, 12, 31)
    assert longer.months_before_end(6) == date(2031, 6, 30)
