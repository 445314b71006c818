"""The dossiers of a contract of the registry."""

from datetime import datetime

from schemas.answer import Answer, membre


class DossierInscritAnswer(Answer):
    """A dossier of a contract."""

    identifiant: str = membre("Identifiant du dossier")
    avenant: str | None = membre("Identifiant de l’avenant, ou null", de="avenant_id")
    quand: datetime = membre("Produit le")


class DossiersInscritsAnswer(Answer):
    """The dossiers of a contract."""

    dossiers: tuple[DossierInscritAnswer, ...] = membre("Dossiers, dans l’ordre")
