"""Article 3: the objectives, set on the ground of the shared diagnosis."""

import datetime as dt

from schemas.fields import Choix, FinessDuPerimetre, Identifiant, Md
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


class Article3(Objet):
    """Les objectifs fixés dans le cadre du CPOM."""

    objectifs: tuple[Objectif, ...] = champ("Objectifs", obligatoire=True, unique="identifiant")
    themes_non_traites: tuple[ThemeNonTraite, ...] = champ("Thèmes sans objectif", unique="theme")
    difficultes_financieres: DifficultesFinancieres | None = champ("Difficultés financières")
    dispositions_particulieres: Md | None = champ("Dispositions particulières")
