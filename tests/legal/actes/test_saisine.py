"""The exceptional referral: two months from the last attested reception."""

from __future__ import annotations

from server.legal.actes import check, evenements, issue
from tests.actes import contrat, day, receptions, saisine

DEUX = receptions(departement="2029-03-22", ars="2029-12-31")


def ends(acte: object) -> list[str]:
    """Return the last days of the committee."""
    found = evenements(contrat(), acte, day("2029-04-01"))  # type: ignore[arg-type]  # any act
    return [e.date.isoformat() for e in found if e.nature == "echeance"]


def test_the_two_months_run_from_the_last_reception_to_the_end_of_a_shorter_month() -> None:
    assert ends(saisine(receptions=DEUX)) == ["2030-02-28"]


def test_they_do_not_run_while_a_reception_is_not_attested() -> None:
    assert ends(saisine(receptions=DEUX[:1])) == []


def test_what_follows_is_agreed_within_the_two_months() -> None:
    for suites, faults in (("2030-02-28", []), ("2030-03-01", ["/acte/suites"]), ("2029-03-19", ["/acte/suites"])):
        verdict = check(contrat(), saisine(receptions=DEUX, suites=suites))
        assert [m.chemin for m in verdict.manquements] == faults
        assert verdict.conforme


def test_a_contract_that_has_ended_is_not_followed_up() -> None:
    for date, faults in (("2031-12-31", []), ("2032-01-01", ["/acte/date"])):
        assert [m.chemin for m in check(contrat(), saisine(date=date)).manquements] == faults


def test_it_is_sent_by_a_party_to_the_others_whose_receptions_follow() -> None:
    assert [m.regle for m in check(contrat(), saisine(expediteur={"role": "autre"})).manquements] == [
        "saisine_des_parties"
    ]
    early = saisine(receptions=receptions(ars="2029-03-19"))
    assert [m.regle for m in check(contrat(), early).manquements] == ["dates_de_la_saisine"]


def test_it_asks_for_no_agreement() -> None:
    assert issue(contrat(), saisine(receptions=DEUX), day("2040-01-01")) is None
