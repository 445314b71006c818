"""The simple prorogation: its boundary days, and what silence makes of it."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.article_9 import Prorogation
from server.legal.actes import Evenement, Issue, ProrogationNonConvenue, check, evenements, issue, prorogue
from tests import actes
from tests.actes import contrat, day, prorogation, receptions, reponses

DEUX = receptions(departement="2031-05-14", ars="2031-05-16")
TERMES = {"departement": "2031-06-14", "ars": "2031-06-16"}


def broken(acte: Any, name: str = "ehpad_trois_rivieres", **article_9: Any) -> dict[str, list[str]]:
    """Return the pointers that each broken rule tells."""
    found: dict[str, list[str]] = {}
    for manquement in check(contrat(name, **article_9), acte).manquements:
        found.setdefault(manquement.regle, []).append(manquement.chemin)
    return found


def told(acte: Any, at: str) -> list[tuple[str, str, str | None]]:
    """Return the events of an act, as known on a day."""
    found: tuple[Evenement, ...] = evenements(contrat(), acte, day(at))
    return [(e.nature.value, e.date.isoformat(), e.partie) for e in found]


def test_the_last_day_to_notify_is_six_months_before_the_end() -> None:
    assert broken(prorogation(date="2031-06-30")) == {}
    assert broken(prorogation(date="2031-07-01")) == {"preavis_de_la_prorogation": ["/acte/date"]}


def test_each_recipient_that_receives_after_the_last_day_to_notify_is_told() -> None:
    late = prorogation(date="2031-06-30", receptions=receptions(departement="2031-07-01", ars="2031-07-02"))
    assert broken(late) == {"remise_dans_le_preavis": ["/acte/receptions/0/date", "/acte/receptions/1/date"]}
    one = prorogation(date="2031-06-30", receptions=receptions(departement="2031-06-30", ars="2031-07-01"))
    assert broken(one) == {"remise_dans_le_preavis": ["/acte/receptions/1/date"]}


def test_what_follows_the_day_on_which_it_is_known_is_told() -> None:
    acte = prorogation(receptions=DEUX, reponses=reponses(ars="2031-06-01"))
    assert check(contrat(), acte, day("2031-06-01")).manquements == ()
    verdict = check(contrat(), acte, day("2031-05-15"))
    assert [m.chemin for m in verdict.manquements] == ["/acte/receptions/1/date", "/acte/reponses/0/date"]
    assert (
        "est postérieure au jour auquel les événements sont connus, le 15\u00a0mai 2031."
        in verdict.manquements[0].message
    )
    assert verdict.conforme


def test_the_six_months_are_counted_from_the_end_that_the_contract_was_concluded_for() -> None:
    ends_31_august = {"date_entree_en_vigueur": "2026-09-01"}
    assert broken(prorogation(date="2031-02-28"), **ends_31_august) == {}
    assert broken(prorogation(date="2031-03-01"), **ends_31_august) == {"preavis_de_la_prorogation": ["/acte/date"]}


def test_a_delivery_after_the_last_day_is_told_but_does_not_block() -> None:
    late = prorogation(date="2031-06-30", receptions=receptions(ars="2031-07-01", departement="2031-06-30"))
    assert broken(late) == {"remise_dans_le_preavis": ["/acte/receptions/0/date"]}
    assert check(contrat(), late).conforme


def test_a_contract_is_prorogued_once() -> None:
    already = {"prorogation": {"date_notification": "2031-05-12", "date_accord": "2031-06-14"}}
    assert broken(prorogation(), **already) == {"prorogation_unique": ["/contrat/article_9/prorogation"]}
    assert broken(prorogation(), prolongation_annees=1) == {
        "prorogation_unique": ["/contrat/article_9/prolongation_annees"]
    }


def test_a_letter_is_sent_during_the_contract() -> None:
    assert broken(prorogation(date="2027-01-01")) == {}
    assert broken(prorogation(date="2026-12-31")) == {"preavis_de_la_prorogation": ["/acte/date"]}


@pytest.mark.parametrize("name", ["handicap_l313_12_2", "residence_l313_11", "restructuration_l313_9"])
def test_a_contract_that_the_arrete_does_not_govern_is_told_so(name: str) -> None:
    verdict = check(contrat(name), prorogation(date="2029-01-01"))
    assert [m.chemin for m in verdict.manquements] == ["/contrat/base_legale"]
    assert verdict.conforme
    assert verdict.remarque


def test_an_experiment_is_prorogued_within_five_years() -> None:
    acte = prorogation(date="2018-01-01")
    assert "duree_d_un_spasad" not in broken(acte, "spasad", duree_annees=4)
    assert broken(acte, "spasad", duree_annees=5)["duree_d_un_spasad"] == ["/contrat/article_9/duree_annees"]


def test_who_sends_and_who_receives_are_parties() -> None:
    assert broken(prorogation(expediteur={"role": "metropole"})) == {"notification_aux_parties": ["/acte/expediteur"]}
    autre = {"destinataire": {"role": "ars", "denomination": "ARS Bretagne"}, "date": "2031-05-14"}
    assert broken(prorogation(receptions=[autre])) == {"notification_aux_parties": ["/acte/receptions/0/destinataire"]}
    assert broken(prorogation(receptions=receptions(gestionnaire="2031-05-14"))) == {
        "notification_aux_parties": ["/acte/receptions/0/destinataire"]
    }


def test_a_party_of_which_there_are_several_is_named() -> None:
    acte = prorogation(date="2030-01-01", expediteur=actes.DEPARTEMENT)
    (manquement,) = check(contrat("metropole_fusion"), acte).manquements
    assert manquement.chemin == "/acte/expediteur"
    assert "en désigne 2" in manquement.message
    named = prorogation(date="2030-01-01", expediteur=actes.DEPARTEMENT | {"denomination": "Département du Rhône"})
    assert check(contrat("metropole_fusion"), named).manquements == ()


def test_days_follow_one_another() -> None:
    assert broken(prorogation(receptions=receptions(ars="2031-05-12"))) == {}
    assert broken(prorogation(receptions=receptions(ars="2031-05-11"))) == {
        "suite_des_dates": ["/acte/receptions/0/date"]
    }
    assert broken(prorogation(receptions=DEUX, reponses=reponses(ars="2031-05-16"))) == {}
    assert broken(prorogation(receptions=DEUX, reponses=reponses(ars="2031-05-15"))) == {
        "suite_des_dates": ["/acte/reponses/0/date"]
    }


def test_a_party_answers_once() -> None:
    twice = [*reponses(ars="2031-05-20"), *reponses(ars="2031-05-21", accord=False)]
    assert broken(prorogation(receptions=DEUX, reponses=twice)) == {"suite_des_dates": ["/acte/reponses/1"]}


def test_silence_is_agreement_once_the_month_has_passed() -> None:
    acte = prorogation(receptions=DEUX)
    assert issue(contrat(), acte, day("2031-06-16")) is Issue.EN_ATTENTE
    assert issue(contrat(), acte, day("2031-06-17")) is Issue.CONVENUE
    assert ("accord_repute", "2031-06-16", "Agence régionale de santé Grand Est") in told(acte, "2031-06-17")
    assert told(acte, "2031-06-17")[-2:] == [("prorogation", "2031-06-16", None), ("effet", "2032-01-01", None)]


def test_a_month_ends_on_the_same_day_or_with_a_shorter_month() -> None:
    acte = prorogation(date="2031-01-20", receptions=receptions(departement="2031-01-31", ars="2031-02-28"))
    ends = [(jour, partie) for nature, jour, partie in told(acte, "2031-02-01") if nature == "echeance"]
    assert ends == [
        ("2031-02-28", "Département de la Moselle"),
        ("2031-03-28", "Agence régionale de santé Grand Est"),
    ]


def test_no_month_runs_before_a_reception_is_attested() -> None:
    acte = prorogation(receptions=receptions(departement="2031-05-14"))
    assert issue(contrat(), acte, day("2040-01-01")) is Issue.EN_ATTENTE
    assert [nature for nature, _, _ in told(acte, "2031-05-20")] == ["envoi", "reception", "echeance"]


def test_agreements_count_from_their_day() -> None:
    acte = prorogation(receptions=DEUX, reponses=reponses(departement="2031-05-20", ars="2031-05-22"))
    assert issue(contrat(), acte, day("2031-05-21")) is Issue.EN_ATTENTE
    assert issue(contrat(), acte, day("2031-05-22")) is Issue.CONVENUE
    assert prorogue(contrat(), acte, day("2031-05-22")).article_9.prorogation == Prorogation(
        date_notification=day("2031-05-12"), date_accord=day("2031-05-22")
    )


def test_one_disagreement_opens_the_negotiation_of_a_new_contract() -> None:
    acte = prorogation(
        receptions=DEUX,
        reponses=[*reponses(departement="2031-05-20"), *reponses(ars="2031-06-16", accord=False)],
    )
    assert issue(contrat(), acte, day("2031-06-17")) is Issue.REFUSEE
    assert told(acte, "2031-06-17")[-2:] == [
        ("desaccord", "2031-06-16", "Agence régionale de santé Grand Est"),
        ("negociation", "2031-06-16", None),
    ]
    with pytest.raises(ProrogationNonConvenue):
        prorogue(contrat(), acte, day("2031-06-17"))


def test_a_disagreement_after_the_month_is_late_and_undoes_nothing() -> None:
    acte = prorogation(receptions=DEUX, reponses=reponses(ars="2031-06-17", accord=False))
    assert broken(acte) == {"reponse_dans_le_mois": ["/acte/reponses/0/date"]}
    assert check(contrat(), acte).conforme
    assert issue(contrat(), acte, day("2031-06-17")) is Issue.CONVENUE
    natures = [nature for nature, _, partie in told(acte, "2031-06-17") if partie and partie.startswith("Agence")]
    assert natures == ["reception", "echeance", "accord_repute", "reponse_tardive"]


def test_an_agreed_prorogation_adds_a_year_and_nothing_else() -> None:
    before = contrat()
    after = prorogue(before, prorogation(receptions=DEUX), day("2031-07-01"))
    assert after.article_9.date_fin == day("2032-12-31")
    assert after.article_9.date_fin_initiale == before.article_9.date_fin
    assert (after.article_1, after.parties, after.annexes) == (before.article_1, before.parties, before.annexes)
    assert broken(prorogation(), prorogation={"date_notification": "2031-05-12"})


def test_an_act_that_is_older_than_the_arrete_is_judged_by_its_first_day() -> None:
    verdict = check(contrat(), prorogation(date="2010-01-01", expediteur={"role": "metropole"}))
    assert verdict.at == day("2017-03-11")
    assert {m.regle for m in verdict.manquements} >= {"notification_aux_parties"}
