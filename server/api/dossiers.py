"""The dossiers: made from a contract, then fetched whole or file by file."""

from hashlib import sha256
from typing import Any

from flask import Response, url_for
from werkzeug.routing import BaseConverter

from server.api.blueprint import Blueprint, refuse_unaccepted
from server.api.body import JSON, read_contrat
from server.api.especes import Espece
from server.api.parametres import ParametresDuDocument, ParametresDuDossier, describe_fault
from server.api.problems import Probleme
from server.clock import today
from server.dossier.archive import write_archive
from server.dossier.contrat import gather
from server.dossier.manifest import Manifeste
from server.dossier.produce import Engines, produce
from server.dossier.store import dump_manifest, entry_of, fetch, find, link
from server.web.current import get_service
from server.web.files import attach_file, attach_open_file, tag_response

LINK_SECONDS = 300
BINARY = {"type": "string", "format": "binary"}
LOCATION = {"Location": {"description": "Adresse du dossier", "schema": {"type": "string"}}}

dossiers = Blueprint("Dossiers", __name__, description="Produire un dossier, puis le télécharger.")


class IdentifiantConverter(BaseConverter):
    """The name of a dossier in an address."""

    regex = "[0-9a-f]{24}"
    described = {"type": "string", "pattern": f"^{regex}$"}


@dossiers.route("/dossiers", methods=["POST"])
@dossiers.arguments(ParametresDuDossier, location="query")
@dossiers.answers(201, Manifeste, description="Le manifeste du dossier, nouveau", headers=LOCATION)
@dossiers.may_answer(200, Manifeste, description="Le manifeste du dossier, déjà produit", headers=LOCATION)
@dossiers.refuses(422, 503)
@dossiers.takes_contrat
@dossiers.tells(
    "Produire un dossier",
    "Vérifie le contrat, écrit ses documents et les conserve. Les pièces viennent dans la charge (`contenu`, en "
    "base64) ou dans un formulaire, une partie par pièce. La même demande rend le même dossier, aux mêmes octets. "
    "Une charge mal formée est refusée, avec ce que le droit trouve dans ce qui se lit.",
)
def create_dossier(parametres: dict[str, Any]) -> Response:
    """Make and store the dossier of the contract of the request."""
    engines = engines_of(parametres.get("moteur_pdf"))
    contrat, joints = read_contrat(at=parametres.get("au"))
    demande = gather(
        contrat,
        joints,
        at=parametres.get("au"),
        today=today(),
        brouillon=parametres.get("projet", False),
        formats=parametres.get("format", ("docx", "pdf")),
    )
    return answer_dossier(*produce(demande, engines, get_service().store))


@dossiers.route("/dossiers/<dossier:identifiant>")
@dossiers.answers(200, Manifeste, description="Le manifeste")
@dossiers.refuses(404, 503)
@dossiers.tells("Lire le manifeste d’un dossier", "Sa présence dit que le dossier est complet.")
def get_dossier(identifiant: str) -> Response:
    """Return the manifest of a dossier."""
    content = dump_manifest(find(identifiant, get_service().store))
    return tag_response(Response(content, mimetype=JSON), sha256(content).hexdigest())


@dossiers.route("/dossiers/<dossier:identifiant>/documents/<nom>")
@dossiers.arguments(ParametresDuDocument, location="query")
@dossiers.response(200, BINARY, content_type="*/*", description="Le document, du type que dit le manifeste")
@dossiers.alt_response(303, description="Un lien de téléchargement signé, si `lien` est demandé", success=True)
@dossiers.refuses(404, 422, 503)
@dossiers.tells("Télécharger un document", "`nom` est l’un de ceux du manifeste : `contrat.pdf`…")
def get_document(parametres: dict[str, Any], identifiant: str, nom: str) -> Response:
    """Return one file of a dossier, or a link to it."""
    store = get_service().store
    entry = entry_of(find(identifiant, store), nom)
    address = link(entry, store, seconds=LINK_SECONDS) if parametres.get("lien") else None
    if address:
        return _elsewhere(address)
    refuse_unaccepted(entry["type"])
    return attach_file(fetch(entry, store), entry["type"], nom)


@dossiers.route("/dossiers/<dossier:identifiant>/archive.zip")
@dossiers.answers(200, BINARY, content_type="application/zip", description="L’archive")
@dossiers.refuses(404, 503)
@dossiers.tells("Télécharger tout un dossier", "Tous les documents et `manifeste.json`.")
def get_archive(identifiant: str) -> Response:
    """Return a whole dossier as one archive."""
    manifeste = find(identifiant, get_service().store)
    file, size = write_archive(manifeste, get_service().store)
    response = attach_open_file(file, size, "application/zip", f"cpom-{identifiant}.zip")
    return tag_response(response, sha256(dump_manifest(manifeste)).hexdigest())


def answer_dossier(manifeste: dict[str, Any], nouveau: bool) -> Response:  # noqa: FBT001 -- what `produce` returns
    """Return the answer to a request for a dossier: its manifest, and where it is."""
    response = Response(dump_manifest(manifeste), 201 if nouveau else 200, mimetype=JSON)
    response.headers["Location"] = url_for("Dossiers.get_dossier", identifiant=manifeste["identifiant"])
    return response


def engines_of(moteur: str | None) -> Engines:
    """Return the engines that a request chooses. Raises `Probleme` for one that is not installed here."""
    here = get_service()
    engines = here.engines.get(moteur or here.settings.pdf_engine)
    if engines is None:
        absent = describe_fault("moteur_pdf", f"Choisissez un autre moteur PDF : « {moteur} » n’est pas installé ici.")
        raise Probleme(Espece.PARAMETRES_INVALIDES, "Corrigez les paramètres de l’adresse.", [absent])
    return engines


def _elsewhere(address: str) -> Response:
    """Send to a link, which nobody may keep: it is a key for a while."""
    return Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
