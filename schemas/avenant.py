"""What asks for an amendment: its kind, its grounds, its dates, and what the contract becomes."""

import datetime as dt

from schemas.contrat import Contrat
from schemas.fields import Choix, Md, ObjetLibre
from schemas.objet import Objet, champ
from schemas.visas import Deliberation


class NatureAvenant(Choix):
    """The kind of an amendment, as its title says it."""

    REVISION = "revision", "révision"
    REAJUSTEMENT = "reajustement", "réajustement des objectifs et des moyens"
    PERIMETRE = "perimetre", "modification du périmètre"
    CAPACITE = "capacite", "modification des capacités"
    FINANCIER = "financier", "modification des moyens"
    OPTION_TARIFAIRE = "option_tarifaire", "changement d’option tarifaire"
    REGIME_TARIFAIRE = "regime_tarifaire", "changement de régime tarifaire"
    HABILITATION = "habilitation", "modification de l’habilitation à l’aide sociale"
    CHANGEMENT_PARTIE = "changement_partie", "changement de partie"
    PROLONGATION = "prolongation", "prolongation"
    RETOUR_EQUILIBRE = "retour_equilibre", "retour à l’équilibre financier"
    TRANSFORMATION = "transformation", "transformation d’un établissement ou service"


class CompteRendu(Objet):
    """Le compte rendu d’une instance."""

    instance: str = champ("Instance", "« comité de suivi ».")
    date: dt.date = champ("Date de la réunion")


class DemandeAvenant(Objet):
    """Une demande d’avenant."""

    nature: NatureAvenant = champ("Nature de l’avenant")
    expose_des_motifs: Md = champ("Exposé des motifs")
    date_effet: dt.date = champ("Date d’effet")
    date_signature: dt.date | None = champ("Date de signature")
    lieu_signature: str | None = champ("Lieu de signature")
    compte_rendu: CompteRendu | None = champ("Compte rendu du dialogue de gestion", "Que demande un réajustement.")
    deliberation: Deliberation | None = champ("Délibération du gestionnaire sur l’avenant")
    visas: tuple[str, ...] = champ(
        "Autres visas", "Arrêtés, délibérations… : une phrase par visa, sans « Vu » en tête ni ponctuation finale."
    )
    contrat: Contrat | None = champ("Contrat modifié", "Le contrat tout entier, ou bien des modifications.")
    modifications: ObjetLibre | None = champ(
        "Modifications du contrat",
        "JSON Merge Patch (RFC 7396). Les éléments d’une liste se reconnaissent à leur clé (numéro FINESS, "
        "identifiant, année…) ; « supprime: true » retire celui qui la porte, et null une valeur : des totaux déclarés "
        "qui ne valent plus, par exemple.",
    )
