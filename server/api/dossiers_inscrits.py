"""The dossiers of a contract: made of the text that was signed, listed with those of its amendments and acts."""

from typing import Any

from flask import Response

from server.api.answers import respond
from server.api.answers.dossiers import DossierInscritAnswer, DossiersInscritsAnswer
from server.api.blueprint import Blueprint
from server.api.body import read_joints
from server.api.dossiers import answer_dossier, engines_of
from server.api.parametres import ParametresDuDossierInscrit
from server.api.registre import LOCATION
from server.clock import today
from server.dossier.manifest import Manifeste
from server.dossier.produce import produce
from server.registry import events, texts
from server.web.current import get_service
from server.web.registry import open_reading, open_writing
from server.workflow.dossiers import find_text_to_produce

dossiers_inscrits = Blueprint("Dossiers d’un contrat", __name__, description="Produire et lister ses dossiers.")


@dossiers_inscrits.route("/contrats/<id:contrat_id>/dossiers", methods=["POST"])
@dossiers_inscrits.arguments(ParametresDuDossierInscrit, location="query")
@dossiers_inscrits.answers(201, Manifeste, description="Le manifeste du dossier, nouveau", headers=LOCATION)
@dossiers_inscrits.may_answer(200, Manifeste, description="Le manifeste du dossier, déjà produit", headers=LOCATION)
@dossiers_inscrits.refuses(404, 415, 422, 503)
@dossiers_inscrits.tells(
    "Produire le dossier d’un contrat inscrit",
    "Du texte signé ou, avant la signature, du dernier texte : ses avenants ont leurs propres documents. Les pièces "
    "viennent dans un formulaire, une partie par pièce, nommée par son identifiant. Un contrat à l’état de projet "
    "donne un dossier de projet.",
)
def create_dossier(parametres: dict[str, Any], contrat_id: str) -> Response:
    """Make and store the dossier of a contract of the registry."""
    engines, joints = engines_of(parametres.get("moteur_pdf")), read_joints()
    with open_reading() as session:
        texte = find_text_to_produce(session, contrat_id, today())
    formats = parametres.get("format", ("docx", "pdf"))
    demande = texte.demande(joints, formats, today=today(), droit_au=parametres.get("droit_au"))
    manifeste, nouveau = produce(demande, engines, get_service().store)
    with open_writing() as ecriture:
        events.keep_dossier(ecriture, contrat_id, manifeste["identifiant"])
    return answer_dossier(manifeste, nouveau)


@dossiers_inscrits.route("/contrats/<id:contrat_id>/dossiers")
@dossiers_inscrits.answers(200, DossiersInscritsAnswer, description="Les dossiers")
@dossiers_inscrits.refuses(404, 503)
@dossiers_inscrits.tells(
    "Lister les dossiers d’un contrat", "Les siens, ceux de ses avenants, les lettres, les revues."
)
def list_dossiers(contrat_id: str) -> Response:
    """Return the dossiers of a contract."""
    with open_reading() as session:
        texts.get(session, contrat_id, today())
        found = events.list_dossiers(session, contrat_id)
    return respond(DossiersInscritsAnswer(dossiers=tuple(map(DossierInscritAnswer.of, found))))
