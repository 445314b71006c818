"""For each blocking rule, the ways to break it: each takes a conforming charge and draws how to spoil it.

A mutation names the rules that necessarily break with its own (`avec`), and the examples that it can spoil (`sur`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests import payloads

Charge = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]
Change = Callable[[Draw, Charge], None]


@dataclass(frozen=True)
class Mutation:
    """One way to break a rule."""

    regle: str
    change: Change
    avec: frozenset[str]
    sur: tuple[str, ...]


METROPOLE, HANDICAP, RESIDENCE = "metropole_fusion", "handicap_l313_12_2", "residence_l313_11"
MUTATIONS: list[Mutation] = []


def breaks(regle: str, *avec: str, sur: tuple[str, ...] = (payloads.REFERENCE,)) -> Callable[[Change], Change]:
    """Register a way to break a rule."""

    def register(change: Change) -> Change:
        MUTATIONS.append(Mutation(regle, change, frozenset(avec), sur))
        return change

    return register


def one(draw: Draw, items: list[Any]) -> Any:
    """Draw one item of a list."""
    return draw(st.sampled_from(items))


def rank(draw: Draw, items: list[Any]) -> int:
    """Draw the rank of an item of a list."""
    return int(draw(st.integers(0, len(items) - 1)))


def day(text: str, days: int) -> str:
    """Return a day some days later."""
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat()


def drop(draw: Draw, objet: Charge, *keys: str) -> None:
    """Take one of these keys away."""
    del objet[one(draw, [key for key in keys if key in objet])]


# Parties


@breaks("signataires_de_la_base_legale")
def without_an_authority(draw: Draw, charge: Charge) -> None:
    autorites = charge["parties"]["autorites"]
    del autorites[rank(draw, autorites)]


@breaks("autorites_ayant_autorise", sur=("residence_l313_11",))
def authorised_by_another(draw: Draw, charge: Charge) -> None:
    one(draw, charge["article_1"]["etablissements"])["autorisation"]["autorites"].append("autre")


@breaks("departements_signataires")
def an_establishment_in_another_departement(draw: Draw, charge: Charge) -> None:
    one(draw, charge["article_1"]["etablissements"])["departement"] = one(draw, ["54", "88", "08", "67"])


@breaks("region_unique", "departements_signataires")
def an_establishment_in_another_region(draw: Draw, charge: Charge) -> None:
    one(draw, charge["article_1"]["etablissements"])["departement"] = one(draw, ["75", "2A", "974", "69"])


@breaks("departement_des_collectivites")
def a_collectivity_without_its_departement(draw: Draw, charge: Charge) -> None:
    del one(draw, [a for a in charge["parties"]["autorites"] if a["role"] == "conseil_departemental"])["departement"]


@breaks("personne_morale_controlante", sur=(METROPOLE,))
def a_controlling_body_without_its_decision(_: Draw, charge: Charge) -> None:
    del charge["parties"]["gestionnaire"]["decision_des_autorites"]


@breaks("decision_avant_la_signature", sur=(METROPOLE,))
def a_decision_after_the_signature(draw: Draw, charge: Charge) -> None:
    decision = day(charge["article_9"]["date_signature"], draw(st.integers(1, 400)))
    charge["parties"]["gestionnaire"]["decision_des_autorites"] = decision


# Visas


@breaks("schemas_de_reference", sur=(payloads.REFERENCE, METROPOLE, HANDICAP, RESIDENCE))
def no_scheme(_: Draw, charge: Charge) -> None:
    charge["visas"]["schemas"] = []


@breaks("arrete_de_programmation", sur=(payloads.REFERENCE, METROPOLE))
def no_programming(_: Draw, charge: Charge) -> None:
    del charge["visas"]["arrete_programmation"]


# Article 1


@breaks("cle_finess")
def a_finess_number_with_a_wrong_digit(draw: Draw, charge: Charge) -> None:
    gestionnaire = charge["article_1"]["gestionnaire"]
    gestionnaire["finess_ej"] = one(draw, wrong_keys(gestionnaire["finess_ej"]))


@breaks("finess_distincts")
def an_establishment_twice(draw: Draw, charge: Charge) -> None:
    etablissements = charge["article_1"]["etablissements"]
    etablissements.append(dict(one(draw, etablissements)))


@breaks("finess_dans_le_perimetre", "sujets_obligatoires_des_ehpad")
def an_objective_for_an_establishment_elsewhere(draw: Draw, charge: Charge) -> None:
    one(draw, charge["article_3"]["objectifs"])["etablissements"] = ["750000010"]


@breaks("presentation_du_gestionnaire", "pieces_designees")
def a_managing_body_half_presented(draw: Draw, charge: Charge) -> None:
    keys = ("finess_ej", "statut_juridique", "modalites_organisation", "activites", "organigramme")
    drop(draw, charge["article_1"]["gestionnaire"], *keys)


@breaks("presentation_des_etablissements")
def an_establishment_half_presented(draw: Draw, charge: Charge) -> None:
    drop(draw, one(draw, charge["article_1"]["etablissements"]), "autorisation", "publics", "activites")


@breaks("capacites_dans_l_autorisation", "annexe_habilitation")
def more_places_than_authorised(draw: Draw, charge: Charge) -> None:
    capacite = one(draw, one(draw, charge["article_1"]["etablissements"])["capacites"])
    capacite[one(draw, ["installee", "financee", "habilitee"])] = capacite["autorisee"] + draw(st.integers(1, 500))


@breaks("habilitation_et_capacite")
def an_habilitation_that_its_places_belie(draw: Draw, charge: Charge) -> None:
    etablissement = one(
        draw, [e for e in charge["article_1"]["etablissements"] if e["habilitation_aide_sociale"] == "partielle"]
    )
    etablissement["habilitation_aide_sociale"] = one(draw, ["totale", "aucune"])


@breaks(
    "perimetre_du_contrat",
    "annexe_habilitation",
    sur=(payloads.REFERENCE, HANDICAP, RESIDENCE),
)
def no_establishment(_: Draw, charge: Charge) -> None:
    charge["article_1"]["etablissements"] = []


@breaks("cle_siren", sur=(payloads.REFERENCE, METROPOLE, HANDICAP))
def a_siren_with_a_wrong_digit(draw: Draw, charge: Charge) -> None:
    gestionnaire = charge["article_1"]["gestionnaire"]
    gestionnaire["siren"] = one(draw, wrong_keys(gestionnaire["siren"]))


@breaks("cle_siret", sur=(payloads.REFERENCE, METROPOLE, HANDICAP))
def a_siret_with_a_wrong_digit(draw: Draw, charge: Charge) -> None:
    etablissement = one(draw, charge["article_1"]["etablissements"])
    etablissement["siret"] = one(draw, wrong_keys(etablissement["siret"]))


@breaks("transformation_exoneree", sur=(payloads.REFERENCE,))
def an_extension_too_large_to_be_exempt(draw: Draw, charge: Charge) -> None:
    transformation = charge["article_1"]["transformations"][0]
    before = draw(st.integers(11, 200))
    transformation["avant"]["capacite"] = before
    transformation["apres"]["capacite"] = before + draw(st.integers(-(-before * 3 // 10), before))


@breaks("transformation_exoneree", sur=(payloads.REFERENCE,))
def a_small_service_that_grows_too_much(draw: Draw, charge: Charge) -> None:
    transformation = charge["article_1"]["transformations"][0]
    transformation["avant"]["capacite"] = draw(st.integers(1, 10))
    transformation["apres"]["capacite"] = draw(st.integers(15, 60))


def wrong_keys(number: str) -> list[str]:
    """Return the numbers that differ from a valid one by their last digit, none of which has a right key."""
    return [f"{number[:-1]}{digit}" for digit in range(10) if f"{digit}" != number[-1]]


# Article 2


@breaks("articulation_des_cpom", sur=(HANDICAP,))
def other_contracts_without_a_solution(draw: Draw, charge: Charge) -> None:
    del charge["article_2"][one(draw, ["autres_cpom", "solution"])]


@breaks("cpom_distincts", sur=(HANDICAP,))
def a_distinct_contract_that_this_one_ends(draw: Draw, charge: Charge) -> None:
    autre = one(draw, charge["article_2"]["autres_cpom"])
    charge["article_8"]["cpom_precedents"] = [{"reference": autre["reference"]}]


@breaks("cpom_fusionnes", sur=(METROPOLE,))
def a_merged_contract_that_goes_on(draw: Draw, charge: Charge) -> None:
    precedents = charge["article_8"]["cpom_precedents"]
    del precedents[rank(draw, precedents)]


@breaks("cpom_sanitaire_mentionne", "pieces_designees", sur=(METROPOLE,))
def a_hospital_contract_left_out(_: Draw, charge: Charge) -> None:
    del charge["article_2"]["cpom_sanitaires"]


@breaks("elements_du_cpom_sanitaire", "pieces_designees", sur=(METROPOLE,))
def a_hospital_contract_without_its_elements(draw: Draw, charge: Charge) -> None:
    del one(draw, charge["article_2"]["cpom_sanitaires"])["piece"]


# Article 3


@breaks("objectifs_fixes", sur=(payloads.REFERENCE, HANDICAP, RESIDENCE))
def no_objective(_: Draw, charge: Charge) -> None:
    charge["article_3"]["objectifs"] = []


@breaks("sujets_obligatoires_des_ehpad", sur=(payloads.REFERENCE, METROPOLE))
def a_subject_that_no_objective_treats(draw: Draw, charge: Charge) -> None:
    sujet = one(draw, ["hospitalisation_a_domicile", "soins_palliatifs"])
    for objectif in charge["article_3"]["objectifs"]:
        objectif["sujets"] = [each for each in objectif.get("sujets", ()) if each != sujet]


@breaks("plan_de_reequilibrage", sur=(METROPOLE,))
def difficulties_without_a_plan(draw: Draw, charge: Charge) -> None:
    drop(draw, charge["article_3"]["difficultes_financieres"], "plan_reequilibrage", "echeances")


@breaks("plan_de_reequilibrage", sur=(payloads.REFERENCE, HANDICAP, RESIDENCE))
def difficulties_just_said(_: Draw, charge: Charge) -> None:
    charge["article_3"]["difficultes_financieres"] = {"graves": True}


@breaks("une_fiche_par_objectif")
def an_objective_without_its_sheet(draw: Draw, charge: Charge) -> None:
    fiches = charge["annexes"]["objectifs"]
    del fiches[rank(draw, fiches)]


@breaks("une_fiche_par_objectif")
def a_sheet_of_another_objective(draw: Draw, charge: Charge) -> None:
    one(draw, charge["annexes"]["objectifs"])["objectif"] = draw(st.from_regex("Z[0-9]{1,3}", fullmatch=True))


@breaks("indicateurs_complets")
def an_indicator_half_said(draw: Draw, charge: Charge) -> None:
    drop(draw, one(draw, indicateurs(charge)), "methode_calcul", "depart", "cible")


@breaks("cible_dans_le_contrat")
def a_target_out_of_the_contract(draw: Draw, charge: Charge) -> None:
    one(draw, indicateurs(charge))["cible"]["annee"] = one(draw, [1990, 2026, 2032, 2050])


@breaks("cible_dans_le_sens_declare")
def a_target_on_the_wrong_side(draw: Draw, charge: Charge) -> None:
    indicateur = one(draw, [i for i in indicateurs(charge) if i.get("sens") in ("hausse", "baisse")])
    shift = draw(st.integers(0, 50))
    start = Decimal(indicateur["depart"]["valeur"])
    indicateur["cible"]["valeur"] = str(start - shift if indicateur["sens"] == "hausse" else start + shift)


def indicateurs(charge: Charge) -> list[Charge]:
    """Return the indicators of all sheets."""
    return [indicateur for fiche in charge["annexes"]["objectifs"] for indicateur in fiche.get("indicateurs", ())]


# Article 4


@breaks("elements_de_chaque_ehpad", sur=(payloads.REFERENCE, METROPOLE))
def an_ehpad_half_described(draw: Draw, charge: Charge) -> None:
    drop(draw, one(draw, charge["article_4"]["ehpad"]), "pmp", "gmp", "option_tarifaire")


@breaks("tarification_des_puv", sur=(METROPOLE,))
def a_small_unit_without_its_tariff(draw: Draw, charge: Charge) -> None:
    del one(draw, charge["article_4"]["petites_unites_de_vie"])["modalite"]


@breaks("deliberation_du_taux_directeur")
def a_rate_that_no_one_decided(_: Draw, charge: Charge) -> None:
    del charge["article_4"]["hebergement"]["deliberation"]


@breaks("dotations_reparties", sur=(HANDICAP,))
def shares_that_do_not_add_up(draw: Draw, charge: Charge) -> None:
    dotation = one(draw, charge["article_4"]["autres_etablissements"])
    dotation["dotation"] = str(Decimal(dotation["dotation"]) + draw(st.integers(2, 10**6)))


@breaks("beneficiaire_de_la_dotation", sur=(HANDICAP,))
def an_endowment_for_no_one(_: Draw, charge: Charge) -> None:
    del charge["article_1"]["gestionnaire"]["beneficiaire_dgc"]


@breaks("affectation_des_resultats", sur=(payloads.REFERENCE, METROPOLE, HANDICAP, RESIDENCE))
def results_that_no_one_allocates(_: Draw, charge: Charge) -> None:
    del charge["article_4"]["affectation_resultats"]


@breaks("affectation_des_resultats", sur=(HANDICAP, RESIDENCE))
def an_allocation_without_its_terms(_: Draw, charge: Charge) -> None:
    del charge["article_4"]["affectation_resultats"]["modalites"]


@breaks("arrete_des_frais_de_siege", "pieces_designees", sur=(payloads.REFERENCE, HANDICAP))
def a_head_office_without_its_order(_: Draw, charge: Charge) -> None:
    del charge["article_4"]["frais_de_siege"]["arrete"]


# Article 5


@breaks("composition_du_comite_de_suivi")
def a_party_without_its_seat(draw: Draw, charge: Charge) -> None:
    entite = one(draw, ["ars", "conseil_departemental", "gestionnaire"])
    comite = charge["article_5"]["comite_suivi"]
    charge["article_5"]["comite_suivi"] = [membre for membre in comite if membre["entite"] != entite]


@breaks("dialogue_a_mi_parcours")
def no_meeting_in_the_third_year(draw: Draw, charge: Charge) -> None:
    charge["article_5"]["dialogues"][0]["annee"] = one(draw, [1, 2, 4])


@breaks("bilan_final")
def no_meeting_in_the_fifth_year(draw: Draw, charge: Charge) -> None:
    charge["article_5"]["dialogues"][1]["annee"] = one(draw, [1, 2, 4])


@breaks("dialogues_dans_le_terme")
def a_meeting_after_the_term(draw: Draw, charge: Charge) -> None:
    charge["article_5"]["dialogues"].append({"annee": draw(st.integers(6, 20)), "objet": "bilan"})


@breaks("dialogue_d_un_contrat_court", sur=(RESIDENCE,))
def a_short_contract_without_a_meeting(_: Draw, charge: Charge) -> None:
    charge["article_5"]["dialogues"] = []


# Article 8


@breaks("conventions_des_ehpad")
def a_convention_signed_too_late(draw: Draw, charge: Charge) -> None:
    convention = one(draw, charge["article_8"]["conventions_tripartites"])
    convention["date_signature"] = day(charge["article_9"]["date_entree_en_vigueur"], draw(st.integers(0, 900)))


# Article 9


@breaks("duree_du_contrat", "exercices_du_pgfp", "dialogues_dans_le_terme", "cible_dans_le_contrat")
def another_term(draw: Draw, charge: Charge) -> None:
    charge["article_9"]["duree_annees"] = one(draw, [1, 2, 3, 4, 6, 10, 20])


@breaks("notification_de_la_prorogation")
def a_prorogation_notified_too_late(draw: Draw, charge: Charge) -> None:
    charge["article_9"]["prorogation"] = {"date_notification": day("2031-06-30", draw(st.integers(1, 900)))}


@breaks("accord_apres_la_notification")
def an_agreement_to_what_is_not_notified_yet(draw: Draw, charge: Charge) -> None:
    accord = day("2031-06-30", -draw(st.integers(1, 900)))
    charge["article_9"]["prorogation"] = {"date_notification": "2031-06-30", "date_accord": accord}


@breaks("prolongation_apres_la_prorogation", "duree_totale")
def a_prolongation_of_a_contract_that_ends(draw: Draw, charge: Charge) -> None:
    charge["article_9"]["prolongation_annees"] = draw(st.integers(1, 9))


@breaks("duree_totale", sur=(payloads.REFERENCE, METROPOLE, RESIDENCE))
def a_contract_prolonged_twice(draw: Draw, charge: Charge) -> None:
    prolongation = {"date_notification": "2027-06-30"}, draw(st.integers(2, 9))
    charge["article_9"]["prorogation"], charge["article_9"]["prolongation_annees"] = prolongation


@breaks("deliberation_avant_la_signature", sur=(payloads.REFERENCE, METROPOLE, HANDICAP))
def a_deliberation_after_the_signature(draw: Draw, charge: Charge) -> None:
    charge["visas"]["deliberation"]["date"] = day(charge["article_9"]["date_signature"], draw(st.integers(1, 400)))


@breaks("evaluation_avant_la_signature", sur=(payloads.REFERENCE, METROPOLE, HANDICAP))
def an_evaluation_after_the_signature(draw: Draw, charge: Charge) -> None:
    evaluation = one(draw, charge["annexes"]["diagnostic_partage"]["evaluations"])
    evaluation["date"] = day(charge["article_9"]["date_signature"], draw(st.integers(1, 400)))


@breaks("rapport_avant_la_signature")
def an_evaluation_report_after_the_signature(draw: Draw, charge: Charge) -> None:
    rapports = [piece for piece in charge["annexes"]["pieces"] if piece["nature"].startswith("evaluation")]
    one(draw, rapports)["date"] = day(charge["article_9"]["date_signature"], draw(st.integers(1, 400)))


@breaks("signature_avant_l_entree_en_vigueur", sur=(payloads.REFERENCE, METROPOLE, HANDICAP))
def a_contract_in_force_before_it_is_signed(draw: Draw, charge: Charge) -> None:
    article = charge["article_9"]
    article["date_signature"] = day(article["date_entree_en_vigueur"], draw(st.integers(1, 400)))


# Annexes


@breaks("annexes_obligatoires", "pieces_designees")
def an_annexe_forgotten(draw: Draw, charge: Charge) -> None:
    drop(draw, charge["annexes"], "diagnostic_partage", "besoins_territoriaux", "objectifs", "pgfp")


@breaks("reponse_aux_besoins_territoriaux")
def needs_half_answered(draw: Draw, charge: Charge) -> None:
    drop(draw, charge["annexes"]["besoins_territoriaux"], "reponse", "parcours")


@breaks("annexe_habilitation")
def an_habilitation_for_other_places(draw: Draw, charge: Charge) -> None:
    one(draw, charge["annexes"]["habilitation_aide_sociale"]["etablissements"])["capacite"] += draw(st.integers(1, 9))


@breaks("exercices_du_pgfp")
def a_plan_too_short(draw: Draw, charge: Charge) -> None:
    exercices = charge["annexes"]["pgfp"]["exercices"]
    del exercices[-draw(st.integers(1, len(exercices))) :]


@breaks("exercices_du_pgfp")
def a_plan_that_begins_after_the_contract(draw: Draw, charge: Charge) -> None:
    years = draw(st.integers(1, 5))
    for exercice in charge["annexes"]["pgfp"]["exercices"]:
        exercice["annee"] += years


@breaks("totaux_declares_du_pgfp")
def a_total_that_its_lines_belie(draw: Draw, charge: Charge) -> None:
    exercice = one(draw, charge["annexes"]["pgfp"]["exercices"])
    totals = ["resultat", "caf", "variation_frng", "frng", "tresorerie", "dette"]
    exercice["declares"] = {one(draw, totals): draw(st.integers(-(10**9), -(10**8)).map(str))}


@breaks("pieces_designees")
def a_piece_that_is_not_attached(draw: Draw, charge: Charge) -> None:
    pieces = charge["annexes"]["pieces"]
    del pieces[rank(draw, [piece for piece in pieces if not piece["nature"].startswith("autre")])]


@breaks("diagnostic_documente")
def a_diagnosis_half_documented(draw: Draw, charge: Charge) -> None:
    drop(draw, charge["annexes"]["diagnostic_partage"], "documents_consultes", "participation", "enseignements")


@breaks("conformite_des_erp", "pieces_designees")
def an_establishment_whose_safety_is_not_told(draw: Draw, charge: Charge) -> None:
    conformites = charge["annexes"]["diagnostic_partage"]["conformite_erp"]
    del conformites[rank(draw, conformites)]


@breaks("proces_verbaux_joints", "pieces_designees")
def a_safety_report_left_out(draw: Draw, charge: Charge) -> None:
    del one(draw, charge["annexes"]["diagnostic_partage"]["conformite_erp"])["pv"]


@breaks("evaluations_jointes")
def an_evaluation_without_its_report(draw: Draw, charge: Charge) -> None:
    del one(draw, charge["annexes"]["diagnostic_partage"]["evaluations"])["piece"]


@breaks("transformations_detaillees", sur=(payloads.REFERENCE, METROPOLE, HANDICAP))
def a_transformation_without_detail(_: Draw, charge: Charge) -> None:
    del charge["annexes"]["besoins_territoriaux"]["transformations"]


@breaks("contenu_de_l_habilitation", sur=(payloads.REFERENCE, METROPOLE, RESIDENCE))
def an_habilitation_half_said(draw: Draw, charge: Charge) -> None:
    drop(
        draw,
        charge["annexes"]["habilitation_aide_sociale"],
        *("beneficiaires", "objectifs_moyens", "documents_a_fournir"),
    )


@breaks("versement_de_la_participation")
def an_habilitation_that_no_one_pays(_: Draw, charge: Charge) -> None:
    habilitation = charge["annexes"]["habilitation_aide_sociale"]
    habilitation.pop("avances", None)
    for etablissement in habilitation["etablissements"]:
        etablissement.pop("participation_departementale", None)
