"""The yearly reviews of a contract of the registry."""

from datetime import datetime
from typing import Annotated, Any

from schemas.answer import Answer, json_of, membre
from schemas.revue import Revue


class RevueInscriteAnswer(Answer):
    """A review of the registry."""

    annee: int = membre("Année de la revue", de="donnees.annee")
    revue: Annotated[dict[str, Any], json_of(Revue)] = membre("Données de la revue", de="donnees.revue")
    dossier: str = membre("Identifiant du dossier de ses documents", de="donnees.dossier")
    auteur: str = membre("Inscrite par")
    quand: datetime = membre("Inscrite le")


class RevuesAnswer(Answer):
    """The reviews of a contract."""

    revues: tuple[RevueInscriteAnswer, ...] = membre("Revues, la dernière de chaque année")
