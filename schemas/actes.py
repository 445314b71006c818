"""The acts of a contract's life that are not amendments: what each says, and what its recipients made of it."""

import datetime as dt

from schemas.contrat import Contrat
from schemas.fields import Choix, FinessDuPerimetre, Md, Rang, Taux
from schemas.objet import Objet, champ


class RoleDePartie(Choix):
    """The kind of a party to the contract."""

    ARS = "ars", "agence régionale de santé"
    CONSEIL_DEPARTEMENTAL = "conseil_departemental", "conseil départemental"
    METROPOLE = "metropole", "métropole"
    PREFET = "prefet", "préfet"
    AUTRE = "autre", "autre autorité"
    GESTIONNAIRE = "gestionnaire", "gestionnaire"


class ModeDEnvoi(Choix):
    """How a letter reaches its recipients, with a proof."""

    LETTRE_RECOMMANDEE = "lettre_recommandee", "lettre recommandée avec accusé de réception"
    AUTRE_MOYEN = "autre_moyen", "autre moyen attestant la remise"


class EtapeDuRefus(Choix):
    """A step of the procedure that a refusal to sign opens."""

    PROPOSITION = "proposition", "proposition de contrat"
    NOTIFICATION = "notification", "notification de la pénalité encourue"
    SECONDE_PROPOSITION = (
        "seconde_proposition",
        "seconde proposition de contrat et notification de la pénalité encourue",
    )
    MINORATION = "minoration", "minoration du forfait global relatif aux soins"


class PartieDesignee(Objet):
    """Une partie au contrat, désignée par sa nature."""

    role: RoleDePartie = champ("Nature de la partie")
    denomination: str | None = champ("Dénomination", "Lorsque plusieurs parties ont la même nature.")


class Reception(Objet):
    """La réception attestée d’une lettre."""

    destinataire: PartieDesignee = champ("Destinataire")
    date: dt.date = champ(
        "Date de réception attestée", "Celle de l’accusé de réception, ou de l’attestation de remise."
    )


class Reponse(Objet):
    """La réponse d’un destinataire."""

    destinataire: PartieDesignee = champ("Destinataire qui répond")
    date: dt.date = champ("Date de la réponse")
    accord: bool = champ("Accord", "true pour un accord, false pour un désaccord.")


class Acte(Objet):
    """Un acte notifié par une partie aux autres."""

    expediteur: PartieDesignee = champ("Expéditeur")
    date: dt.date = champ("Date d’envoi")
    lieu: str | None = champ("Lieu", "À défaut, la commune de l’expéditeur.")
    mode: ModeDEnvoi = champ("Mode d’envoi")
    reference: str | None = champ("Référence du courrier")
    receptions: tuple[Reception, ...] = champ("Réceptions attestées", "Une par destinataire, dès qu’elle est connue.")


class NotificationDeProrogation(Acte):
    """La notification d’une prorogation simple du contrat."""

    motifs: Md | None = champ("Motifs", "Le texte ne les demande pas.")
    reponses: tuple[Reponse, ...] = champ(
        "Réponses", "Une par destinataire ; sans réponse, l’accord est réputé acquis."
    )


class SaisineDuComite(Acte):
    """La saisine exceptionnelle du comité de suivi."""

    circonstances: Md = champ("Circonstances", "Les faits, et le risque qu’ils font peser sur l’exécution du contrat.")
    suites: dt.date | None = champ("Date à laquelle les suites ont été convenues")


class DenonciationDHabilitation(Acte):
    """La dénonciation d’une habilitation à l’aide sociale."""

    destinataires: tuple[PartieDesignee, ...] = champ("Destinataires", "À défaut, toutes les autres parties.")
    etablissements: tuple[FinessDuPerimetre, ...] = champ(
        "Établissements", "Leurs numéros FINESS ; à défaut, tous ceux que le contrat habilite."
    )
    motifs: Md | None = champ("Motifs")
    date_effet: dt.date = champ("Date d’effet", "Celle que donne le préavis convenu : aucun texte ne la calcule.")


class RefusDeSigner(Acte):
    """Une étape de la procédure applicable en cas de refus de signer le contrat."""

    etape: EtapeDuRefus = champ("Étape de la procédure")
    etablissements: tuple[FinessDuPerimetre, ...] = champ(
        "Établissements", "Les numéros FINESS des EHPAD dont le forfait est en cause ; à défaut, tous ceux du contrat."
    )
    reception_proposition: dt.date | None = champ(
        "Réception de la première proposition", "Par le gestionnaire ; elle se dit aux étapes suivantes."
    )
    debut_negociations: dt.date | None = champ("Début des négociations", "S’il y en a eu.")
    reception_notification: dt.date | None = champ(
        "Réception de la notification de la pénalité", "Par le gestionnaire, s’il n’a pas entamé de négociations."
    )
    demande_audition: dt.date | None = champ("Demande d’audition", "Date à laquelle le gestionnaire l’a présentée.")
    audition: dt.date | None = champ("Audition", "Date à laquelle l’établissement a été entendu.")
    taux: Taux | None = champ("Taux de la minoration", "En pour cent du forfait global relatif aux soins.")
    annee_de_minoration: Rang | None = champ("Année de minoration", "1 pour la première ; à défaut, 1.")
    motifs: Md | None = champ("Motifs")


class DemandeDeProrogation(Objet):
    """Une prorogation simple et le contrat qu’elle proroge."""

    contrat: Contrat = champ("Contrat")
    acte: NotificationDeProrogation = champ("Notification")


class DemandeDeSaisine(Objet):
    """Une saisine exceptionnelle et le contrat dont elle saisit le comité."""

    contrat: Contrat = champ("Contrat")
    acte: SaisineDuComite = champ("Saisine")


class DemandeDeDenonciation(Objet):
    """Une dénonciation d’habilitation et le contrat qui habilite."""

    contrat: Contrat = champ("Contrat")
    acte: DenonciationDHabilitation = champ("Dénonciation")


class DemandeDeRefus(Objet):
    """Une étape de la procédure de refus et le contrat que le gestionnaire n’a pas signé."""

    contrat: Contrat = champ("Contrat proposé")
    acte: RefusDeSigner = champ("Étape de la procédure")


Demande = DemandeDeProrogation | DemandeDeSaisine | DemandeDeDenonciation | DemandeDeRefus
ACTES: dict[str, type[Acte]] = {
    "prorogation": NotificationDeProrogation,
    "saisine": SaisineDuComite,
    "denonciation": DenonciationDHabilitation,
    "refus": RefusDeSigner,
}
DEMANDES: dict[str, type[Demande]] = {
    "prorogation": DemandeDeProrogation,
    "saisine": DemandeDeSaisine,
    "denonciation": DemandeDeDenonciation,
    "refus": DemandeDeRefus,
}
