"""On which legal basis a contract may rest, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.terminal import run

if TYPE_CHECKING:
    import pytest


def test_each_legal_basis_is_told_with_its_term_its_parties_its_model_and_its_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("--categorie", "183", "--categorie", "500", "--autorite", "ars", "--autorite", "conseil_departemental")
    assert run("base-legale", *asked, "--au", "2026-11-30") == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")
    assert told.startswith("IV ter de l’article L. 313-12 – contrat obligatoire\n  Durée : 5 ans, 7 ans en tout\n")
    assert "Article L. 313-12-2 – contrat obligatoire\n  Durée : de 1 à 5 ans, 5 conseillés, 6 ans en tout\n" in told
    assert "  À contracter à part : 500\n" in told
    assert "  Source : Arrêté du 3 mars 2017 (NOR : AFSA1619718A), article 2\n" in told


def test_every_fault_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("base-legale", "--categorie", "18", "--autorite", "mairie") == 2
    told = capsys.readouterr().err
    assert "/categories/0" in told
    assert "/autorites/0" in told
    assert run("base-legale") == 2
    assert capsys.readouterr().err.count("Indiquez au moins une") == 2
