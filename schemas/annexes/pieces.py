"""The attached files: documents that the contract refers to, not written for it."""

import datetime as dt

from schemas.fields import Choix, Contenu, Fichier, Identifiant
from schemas.objet import Objet, champ


class NaturePiece(Choix):
    """What an attached file is."""

    ORGANIGRAMME = "organigramme", "organigramme"
    PV_COMMISSION_SECURITE = "pv_commission_securite", "procès-verbal de la commission de sécurité"
    EVALUATION_EXTERNE = "evaluation_externe", "évaluation externe"
    EVALUATION_HAS = "evaluation_has", "évaluation de la qualité (HAS)"
    ARRETE_FRAIS_SIEGE = "arrete_frais_siege", "arrêté d’autorisation des frais de siège"
    CPOM_SANITAIRE = "cpom_sanitaire", "éléments du CPOM sanitaire"
    AUTRE_CONTRAT = "autre_contrat", "autre contrat ou convention"
    AUTRE = "autre", "autre document"


class Piece(Objet):
    """Une pièce jointe."""

    identifiant: Identifiant = champ("Identifiant")
    nature: NaturePiece = champ("Nature")
    intitule: str = champ("Intitulé", titre=True)
    fichier: Fichier | None = champ("Nom du fichier", "Un PDF, à côté de la charge.")
    contenu: Contenu | None = champ("Contenu", "Le PDF en base64, si aucun fichier n’accompagne la charge.")
    date: dt.date | None = champ("Date")
