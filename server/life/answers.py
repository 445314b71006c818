"""The dates of a contract and of its acts as the API answers them, commands print them and the registry keeps them."""

from datetime import date

from schemas.answer import Answer, membre
from schemas.fields import ObjetLibre
from schemas.manquement import Source
from server.legal.actes import Evenement, Issue
from server.legal.echeances import NatureDEcheance


class EcheanceAnswer(Answer):
    """One date of the life of a contract."""

    cle: str = membre("Nom de la date dans le contrat, d’une version à l’autre")
    nature: NatureDEcheance = membre("Nature")
    du: date = membre("Jour, ou premier jour d’une période")
    au: date = membre("Jour, ou dernier jour d’une période")
    limite: bool = membre("Quelque chose est dû ce jour au plus tard")
    libelle: str = membre("Ce qui arrive, ou est dû")
    detail: str = membre("Ce qu’il faut en savoir ; parfois vide")
    article: str = membre("Article du modèle de contrat")
    source: Source | None = membre("Texte ; null si le contrat seul le dit")
    chemin: str | None = membre("Pointeur JSON de la valeur qui la fixe", de=lambda echeance: echeance.chemin or None)


class EcheancierAnswer(Answer):
    """The dates of the life of a contract."""

    reference: str | None = membre("Référence du contrat")
    titre: str = membre("Contrat et gestionnaire")
    droit_au: date = membre("Jour dont le droit est appliqué", de="au")
    echeances: tuple[EcheanceAnswer, ...] = membre("Dates, dans l’ordre")


class Faits(Answer):
    """What happens after an act, as known on a day."""

    acte: str = membre("Nature de l’acte", exemple="prorogation")
    au: date = membre("Jour auquel les événements sont connus")
    issue: Issue | None = membre("Issue d’une prorogation ; null sinon")
    evenements: tuple[Evenement, ...] = membre("Événements, dans l’ordre des jours")


class ActeConserve(Faits):
    """What the registry keeps of an act: what happens after it, its letters, its data."""

    dossier: str = membre("Identifiant du dossier des lettres")
    demande: ObjetLibre = membre("Données de l’acte")
