"""Article 5: how the contract is followed up."""

from schemas.fields import Choix, Md, Rang
from schemas.objet import Objet, champ


class Entite(Choix):
    """Whom a member of the committee represents."""

    ARS = "ars", "agence régionale de santé"
    CONSEIL_DEPARTEMENTAL = "conseil_departemental", "conseil départemental"
    METROPOLE = "metropole", "métropole"
    PREFET = "prefet", "préfet"
    AUTRE = "autre", "autre autorité"
    GESTIONNAIRE = "gestionnaire", "organisme gestionnaire"
    PARTENAIRE = "partenaire", "partenaire"


class Membre(Objet):
    """Un membre du comité de suivi."""

    entite: Entite = champ("Entité représentée")
    denomination: str | None = champ("Dénomination", "Lorsque plusieurs entités ont la même nature.")
    qualite: str | None = champ("Qualité du représentant", obligatoire=True)


class Dialogue(Objet):
    """Un dialogue de gestion."""

    annee: Rang = champ("Année du contrat", "3 pour la troisième année.")
    objet: str = champ("Objet")


class Article5(Objet):
    """Le suivi et l’évaluation du contrat."""

    comite_suivi: tuple[Membre, ...] = champ("Comité de suivi", obligatoire=True, cle=("entite", "denomination"))
    convocation: str | None = champ(
        "Convocation du comité", "Qui le convoque, et combien de temps avant ; sans ponctuation finale."
    )
    presidence: str | None = champ("Présidence du comité", "Qui le préside ; sans ponctuation finale.")
    quorum: str | None = champ("Quorum", "Qui doit être présent pour qu’il délibère ; sans ponctuation finale.")
    compte_rendu: str | None = champ(
        "Compte rendu", "Qui le rédige, et quand il est transmis ; sans ponctuation finale."
    )
    documents: tuple[str, ...] = champ("Documents transmis en cours de contrat")
    dialogues: tuple[Dialogue, ...] = champ("Dialogues de gestion", obligatoire=True, unique="annee")
    dispositions_particulieres: Md | None = champ("Dispositions particulières")
