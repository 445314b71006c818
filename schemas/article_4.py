"""Article 4: the means given to carry the contract out."""

import datetime as dt

from schemas.fields import Annee, Choix, Entier, EntierOuZero, Euros, FinessDuPerimetre, Md, PieceJointe, Tarif, Taux
from schemas.objet import Objet, champ
from schemas.parties import Role
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


class FinancementComplementaire(Objet):
    """Un financement complémentaire prévisionnel."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    section: Section = champ("Section tarifaire")
    objet: str = champ("Objet")
    montant: Euros = champ("Montant")
    annee: Annee = champ("Année d’attribution")
    perennite: Perennite | None = champ("Pérennité")


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


class AffectationResultats(Objet):
    """Les modalités d’affectation des résultats."""

    regle: RegleAffectation = champ("Règle d’affectation")
    modalites: Md | None = champ("Modalités")


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
    affectation_resultats: AffectationResultats | None = champ("Affectation des résultats", obligatoire=True)
    frais_de_siege: FraisDeSiege | None = champ("Frais de siège")
    dispositions_particulieres: Md | None = champ("Dispositions particulières")
