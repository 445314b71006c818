"""Article 1er: who manages, and what the contract covers."""

import datetime as dt

from schemas.fields import (
    Categorie,
    Choix,
    Departement,
    Finess,
    FinessDuPerimetre,
    Md,
    PieceJointe,
    Places,
    Siren,
    Siret,
)
from schemas.objet import Objet, champ
from schemas.parties import Role


class Modalite(Choix):
    """A way of receiving people, for which places are authorised."""

    HEBERGEMENT_PERMANENT = "hebergement_permanent", "hébergement permanent"
    HEBERGEMENT_TEMPORAIRE = "hebergement_temporaire", "hébergement temporaire"
    ACCUEIL_DE_JOUR = "accueil_de_jour", "accueil de jour"
    ACCUEIL_DE_NUIT = "accueil_de_nuit", "accueil de nuit"
    PASA = "pasa", "pôle d’activités et de soins adaptés (PASA)"
    UHR = "uhr", "unité d’hébergement renforcée (UHR)"
    INTERNAT = "internat", "internat"
    SEMI_INTERNAT = "semi_internat", "semi-internat"
    EXTERNAT = "externat", "externat"
    FILE_ACTIVE = "file_active", "file active"
    DOMICILE = "domicile", "intervention à domicile"


class Habilitation(Choix):
    """How far an establishment may receive people helped by the département."""

    TOTALE = "totale", "totale"
    PARTIELLE = "partielle", "partielle"
    AUCUNE = "aucune", "aucune"


class StatutJuridique(Objet):
    """Le statut juridique du gestionnaire."""

    code: str | None = champ("Code FINESS du statut")
    libelle: str = champ("Libellé du statut")


class Gestionnaire(Objet):
    """La présentation du gestionnaire."""

    denomination: str | None = champ("Dénomination", "Seulement si elle diffère de celle de la personne qui signe.")
    finess_ej: Finess | None = champ("Numéro FINESS de l’entité juridique", obligatoire=True)
    siren: Siren | None = champ("Numéro SIREN")
    statut_juridique: StatutJuridique | None = champ("Statut juridique", obligatoire=True)
    modalites_organisation: Md | None = champ("Modalités d’organisation", obligatoire=True)
    activites: tuple[str, ...] = champ(
        "Activités", "Une activité par ligne, sans ponctuation finale.", obligatoire=True
    )
    organigramme: PieceJointe | None = champ("Organigramme", "L’identifiant de la pièce jointe.", obligatoire=True)
    siege: Md | None = champ("Organisation du siège")
    beneficiaire_dgc: Finess | None = champ(
        "Bénéficiaire de la dotation globalisée commune", "Le numéro FINESS de celui qui la perçoit."
    )


class Autorisation(Objet):
    """L’autorisation d’un établissement ou service."""

    date: dt.date = champ("Date de l’autorisation")
    numero: str | None = champ("Numéro de l’arrêté")
    echeance: dt.date | None = champ("Échéance de l’autorisation")
    autorites: tuple[Role, ...] = champ("Autorités qui l’ont délivrée", obligatoire=True)


class Capacite(Objet):
    """La capacité d’un établissement pour une modalité d’accueil."""

    modalite: Modalite = champ("Modalité d’accueil")
    autorisee: Places = champ("Capacité autorisée", "En places ; en personnes pour une file active.")
    installee: Places | None = champ("Capacité installée", "En places.")
    financee: Places | None = champ("Capacité financée", "En places.")
    habilitee: Places | None = champ("Capacité habilitée à l’aide sociale", "En places.")


class EtablissementDeSante(Objet):
    """L’établissement de santé auquel un établissement est rattaché."""

    denomination: str = champ("Dénomination")
    finess: Finess | None = champ("Numéro FINESS")


class Etablissement(Objet):
    """Un établissement ou service couvert par le contrat."""

    finess_et: Finess = champ("Numéro FINESS")
    siret: Siret | None = champ("Numéro SIRET")
    raison_sociale: str = champ("Raison sociale", titre=True)
    categorie: Categorie = champ("Catégorie FINESS", "« 500 » pour un EHPAD.")
    commune: str = champ("Commune")
    departement: Departement = champ("Département")
    autorisation: Autorisation | None = champ("Autorisation", obligatoire=True)
    publics: tuple[str, ...] = champ("Publics accueillis", obligatoire=True)
    activites: Md | None = champ("Activités", obligatoire=True)
    capacites: tuple[Capacite, ...] = champ("Capacités", obligatoire=True, unique="modalite")
    habilitation_aide_sociale: Habilitation = champ("Habilitation à l’aide sociale")
    etablissement_de_sante: EtablissementDeSante | None = champ("Établissement de santé de rattachement")


class Consistance(Objet):
    """Ce qu’est un établissement avant ou après une transformation."""

    categorie: Categorie | None = champ("Catégorie FINESS")
    capacite: Places | None = champ("Capacité", "En places.")


class Transformation(Objet):
    """Un projet de restructuration ou de transformation de l’offre."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    nature: str = champ("Nature", "« extension », « transformation », « regroupement »…")
    description: Md | None = champ("Description")
    date: dt.date | None = champ("Date prévue")
    avant: Consistance | None = champ("Avant")
    apres: Consistance | None = champ("Après")
    exoneree_appel_a_projet: bool | None = champ("Exonérée d’appel à projet")


class Partenariat(Objet):
    """Un partenariat formalisé."""

    nature: str = champ("Nature", "« GCSMS », « convention avec un groupement hospitalier de territoire »…")
    denomination: str = champ("Partenaire")
    date: dt.date | None = champ("Date de la convention")


class ReglementAideSociale(Objet):
    """Le règlement départemental d’aide sociale auquel le contrat renvoie."""

    intitule: str = champ("Intitulé")
    date: dt.date | None = champ("Date d’adoption")


class Article1(Objet):
    """L’identification du gestionnaire et le périmètre du contrat."""

    gestionnaire: Gestionnaire = champ("Gestionnaire")
    etablissements: tuple[Etablissement, ...] = champ(
        "Établissements et services", obligatoire=True, cle=("finess_et",)
    )
    transformations: tuple[Transformation, ...] = champ(
        "Projets de transformation de l’offre", cle=("finess_et", "nature")
    )
    partenariats: tuple[Partenariat, ...] = champ("Partenariats formalisés", cle=("nature", "denomination"))
    reglement_aide_sociale: ReglementAideSociale | None = champ("Règlement départemental d’aide sociale")
    dispositions_particulieres: Md | None = champ("Dispositions particulières")
