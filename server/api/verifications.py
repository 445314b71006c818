"""Dry runs: what the law finds in a contract, nothing written."""

from typing import Any

from flask import Response

from server.api.answers import respond
from server.api.blueprint import Blueprint
from server.api.body import read_charge
from server.api.parametres import ParametresDuDroit
from server.api.problems import refuse_shape
from server.clock import today
from server.dossier.contrat import verify_readable
from server.legal.answers import VerdictAnswer

verifications = Blueprint("Vérifications", __name__, description="Dire si un contrat est conforme, sans rien écrire.")


@verifications.route("/verifications", methods=["POST"])
@verifications.arguments(ParametresDuDroit, location="query")
@verifications.answers(200, VerdictAnswer, description="Le verdict, conforme ou non")
@verifications.refuses(422)
@verifications.takes_contrat
@verifications.tells(
    "Vérifier un contrat",
    "Rend le même verdict que la commande `cpom verifier`. Les pièces ne sont pas demandées. "
    "Un contrat mal formé est refusé, avec toutes ses fautes de forme et, sous `verdict`, ce que le droit trouve "
    "dans ce qui se lit, les règles en attente et les données qu’elles attendent.",
)
def verify_contrat(parametres: dict[str, Any]) -> Response:
    """Return the verdict of the law on the contract of the request; refuse one that cannot be read whole, with it."""
    verdict = verify_readable(read_charge(), at=parametres.get("au"), today=today())
    if verdict.partiel:
        raise refuse_shape(verdict.forme, verdict)
    return respond(VerdictAnswer.of(verdict))
