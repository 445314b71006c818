"""Article 4: the means given to carry the contract out."""

import datetime as dt

from schemas.fields import (
    Annee,
    Choix,
    Entier,
    EntierOuZero,
    Euros,
    FinessDuPerimetre,
    Md,
    Nombre,
    PieceJointe,
    Tarif,
    Taux,
)
from schemas.objet import Objet, champ
from schemas.parties import Role
from schemas.resultats import AffectationPrevue
from schemas.visas import Deliberation


class OptionTarifaire(Choix):
    """What the care tariff of an EHPAD covers."""

    GLOBAL = "global", "tarif global"
    PARTIEL = "partiel", "tarif partiel"


class Regime(Choix):
    """How care and dependency are paid."""

    SECTIONS = "sections", "forfaits soins et dépendance distincts"
    FORFAIT_GLOBAL_UNIQUE = "forfait_global_unique", "forfait global unique"


class Section(Choix):
    """The tariff section that an amount belongs to."""

    SOINS = "soins", "soins"
    DEPENDANCE = "dependance", "dépendance"
    HEBERGEMENT = "hebergement", "hébergement"
    SANS_SECTION = "sans_section", "sans section tarifaire"


class ObjetFinance(Choix):
    """What the code lets a financement complémentaire pay for."""

    MODALITES_D_ACCUEIL = "modalites_d_accueil", "modalités d’accueil autorisées et frais de transport"
    SITUATIONS_EXCEPTIONNELLES = "situations_exceptionnelles", "situations sanitaires exceptionnelles"
    PARCOURS = "parcours", "parcours coordonnés et coopérations"
    QUALITE_DES_SOINS = "qualite_des_soins", "qualité et sécurité des soins"
    PREVENTION = "prevention", "actions de prévention"
    RESTRUCTURATION = "restructuration", "modernisation, adaptation et restructuration"
    PRECARITE_HANDICAPS = "precarite_handicaps", "prise en charge de la précarité ou de handicaps"
    EXPERIMENTATIONS = "experimentations", "modalités d’accueil expérimentales ou à caractère innovant"
    ATTRACTIVITE = "attractivite", "attractivité de l’exercice des professions"
    AUTRE = "autre", "autre objet"


class ModaliteDeFixation(Choix):
    """How the tariff of each year is fixed."""

    TAUX = "taux", "application directe d’un taux ou d’un objectif d’évolution"
    FORMULE = "formule", "formule fixe d’actualisation ou de revalorisation"
    AVENANTS = "avenants", "avenants annuels d’actualisation ou de revalorisation"
    EQUATION = "equation", "équation tarifaire, tarif plafond ou algorithme"


class BudgetPresente(Choix):
    """A budget that the contract shows beside those that it fixes."""

    COMMERCIAL = "commercial", "budget de commercialisation et de production de l’ESAT"
    DOTATIONS_NON_AFFECTEES = "dotations_non_affectees", "dotations non affectées ou service industriel et commercial"
    TARIF_DU_PREFET = "tarif_du_prefet", "activité tarifée par le préfet"
    HORS_PERIMETRE = "hors_perimetre", "activité hors du périmètre du contrat"


class MesureDActivite(Choix):
    """What the activity of an establishment is measured by."""

    TAUX_D_OCCUPATION = "taux_d_occupation", "taux d’occupation"
    PERSONNES = "personnes", "nombre de personnes accompagnées"
    PRESTATIONS = "prestations", "nombre de prestations réalisées"
    AUTRE = "autre", "autre mesure"


class Perennite(Choix):
    """Whether an amount is paid every year."""

    PERENNE = "perenne", "pérenne"
    NON_PERENNE = "non_perenne", "non pérenne"


class RegleAffectation(Choix):
    """Who decides on the allocation of results."""

    LIBRE = "libre", "libre affectation par le gestionnaire"
    NEGOCIEE = "negociee", "affectation négociée entre les parties"


class Coupe(Objet):
    """Une évaluation des résidents : sa valeur, sa date et celle de sa validation."""

    valeur: Entier = champ("Valeur", "En points.")
    date_coupe: dt.date | None = champ("Date de la coupe")
    date_validation: dt.date | None = champ("Date de la validation")


class ResidentsParGir(Objet):
    """Le nombre de résidents dans chaque groupe iso-ressources."""

    gir_1: EntierOuZero = champ("GIR 1")
    gir_2: EntierOuZero = champ("GIR 2")
    gir_3: EntierOuZero = champ("GIR 3")
    gir_4: EntierOuZero = champ("GIR 4")
    gir_5: EntierOuZero = champ("GIR 5")
    gir_6: EntierOuZero = champ("GIR 6")


class Ehpad(Objet):
    """Les éléments de tarification d’un EHPAD."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    pmp: Coupe | None = champ("PATHOS moyen pondéré (PMP)", obligatoire=True)
    gmp: Coupe | None = champ("GIR moyen pondéré (GMP)", obligatoire=True)
    option_tarifaire: OptionTarifaire | None = champ("Option tarifaire", obligatoire=True)
    pharmacie_usage_interieur: bool | None = champ("Pharmacie à usage intérieur")
    residents_par_gir: ResidentsParGir | None = champ("Résidents par GIR")
    valeur_point_soins: Tarif | None = champ("Valeur du point de soins", "En euros, pour l’exercice indiqué.")
    valeur_point_gir: Tarif | None = champ("Valeur du point GIR départemental", "En euros, pour l’exercice indiqué.")
    exercice: Annee | None = champ("Exercice")
    forfait_soins_annonce: Euros | None = champ("Forfait global de soins annoncé")
    forfait_dependance_annonce: Euros | None = champ("Forfait global dépendance annoncé")
    regime: Regime | None = champ("Régime tarifaire")
    part_autonomie: Euros | None = champ("Part du forfait unique relative à l’entretien de l’autonomie")
    participation_residents: Tarif | None = champ(
        "Participation journalière des résidents", "En euros par jour, sous le forfait global unique."
    )


class FinancementComplementaire(Objet):
    """Un financement complémentaire prévisionnel."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    section: Section = champ("Section tarifaire")
    objet: str = champ("Objet")
    montant: Euros = champ("Montant")
    annee: Annee = champ("Année d’attribution")
    perennite: Perennite | None = champ("Pérennité")
    nature: ObjetFinance | None = champ("Nature", "L’objet que l’article R. 314-163 prévoit.")


class PetiteUniteDeVie(Objet):
    """Les modalités de tarification d’une petite unité de vie."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    modalite: str | None = champ("Modalité de tarification", obligatoire=True)


class TarifHebergement(Objet):
    """Les tarifs journaliers d’hébergement d’un établissement."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    aide_sociale: Tarif | None = champ("Tarif des bénéficiaires de l’aide sociale", "En euros par jour.")
    hors_aide_sociale: Tarif | None = champ("Tarif des autres résidents", "En euros par jour.")


class Hebergement(Objet):
    """La tarification de l’hébergement."""

    taux_directeur: Taux | None = champ("Taux directeur", "En pour cent.")
    deliberation: Deliberation | None = champ("Délibération qui fixe le taux directeur")
    versement_aide_sociale: Md | None = champ("Modalités de versement de l’aide sociale")
    tarifs: tuple[TarifHebergement, ...] = champ("Tarifs", unique="finess_et")


class QuotePart(Objet):
    """La part d’un établissement dans une dotation globalisée commune."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    montant: Euros = champ("Montant")


class DotationGlobalisee(Objet):
    """Une dotation globalisée commune, par financeur et par année."""

    financeur: Role = champ("Financeur")
    annee: Annee = champ("Année")
    dotation: Euros = champ("Dotation globalisée commune")
    quotes_parts: tuple[QuotePart, ...] = champ("Quotes-parts", unique="finess_et")


class FixationDuTarif(Objet):
    """La manière dont un tarif est fixé chaque année."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    tarif: str = champ("Tarif ou dotation", "« dotation globale », « tarif journalier d’hébergement ».")
    modalite: ModaliteDeFixation = champ("Modalité de fixation annuelle")
    precisions: str | None = champ("Précisions", "Le taux, la formule ou le tarif plafond, sans ponctuation finale.")


class DocumentAnnuel(Objet):
    """Un document à transmettre chaque année à l’autorité de tarification."""

    intitule: str = champ("Document")
    delai: str = champ("Délai", "« avant le 31 octobre de l’année précédente ».")


class Budget(Objet):
    """Un budget que le contrat retrace sans le fixer."""

    nature: BudgetPresente = champ("Nature")
    intitule: str = champ("Intitulé", titre=True)
    finess_et: FinessDuPerimetre | None = champ("Établissement", "S’il est de l’article 1er.")
    presentation: Md | None = champ("Présentation", "Ses produits, ses charges et son équilibre.")


class VoletFinancier(Objet):
    """Le volet financier : la fixation annuelle des tarifs, et ce qui l’accompagne."""

    fixations: tuple[FixationDuTarif, ...] = champ("Fixation annuelle des tarifs", cle=("finess_et", "tarif"))
    documents: tuple[DocumentAnnuel, ...] = champ("Documents à transmettre chaque année", unique="intitule")
    budgets: tuple[Budget, ...] = champ("Budgets retracés au contrat", cle=("nature", "intitule"))


class ObjectifDActivite(Objet):
    """Un objectif d’activité."""

    mesure: MesureDActivite = champ("Mesure")
    intitule: str | None = champ("Intitulé", "Ce qui est compté : « séances », « journées », « file active ».")
    cible: Nombre = champ("Objectif", "Par an ; en pour cent pour un taux d’occupation.")


class ModulationDActivite(Objet):
    """Les objectifs d’activité d’un établissement ou service."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    objectifs: tuple[ObjectifDActivite, ...] = champ("Objectifs d’activité", cle=("mesure", "intitule"))
    abattement: Taux | None = champ(
        "Abattement", "En pour cent de l’écart entre l’objectif et l’activité : 50 au plus."
    )
    justification: str | None = champ(
        "Autre mesure : justification", "La spécificité des missions ou du fonctionnement, sans ponctuation finale."
    )


class Modulation(Objet):
    """La modulation des financements selon l’activité."""

    etablissements: tuple[ModulationDActivite, ...] = champ("Établissements et services", unique="finess_et")
    financements_complementaires: Md | None = champ(
        "Modulation des financements complémentaires des EHPAD", "Article R. 314-161."
    )


class AffectationResultats(Objet):
    """Les modalités d’affectation des résultats."""

    regle: RegleAffectation = champ("Règle d’affectation")
    modalites: Md | None = champ("Modalités")
    ordre: tuple[AffectationPrevue, ...] = champ(
        "Ordre des affectations", "De la première à la dernière.", unique="destination"
    )
    entre_comptes: bool | None = champ(
        "Libre affectation entre les comptes de résultat", "Pour un gestionnaire privé seulement."
    )


class FraisDeSiege(Objet):
    """L’autorisation de frais de siège."""

    autorite: str = champ(
        "Autorité qui l’a délivrée", "Avec son article : « la directrice générale de l’ARS Grand Est »."
    )
    date_debut: dt.date | None = champ("Début")
    date_fin: dt.date | None = champ("Fin")
    taux: Taux | None = champ("Taux", "En pour cent des charges brutes.")
    arrete: PieceJointe | None = champ("Arrêté", "L’identifiant de la pièce jointe.", obligatoire=True)


class Article4(Objet):
    """Les moyens dédiés à la réalisation du CPOM."""

    ehpad: tuple[Ehpad, ...] = champ("EHPAD", unique="finess_et")
    financements_complementaires: tuple[FinancementComplementaire, ...] = champ(
        "Financements complémentaires", cle=("finess_et", "section", "objet", "annee")
    )
    petites_unites_de_vie: tuple[PetiteUniteDeVie, ...] = champ("Petites unités de vie", unique="finess_et")
    hebergement: Hebergement | None = champ("Hébergement")
    autres_etablissements: tuple[DotationGlobalisee, ...] = champ(
        "Dotations des autres établissements et services", cle=("financeur", "annee")
    )
    modulation: Modulation | None = champ("Modulation selon l’activité")
    volet_financier: VoletFinancier | None = champ("Volet financier")
    affectation_resultats: AffectationResultats | None = champ("Affectation des résultats", obligatoire=True)
    frais_de_siege: FraisDeSiege | None = champ("Frais de siège")
    dispositions_particulieres: Md | None = champ("Dispositions particulières")
