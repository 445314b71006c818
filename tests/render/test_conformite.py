"""The conformity report: what its first page tells the signatory, and that it is one page."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from schemas.contrat import Contrat
from schemas.manquement import Manquement
from schemas.partial import read_partial
from schemas.reading import parse, read
from server import legal
from server.legal import Verdict
from server.render.context.conformite import Conformite
from server.render.documents import RAPPORT, Gabarits, write_documents
from server.render.pdf.engines import build_engine
from server.render.word.text import text_of
from server.settings import ROOT
from tests import payloads
from tests.render.pdf.pdfs import text_of as text_of_pdf

AT = date(2026, 12, 10)
GABARITS = Gabarits(ROOT / "templates")
SUITE = "Constats par partie du contrat"


@cache
def empty() -> Contrat:
    """Return a contract in which everything is missing."""
    return read(parse((ROOT / "tests/golden/projet_vide/contrat.json").read_bytes()), Contrat)


def everything_broken() -> Verdict:
    """Return a verdict in which every rule is broken, with the longest words."""
    verdict = legal.check(empty(), AT)
    constats = tuple(
        replace(constat, motif="", manquements=(_long(constat),)) for constat in verdict.constats if not constat.attend
    )
    return replace(verdict, constats=constats, remarque="Lisez ce qui suit avant de signer. " * 12)


def _long(constat: legal.Constat) -> Manquement:
    regle = constat.regle
    return Manquement("/article_1", regle.identifiant, regle.gravite, "Renseignez " * 30, regle.source)


def report(verdict: Verdict) -> bytes:
    """Return the report of a draft, in Word."""
    words = write_documents(empty(), verdict, GABARITS, brouillon=True, logo=None)
    return next(word.contenu for word in words if word.nom == RAPPORT)


@pytest.mark.poppler
@pytest.mark.parametrize("verdict", [legal.check(empty(), AT), everything_broken()], ids=["vide", "tout"])
def test_what_the_signatory_reads_is_one_page(verdict: Verdict) -> None:
    pdf = build_engine("typst").convert(report(verdict))
    first, second = (text_of_pdf(pdf, "-f", page, "-l", page) for page in ("1", "2"))
    assert "Ce qui a été lu du droit" in first
    assert SUITE not in first
    assert SUITE in second


def test_the_first_faults_are_shown_and_the_others_are_told_by_part() -> None:
    points = Conformite(legal.check(empty(), AT)).bloquants
    assert points.montres[0].partie == "Parties"
    assert points.montres[0].message.startswith("Ajoutez aux parties les autorités")
    assert points.nombre == len(points.montres) + len(points.autres) == 22
    assert points.autres
    assert (
        points.parties
        == "Article 1er\u00a0(5), Article 3\u00a0(1), Article 4\u00a0(2), Article 5\u00a0(3) et Annexes\u00a0(4)"
    )


def test_some_warnings_are_shown_whatever_blocks() -> None:
    told = Conformite(everything_broken())
    assert told.bloquants.montres
    assert told.bloquants.autres
    assert told.avertissements.montres
    assert told.avertissements.autres


def test_every_rule_is_applied_or_said_not_to_be() -> None:
    contrat = payloads.contrat(payloads.REFERENCE)
    verdict = legal.check(contrat, AT)
    told = Conformite(verdict)
    on_contracts = [regle for regle in legal.find_regles() if regle.article not in ("avenant", "actes")]
    assert len(verdict.appliques) + told.sans_objet + told.en_attente + told.hors_vigueur == len(on_contracts)
    assert told.hors_vigueur < Conformite(legal.check(contrat, date(2010, 1, 1))).hors_vigueur


def test_a_partial_verdict_says_how_many_rules_wait() -> None:
    charge = payloads.charge() | {"base_legale": "inconnue"}
    verdict = legal.check_partial(read_partial(charge, Contrat), AT)
    assert Conformite(verdict).en_attente == sum(len(chapitre.en_attente) for chapitre in verdict.chapitres) > 0


def test_the_readings_are_those_of_the_rules_and_of_their_numbers() -> None:
    verdict = legal.check(payloads.contrat(payloads.REFERENCE), AT)
    lectures = Conformite(verdict).lectures
    of_rules = {constat.regle.source for constat in verdict.constats}
    assert lectures.premiere == min(source.lu_le for source in of_rules if source.lu_le)
    assert lectures.derniere == max(source.lu_le for source in of_rules if source.lu_le)
    assert lectures.textes + lectures.de_seconde_main > len(of_rules)  # numbers have their own
    assert lectures.de_seconde_main >= sum(source.lu_le is None for source in of_rules) > 0


def test_each_rule_says_when_its_text_was_read() -> None:
    verdict = legal.check(empty(), AT)
    text = text_of(report(verdict))
    assert all(f"{each.regle.source.titre} – {each.regle.source.lecture}" in text for each in verdict.constats)
