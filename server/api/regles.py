"""The rules of law that the service applies, each with its text."""

from datetime import date
from typing import Any

from flask import Response

from server import legal
from server.api.answers import respond
from server.api.answers.regles import NombreAnswer, RegleAnswer, ReglesAnswer
from server.api.blueprint import Blueprint
from server.api.especes import Espece
from server.api.parametres import ParametresDesRegles, ParametresDUneRegle
from server.api.problems import Probleme
from server.clock import today
from server.legal.rule import Regle

regles = Blueprint("Règles", __name__, description="Lire les règles de droit que le service applique.")


@regles.route("/regles")
@regles.arguments(ParametresDesRegles, location="query")
@regles.answers(200, ReglesAnswer, description="Les règles")
@regles.refuses(422)
@regles.tells("Lister les règles", "Chacune avec la phrase qu’elle applique, sa source et ses dates.")
def list_regles(parametres: dict[str, Any]) -> Response:
    """Return the rules that answer the parameters."""
    at = parametres.get("au", today())
    found = legal.find_regles(at, article=parametres.get("article"), gravite=parametres.get("gravite"))
    return respond(ReglesAnswer(regles=tuple(_told(regle, at) for regle in found)))


@regles.route("/regles/<identifiant>")
@regles.arguments(ParametresDUneRegle, location="query")
@regles.answers(200, RegleAnswer, description="La règle")
@regles.refuses(404, 422)
@regles.tells("Lire une règle", "Par son identifiant, ou par l’un de ceux qu’elle a portés : elle y répond encore.")
def get_regle(parametres: dict[str, Any], identifiant: str) -> Response:
    """Return the rule that bears an id, or bore it before it was renamed."""
    regle = legal.find_rule(identifiant)
    if regle is None:
        raise Probleme(Espece.INTROUVABLE, "Vérifiez l’identifiant : aucune règle ne le porte, ni ne l’a porté.")
    return respond(_told(regle, parametres.get("au", today())))


def _told(regle: Regle[Any], at: date) -> RegleAnswer:
    lignes = (ligne for nombre in regle.nombres for ligne in nombre.lignes(at))
    return RegleAnswer.of(regle, nombres=tuple(NombreAnswer.of(ligne) for ligne in lignes))
