"""The rules of law."""

from datetime import date

from schemas.answer import Answer, membre
from schemas.manquement import Gravite, Source


class NombreAnswer(Answer):
    """A number of the law that a rule applies."""

    libelle: str = membre("Ce que le nombre mesure")
    valeur: str = membre("Sa valeur au jour demandé")
    depuis: date = membre("Premier jour de cette valeur")
    source: Source = membre("Texte qui la fixe")


class RegleAnswer(Answer):
    """One rule of law."""

    identifiant: str = membre("Identifiant")
    anciens_noms: tuple[str, ...] = membre("Identifiants qu’elle a portés, et qui y mènent encore")
    titre: str = membre("Titre")
    article: str = membre("Article du modèle de contrat")
    texte: str = membre("Phrase du texte")
    source: Source = membre("Texte appliqué")
    depuis: date = membre("En vigueur depuis")
    jusqu_au: date | None = membre("Dernier jour, null si elle est en vigueur")
    gravite: Gravite = membre("Gravité")
    conditions: tuple[str, ...] = membre(
        "Ce qui rend la règle sans objet", de=lambda regle: [condition.motif for condition in regle.conditions]
    )
    nombres: tuple[NombreAnswer, ...] = membre("Nombres que la règle applique")


class ReglesAnswer(Answer):
    """A list of rules."""

    regles: tuple[RegleAnswer, ...] = membre("Règles, dans l’ordre du modèle de contrat")
