"""Who signs: the authorities that authorise and pay, and the body that manages."""

from datetime import date

from schemas.fields import Choix, CodePostal, Departement
from schemas.objet import Objet, champ


class Role(Choix):
    """The kind of an authority."""

    ARS = "ars", "agence régionale de santé"
    CONSEIL_DEPARTEMENTAL = "conseil_departemental", "conseil départemental"
    METROPOLE = "metropole", "métropole"
    PREFET = "prefet", "préfet"
    AUTRE = "autre", "autre autorité"


class Civilite(Choix):
    """How a person is addressed; it decides the gender of the words around the name."""

    MADAME = "Mme", "Madame"
    MONSIEUR = "M.", "Monsieur"


class QualiteSignataire(Choix):
    """In what capacity a person signs for the managing body, or as the one who manages."""

    GESTIONNAIRE = "gestionnaire", "personne morale gestionnaire"
    PERSONNE_MORALE_CONTROLANTE = (
        "personne_morale_controlante",
        "personne morale qui contrôle le gestionnaire",
    )
    PERSONNE_PHYSIQUE = "personne_physique", "personne physique gestionnaire"


class Representant(Objet):
    """La personne qui signe."""

    civilite: Civilite = champ("Civilité")
    prenom: str = champ("Prénom")
    nom: str = champ("Nom")
    qualite: str = champ("Qualité", "En minuscules et accordée : « présidente », « directeur général ».")


class Adresse(Objet):
    """Une adresse postale."""

    lignes: tuple[str, ...] = champ("Lignes de l’adresse", "Bâtiment, numéro et voie ; sans code postal ni commune.")
    code_postal: CodePostal = champ("Code postal")
    commune: str = champ("Commune")


class Autorite(Objet):
    """Une autorité signataire."""

    role: Role = champ("Nature de l’autorité")
    denomination: str = champ(
        "Dénomination", "Telle qu’elle doit se lire au contrat : « Département de la Moselle ».", titre=True
    )
    departement: Departement | None = champ("Département", "Pour un conseil départemental ou une métropole.")
    representant: Representant = champ("Représentant")
    adresse: Adresse | None = champ("Adresse")


class SignataireGestionnaire(Objet):
    """La personne qui signe pour le gestionnaire."""

    qualite: QualiteSignataire = champ("Qualité du signataire")
    decision_des_autorites: date | None = champ(
        "Date de la décision des autorités",
        "Lorsque signe la personne morale qui contrôle le gestionnaire (article L. 233-3 du code de commerce).",
    )
    denomination: str = champ("Dénomination")
    representant: Representant = champ("Représentant", "La personne elle-même, lorsqu’une personne physique gère.")
    adresse: Adresse | None = champ("Adresse")


class Parties(Objet):
    """Les parties au contrat."""

    autorites: tuple[Autorite, ...] = champ("Autorités", obligatoire=True, cle=("role", "denomination"))
    gestionnaire: SignataireGestionnaire = champ("Gestionnaire")

    @property
    def roles(self) -> frozenset[Role]:
        """The kinds of the authorities that sign."""
        return frozenset(autorite.role for autorite in self.autorites)
