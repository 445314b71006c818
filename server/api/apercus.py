"""Previews: the contract as a page, nothing stored."""

from typing import Any

from flask import Response

from server.api.blueprint import Blueprint
from server.api.body import read_contrat
from server.api.parametres import ParametresDuDroit
from server.clock import today
from server.dossier.contrat import preview, verify
from server.web.current import find_engines

HTML = "text/html"
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

apercus = Blueprint("Aperçus", __name__, description="Lire un contrat avant de le produire.")


@apercus.route("/apercus", methods=["POST"])
@apercus.arguments(ParametresDuDroit, location="query")
@apercus.answers(200, {"type": "string"}, content_type=HTML, description="La page")
@apercus.refuses(422)
@apercus.takes_contrat
@apercus.tells(
    "Lire un contrat en HTML",
    "Rend le contrat en une page, conforme ou non. Les pièces ne sont pas demandées. Une charge mal formée est "
    "refusée, avec ce que le droit trouve dans ce qui se lit.",
)
def preview_contrat(parametres: dict[str, Any]) -> Response:
    """Return the contract of the request as a page."""
    contrat, _ = read_contrat(at=parametres.get("au"))
    verdict = verify(contrat, at=parametres.get("au"), today=today())
    content = preview(contrat, verdict, find_engines())
    return Response(content, mimetype=HTML, headers={"Content-Security-Policy": SANDBOX})
