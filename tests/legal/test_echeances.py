"""Every date that the law derives from a contract, on the cases where a day is easily missed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from schemas.contrat import Contrat
from schemas.reading import read
from server.legal.echeances import Echeance, NatureDEcheance, day_of_law, echeances
from server.legal.echeances.derivation import DERIVATIONS, Derivation
from server.legal.rule import read_sentence
from server.legal.sources import PUBLICATION_ARRETE_2017
from tests import french, payloads

TEXTES = Path(__file__).with_name("textes")
QUOTATION = re.compile("«\u00a0(.*?)\u00a0»")
METROPOLE = "metropole_fusion"
HANDICAP = "handicap_l313_12_2"
D313_11 = "residence_l313_11"


def contrat(name: str = payloads.REFERENCE, **article_9: Any) -> Contrat:
    """Return an example with another article 9, where told."""
    charge = payloads.charge(name)
    charge["article_9"] |= article_9
    return read(charge, Contrat)


def proroge(prolongation: int | None = None, **prorogation: str) -> Contrat:
    """Return the reference contract, prorogued, and prolonged if told."""
    notifiee = {"date_notification": "2031-05-31"} | prorogation
    return contrat(prorogation=notifiee, **({"prolongation_annees": prolongation} if prolongation else {}))


def of(contrat: Contrat, nature: NatureDEcheance) -> list[Echeance]:
    return [each for each in echeances(contrat, day_of_law(contrat)) if each.nature is nature]


def days(contrat: Contrat, nature: NatureDEcheance) -> list[tuple[str, str, str]]:
    return [(each.cle, each.du.isoformat(), each.au.isoformat()) for each in of(contrat, nature)]


def named(contrat: Contrat, cle: str) -> Echeance:
    return next(each for each in echeances(contrat, day_of_law(contrat)) if each.cle == cle)


def test_the_dates_come_in_their_order_and_each_has_a_key_of_its_own() -> None:
    for name in payloads.NAMES:
        found = echeances(payloads.contrat(name), date(2027, 1, 1))
        assert [each.du for each in found] == sorted(each.du for each in found)
        assert len({each.cle for each in found}) == len(found)


def test_the_committee_meets_in_years_of_the_contract_and_not_of_the_calendar() -> None:
    assert days(payloads.contrat(METROPOLE), NatureDEcheance.DIALOGUE) == [
        ("dialogue-3", "2028-07-01", "2029-06-30"),
        ("dialogue-4", "2029-07-01", "2030-06-30"),
        ("dialogue-5", "2030-07-01", "2031-06-30"),
    ]


def test_a_meeting_that_the_contract_forgets_is_told_by_the_model_where_it_governs() -> None:
    for name, expected in ((payloads.REFERENCE, ["dialogue-3", "dialogue-5"]), (HANDICAP, [])):
        charge = payloads.charge(name)
        charge["article_5"]["dialogues"] = []
        found = of(read(charge, Contrat), NatureDEcheance.DIALOGUE)
        assert [each.cle for each in found] == expected
        assert all(each.chemin == "" for each in found)


def test_a_meeting_after_the_end_is_not_told() -> None:
    charge = payloads.charge(D313_11)
    charge["article_5"]["dialogues"] = [{"annee": 4, "objet": "bilan."}, {"annee": 5, "objet": "trop tard"}]
    (dialogue,) = of(read(charge, Contrat), NatureDEcheance.DIALOGUE)
    assert (dialogue.cle, dialogue.detail) == ("dialogue-4", "Objet\u00a0: bilan.")


@pytest.mark.parametrize(
    ("entree", "third_year", "initial", "validation"),
    [
        ("2027-01-01", ("2029-01-01", "2029-12-31"), "2026-06-30", "2029-06-30"),
        ("2026-07-01", ("2028-07-01", "2029-06-30"), "2025-06-30", "2029-06-30"),
        ("2026-06-30", ("2028-06-30", "2029-06-29"), "2025-06-30", "2028-06-30"),
        ("2028-02-29", ("2030-03-01", "2031-02-28"), "2027-06-30", "2030-06-30"),
    ],
)
def test_the_assessments_are_made_in_the_third_year_and_validated_by_its_30_june(
    entree: str, third_year: tuple[str, str], initial: str, validation: str
) -> None:
    moved = contrat(date_entree_en_vigueur=entree)
    assert sorted(days(moved, NatureDEcheance.COUPES)) == [
        ("coupes-3", *third_year),
        ("validation-3", validation, validation),
        ("validation-initiale", initial, initial),
    ]
    assert named(moved, "validation-3").libelle.endswith(f"en {int(validation[:4]) + 1}")


def test_assessments_concern_the_ehpad_of_the_iv_ter_alone() -> None:
    assert of(payloads.contrat(HANDICAP), NatureDEcheance.COUPES) == []
    assert of(payloads.contrat(D313_11), NatureDEcheance.COUPES) == []


def test_a_review_goes_with_the_accounts_of_each_year_that_the_contract_touches() -> None:
    assert [each.du for each in of(payloads.contrat(METROPOLE), NatureDEcheance.REVUE)] == [
        date(year, 4, 30) for year in range(2027, 2033)
    ]
    assert [each.cle for each in of(contrat(D313_11, duree_annees=1), NatureDEcheance.REVUE)] == ["revue-2027"]


@pytest.mark.parametrize(
    ("statut", "day", "both"),
    [
        ("Association de droit local", "2028-04-30", False),
        ("Association loi 1901 reconnue d’utilité publique", "2028-04-30", False),
        ("Établissement public communal d’hospitalisation", "2028-07-31", False),
        ("Autre établissement public à caractère administratif", "2028-04-30", True),
        (None, "2028-04-30", True),
    ],
)
def test_a_public_health_establishment_has_until_july_and_who_is_not_known_reads_both(
    statut: str | None,
    day: str,
    both: bool,  # noqa: FBT001 -- a parameter of the cases
) -> None:
    charge = payloads.charge()
    charge["article_1"]["gestionnaire"]["statut_juridique"] = {"libelle": statut} if statut else None
    revue = named(read(charge, Contrat), "revue-2027")
    assert revue.du == date.fromisoformat(day)
    assert ("31\u00a0juillet 2028" in revue.detail) is both


def test_an_establishment_attached_to_a_hospital_reads_both_dates() -> None:
    charge = payloads.charge()
    charge["article_1"]["etablissements"][0]["etablissement_de_sante"] = {"denomination": "Centre hospitalier"}
    assert "31\u00a0juillet 2028" in named(read(charge, Contrat), "revue-2027").detail


@pytest.mark.parametrize(
    ("entree", "notification", "reponse", "renouvellement", "fin"),
    [
        ("2027-01-01", "2031-06-30", "2031-07-30", "2030-12-31", "2031-12-31"),
        ("2026-07-01", "2030-12-30", "2031-01-30", "2030-06-30", "2031-06-30"),
        ("2026-09-01", "2031-02-28", "2031-03-28", "2030-08-31", "2031-08-31"),
        ("2023-09-01", "2028-02-29", "2028-03-29", "2027-08-31", "2028-08-31"),
        ("2027-08-01", "2032-01-31", "2032-02-29", "2031-07-31", "2032-07-31"),
        ("2028-02-29", "2032-08-28", "2032-09-28", "2032-02-28", "2033-02-28"),
    ],
)
def test_the_delays_before_the_end_are_counted_from_day_to_day(
    entree: str, notification: str, reponse: str, renouvellement: str, fin: str
) -> None:
    moved = contrat(date_entree_en_vigueur=entree)
    found = {
        cle: named(moved, cle).du.isoformat() for cle in ("prorogation-notification", "prorogation-reponse", "fin")
    }
    assert found == {"prorogation-notification": notification, "prorogation-reponse": reponse, "fin": fin}
    assert named(moved, "renouvellement").du.isoformat() == renouvellement


def test_only_the_arrete_gives_its_contracts_a_simple_prorogation() -> None:
    assert of(payloads.contrat(D313_11), NatureDEcheance.PROROGATION) == []
    assert "six ans" in named(payloads.contrat(D313_11), "fin").detail
    assert "six ans" in named(payloads.contrat(HANDICAP), "fin").detail


@pytest.mark.parametrize("years", range(1, 6))
def test_the_end_follows_the_years_and_its_renewal_never_precedes_the_contract(years: int) -> None:
    short = contrat(D313_11, duree_annees=years)
    assert named(short, "fin").du == date(2026 + years, 12, 31)
    assert named(short, "renouvellement").du == max(date(2025 + years, 12, 31), date(2027, 1, 1))


def test_a_contract_may_last_seven_years_at_most_and_says_so() -> None:
    assert "31\u00a0décembre 2033 au plus tard" in named(contrat(), "fin").detail


def test_the_month_to_answer_runs_from_receptions_that_the_contract_does_not_know() -> None:
    for found in (contrat(), proroge()):
        reponse = named(found, "prorogation-reponse")
        assert reponse.libelle.startswith("Au plus tôt, dernier jour pour répondre")
        assert reponse.detail.startswith("Le mois court, pour chaque partie, du jour où sa réception est attestée.")
    assert named(proroge(), "prorogation-reponse").du == date(2031, 6, 30)


def test_a_prorogation_is_told_with_its_agreement_and_what_may_follow() -> None:
    found = proroge(date_accord="2031-06-20")
    assert days(found, NatureDEcheance.PROROGATION) == [
        ("prorogation-notification", "2031-05-31", "2031-05-31"),
        ("prorogation-accord", "2031-06-20", "2031-06-20"),
    ]
    assert days(found, NatureDEcheance.FIN) == [
        ("terme-initial", "2031-12-31", "2031-12-31"),
        ("fin", "2032-12-31", "2032-12-31"),
    ]
    assert "peut encore prolonger le contrat\u00a0: jusqu’au 31\u00a0décembre 2033" in named(found, "fin").detail
    assert named(found, "renouvellement").du == date(2031, 12, 31)
    assert named(found, "revue-2032").du == date(2033, 4, 30)


def test_a_prolonged_contract_ends_for_good() -> None:
    found = proroge(1)
    assert [cle for cle, *_ in days(found, NatureDEcheance.FIN)] == ["terme-initial", "terme-proroge", "fin"]
    assert named(found, "fin").du == date(2033, 12, 31)
    assert named(found, "fin").detail == "Le contrat ne peut plus être prorogé ni prolongé."


def test_a_contract_prolonged_without_a_prorogation_tells_its_initial_end() -> None:
    found = contrat(prolongation_annees=1)
    assert [cle for cle, *_ in days(found, NatureDEcheance.FIN)] == ["terme-initial", "fin"]
    assert of(found, NatureDEcheance.PROROGATION) == []


def test_what_the_contract_sets_itself_is_told_with_its_place() -> None:
    found = payloads.contrat(METROPOLE)
    kinds = (
        NatureDEcheance.ACTION,
        NatureDEcheance.REEQUILIBRAGE,
        NatureDEcheance.TRANSFORMATION,
        NatureDEcheance.AUTORISATION,
    )
    for nature in kinds:
        assert of(found, nature)
        assert all(each.chemin and each.source is None for each in of(found, nature))
    (autorisation,) = of(found, NatureDEcheance.AUTORISATION)
    assert autorisation.du == date(2031, 6, 30)
    assert named(payloads.contrat(), "frais-de-siege").du == date(2031, 12, 31)


def test_two_steps_of_one_transformation_have_keys_of_their_own() -> None:
    found = of(payloads.contrat("restructuration_l313_9"), NatureDEcheance.TRANSFORMATION)
    assert [each.cle.removeprefix(found[0].cle) for each in found] == ["", "/2"]


def test_before_the_arrete_the_law_sets_no_delay() -> None:
    before = PUBLICATION_ARRETE_2017 - timedelta(days=1)
    natures = {each.nature for each in echeances(payloads.contrat(D313_11), before)}
    assert natures == {
        NatureDEcheance.ENTREE_EN_VIGUEUR,
        NatureDEcheance.DIALOGUE,
        NatureDEcheance.ACTION,
        NatureDEcheance.FIN,
    }


def test_the_law_of_a_contract_is_that_of_its_signature_or_of_its_entry_into_force() -> None:
    assert day_of_law(contrat()) == date(2026, 12, 10)
    assert day_of_law(contrat(date_signature=None)) == date(2027, 1, 1)


def test_every_word_is_well_spaced_french() -> None:
    for name in payloads.NAMES:
        for each in echeances(payloads.contrat(name), date(2027, 1, 1)):
            for text in (each.libelle, each.detail, each.repere):
                assert not french.BADLY_SPACED.search(text), text
                assert not french.STRAIGHT_APOSTROPHE.search(text), text


@pytest.mark.parametrize("derivation", DERIVATIONS, ids=lambda each: each.moments.__name__)
def test_a_date_quotes_the_text_that_sets_it_or_tells_what_the_contract_says(derivation: Derivation) -> None:
    quoted = QUOTATION.findall(derivation.texte)
    assert bool(quoted) is (derivation.source is not None)
    for part in (part.strip(" .\u202f;") for passage in quoted for part in passage.split("[…]")):
        assert any(_bare(part) in law for law in LAW), part


def _bare(text: str) -> str:
    return re.sub(r"[\s.;-]+", "", text)


LAW = [_bare(read_sentence(file.read_text("utf-8"))) for file in sorted(TEXTES.glob("*.txt"))]


def test_the_convention_of_habilitation_is_published_within_two_months_of_its_signature() -> None:
    assert days(payloads.contrat(), NatureDEcheance.HABILITATION) == [
        ("habilitation-publication", "2027-02-10", "2027-02-10")
    ]
    assert of(payloads.contrat(HANDICAP), NatureDEcheance.HABILITATION) == []


def test_the_state_of_forecasts_is_transmitted_each_year_and_silence_on_it_is_told() -> None:
    contrat = payloads.contrat()
    found = {each.cle: each for each in of(contrat, NatureDEcheance.EPRD)}
    assert found["eprd-2027"].du == date(2027, 4, 30)
    assert "vaut rejet" in found["eprd-2027"].detail
    assert "30\u00a0juin 2027" in found["eprd-2027"].detail
    assert found["activite-2028"].du == date(2027, 10, 31)
    assert "activite-2027" not in found  # before the contract
    assert len(found) == 9
    assert of(payloads.contrat(D313_11), NatureDEcheance.EPRD) == []
