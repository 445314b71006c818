"""Whether the service is well, for whoever watches over it."""

from importlib.metadata import version

from flask import Response

from server.api.answers import respond
from server.api.answers.sante import SanteAnswer
from server.api.blueprint import Blueprint
from server.web.current import get_service

sante = Blueprint("Santé", __name__, description="Savoir si le service va bien.")


@sante.route("/sante")
@sante.answers(200, SanteAnswer, description="Tout va bien")
@sante.refuses(503)
@sante.tells(
    "Savoir si le service va bien",
    "Écrit un témoin dans le stockage, s’il n’y est pas déjà, et interroge la base des contrats.",
)
def get_sante() -> Response:
    """Return how the service is; a store or a registry that fails is answered as any other problem of it."""
    here = get_service()
    here.store.put("sante/temoin", b"cpom", media_type="text/plain")
    here.registre.check()
    engines = tuple(sorted(here.engines))
    return respond(SanteAnswer(statut="ok", version=version("cpom"), stockage="ok", registre="ok", moteurs_pdf=engines))
