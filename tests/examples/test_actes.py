"""The acts and the take-overs of the examples: the law finds nothing in them that a person must not look at anyway."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schemas.actes import ACTES
from schemas.reading import parse, read
from schemas.registre import Reprise
from server.api.reprises import read_histoire
from server.dossier.pieces import clean_pieces
from server.legal import VersionAVenir, check, check_avenant
from server.legal import actes as law
from server.legal.avenant.a_venir import AvenantAnterieur
from tests import payloads
from tests.examples.conftest import EXAMPLES, Json

REPRISE = "residence_l313_11"
TO_READ = {"denonciation": ["preavis_de_la_denonciation"]}  # the notice stands in a text, that a person must read


@pytest.mark.parametrize("name", ACTES)
def test_the_law_finds_no_fault_in_an_act(name: str) -> None:
    acte = read(parse((EXAMPLES / f"actes/{name}.json").read_bytes()), ACTES[name])
    found = law.check(payloads.contrat(), acte)
    assert [each.regle for each in found.manquements] == TO_READ.get(name, [])
    assert found.conforme


def test_the_parties_to_the_example_agree_to_its_prorogation() -> None:
    acte = read(parse((EXAMPLES / "actes/prorogation.json").read_bytes()), ACTES["prorogation"])
    assert law.issue(payloads.contrat(), acte, acte.date.replace(year=acte.date.year + 1)) is law.Issue.CONVENUE


def reprise() -> Json:
    return parse((EXAMPLES / f"reprises/{REPRISE}.json").read_bytes())


def test_the_contract_that_is_taken_over_is_the_example_with_its_files_within() -> None:
    contrat, expected = reprise()["contrat"], payloads.charge(REPRISE)
    del contrat["article_9"]["prorogation"]
    for given, piece in zip(contrat["annexes"]["pieces"], expected["annexes"]["pieces"], strict=True):
        del given["contenu"], piece["fichier"]
    assert contrat == expected


def test_its_amendments_lead_to_the_contract_that_the_last_one_gives() -> None:
    taken = read(reprise(), Reprise)
    revised, prolonged = read_histoire(taken)
    assert revised.apres.article_5 != taken.contrat.article_5
    term = replace(taken.contrat.article_9, prolongation_annees=1)
    assert prolonged.apres == replace(revised.apres, article_9=term)


def test_the_law_finds_no_fault_in_what_is_taken_over() -> None:
    taken = read(reprise(), Reprise)
    revised, prolonged = read_histoire(taken)
    assert taken.contrat.article_9.date_signature
    assert check(taken.contrat, taken.contrat.article_9.date_signature).manquements == ()
    assert check_avenant(VersionAVenir(revised.demande, taken.contrat, revised.apres)).manquements == ()
    signed = revised.demande.date_signature
    assert signed
    anterieur = AvenantAnterieur(1, revised.demande.nature, signed, revised.demande.date_effet)
    assert (
        check_avenant(VersionAVenir(prolonged.demande, revised.apres, prolonged.apres, (anterieur,))).manquements == ()
    )


def test_the_files_within_are_taken_as_they_are() -> None:
    contrat = read(reprise(), Reprise).contrat
    assert {nom: len(pdf) > 0 for nom, pdf in clean_pieces(contrat, {}).items()} == {
        "piece-organigramme": True,
        "piece-pv": True,
    }
