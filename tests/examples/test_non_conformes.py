"""The examples that do not conform: each breaks the rules that are told of it, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.manquement import Gravite
from schemas.reading import parse, read
from server.legal import check
from tests.examples.conftest import EXAMPLES, NAMES

if TYPE_CHECKING:
    from server.legal import Verdict

FOLDER = EXAMPLES / "non_conformes"
ATTENDUS: dict[str, dict[str, list[str]]] = yaml.safe_load((FOLDER / "attendus.yaml").read_text(encoding="utf-8"))
DRAFTS = sorted(file.parent.name for file in FOLDER.glob("*/contrat.json"))
BLOCKING_RULES = 35  # at least, all drafts together


def contrat(path: str) -> Contrat:
    """Return the contract of a folder of examples; its shape has no fault."""
    return read(parse((EXAMPLES / path / "contrat.json").read_bytes()), Contrat)


def verdict(draft: str) -> Verdict:
    """Return what the law of the day of its signature finds in a draft."""
    projet = contrat(f"non_conformes/{draft}")
    assert projet.article_9.date_signature
    return check(projet, projet.article_9.date_signature)


def broken(draft: str, gravite: Gravite) -> set[str]:
    """Return the ids of the rules of a severity that a draft breaks."""
    return {manquement.regle for manquement in verdict(draft).manquements if manquement.gravite is gravite}


def test_every_draft_has_its_expected_faults() -> None:
    assert sorted(ATTENDUS) == DRAFTS


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_draft_breaks_the_rules_that_are_told_of_it_and_no_other(draft: str) -> None:
    assert broken(draft, Gravite.BLOQUANT) == set(ATTENDUS[draft]["bloquants"])
    assert broken(draft, Gravite.AVERTISSEMENT) == set(ATTENDUS[draft]["avertissements"])
    assert not verdict(draft).conforme


@pytest.mark.parametrize("folder", [".", "non_conformes"])
def test_every_legal_basis_has_an_example(folder: str) -> None:
    names = NAMES if folder == "." else DRAFTS
    assert {contrat(f"{folder}/{name}").base_legale for name in names} == set(BaseLegale)


def test_the_drafts_together_break_many_different_rules() -> None:
    assert len({regle for draft in ATTENDUS.values() for regle in draft["bloquants"]}) >= BLOCKING_RULES
