"""What the API says of itself: the JSON Schema of a contract, the kinds of problems, the OpenAPI page."""

from pathlib import Path

from flask import Blueprint as PlainBlueprint
from flask import Response, abort, jsonify, send_from_directory

from schemas.contrat import Contrat
from schemas.json_schema import build_json_schema
from server.api.answers import respond
from server.api.answers.problems import ProblemeAnswer
from server.api.blueprint import Blueprint
from server.api.especes import Espece

STATIC = Path(__file__).parent / "static"
SCHEMA = "application/schema+json"
OURS_ALONE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'"
)

descriptions = Blueprint("Descriptions", __name__, description="Lire ce que l’API attend et refuse.")
pages = PlainBlueprint("pages", __name__, static_folder=STATIC, static_url_path="/static")


@descriptions.route("/schemas/contrat.json")
@descriptions.answers(200, {"type": "object"}, content_type=SCHEMA, description="Le schéma JSON (2020-12)")
@descriptions.refuses()
@descriptions.tells("Lire le schéma d’un contrat", "Le même que celui de la commande `cpom schema`.")
def get_contrat_schema() -> Response:
    """Return the JSON Schema of a contract."""
    response = jsonify(build_json_schema(Contrat))
    response.mimetype = SCHEMA
    return response


@descriptions.route("/problemes/<code>")
@descriptions.answers(200, ProblemeAnswer, description="L’espèce de problème")
@descriptions.refuses(404)
@descriptions.tells("Expliquer une espèce de problème", "L’adresse du membre `type` d’un problème.")
def get_espece(code: str) -> Response:
    """Return what a kind of problem means."""
    kind = next((kind for kind in Espece if kind.code == code), None) or abort(404)
    return respond(ProblemeAnswer.of(kind, instance=None, manquements=(), partiel=None, verdict=None))


@pages.get("/docs")
def get_docs() -> Response:
    """Return the page that shows the OpenAPI description, from our own files alone."""
    response = send_from_directory(STATIC, "docs.html")
    response.headers["Content-Security-Policy"] = OURS_ALONE
    return response
