"""The documents of a contract of the registry as it reads on a day, each altered passage noted."""

from hashlib import sha256
from typing import Any

from flask import Response
from werkzeug.routing import BaseConverter

from server.amendment.ouvrage import consolidated_at
from server.api.blueprint import Blueprint, refuse_unaccepted
from server.api.dossiers import BINARY, engines_of, tagged
from server.api.parametres import ParametresDuTexteConsolide
from server.api.registre import reading
from server.clock import today
from server.histoire import history
from server.keeping import TYPES
from server.registry import textes

consolides = Blueprint("Textes consolidés", __name__, description="Lire un contrat tel que ses avenants l’ont modifié.")


class FormatConverter(BaseConverter):
    """The format of a document in an address."""

    regex = "docx|pdf"
    described = {"type": "string", "enum": regex.split("|")}


@consolides.route("/contrats/<id:contrat_id>/consolide.<format:extension>")
@consolides.arguments(ParametresDuTexteConsolide, location="query")
@consolides.response(200, BINARY, content_type="*/*", description="Le contrat consolidé")
@consolides.refuses(404, 409, 422, 503)
@consolides.tells(
    "Télécharger un contrat consolidé",
    "Le contrat tel qu’il se lit au jour dit : sous chaque passage modifié, l’avenant ou la prorogation qui l’a "
    "modifié. 404 si aucun texte n’est en vigueur ce jour-là.",
)
def get_consolide(parametres: dict[str, Any], contrat_id: str, extension: str) -> Response:
    """Return the contract as it reads on a day."""
    refuse_unaccepted(TYPES[extension])
    engines = engines_of(parametres.get("moteur_pdf"))
    jour = parametres.get("au", today())
    with reading() as session:
        rang = textes.au(session, contrat_id, jour).rang
        histoire = history(session, textes.get(session, contrat_id, jour).fiche, rang=rang)
    content = consolidated_at(histoire.anciens, jour, engines.gabarits, logo=engines.logo)
    if extension == "pdf":
        content = engines.pdf.convert(content)
    response = Response(content, mimetype=TYPES[extension])
    response.headers.set("Content-Disposition", "attachment", filename=f"contrat-consolide-{jour}.{extension}")
    return tagged(response, sha256(content).hexdigest())
