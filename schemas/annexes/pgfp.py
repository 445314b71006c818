"""Annexe: the multi-year financing plan (plan global de financement pluriannuel), in euros per exercise."""

from schemas.fields import Annee, Euros, EurosOuZero
from schemas.objet import Objet, champ


class Declares(Objet):
    """Les totaux que le gestionnaire déclare, comparés à ceux qui sont calculés."""

    resultat: Euros | None = champ("Résultat")
    caf: Euros | None = champ("Capacité d’autofinancement")
    variation_frng: Euros | None = champ("Variation du fonds de roulement")
    frng: Euros | None = champ("Fonds de roulement net global")
    tresorerie: Euros | None = champ("Trésorerie")
    dette: Euros | None = champ("Dette financière")


class Exercice(Objet):
    """Un exercice du plan."""

    annee: Annee = champ("Année")
    produits_tarification: EurosOuZero = champ("Produits de la tarification")
    autres_produits: EurosOuZero = champ("Autres produits d’exploitation")
    produits_financiers: EurosOuZero = champ("Produits financiers")
    produits_exceptionnels: EurosOuZero = champ("Produits exceptionnels")
    reprises: EurosOuZero = champ("Reprises sur amortissements et provisions")
    quote_part_subventions: EurosOuZero = champ("Quote-part des subventions virée au résultat")
    produits_cessions: EurosOuZero = champ("Produits des cessions d’actifs")
    charges_exploitation_courante: EurosOuZero = champ("Groupe I – Exploitation courante")
    charges_personnel: EurosOuZero = champ("Groupe II – Personnel")
    charges_structure: EurosOuZero = champ("Groupe III – Structure", "Sans les lignes qui suivent.")
    charges_financieres: EurosOuZero = champ("Charges financières")
    charges_exceptionnelles: EurosOuZero = champ("Charges exceptionnelles")
    dotations_amortissements: EurosOuZero = champ("Dotations aux amortissements")
    dotations_provisions: EurosOuZero = champ("Dotations aux provisions")
    valeur_comptable_cessions: EurosOuZero = champ("Valeur comptable des actifs cédés")
    apports: EurosOuZero = champ("Apports")
    subventions_investissement: EurosOuZero = champ("Subventions d’investissement")
    emprunts_nouveaux: EurosOuZero = champ("Emprunts nouveaux")
    autres_ressources: EurosOuZero = champ("Autres ressources")
    remboursements_emprunts: EurosOuZero = champ("Remboursements d’emprunts")
    investissements_majeurs: EurosOuZero = champ("Investissements majeurs")
    investissements_courants: EurosOuZero = champ("Investissements courants")
    autres_emplois: EurosOuZero = champ("Autres emplois")
    bfr: EurosOuZero = champ("Besoin en fonds de roulement")
    declares: Declares | None = champ("Totaux déclarés")


class SituationInitiale(Objet):
    """La situation financière à l’ouverture du premier exercice."""

    frng: EurosOuZero = champ("Fonds de roulement net global")
    bfr: EurosOuZero = champ("Besoin en fonds de roulement")
    dette: EurosOuZero = champ("Dette financière")


class Pgfp(Objet):
    """Le plan global de financement pluriannuel."""

    exercices: tuple[Exercice, ...] = champ("Exercices", obligatoire=True, unique="annee")
    situation_initiale: SituationInitiale = champ("Situation initiale")
