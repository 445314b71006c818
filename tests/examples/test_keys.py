"""Together the examples fill every key of the format, and no other."""

from tests.examples.conftest import NAMES, leaves, load

KEYS = {
    "": "version base_legale reference langue preambule",
    "parties.autorites": "role denomination departement",
    "parties.autorites.representant": "civilite prenom nom qualite",
    "parties.autorites.adresse": "lignes code_postal commune",
    "parties.gestionnaire": "qualite decision_des_autorites denomination",
    "parties.gestionnaire.representant": "civilite prenom nom qualite",
    "parties.gestionnaire.adresse": "lignes code_postal commune",
    "visas": "autres",
    "visas.schemas": "nature intitule date_arrete",
    "visas.arrete_programmation": "date autorites",
    "visas.deliberation": "instance date",
    "article_1": "dispositions_particulieres",
    "article_1.gestionnaire": "denomination finess_ej siren modalites_organisation activites organigramme siege"
    " beneficiaire_dgc",
    "article_1.gestionnaire.statut_juridique": "code libelle",
    "article_1.etablissements": "finess_et siret raison_sociale categorie commune departement publics activites"
    " habilitation_aide_sociale",
    "article_1.etablissements.autorisation": "date numero echeance autorites",
    "article_1.etablissements.capacites": "modalite autorisee installee financee habilitee",
    "article_1.etablissements.etablissement_de_sante": "denomination finess",
    "article_1.transformations": "finess_et nature description date exoneree_appel_a_projet",
    "article_1.transformations.avant": "categorie capacite",
    "article_1.transformations.apres": "categorie capacite",
    "article_1.partenariats": "nature denomination date",
    "article_1.reglement_aide_sociale": "intitule date",
    "article_2": "solution dispositions_particulieres",
    "article_2.autres_cpom": "reference base_legale date_debut date_fin autorites",
    "article_2.cpom_sanitaires": "denomination date piece",
    "article_3": "dispositions_particulieres",
    "article_3.objectifs": "identifiant theme sujets intitule etablissements synthese",
    "article_3.themes_non_traites": "theme justification",
    "article_3.difficultes_financieres": "graves plan_reequilibrage",
    "article_3.difficultes_financieres.echeances": "date mesure",
    "article_4": "dispositions_particulieres",
    "article_4.ehpad": "finess_et option_tarifaire pharmacie_usage_interieur valeur_point_soins valeur_point_gir"
    " exercice forfait_soins_annonce forfait_dependance_annonce regime",
    "article_4.ehpad.pmp": "valeur date_coupe date_validation",
    "article_4.ehpad.gmp": "valeur date_coupe date_validation",
    "article_4.ehpad.residents_par_gir": "gir_1 gir_2 gir_3 gir_4 gir_5 gir_6",
    "article_4.financements_complementaires": "finess_et section objet montant annee perennite",
    "article_4.petites_unites_de_vie": "finess_et modalite",
    "article_4.hebergement": "taux_directeur versement_aide_sociale",
    "article_4.hebergement.deliberation": "instance date",
    "article_4.hebergement.tarifs": "finess_et aide_sociale hors_aide_sociale",
    "article_4.autres_etablissements": "financeur annee dotation",
    "article_4.autres_etablissements.quotes_parts": "finess_et montant",
    "article_4.affectation_resultats": "regle modalites",
    "article_4.frais_de_siege": "autorite date_debut date_fin taux arrete",
    "article_5": "documents dispositions_particulieres",
    "article_5.comite_suivi": "entite denomination qualite",
    "article_5.dialogues": "annee objet",
    "article_6": "juridiction dispositions_particulieres",
    "article_7": "dispositions_particulieres",
    "article_8": "dispositions_particulieres",
    "article_8.conventions_tripartites": "finess_et date_signature date_fin_initiale",
    "article_8.cpom_precedents": "reference date_debut date_fin",
    "article_9": "date_entree_en_vigueur duree_annees date_signature lieu_signature dispositions_particulieres",
    "annexes.diagnostic_partage": "documents_consultes participation",
    "annexes.diagnostic_partage.enseignements": "theme forces axes_amelioration synthese",
    "annexes.diagnostic_partage.conformite_erp": "finess_et type categorie date_pv avis pv",
    "annexes.diagnostic_partage.evaluations": "finess_et nature date piece",
    "annexes.besoins_territoriaux": "reponse parcours transformations",
    "annexes.objectifs": "objectif orientation situation_initiale situation_visee",
    "annexes.objectifs.actions": "tache echeance referent ressources",
    "annexes.objectifs.indicateurs": "identifiant libelle source methode_calcul unite sens",
    "annexes.objectifs.indicateurs.depart": "valeur annee",
    "annexes.objectifs.indicateurs.intermediaire": "valeur annee",
    "annexes.objectifs.indicateurs.cible": "valeur annee",
    "annexes.objectifs.indicateurs.releves": "annee valeur commentaire",
    "annexes.pgfp.exercices": "annee produits_tarification autres_produits charges_exploitation_courante"
    " charges_personnel charges_structure produits_financiers charges_financieres produits_exceptionnels"
    " charges_exceptionnelles dotations_amortissements dotations_provisions reprises quote_part_subventions"
    " valeur_comptable_cessions produits_cessions apports subventions_investissement emprunts_nouveaux"
    " autres_ressources remboursements_emprunts investissements_majeurs investissements_courants autres_emplois bfr",
    "annexes.pgfp.exercices.declares": "resultat caf variation_frng frng tresorerie dette",
    "annexes.pgfp.situation_initiale": "frng bfr dette",
    "annexes.habilitation_aide_sociale": "beneficiaires objectifs_moyens documents_a_fournir criteres_evaluation"
    " coordination avances renouvellement_denonciation conciliation",
    "annexes.habilitation_aide_sociale.etablissements": "finess_et capacite participation_departementale",
    "annexes.pieces": "identifiant nature intitule fichier date",
}
FORMAT = {f"{parent}.{key}".lstrip(".") for parent, keys in KEYS.items() for key in keys.split()}


def filled() -> set[str]:
    """Return the paths that hold something in at least one example; a nought fills nothing."""
    return {path for name in NAMES for path, leaf in leaves(load(name)) if leaf not in ("", "0.00", 0)}


def test_every_key_of_the_format_is_filled_in_some_example() -> None:
    assert FORMAT - filled() == set()


def test_the_examples_hold_no_key_outside_the_format() -> None:
    assert {path for name in NAMES for path, _ in leaves(load(name))} - FORMAT == set()
