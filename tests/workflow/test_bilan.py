"""The verdict that is kept with a draft."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from schemas.manquement import Gravite, Manquement, Source
from schemas.reading import dump
from server.workflow.verdict import Bilan, read_bilan
from tests.legal.renaming import NOW, OLD, rename

if TYPE_CHECKING:
    import pytest

SOURCES = (Source("Code des essais", "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000000000000"), Source("Guide"))


def bilan(*regles: str) -> Bilan:
    """Return a verdict with a fault for each of some names of rules."""
    faults = [
        Manquement(f"/{rang}", regle, Gravite.BLOQUANT, "Corrigez.", SOURCES[rang % 2])
        for rang, regle in enumerate(regles)
    ]
    return Bilan(1, date(2027, 1, 1), tuple(faults), len(faults))


def test_a_verdict_is_read_as_it_was_kept() -> None:
    kept = bilan(NOW, "cle_finess", "forme")
    assert read_bilan(dump(kept)) == kept


def test_a_fault_that_was_kept_before_its_rule_was_renamed_is_one_of_that_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = dump(bilan(OLD, "forme"))
    assert read_bilan(kept) == bilan(OLD, "forme")
    rename(monkeypatch)
    assert read_bilan(kept) == bilan(NOW, "forme")
