"""The verdict on an amendment: on what it is, then on the contract as it would read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.avenant import DemandeAvenant, NatureAvenant
from schemas.contrat import Contrat
from schemas.objet import fields_of
from schemas.partial import read_partial
from schemas.reading import dump
from server.legal import Statut, VersionAVenir, check, check_avenant, check_avenant_partial, titre_of
from server.legal.answers import VerdictAnswer
from server.legal.avenant.a_venir import AvenantAnterieur
from server.legal.usage import PAR_USAGE
from tests import french, payloads
from tests.amendment import pairs
from tests.amendment.avenants import version_of
from tests.legal import drawn
from tests.legal.cases import DEMANDE, CasDAvenant, read_changed
from tests.legal.test_robustness import at, paths

if TYPE_CHECKING:
    from server.legal import Constat, Verdict

SIGNATURE, EFFET = date(2029, 6, 15), date(2029, 7, 1)
APRES = ("contrat", "modifications")
LEAST = {key: DEMANDE[key] for key in ("nature", "expose_des_motifs", "date_effet")}
PROROGATION = {"prorogation": {"date_notification": "2031-06-15", "date_accord": "2031-07-15"}}


def verdict(**changes: Any) -> Verdict:
    """Return the verdict on the amendment of a case."""
    return check_avenant(CasDAvenant("", "", "", [], **changes).a_venir)


def constat(verdict: Verdict, identifiant: str) -> Constat:
    return next(constat for constat in verdict.constats if constat.regle.identifiant == identifiant)


def found(verdict: Verdict) -> list[tuple[str, str]]:
    return [(manquement.regle, manquement.chemin) for manquement in verdict.manquements]


def test_an_amendment_that_conforms_has_one_verdict_with_its_own_chapter_first() -> None:
    judged = verdict()
    assert judged.manquements == ()
    assert judged.conforme
    articles = [chapitre.article for chapitre in judged.chapitres]
    assert articles == ["avenant", *(chapitre.article for chapitre in check(payloads.contrat(), EFFET).chapitres)]
    assert judged.chapitres[0].titre == titre_of("avenant") == "L’avenant"


def test_a_fault_of_the_amendment_alone_blocks() -> None:
    judged = verdict(demande={"date_effet": "2032-01-01"})
    assert found(judged) == [("effet_pendant_le_contrat", "/date_effet")]
    assert not judged.conforme


def test_a_fault_of_the_amended_contract_blocks_too_at_its_place_in_the_request() -> None:
    judged = verdict(apres={"article_5": {"comite_suivi": []}})
    assert {regle for regle, _ in found(judged)} == {"composition_du_comite_de_suivi"}
    assert {chemin for _, chemin in found(judged)} == {"/contrat/article_5/comite_suivi"}
    assert not judged.conforme


def test_a_warning_alone_does_not_block() -> None:
    judged = verdict(demande={"date_signature": "2029-07-02"})
    assert found(judged) == [("signature_avant_l_effet", "/date_effet")]
    assert judged.conforme


@pytest.mark.long
def test_the_law_is_that_of_the_signature_for_the_amendment_and_of_the_effect_for_the_contract() -> None:
    judged = verdict()
    assert judged.at == EFFET
    assert (
        judged.remarque == "Les règles sur l’avenant lui-même sont celles du 15\u00a0juin 2029, jour de sa signature."
    )
    unsigned = verdict(demande={"date_signature": None})
    assert (unsigned.at, unsigned.remarque) == (EFFET, "")


def test_before_the_arrete_no_rule_judges_an_amendment() -> None:
    old = {"date_effet": "2017-03-11", "date_signature": "2017-03-10"}
    assert "avenant" not in {constat.regle.article for constat in verdict(demande=old).constats}


def test_a_contract_of_another_legal_basis_is_told_so() -> None:
    assert verdict(base="residence_l313_11").remarque.startswith(PAR_USAGE)


@pytest.mark.long
def test_what_precedes_the_conclusion_of_the_contract_is_not_asked_of_what_an_amendment_adds() -> None:
    evaluation = {
        "/annexes/diagnostic_partage/evaluations/1/date": "2029-02-01",
        "/article_1/etablissements/0/autorisation/date": "2029-03-01",
        "/article_4/ehpad/0/pmp/date_coupe": "2029-04-14",
        "/article_4/ehpad/0/gmp/date_coupe": "2029-04-14",
        "/article_4/ehpad/0/pmp/date_validation": "2029-06-12",
        "/article_4/ehpad/0/gmp/date_validation": "2029-06-12",
    }
    judged = verdict(apres=evaluation)
    assert judged.manquements == ()
    assert constat(judged, "autorisations_avant_la_signature").statut is Statut.SANS_OBJET
    assert len(check(read_changed(payloads.charge(), evaluation, Contrat), EFFET).manquements) >= 4


def test_a_contract_is_prolonged_once_at_the_end_of_its_prorogation() -> None:
    demande = {"nature": "prolongation", "date_effet": "2033-01-01", "date_signature": "2032-10-01"}
    judged = verdict(demande=demande, avant={"article_9": PROROGATION}, apres={"article_9": {"prolongation_annees": 1}})
    assert found(judged) == []


def test_a_contract_that_was_not_prorogued_is_not_prolonged() -> None:
    demande = {"nature": "prolongation", "date_effet": "2032-01-01", "date_signature": "2031-10-01"}
    judged = verdict(demande=demande, apres={"article_9": {"prolongation_annees": 1}})
    assert found(judged) == [("prolongation_apres_la_prorogation", "/contrat/article_9/prolongation_annees")]


def test_the_prolongation_of_a_contract_that_ended_in_2025_names_the_instruction() -> None:
    demande = {"nature": "prolongation", "date_effet": "2026-01-01", "date_signature": "2025-12-01"}
    avant = {"article_9": {"date_entree_en_vigueur": "2021-01-01", "date_signature": "2020-12-10"}}
    judged = verdict(demande=demande, avant=avant, apres={"article_9": {"prolongation_annees": 1}})
    (said,) = constat(judged, "prolongation_sans_prorogation").manquements
    assert "DGCS/SD5B/2025/9" in said.message
    assert "prolongation_apres_la_prorogation" not in {regle for regle, _ in found(judged)}


@pytest.mark.long
@pytest.mark.parametrize("nature", list(NatureAvenant))
def test_each_nature_is_judged_by_every_rule(nature: NatureAvenant) -> None:
    judged = verdict(demande={"nature": nature.value})
    assert len(judged.constats) == len({constat.regle.identifiant for constat in judged.constats})


def demandes() -> st.SearchStrategy[DemandeAvenant]:
    """Draw any request, but for what the contract becomes, which is drawn apart."""
    fields = {nom: drawn.values(field) for nom, field in fields_of(DemandeAvenant).items() if nom not in APRES}
    return st.fixed_dictionaries({}, optional=fields).map(lambda drawn: read_changed(LEAST, drawn, DemandeAvenant))


ANTERIEURS = st.lists(
    st.builds(
        AvenantAnterieur,
        st.integers(1, 9),
        st.sampled_from(NatureAvenant),
        st.sampled_from(drawn.DAYS),
        st.sampled_from([*drawn.DAYS, *drawn.BOUNDS]),
    ),
    max_size=3,
)


@pytest.mark.long
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(demandes(), st.one_of(pairs.edited(), st.tuples(pairs.drawn_contrats(), pairs.drawn_contrats())), ANTERIEURS)
def test_no_rule_fails_on_any_amendment_at_all(
    demande: DemandeAvenant, pair: tuple[Contrat, Contrat], anterieurs: list[AvenantAnterieur]
) -> None:
    a_venir = VersionAVenir(demande, *pair, tuple(anterieurs))
    for nature in NatureAvenant:
        judged = check_avenant(replace(a_venir, demande=replace(demande, nature=nature)))
        assert [fault for manquement in judged.manquements for fault in french.faults(manquement.message)] == []
        assert json.dumps(dump(VerdictAnswer.of(judged)))


@pytest.mark.long
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["capacite", "perimetre", "prolongation"]), st.data())
def test_what_is_found_in_what_can_be_read_of_an_amendment_is_found_in_the_whole(
    nature: str, data: st.DataObject
) -> None:
    whole = version_of(nature)
    charge: Any = json.loads(json.dumps(dump(replace(whole.demande, modifications=None, contrat=whole.apres))))
    ways = [way for way in paths(charge) if way not in (("contrat",), ("date_signature",))]
    chosen = data.draw(st.lists(st.sampled_from(ways), min_size=1, max_size=5, unique=True))
    for *holder, last in sorted(chosen, key=len, reverse=True):
        inside = at(charge, tuple(holder))
        inside[last] = "?" if isinstance(inside[last], dict | list) else ["?"]
    lecture = read_partial(charge, DemandeAvenant)
    assert lecture.objet.contrat
    partial = replace(whole, demande=lecture.objet, apres=lecture.objet.contrat)
    found = check_avenant_partial(partial, lecture.manquements, whole.demande.date_effet)
    assert found.partiel
    assert not found.conforme
    faulty = {fault.chemin for fault in lecture.manquements}
    for constat, known in zip(found.constats, check_avenant(whole).constats, strict=True):
        if constat.attend is None:
            assert (constat.statut, constat.manquements) == (known.statut, known.manquements)
        else:
            assert constat.manquements == known.manquements[: len(constat.manquements)]
            assert constat.attend in faulty
