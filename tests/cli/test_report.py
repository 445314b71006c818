"""The conformity report in a terminal: article by article, what is broken, what holds, what does not apply."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from schemas.contrat import Contrat
from schemas.manquement import Gravite, Manquement
from schemas.reading import read
from server.cli.report import render_faults, render_refusals, render_report
from server.legal import check
from server.legal.sources import FINESS
from tests import payloads
from tests.api import requests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.legal import Verdict

AT = date(2027, 1, 1)
LAWFUL = check(payloads.contrat(), AT)
BROKEN = check(read(requests.unlawful(), Contrat), AT)


def test_every_rule_of_the_day_is_told_once() -> None:
    lines = lines_of(render_report(BROKEN))
    for constat in BROKEN.constats:
        told = [line for line in lines if line.startswith("  ") and constat.regle.titre in line]
        assert told, constat.regle.titre


def test_chapters_come_in_the_order_of_the_model_contract() -> None:
    lines = lines_of(render_report(LAWFUL))
    titles = [chapitre.titre for chapitre in LAWFUL.chapitres]
    assert [line for line in lines if line in titles] == titles


def test_a_chapter_tells_what_is_broken_before_what_holds_and_what_does_not_apply() -> None:
    marks = {"✗": 0, "✓": 1, "–": 2}
    for chapitre in report_of(BROKEN):
        ranks = [marks[line.split()[0]] for line in chapitre if line[:3] != "   " and line.split()[0] in marks]
        assert ranks == sorted(ranks)


def test_a_rule_that_does_not_apply_says_why() -> None:
    motifs = [constat.motif for constat in LAWFUL.constats if constat.motif]
    text = "\n".join(lines_of(render_report(LAWFUL)))
    assert motifs
    assert all(f"sans objet. {motif}" in text for motif in motifs)


def test_the_last_line_sums_up() -> None:
    *_, last = lines_of(render_report(BROKEN))
    found, warnings = sum(m.gravite == "bloquant" for m in BROKEN.manquements), len(BROKEN.manquements)
    assert last.startswith("Contrat non conforme au droit du 1er\u00a0janvier 2027\u00a0: ")
    assert f"{found}\u00a0manquement" in last
    assert f"{warnings - found}\u00a0avertissement" in last
    assert f"{len(BROKEN.appliques)}\u00a0règles appliquées" in last


def test_a_refusal_tells_the_faults_alone() -> None:
    lines = lines_of(render_refusals(BROKEN))
    assert not [line for line in lines if line.strip()[:1] in ("✓", "–", "✗")]
    assert [line for line in lines if line.strip() == BROKEN.manquements[0].message]


def test_a_text_without_an_address_is_told_by_its_title_alone() -> None:
    fault = Manquement("/x", "cle_finess", Gravite.BLOQUANT, "Corrigez.", FINESS)
    assert lines_of(render_faults([fault]))[-2:] == [f"    cle_finess – {FINESS.titre}", ""]


def report_of(verdict: Verdict) -> list[list[str]]:
    """Return the lines of each chapter of a report."""
    chapters: list[list[str]] = [[]]
    for line in lines_of(render_report(verdict)):
        if line:
            chapters[-1].append(line)
        else:
            chapters.append([])
    return chapters[:-1]


def lines_of(lines: Iterable[str]) -> list[str]:
    """Return lines without their colours."""
    return [click.unstyle(line) for line in lines]


def test_a_contract_that_the_arrete_does_not_govern_is_told_that_its_model_is_applied_by_usage() -> None:
    usage = check(payloads.contrat("handicap_l313_12_2"), AT)
    assert usage.remarque in lines_of(render_report(usage))
    assert "par usage" in usage.remarque
    assert LAWFUL.remarque == ""
