"""Each example dossier hangs together: numbers, references, capacities, dates, words."""

import re
from collections import Counter
from datetime import date, timedelta

import pikepdf
import pytest

from tests.examples.conftest import EXAMPLES, NAMES, Json, leaves, load, values

LARGEST_PIECE = 40_000  # bytes
THEMES = {"expression_participation", "offre_efficience", "parcours_cooperations", "qualite_accompagnement"}
OUTSIDE_HABILITATION = {"pasa", "uhr"}  # occupied by residents who already have a place


def luhn(number: str) -> bool:
    doubled = (int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(number)))
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0


def day(text: str) -> date:
    return date.fromisoformat(text)


def finess_of(contrat: Json) -> dict[str, Json]:
    return {etablissement["finess_et"]: etablissement for etablissement in contrat["article_1"]["etablissements"]}


def last_day(contrat: Json) -> date:
    start = day(contrat["article_9"]["date_entree_en_vigueur"])
    return start.replace(year=start.year + contrat["article_9"]["duree_annees"]) - timedelta(days=1)


def test_every_folder_holds_a_contract() -> None:
    folders = {folder.name for folder in EXAMPLES.iterdir() if folder.is_dir()}
    assert folders - {"actes", "avenants", "non_conformes", "reprises", "revues"} == set(NAMES)


def test_finess_numbers_have_nine_digits_and_a_valid_key(contrat: Json) -> None:
    numbers = [*values(contrat, "finess_et"), *values(contrat, "finess_ej"), *values(contrat, "finess")]
    assert all(re.fullmatch(r"\d{9}", number) and luhn(number) for number in numbers)


def test_a_finess_number_begins_with_the_departement_of_its_site(contrat: Json) -> None:
    assert all(finess[:2] == site["departement"] for finess, site in finess_of(contrat).items())


def test_siren_and_siret_have_a_valid_key_and_the_same_root(contrat: Json) -> None:
    siren = contrat["article_1"]["gestionnaire"]["siren"]
    sirets = values(contrat, "siret")
    assert luhn(siren)
    assert len(set(sirets)) == len(sirets)
    assert all(len(siret) == 14 and siret.startswith(siren) and luhn(siret) for siret in sirets)


def test_every_establishment_named_is_one_of_article_1(contrat: Json) -> None:
    known = finess_of(contrat)
    named = {*values(contrat, "finess_et")}
    named |= {finess for objectif in contrat["article_3"]["objectifs"] for finess in objectif["etablissements"]}
    assert named == set(known)
    assert len(known) == len(contrat["article_1"]["etablissements"])
    assert contrat["article_1"]["gestionnaire"]["finess_ej"] not in known


def test_each_establishment_is_authorised_by_parties_to_the_contract(contrat: Json) -> None:
    roles = {autorite["role"] for autorite in contrat["parties"]["autorites"]}
    departements = {autorite.get("departement") for autorite in contrat["parties"]["autorites"]} - {None}
    for etablissement in finess_of(contrat).values():
        assert set(etablissement["autorisation"]["autorites"]) <= roles
        assert not departements or etablissement["departement"] in departements  # none signs where the ARS does alone


def test_no_capacity_exceeds_what_is_authorised(contrat: Json) -> None:
    for capacite in (capacite for site in finess_of(contrat).values() for capacite in site["capacites"]):
        assert max(capacite["installee"], capacite["financee"], capacite["habilitee"]) <= capacite["autorisee"]


def test_the_extent_of_the_habilitation_is_the_one_of_the_places(contrat: Json) -> None:
    for site in finess_of(contrat).values():
        places = [place for place in site["capacites"] if place["modalite"] not in OUTSIDE_HABILITATION]
        permanent = [place for place in places if place["modalite"] == "hebergement_permanent"]
        authorised = sum(place["autorisee"] for place in permanent or places)
        habilitated = sum(place["habilitee"] for place in places)
        extent = "aucune" if not habilitated else "totale" if habilitated == authorised else "partielle"
        assert site["habilitation_aide_sociale"] == extent


def test_the_habilitation_annexe_lists_the_habilitated_places(contrat: Json) -> None:
    habilitated = {
        finess: sum(place["habilitee"] for place in site["capacites"]) for finess, site in finess_of(contrat).items()
    }
    annexe = contrat["annexes"].get("habilitation_aide_sociale", {"etablissements": []})
    listed = {site["finess_et"]: site["capacite"] for site in annexe["etablissements"]}
    assert listed == {finess: places for finess, places in habilitated.items() if places}


def test_no_exempted_extension_reaches_thirty_percent(contrat: Json) -> None:
    for transformation in contrat["article_1"].get("transformations", []):
        added = transformation["apres"]["capacite"] - transformation["avant"]["capacite"]
        assert added < 0.30 * transformation["avant"]["capacite"]


def test_a_transformation_starts_from_the_capacity_of_article_1_or_from_where_the_last_one_ended(contrat: Json) -> None:
    authorised = {
        finess: sum(place["autorisee"] for place in site["capacites"] if place["modalite"] not in OUTSIDE_HABILITATION)
        for finess, site in finess_of(contrat).items()
    }
    for transformation in contrat["article_1"].get("transformations", []):
        assert transformation["avant"]["capacite"] == authorised[transformation["finess_et"]]
        authorised[transformation["finess_et"]] = transformation["apres"]["capacite"]


def test_pieces_and_the_names_that_call_them_match_both_ways(contrat: Json) -> None:
    called = [*values(contrat, "organigramme"), *values(contrat, "pv"), *values(contrat, "piece")]
    called += values(contrat["article_4"], "arrete")
    given = [piece["identifiant"] for piece in contrat["annexes"]["pieces"]]
    assert sorted(called) == sorted(given)


def test_every_piece_is_a_small_tagged_pdf_and_no_file_is_left_over(name: str, contrat: Json) -> None:
    files = {piece["fichier"] for piece in contrat["annexes"]["pieces"]}
    assert {path.name for path in (EXAMPLES / name).iterdir()} == files | {"contrat.json"}
    for path in (EXAMPLES / name / file for file in files):
        assert path.stat().st_size < LARGEST_PIECE
        with pikepdf.open(path) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang).startswith("fr")


def test_the_safety_report_of_the_diagnosis_has_the_date_of_its_piece(contrat: Json) -> None:
    dates = {piece["identifiant"]: piece["date"] for piece in contrat["annexes"]["pieces"]}
    diagnostic = contrat["annexes"]["diagnostic_partage"]
    assert all(report["date_pv"] == dates[report["pv"]] for report in diagnostic.get("conformite_erp", []))
    assert all(each["date"] == dates[each["piece"]] for each in diagnostic.get("evaluations", []))


def test_each_objective_has_one_fiche_and_each_fiche_one_objective(contrat: Json) -> None:
    objectives = [objectif["identifiant"] for objectif in contrat["article_3"]["objectifs"]]
    assert [fiche["objectif"] for fiche in contrat["annexes"]["objectifs"]] == objectives
    assert len(objectives) == len(set(objectives)) <= 10
    assert all(1 <= len(fiche["indicateurs"]) <= 3 for fiche in contrat["annexes"]["objectifs"])


def test_the_four_themes_are_treated_or_their_absence_justified(contrat: Json) -> None:
    article = contrat["article_3"]
    treated = {objectif["theme"] for objectif in article["objectifs"]}
    assert treated | {each["theme"] for each in article.get("themes_non_traites", [])} == THEMES


@pytest.mark.parametrize("name", ["ehpad_trois_rivieres", "metropole_fusion"])
def test_ehpad_contracts_treat_palliative_care_and_hospital_at_home(name: str) -> None:
    subjects = {subject for each in load(name)["article_3"]["objectifs"] for subject in each["sujets"]}
    assert subjects == {"soins_palliatifs", "hospitalisation_a_domicile"}


def test_indicators_move_towards_their_target_within_the_term(contrat: Json) -> None:
    for indicator in (each for fiche in contrat["annexes"]["objectifs"] for each in fiche["indicateurs"]):
        steps = [indicator[step] for step in ("depart", "intermediaire", "cible")]
        figures = [float(step["valeur"]) for step in steps]
        assert figures == sorted(set(figures), reverse=indicator["sens"] == "baisse"), indicator["identifiant"]
        assert [step["annee"] for step in steps] == sorted({step["annee"] for step in steps})
        assert steps[-1]["annee"] <= last_day(contrat).year


def test_actions_and_transformations_fall_within_the_term(contrat: Json) -> None:
    start = day(contrat["article_9"]["date_entree_en_vigueur"])
    dates = values(contrat["annexes"]["objectifs"], "echeance")
    dates += [each["date"] for each in contrat["article_1"].get("transformations", [])]
    assert all(start <= day(text) <= last_day(contrat) for text in dates)


def test_dates_that_precede_the_signature_do(contrat: Json) -> None:
    signature = day(contrat["article_9"]["date_signature"])
    assert signature <= day(contrat["article_9"]["date_entree_en_vigueur"])
    before = [*values(contrat["visas"], "date"), *values(contrat["visas"], "date_arrete")]
    before += [*values(contrat["annexes"]["diagnostic_partage"], "date"), *values(contrat, "date_pv")]
    before += [*values(contrat["annexes"]["pieces"], "date"), *values(contrat["article_4"], "date")]
    before += [*values(contrat, "decision_des_autorites"), *values(contrat["article_8"], "date_signature")]
    assert all(day(text) <= signature for text in before)


def test_every_party_sits_in_the_committee(contrat: Json) -> None:
    members = contrat["article_5"]["comite_suivi"]
    present = {member["entite"] for member in members} | {member.get("denomination") for member in members}
    autorites = contrat["parties"]["autorites"]
    roles = Counter(autorite["role"] for autorite in autorites)
    expected = {each["denomination" if roles[each["role"]] > 1 else "role"] for each in autorites}
    assert expected | {"gestionnaire"} <= present


def test_dialogues_stand_at_mid_term_and_at_the_end(contrat: Json) -> None:
    term = contrat["article_9"]["duree_annees"]
    years = [dialogue["annee"] for dialogue in contrat["article_5"]["dialogues"]]
    assert {3, 5} <= set(years) if term == 5 else {term // 2, term} == set(years)
    assert max(years) <= term


def test_a_fusion_ends_the_contracts_it_replaces() -> None:
    contrat = load("metropole_fusion")
    replaced = {each["reference"] for each in contrat["article_2"]["autres_cpom"]}
    assert {each["reference"] for each in contrat["article_8"]["cpom_precedents"]} == replaced


def test_texts_keep_to_french_typography(contrat: Json) -> None:
    fault = re.compile(r"'|\.\.\.|« | »|(?<!\d) [:;!?](?=\s|$)|\d [%€]")
    texts = [(path, leaf) for path, leaf in leaves(contrat) if isinstance(leaf, str)]
    assert [path for path, text in texts if fault.search(text)] == []


def test_long_texts_show_lists_tables_and_emphasis() -> None:
    text = "\n".join(leaf for name in NAMES for _, leaf in leaves(load(name)) if isinstance(leaf, str))
    assert all(mark in text for mark in ("\n- ", "\n1. ", "|---|", "**", "*enfance*"))
