"""The verdict of the law as the API answers it and the command prints it: all faults, then the report by article."""

from datetime import date

from schemas.answer import Answer, membre
from schemas.manquement import Gravite, Manquement, Source
from server.legal.verdict import Statut


class ConstatAnswer(Answer):
    """One rule, and what it found."""

    identifiant: str = membre("Identifiant de la règle", de="regle.identifiant")
    titre: str = membre("Titre de la règle", de="regle.titre")
    gravite: Gravite = membre("Gravité", de="regle.gravite")
    source: Source = membre("Texte appliqué", de="regle.source")
    statut: Statut = membre("Ce que la règle a donné")
    motif: str | None = membre("Pourquoi la règle est sans objet, sinon null", de=lambda constat: constat.motif or None)
    manquements: tuple[Manquement, ...] = membre("Manquements trouvés")
    attend: str | None = membre("Pointeur JSON de la donnée attendue ; absent si tout est lu", facultatif=True)


class AttenteAnswer(Answer):
    """A value for which rules wait, as it cannot be read yet."""

    chemin: str = membre("Pointeur JSON (RFC 6901)", exemple="/article_9/duree_annees")
    libelle: str = membre("Nom de la donnée, et de ce qui la contient")
    regles: tuple[str, ...] = membre(
        "Identifiants des règles qui l’attendent", de=lambda attente: [each.identifiant for each in attente.regles]
    )


class ChapitreAnswer(Answer):
    """What the rules of one article found."""

    article: str = membre("Article du modèle de contrat")
    titre: str = membre("Intitulé de l’article")
    regles: tuple[ConstatAnswer, ...] = membre("Règles, les bloquantes d’abord", de="constats")


class VerdictAnswer(Answer):
    """The verdict of the law on a contract."""

    conforme: bool = membre("Aucune règle bloquante n’est enfreinte")
    droit_au: date = membre("Jour dont le droit est appliqué", de="at")
    remarque: str | None = membre(
        "Ce qu’il faut savoir du droit appliqué, ou null", de=lambda verdict: verdict.remarque or None
    )
    manquements: tuple[Manquement, ...] = membre("Manquements, les bloquants d’abord")
    partiel: bool = membre("Des données n’ont pas pu être lues : le droit est appliqué aux autres")
    en_attente: tuple[AttenteAnswer, ...] = membre(
        "Données attendues, chacune avec les règles qui l’attendent", de="donnees_attendues", facultatif=True
    )
    articles: tuple[ChapitreAnswer, ...] = membre("Rapport de conformité, par article", de="chapitres")
