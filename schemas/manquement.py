"""What is wrong in a payload, said the same way by the shape and by the law."""

from enum import StrEnum

from schemas.answer import Answer, membre


class Gravite(StrEnum):
    """How much a fault weighs: `BLOQUANT` stops the dossier, `AVERTISSEMENT` only warns."""

    BLOQUANT = "bloquant"
    AVERTISSEMENT = "avertissement"


class Source(Answer, kw_only=False):
    """The text that a rule applies: a title as lawyers cite it, and the text's own address, where it has one."""

    titre: str = membre("Titre, tel que les juristes le citent")
    lien: str | None = membre("Adresse du texte lui-même, ou null", default=None)


class Manquement(Answer, kw_only=False):
    """One fault: the JSON pointer of the value, the rule, what to do (French) and the text that asks for it.

    It is a member of `manquements` in a problem document (RFC 9457).
    """

    chemin: str = membre("Pointeur JSON (RFC 6901)", exemple="/article_5/dialogues")
    regle: str = membre("Identifiant de la règle ; « forme » pour une faute de forme")
    gravite: Gravite = membre("Gravité")
    message: str = membre("Ce qu’il faut faire")
    source: Source = membre("Texte appliqué")
