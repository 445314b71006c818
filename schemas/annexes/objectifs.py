"""Annexe: the objectives in detail, one sheet each, with indicators followed every year."""

import datetime as dt

from schemas.fields import Annee, Choix, Identifiant, Md, Nombre, ObjectifVise
from schemas.objet import Objet, champ


class SourceIndicateur(Choix):
    """Where an indicator comes from."""

    TABLEAU_DE_BORD = "tableau_de_bord", "tableau de bord de la performance"
    ENQUETE_BIENTRAITANCE = "enquete_bientraitance", "enquête bientraitance"
    LOCAL = "local", "indicateur construit localement"
    AUTRE = "autre", "autre source"


class Sens(Choix):
    """The way a value should go."""

    HAUSSE = "hausse", "à la hausse"
    BAISSE = "baisse", "à la baisse"
    MAINTIEN = "maintien", "au maintien"


class Action(Objet):
    """Une action d’une fiche."""

    tache: str = champ("Action")
    echeance: dt.date | None = champ("Échéance")
    referent: str | None = champ("Référent")
    ressources: str | None = champ("Ressources")


class Valeur(Objet):
    """La valeur d’un indicateur une année donnée."""

    valeur: Nombre = champ("Valeur")
    annee: Annee = champ("Année")


class Releve(Objet):
    """La valeur constatée d’un indicateur."""

    annee: Annee = champ("Année")
    valeur: Nombre = champ("Valeur")
    commentaire: str | None = champ("Commentaire")


class Indicateur(Objet):
    """Un indicateur, avec sa méthode de calcul, son départ et sa cible."""

    identifiant: Identifiant = champ("Identifiant")
    libelle: str = champ("Libellé", titre=True)
    source: SourceIndicateur | None = champ("Source")
    methode_calcul: str | None = champ("Méthode de calcul", obligatoire=True)
    unite: str | None = champ("Unité", "« % », « jours », « € »…")
    sens: Sens | None = champ("Évolution attendue")
    depart: Valeur | None = champ("Valeur de départ", obligatoire=True)
    intermediaire: Valeur | None = champ("Valeur intermédiaire")
    cible: Valeur | None = champ("Valeur cible", obligatoire=True)
    releves: tuple[Releve, ...] = champ("Relevés annuels", unique="annee")


class FicheAction(Objet):
    """La fiche d’un objectif."""

    objectif: ObjectifVise = champ("Objectif", "L’identifiant d’un objectif de l’article 3.")
    orientation: str | None = champ("Orientation stratégique")
    situation_initiale: Md | None = champ("Situation initiale")
    situation_visee: Md | None = champ("Situation visée")
    actions: tuple[Action, ...] = champ("Actions", cle=("tache",))
    indicateurs: tuple[Indicateur, ...] = champ("Indicateurs", unique="identifiant")
