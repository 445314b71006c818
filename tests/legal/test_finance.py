"""The computed rows of the financing plan, on figures worked out by hand."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from schemas.annexes.pgfp import Exercice, Pgfp, SituationInitiale
from server.legal.finance import Calcul, calculs
from tests import payloads

# Every line has its own power of two, so that a line left out, counted twice or with the wrong sign shows.
LINES = (
    *("produits_tarification", "autres_produits", "produits_financiers", "produits_exceptionnels", "reprises"),
    *("quote_part_subventions", "produits_cessions", "charges_exploitation_courante", "charges_personnel"),
    *("charges_structure", "charges_financieres", "charges_exceptionnelles", "dotations_amortissements"),
    *("dotations_provisions", "valeur_comptable_cessions", "apports", "subventions_investissement"),
    *("emprunts_nouveaux", "autres_ressources", "remboursements_emprunts", "investissements_majeurs"),
    *("investissements_courants", "autres_emplois", "bfr"),
)
POWER = {line: Decimal(2**rank) for rank, line in enumerate(LINES)}
ONE_OF_EACH = Exercice(annee=2027, **POWER)


def euros(**lines: str | int) -> dict[str, Any]:
    return {line: Decimal(amount) for line, amount in lines.items()}


def calcul(exercice: Exercice, **situation: str | int) -> Calcul:
    (only,) = calculs(Pgfp(exercices=(exercice,), situation_initiale=SituationInitiale(**euros(**situation))))
    return only


def sum_of(*signed: str) -> Decimal:
    return sum((POWER[line.lstrip("-")] * (-1 if line[0] == "-" else 1) for line in signed), Decimal(0))


def test_every_line_of_the_plan_is_in_the_figures() -> None:
    assert set(LINES) == {field.name for field in fields(Exercice)} - {"annee", "declares"}


class TestIdentities:
    def test_products_and_charges_are_all_their_lines(self) -> None:
        assert calcul(ONE_OF_EACH).produits == sum_of(*LINES[:7])
        assert calcul(ONE_OF_EACH).charges == sum_of(*LINES[7:15])

    def test_the_result_is_products_less_charges(self) -> None:
        assert calcul(ONE_OF_EACH).resultat == sum_of(*LINES[:7], *(f"-{line}" for line in LINES[7:15]))

    def test_self_financing_leaves_out_what_is_neither_received_nor_paid(self) -> None:
        assert calcul(ONE_OF_EACH).caf == sum_of(
            *("produits_tarification", "autres_produits", "produits_financiers", "produits_exceptionnels"),
            *("-charges_exploitation_courante", "-charges_personnel", "-charges_structure"),
            *("-charges_financieres", "-charges_exceptionnelles"),
        )

    def test_the_working_capital_moves_by_resources_less_uses(self) -> None:
        row = calcul(ONE_OF_EACH)
        brought = (
            "apports",
            "subventions_investissement",
            "emprunts_nouveaux",
            "produits_cessions",
            "autres_ressources",
        )
        spent = ("remboursements_emprunts", "investissements_majeurs", "investissements_courants", "autres_emplois")
        assert row.ressources == row.caf + sum_of(*brought)
        assert row.emplois == sum_of(*spent)
        assert row.variation_frng == row.ressources - row.emplois

    def test_working_capital_and_debt_start_from_the_opening_situation(self) -> None:
        row = calcul(ONE_OF_EACH, frng=5_000, dette=7_000)
        assert row.frng == 5_000 + row.variation_frng
        assert row.tresorerie == row.frng - POWER["bfr"]
        assert row.dette == 7_000 + sum_of("emprunts_nouveaux", "-remboursements_emprunts")


class TestTwoYearsByHand:
    """Year 1: result 20, self-financing 70, capital 100 + 55; year 2: a sale at a profit, and a deficit."""

    FIRST = Exercice(
        annee=2027,
        **euros(produits_tarification=1_000, autres_produits=50, quote_part_subventions=10),
        **euros(charges_exploitation_courante=200, charges_personnel=700, charges_structure=80),
        **euros(dotations_amortissements=60, emprunts_nouveaux=30, remboursements_emprunts=25),
        **euros(investissements_courants=20, bfr=15),
    )
    SECOND = Exercice(
        annee=2028,
        **euros(produits_tarification=1_000, produits_cessions=90, valeur_comptable_cessions=40),
        **euros(charges_personnel=1_100, dotations_amortissements=50, reprises=5),
        **euros(remboursements_emprunts=25, bfr=-10),
    )
    PLAN = Pgfp(exercices=(FIRST, SECOND), situation_initiale=SituationInitiale(**euros(frng=100, bfr=9, dette=300)))

    def test_the_first_year(self) -> None:
        row, _ = calculs(self.PLAN)
        assert (row.produits, row.charges, row.resultat) == (1_060, 1_040, 20)
        assert row.caf == 20 + 60 - 10
        assert row.variation_frng == 70 + 30 - 25 - 20
        assert (row.frng, row.tresorerie, row.dette) == (155, 140, 305)

    def test_the_second_year_carries_on_from_the_first(self) -> None:
        _, row = calculs(self.PLAN)
        assert (row.produits, row.charges, row.resultat) == (1_095, 1_190, -95)
        assert row.caf == -95 + 50 + 40 - 5 - 90
        assert row.variation_frng == -100 + 90 - 25
        assert (row.frng, row.tresorerie, row.dette) == (120, 130, 280)

    def test_the_ratios(self) -> None:
        first, second = calculs(self.PLAN)
        assert first.taux_de_caf == Decimal("6.6")  # 70 / 1 060
        assert first.jours_de_frng == Decimal("57.7")  # 155 × 365 / 980 of charges paid
        assert first.dette_sur_caf == Decimal("4.4")  # 305 / 70
        assert second.taux_de_caf == Decimal("-9.1")  # -100 / 1 095
        assert second.dette_sur_caf is None  # no self-financing to repay with


def test_the_days_of_working_capital_are_those_of_the_charges_paid() -> None:
    paid = euros(produits_tarification=372, charges_personnel=365)
    unpaid = euros(dotations_amortissements=1, dotations_provisions=2, valeur_comptable_cessions=4)
    assert calcul(Exercice(annee=2027, **paid, **unpaid), frng=3).jours_de_frng == 10


def test_a_ratio_half_way_is_rounded_up() -> None:
    row = calcul(Exercice(annee=2027, **euros(produits_tarification=400, charges_personnel=375)))  # 6.25 %
    assert row.taux_de_caf == Decimal("6.3")


def test_an_empty_year_has_no_ratio() -> None:
    row = calcul(Exercice(annee=2027))
    assert (row.taux_de_caf, row.jours_de_frng, row.dette_sur_caf) == (None, None, None)
    assert (row.resultat, row.frng) == (0, 0)


def test_cents_are_never_lost() -> None:
    row = calcul(Exercice(annee=2027, **euros(produits_tarification="0.30", autres_produits="-0.10")))
    assert row.resultat == Decimal("0.20")
    assert row.taux_de_caf == 100


def test_the_order_of_the_years_is_that_of_the_plan() -> None:
    plan = Pgfp(exercices=(replace(ONE_OF_EACH, annee=2030), ONE_OF_EACH))
    assert [row.annee for row in calculs(plan)] == [2030, 2027]


@pytest.mark.parametrize("name", payloads.NAMES)
def test_the_totals_declared_by_the_examples_are_the_computed_ones_to_the_cent(name: str) -> None:
    pgfp = payloads.contrat(name).annexes.pgfp
    assert pgfp is not None
    for row in calculs(pgfp):
        declared = row.exercice.declares
        for total in fields(declared) if declared else ():
            amount = getattr(declared, total.name)
            assert amount in (None, getattr(row, total.name)), f"{total.name} of {row.annee}"
