"""What changes from a contract to another, nothing written."""

from typing import Any

from flask import Response

from schemas.comparaison import Comparaison
from server.amendment.data import find_changes
from server.amendment.data.changement import Differences
from server.api.answers import respond
from server.api.blueprint import Blueprint
from server.api.body import read_json
from server.api.parametres import Parametres

differences = Blueprint("Différences", __name__, description="Dire ce qui change d’un contrat à un autre.")


@differences.route("/differences", methods=["POST"])
@differences.arguments(Parametres, location="query")
@differences.answers(200, Differences, description="Les changements ; aucun si les contrats sont égaux")
@differences.refuses(422)
@differences.takes_json("Comparaison")
@differences.tells(
    "Comparer deux contrats",
    "Rend ce que rend la commande `cpom comparer --json`. Un élément de liste se reconnaît à sa clé (numéro FINESS, "
    "identifiant, année…) : une capacité modifiée est un changement.",
)
def compare_contrats(_: dict[str, Any]) -> Response:
    """Return the difference of the two contracts of the request."""
    deux = read_json(Comparaison)
    return respond(Differences(changements=find_changes(deux.avant, deux.apres)))
