"""The rules of law that the service applies, each with its text."""

from datetime import date
from typing import Any

from flask import Response, jsonify

from server import legal
from server.api.blueprint import Blueprint
from server.api.especes import Espece
from server.api.parametres import ParametresDesRegles, ParametresDUneRegle
from server.api.problems import Probleme
from server.api.shapes import RegleSchema, ReglesSchema
from server.clock import today
from server.legal.rule import Regle

regles = Blueprint("Règles", __name__, description="Lire les règles de droit que le service applique.")


@regles.route("/regles")
@regles.arguments(ParametresDesRegles, location="query")
@regles.answers(200, ReglesSchema, description="Les règles")
@regles.refuses(422)
@regles.tells("Lister les règles", "Chacune avec la phrase qu’elle applique, sa source et ses dates.")
def list_regles(parametres: dict[str, Any]) -> Response:
    """Return the rules that answer the parameters."""
    at = parametres.get("au", today())
    found = legal.regles(at, article=parametres.get("article"), gravite=parametres.get("gravite"))
    return jsonify(regles=[_as_json(regle, at) for regle in found])


@regles.route("/regles/<identifiant>")
@regles.arguments(ParametresDUneRegle, location="query")
@regles.answers(200, RegleSchema, description="La règle")
@regles.refuses(404, 422)
@regles.tells("Lire une règle", "Par son identifiant, ou par l’un de ceux qu’elle a portés : elle y répond encore.")
def get_regle(parametres: dict[str, Any], identifiant: str) -> Response:
    """Return the rule that bears an id, or bore it before it was renamed."""
    regle = legal.find_rule(identifiant)
    if regle is None:
        raise Probleme(Espece.INTROUVABLE, "Vérifiez l’identifiant : aucune règle ne le porte, ni ne l’a porté.")
    return jsonify(_as_json(regle, parametres.get("au", today())))


def _as_json(regle: Regle[Any], at: date) -> dict[str, object]:
    return {
        "identifiant": regle.identifiant,
        "anciens_noms": list(regle.anciens_noms),
        "titre": regle.titre,
        "article": regle.article,
        "texte": regle.texte,
        "source": regle.source.as_json(),
        "depuis": regle.depuis.isoformat(),
        "jusqu_au": regle.jusqu_au and regle.jusqu_au.isoformat(),
        "gravite": regle.gravite.value,
        "conditions": [condition.motif for condition in regle.conditions],
        "nombres": [
            {
                "libelle": ligne.libelle,
                "valeur": ligne.valeur,
                "depuis": ligne.depuis.isoformat(),
                "source": ligne.source.as_json(),
            }
            for nombre in regle.nombres
            for ligne in nombre.lignes(at)
        ],
    }
