"""How the service is."""

from typing import Literal

from schemas.answer import Answer, membre


class SanteAnswer(Answer):
    """How the service is."""

    statut: Literal["ok"] = membre("État")
    version: str = membre("Version du service")
    stockage: Literal["ok"] = membre("État du stockage")
    registre: Literal["ok"] = membre("État de la base des contrats")
    moteurs_pdf: tuple[str, ...] = membre("Moteurs PDF présents")
