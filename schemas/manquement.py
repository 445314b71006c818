"""What is wrong in a payload, said the same way by the shape and by the law."""

from datetime import date
from enum import StrEnum

from schemas.answer import Answer, membre
from schemas.francais import jour


class Gravite(StrEnum):
    """How much a fault weighs: `BLOQUANT` stops the dossier, `AVERTISSEMENT` only warns."""

    BLOQUANT = "bloquant"
    AVERTISSEMENT = "avertissement"


class Source(Answer, kw_only=False):
    """The text that a rule applies: a title as lawyers cite it, and the text's own address, where it has one.

    `version` says in French which state of the text was read, or from what it is known where it was not; `lu_le` is the
    day on which the text itself was last read, None where it never was.
    """

    titre: str = membre("Titre, tel que les juristes le citent")
    lien: str | None = membre("Adresse du texte lui-même, ou null", default=None)
    version: str | None = membre(
        "Version lue, ou d’où le texte est connu s’il n’a pas été lu", facultatif=True, default=None
    )
    lu_le: date | None = membre(
        "Jour où le texte a été lu pour la dernière fois ; absent s’il ne l’a pas été", facultatif=True, default=None
    )

    @property
    def lecture(self) -> str:
        """What is known of the reading, in French: « version de mi-2023, lue le 30 novembre 2026 »."""
        if self.lu_le is None:
            return f"texte non lu{f', {self.version}' if self.version else ''}"
        return f"{self.version or 'version non précisée'}, lue le {jour(self.lu_le)}"

    def age(self, today: date) -> int | None:
        """Return how many days ago the text was last read; None for one that never was."""
        return None if self.lu_le is None else (today - self.lu_le).days


class Manquement(Answer, kw_only=False):
    """One fault: the JSON pointer of the value, the rule, what to do (French) and the text that asks for it.

    It is a member of `manquements` in a problem document (RFC 9457).
    """

    chemin: str = membre("Pointeur JSON (RFC 6901)", exemple="/article_5/dialogues")
    regle: str = membre("Identifiant de la règle ; « forme » pour une faute de forme")
    gravite: Gravite = membre("Gravité")
    message: str = membre("Ce qu’il faut faire")
    source: Source = membre("Texte appliqué")
