"""The yearly review of the objectives: the values that were found, and what else tells how far each objective is."""

import datetime as dt

from schemas.contrat import Contrat
from schemas.fields import Annee, Identifiant, Md, Nombre
from schemas.objet import Objet, champ
from schemas.resultats import ResultatAffecte


class ValeurConstatee(Objet):
    """La valeur constatée d’un indicateur, pour l’année de la revue."""

    indicateur: Identifiant = champ("Indicateur", "L’identifiant d’un indicateur de l’annexe des objectifs.")
    valeur: Nombre = champ("Valeur constatée")
    commentaire: str | None = champ("Commentaire")


class Appreciation(Objet):
    """Ce qui permet d’apprécier l’atteinte d’un objectif, outre ses indicateurs."""

    objectif: Identifiant = champ("Objectif", "L’identifiant d’un objectif de l’article 3.")
    elements: Md = champ("Éléments d’appréciation")


class Revue(Objet):
    """La revue des objectifs d’une année."""

    date: dt.date | None = champ("Date de la revue")
    redacteur: str | None = champ("Rédacteur", "Sa qualité : « direction de la qualité ».")
    valeurs: tuple[ValeurConstatee, ...] = champ("Valeurs constatées", unique="indicateur")
    appreciations: tuple[Appreciation, ...] = champ("Éléments d’appréciation par objectif", unique="objectif")
    resultats: tuple[ResultatAffecte, ...] = champ("Affectation des résultats", unique="finess_et")


class DemandeDeRevue(Objet):
    """Un contrat, et la revue de ses objectifs pour une année."""

    contrat: Contrat = champ("Contrat")
    annee: Annee = champ("Année", "L’exercice que la revue décrit.")
    revue: Revue = champ("Revue")
