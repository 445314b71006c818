"""The documents of a contract as it reads on a day: the whole, each altered passage noted, and its annexes."""

from typing import Any

from flask import Response
from werkzeug.routing import BaseConverter

from server.api.blueprint import Blueprint, refuse_unaccepted
from server.api.dossiers import BINARY, engines_of
from server.api.parametres import ParametresDuTexteConsolide
from server.clock import today
from server.dossier.produce import Engines
from server.dossier.store import TYPES
from server.registry import texts
from server.web.files import attach_file
from server.web.registry import open_reading
from server.workflow.consolidations import history_at, write_annexe, write_consolide

consolides = Blueprint("Textes consolidés", __name__, description="Lire un contrat tel que ses avenants l’ont modifié.")


class FormatConverter(BaseConverter):
    """The format of a document in an address."""

    regex = "docx|pdf"
    described = {"type": "string", "enum": regex.split("|")}


class AnnexeConverter(BaseConverter):
    """The name of an annexe in an address: that of its template."""

    regex = "[a-z]{1,32}"
    described = {"type": "string", "pattern": f"^{regex}$"}


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
    with open_reading() as session:
        histoire = history_at(session, contrat_id, jour)
    content = write_consolide(histoire, jour, engines)
    return _send_document(content, f"contrat-consolide-{jour}", extension, engines)


@consolides.route("/contrats/<id:contrat_id>/annexes/<annexe:nom>.<format:extension>")
@consolides.arguments(ParametresDuTexteConsolide, location="query")
@consolides.response(200, BINARY, content_type="*/*", description="L’annexe")
@consolides.refuses(404, 422, 503)
@consolides.tells(
    "Télécharger une annexe d’un contrat",
    "L’annexe telle qu’elle se lit au jour dit (`diagnostic`, `objectifs`…). 404 si aucun texte n’est en vigueur "
    "ce jour-là, ou si le contrat n’a pas cette annexe.",
)
def get_annexe(parametres: dict[str, Any], contrat_id: str, nom: str, extension: str) -> Response:
    """Return an annexe of a contract as it reads on a day."""
    refuse_unaccepted(TYPES[extension])
    engines = engines_of(parametres.get("moteur_pdf"))
    jour = parametres.get("au", today())
    with open_reading() as session:
        contrat = texts.get_version_at(session, contrat_id, jour).contrat
    document = write_annexe(contrat, nom, jour, engines)
    return _send_document(document.contenu, f"{document.nom}-{jour}", extension, engines)


def _send_document(content: bytes, nom: str, extension: str, engines: Engines) -> Response:
    """Return a document in Word, or what the engine makes of it, as a file to keep."""
    if extension == "pdf":
        content = engines.pdf.convert(content)
    return attach_file(content, TYPES[extension], f"{nom}.{extension}")
