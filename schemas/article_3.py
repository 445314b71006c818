"""Article 3: the objectives, set on the ground of the shared diagnosis."""

import datetime as dt

from schemas.fields import Choix, Entier, FinessDuPerimetre, Identifiant, Md, Tarif
from schemas.objet import Objet, champ


class Theme(Choix):
    """The four themes that the model contract wants treated at least."""

    EXPRESSION_PARTICIPATION = (
        "expression_participation",
        "Expression et participation des personnes accompagnées",
    )
    OFFRE_EFFICIENCE = "offre_efficience", "Structuration de l’offre et efficience de la gestion"
    PARCOURS_COOPERATIONS = "parcours_cooperations", "Parcours et coopérations"
    QUALITE_ACCOMPAGNEMENT = "qualite_accompagnement", "Qualité de l’accompagnement"


class Sujet(Choix):
    """A subject that law or regulation makes the contract treat."""

    HOSPITALISATION_A_DOMICILE = "hospitalisation_a_domicile", "hospitalisation à domicile"
    SOINS_PALLIATIFS = "soins_palliatifs", "soins palliatifs"


class Objectif(Objet):
    """Un objectif du contrat, énoncé de façon synthétique."""

    identifiant: Identifiant = champ("Identifiant")
    theme: Theme = champ("Thème")
    sujets: tuple[Sujet, ...] = champ("Sujets obligatoires traités")
    intitule: str = champ("Intitulé", titre=True)
    etablissements: tuple[FinessDuPerimetre, ...] = champ(
        "Établissements concernés", "Aucun : tous les établissements."
    )
    synthese: Md | None = champ("Énoncé synthétique")


class ThemeNonTraite(Objet):
    """La raison pour laquelle un thème ne fait l’objet d’aucun objectif."""

    theme: Theme = champ("Thème")
    justification: str = champ("Justification")


class Mesure(Objet):
    """Une échéance du plan de rééquilibrage."""

    date: dt.date = champ("Échéance")
    mesure: str = champ("Mesure")


class DifficultesFinancieres(Objet):
    """Les graves difficultés financières d’un établissement."""

    graves: bool = champ("Graves difficultés financières")
    plan_reequilibrage: Md | None = champ("Plan de rééquilibrage")
    echeances: tuple[Mesure, ...] = champ("Calendrier du plan", cle=("mesure",))


class FormeDuMontant(Choix):
    """How an action of the complementary endowment is paid."""

    BONIFICATION_HORAIRE = "bonification_horaire", "bonification horaire"
    FORFAIT = "forfait", "montant forfaitaire"


class ActionFinancee(Objet):
    """Une action que finance la dotation complémentaire."""

    intitule: str = champ("Action")
    forme: FormeDuMontant | None = champ("Forme du financement", obligatoire=True)
    montant: Tarif | None = champ(
        "Montant", "Par heure pour une bonification, par an pour un forfait.", obligatoire=True
    )
    frequence: str | None = champ("Fréquence de l’action")
    indicateurs: tuple[str, ...] = champ("Indicateurs de suivi", "Un par ligne.", obligatoire=True)


class DotationComplementaire(Objet):
    """La dotation complémentaire d’un service d’aide à domicile (article R. 314-136-1)."""

    resultats_publies: dt.date | None = champ("Publication des résultats de l’appel à candidatures")
    actions: tuple[ActionFinancee, ...] = champ("Actions financées", obligatoire=True, cle=("intitule",))
    evolution: Md | None = champ("Évolution du montant", obligatoire=True)
    evaluation: Md | None = champ("Modalités d’évaluation des actions", obligatoire=True)
    reste_a_charge: Md | None = champ(
        "Limitation du reste à charge", "Lorsqu’un service n’est pas habilité à l’aide sociale."
    )
    controle: Md | None = champ("Contrôle de la conduite des actions", obligatoire=True)
    cessation_recuperation: Md | None = champ("Cessation du versement et récupération", obligatoire=True)
    versement: Md | None = champ("Versement", "À défaut, celui de l’article R. 314-107.")


class AlineaDuService(Choix):
    """Under which heads of article L. 312-1, I a service to homes is authorised."""

    ENFANCE = "1", "1° (enfance)"
    PERSONNES_AGEES = "6", "6° (personnes âgées)"
    PERSONNES_HANDICAPEES = "7", "7° (personnes handicapées)"


class FinancementsDuDepartement(Objet):
    """Les paramètres des financements alloués par le département."""

    calcul: Md | None = champ("Calcul des financements", obligatoire=True)
    controle: Md | None = champ("Contrôle des financements", obligatoire=True)
    revision: Md | None = champ("Révision des financements", obligatoire=True)
    recuperation: Md | None = champ("Récupération des financements", obligatoire=True)


class AideADomicile(Objet):
    """Ce que précise le contrat d’un service d’aide et d’accompagnement à domicile (article L. 313-11-1)."""

    alineas: tuple[AlineaDuService, ...] = champ(
        "Alinéas du I de l’article L. 312-1 dont relève le service",
        "Un service du seul 1° ne dit rien de la participation des bénéficiaires ni de la prévention.",
    )
    beneficiaires_par_an: Entier | None = champ("Nombre de bénéficiaires pris en charge par an", obligatoire=True)
    categories_de_beneficiaires: tuple[str, ...] = champ(
        "Catégories de bénéficiaires", "Une par ligne.", obligatoire=True
    )
    territoire: Md | None = champ("Territoire desservi", obligatoire=True)
    horaires: Md | None = champ("Modalités horaires de prise en charge", obligatoire=True)
    moyens: Md | None = champ("Moyens mis en œuvre", obligatoire=True)
    participation_apa: Md | None = champ(
        "Calcul de l’allocation et de la participation",
        "Pour les bénéficiaires de l’allocation personnalisée d’autonomie.",
        obligatoire=True,
    )
    financements: FinancementsDuDepartement = champ("Financements alloués par le département")
    prevention: Md | None = champ(
        "Actions de prévention de la perte d’autonomie et parcours de soins", obligatoire=True
    )
    qualification: Md | None = champ("Qualification et promotion professionnelles", obligatoire=True)
    bientraitance: Md | None = champ("Prévention de la maltraitance et promotion de la bientraitance", obligatoire=True)
    coordination: Md | None = champ("Coordination avec les autres organismes", obligatoire=True)
    documents: tuple[str, ...] = champ(
        "Documents et renseignements communiqués au département", "Un par ligne.", obligatoire=True
    )
    criteres_d_evaluation: Md | None = champ("Critères d’évaluation des actions", obligatoire=True)
    calendrier_d_evaluation: Md | None = champ("Calendrier d’évaluation des actions", obligatoire=True)
    dotation_complementaire: DotationComplementaire | None = champ("Dotation complémentaire")


class Article3(Objet):
    """Les objectifs fixés dans le cadre du CPOM."""

    objectifs: tuple[Objectif, ...] = champ("Objectifs", obligatoire=True, unique="identifiant")
    themes_non_traites: tuple[ThemeNonTraite, ...] = champ("Thèmes sans objectif", unique="theme")
    difficultes_financieres: DifficultesFinancieres | None = champ("Difficultés financières")
    aide_a_domicile: AideADomicile | None = champ("Service d’aide et d’accompagnement à domicile")
    dispositions_particulieres: Md | None = champ("Dispositions particulières")
