"""The acts that are not amendments: their letters, and what the registry keeps of them."""

import datetime as dt
from typing import Annotated, Any

from schemas.answer import Answer, json_of, membre
from server.dossier.manifest import Manifeste
from server.legal.answers import VerdictAnswer
from server.life.answers import ActeConserve, Faits

VERDICT = "Ce que le droit du jour de l’envoi en dit"


class CourrierAnswer(Faits):
    """The letters of an act, and what happens after it."""

    verdict: VerdictAnswer = membre(VERDICT)
    dossier: Annotated[dict[str, Any], json_of(Manifeste)] = membre(
        "Manifeste des lettres, que l’on télécharge comme un dossier"
    )


class ActeAnswer(ActeConserve):
    """An act of a contract of the registry."""

    id: str = membre("Identifiant")
    date: dt.date = membre("Date d’envoi")
    auteur: str = membre("Inscrit par")
    quand: dt.datetime = membre("Inscrit le")


class ActeInscritAnswer(ActeAnswer):
    """An act that was just kept, the version of the contract that follows from it, and what the law finds in it."""

    version: int = membre("Rang de la dernière version du contrat")
    verdict: VerdictAnswer = membre(VERDICT)


class ActesAnswer(Answer):
    """The acts of a contract."""

    actes: tuple[ActeAnswer, ...] = membre("Actes, par date d’envoi")
