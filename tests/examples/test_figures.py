"""The figures of the examples add up to the cent, by formulas written again here from the law."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pytest

from tests.examples.conftest import Json, load

POINTS = {"gir_1": 1000, "gir_2": 840, "gir_3": 660, "gir_4": 420, "gir_5": 250, "gir_6": 70}  # CASF, annexe 3-6
PATHOS_WEIGHT = Decimal("2.59")  # CASF, R. 314-162
HIGHEST_RATIO = Decimal("1.35")  # CASF, L. 342-3-1
INCOME = [
    "produits_tarification",
    "autres_produits",
    "produits_financiers",
    "produits_exceptionnels",
    "reprises",
    "quote_part_subventions",
    "produits_cessions",
]
CHARGES = [
    "charges_exploitation_courante",
    "charges_personnel",
    "charges_structure",
    "charges_financieres",
    "charges_exceptionnelles",
    "dotations_amortissements",
    "dotations_provisions",
    "valeur_comptable_cessions",
]
NOT_PAID = ["dotations_amortissements", "dotations_provisions", "valeur_comptable_cessions"]
NOT_RECEIVED = ["reprises", "quote_part_subventions", "produits_cessions"]
RESOURCES = ["apports", "subventions_investissement", "emprunts_nouveaux", "produits_cessions", "autres_ressources"]
USES = ["remboursements_emprunts", "investissements_majeurs", "investissements_courants", "autres_emplois"]
EHPAD_CONTRACTS = ("ehpad_trois_rivieres", "metropole_fusion")


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def total(exercice: Json, lines: list[str]) -> Decimal:
    return sum((Decimal(exercice.get(line, "0")) for line in lines), Decimal(0))


def computed(contrat: Json) -> list[dict[str, Decimal]]:
    """Return the six totals of each exercise of the plan, in euros."""
    plan = contrat["annexes"]["pgfp"]
    frng, dette = (Decimal(plan["situation_initiale"][key]) for key in ("frng", "dette"))
    rows = []
    for exercice in plan["exercices"]:
        resultat = total(exercice, INCOME) - total(exercice, CHARGES)
        caf = resultat + total(exercice, NOT_PAID) - total(exercice, NOT_RECEIVED)
        variation = caf + total(exercice, RESOURCES) - total(exercice, USES)
        frng += variation
        dette += total(exercice, ["emprunts_nouveaux"]) - total(exercice, ["remboursements_emprunts"])
        row = {"resultat": resultat, "caf": caf, "variation_frng": variation, "frng": frng, "dette": dette}
        rows.append({**row, "tresorerie": frng - total(exercice, ["bfr"])})
    return rows


def complements(contrat: Json, finess: str, section: str) -> Decimal:
    lines = contrat["article_4"]["financements_complementaires"]
    return sum(
        (Decimal(each["montant"]) for each in lines if (each["finess_et"], each["section"]) == (finess, section)),
        Decimal(0),
    )


def permanent_places(contrat: Json, finess: str) -> int:
    places = {each["finess_et"]: each["capacites"] for each in contrat["article_1"]["etablissements"]}[finess]
    return sum(each["financee"] for each in places if each["modalite"] == "hebergement_permanent")


def cell(text: str) -> Decimal:
    """Return the number of a cell of a table, written in the French way."""
    return Decimal(re.sub(r"[^\d,-]", "", text).replace(",", ".") or "0")


def revenue_table(contrat: Json) -> list[list[str]]:
    """Return the rows of the table of article 4, without its head: name, days (2), care, dependency, lodging."""
    lines = re.findall(r"^\|(.*)\|$", contrat["article_4"]["dispositions_particulieres"], re.MULTILINE)
    return [[each.strip(" *") for each in line.split(" | ")] for line in lines[2:]]


def test_the_exercises_follow_each_other_and_cover_the_term(contrat: Json) -> None:
    years = [exercice["annee"] for exercice in contrat["annexes"]["pgfp"]["exercices"]]
    start = date.fromisoformat(contrat["article_9"]["date_entree_en_vigueur"])
    assert years[0] == start.year
    assert all(after == before + 1 for before, after in pairwise(years))
    assert len(years) == contrat["article_9"]["duree_annees"] + (start.month > 1)


def test_the_declared_totals_are_the_computed_ones(contrat: Json) -> None:
    for exercice, row in zip(contrat["annexes"]["pgfp"]["exercices"], computed(contrat), strict=True):
        declared = {key: Decimal(value) for key, value in exercice.get("declares", {}).items()}
        assert declared in ({}, row)


def test_the_plan_stays_sound(contrat: Json) -> None:
    for exercice, row in zip(contrat["annexes"]["pgfp"]["exercices"], computed(contrat), strict=True):
        assert min(row["frng"], row["tresorerie"], row["dette"]) > 0
        assert row["caf"] >= Decimal(exercice["remboursements_emprunts"])


@pytest.mark.parametrize("name", EHPAD_CONTRACTS)
def test_every_ehpad_has_its_tariff_elements(name: str) -> None:
    contrat = load(name)
    homes = {each["finess_et"] for each in contrat["article_1"]["etablissements"] if each["categorie"] == "500"}
    assert {each["finess_et"] for each in contrat["article_4"]["ehpad"]} == homes


@pytest.mark.parametrize("name", EHPAD_CONTRACTS)
def test_the_gmp_is_the_one_of_the_residents(name: str) -> None:
    contrat = load(name)
    for ehpad in contrat["article_4"]["ehpad"]:
        residents = ehpad["residents_par_gir"]
        average = Decimal(sum(POINTS[gir] * residents[gir] for gir in POINTS)) / sum(residents.values())
        assert ehpad["gmp"]["valeur"] == average.quantize(Decimal(1), ROUND_HALF_UP)
        assert sum(residents.values()) <= permanent_places(contrat, ehpad["finess_et"])


@pytest.mark.parametrize("name", EHPAD_CONTRACTS)
def test_both_cuts_are_of_the_same_day_and_validated_in_time(name: str) -> None:
    contrat = load(name)
    deadline = date(int(contrat["article_9"]["date_entree_en_vigueur"][:4]) - 1, 6, 30)
    for ehpad in contrat["article_4"]["ehpad"]:
        assert ehpad["pmp"]["date_coupe"] == ehpad["gmp"]["date_coupe"] < ehpad["gmp"]["date_validation"]
        assert date.fromisoformat(ehpad["pmp"]["date_validation"]) <= deadline


@pytest.mark.parametrize("name", EHPAD_CONTRACTS)
def test_the_care_amount_is_the_one_of_the_equation(name: str) -> None:
    contrat = load(name)
    for ehpad in contrat["article_4"]["ehpad"]:
        weight = ehpad["gmp"]["valeur"] + PATHOS_WEIGHT * ehpad["pmp"]["valeur"]
        places = permanent_places(contrat, ehpad["finess_et"])
        expected = cents(weight * places * Decimal(ehpad["valeur_point_soins"]))
        expected += complements(contrat, ehpad["finess_et"], "soins")
        assert Decimal(ehpad["forfait_soins_annonce"]) == expected


@pytest.mark.parametrize("name", EHPAD_CONTRACTS)
def test_the_dependency_amount_is_the_one_of_the_equation_or_absent_from_a_single_amount(name: str) -> None:
    contrat = load(name)
    for ehpad in contrat["article_4"]["ehpad"]:
        separate = ehpad["regime"] == "sections"
        assert ("forfait_dependance_annonce" in ehpad, "valeur_point_gir" in ehpad) == (separate, separate)
        if separate:
            expected = ehpad["gmp"]["valeur"] * permanent_places(contrat, ehpad["finess_et"])
            expected = cents(expected * Decimal(ehpad["valeur_point_gir"]))
            expected += complements(contrat, ehpad["finess_et"], "dependance")
            assert Decimal(ehpad["forfait_dependance_annonce"]) == expected


@pytest.mark.parametrize("name", EHPAD_CONTRACTS)
def test_the_revenue_table_multiplies_days_by_tariffs(name: str) -> None:
    contrat = load(name)
    *rows, overall = revenue_table(contrat)
    for tariff, row in zip(contrat["article_4"]["hebergement"]["tarifs"], rows, strict=True):
        helped, others = Decimal(tariff.get("aide_sociale", "0")), Decimal(tariff["hors_aide_sociale"])
        assert helped * cell(row[1]) + others * cell(row[2]) == cell(row[5])
        assert others <= HIGHEST_RATIO * helped or not helped
    for column in range(1, 6):
        assert sum(cell(row[column]) for row in rows) == cell(overall[column])


@pytest.mark.parametrize("name", EHPAD_CONTRACTS)
def test_the_revenue_table_repeats_the_announced_amounts(name: str) -> None:
    contrat = load(name)
    homes = contrat["article_4"]["ehpad"]
    for ehpad, row in zip(homes, revenue_table(contrat), strict=False):
        assert cell(row[3]) == Decimal(ehpad["forfait_soins_annonce"])
        assert cell(row[4]) == Decimal(ehpad.get("forfait_dependance_annonce", cell(row[4])))


def test_the_shares_add_up_to_the_common_grant(contrat: Json) -> None:
    for grant in contrat["article_4"].get("autres_etablissements", []):
        shares = sum(Decimal(share["montant"]) for share in grant["quotes_parts"])
        assert shares == Decimal(grant["dotation"])
        assert contrat["article_1"]["gestionnaire"]["beneficiaire_dgc"]


def test_the_tariff_income_of_the_first_year_is_the_one_of_article_4(contrat: Json) -> None:
    grants = contrat["article_4"].get("autres_etablissements", [])
    expected = sum((Decimal(grant["dotation"]) for grant in grants), Decimal(0))
    if "ehpad" in contrat["article_4"]:
        expected += sum(cell(amount) for amount in revenue_table(contrat)[-1][3:])
    assert Decimal(contrat["annexes"]["pgfp"]["exercices"][0]["produits_tarification"]) == expected
