"""The refusals of the API."""

from schemas.answer import Answer, membre
from schemas.manquement import Manquement
from server.legal.answers import VerdictAnswer


class ProblemeAnswer(Answer):
    """A problem document (RFC 9457), told of an `Espece`; without `instance`, the kind itself."""

    type: str = membre("Adresse qui explique l’espèce de problème", forme="uri-reference", de="adresse")
    title: str = membre("Titre de l’espèce", de="titre")
    status: int = membre("Code HTTP")
    detail: str = membre("Ce qu’il faut faire", de="explication")
    instance: str | None = membre("Adresse demandée", forme="uri-reference", facultatif=True)
    manquements: tuple[Manquement, ...] = membre("Toutes les fautes trouvées", facultatif=True)
    partiel: bool | None = membre("Vrai si le droit a été appliqué à ce qui se lit", facultatif=True)
    verdict: VerdictAnswer | None = membre("Verdict du droit sur ce qui se lit", facultatif=True)
