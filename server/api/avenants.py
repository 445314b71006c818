"""The amendments of a contract of the registry: drafted from what changes, settled, signed, written."""

from typing import Any

from flask import Response, url_for

from schemas.avenant import DemandeAvenant
from schemas.registre import ChangementEtat
from server.amendment.document.avenant import AvenantRedige
from server.api.answers import respond
from server.api.answers.avenants import AvenantAnswer, AvenantRedigeAnswer, AvenantsAnswer
from server.api.blueprint import Blueprint
from server.api.body import read_joints, read_json
from server.api.dossiers import answer_dossier, engines_of
from server.api.parametres import Parametres, ParametresDeLAvenant
from server.api.registre import ETAG, IF_MATCH, LOCATION, read_if_match
from server.clock import today
from server.dossier.avenant import FORMATS
from server.dossier.manifest import Manifeste
from server.dossier.produce import produce
from server.legal import Verdict
from server.registry import avenants as depot
from server.registry import events, texts
from server.registry.tables.contrats import AvenantInscrit
from server.web.current import get_service
from server.web.registry import open_reading, open_writing
from server.workflow import avenants as tenue

ADDRESS = "/contrats/<id:contrat_id>/avenants"
ONE = f"{ADDRESS}/<id:avenant_id>"

avenants = Blueprint("Avenants", __name__, description="Modifier un contrat signé, par la différence de ses données.")


@avenants.route(ADDRESS, methods=["POST"])
@avenants.arguments(Parametres, location="query")
@avenants.answers(201, AvenantRedigeAnswer, description="L’avenant, rédigé", headers=LOCATION | ETAG)
@avenants.refuses(404, 409, 412, 422, 503)
@avenants.takes_json("DemandeAvenant")
@avenants.tells(
    "Ouvrir un avenant",
    "Calcule ce qui change entre le dernier texte signé et celui que la demande donne – le contrat tout entier, ou des "
    "modifications –, rédige l’avenant et lui donne son numéro. Il s’ouvre à l’état de projet, conforme ou non. Dans "
    "les manquements, `/contrat` mène dans le contrat modifié.",
)
def open_avenant(_: dict[str, Any], contrat_id: str) -> Response:
    """Open the amendment of the request."""
    demande = read_json(DemandeAvenant)
    with open_reading() as session:
        depart = tenue.find_next_depart(session, contrat_id, today=today())
    redige, verdict = tenue.draft_avenant(depart.commande(demande), engines_of(None))
    with open_writing() as ecriture:
        avenant = depot.open_avenant(ecriture, contrat_id, demande, redige.a_venir.apres, depart=depart.rang)
    location = url_for(".get_avenant", contrat_id=contrat_id, avenant_id=avenant.id)
    return respond(_told(avenant, redige, verdict), 201, etag=avenant.etag, location=location)


@avenants.route(ADDRESS)
@avenants.answers(200, AvenantsAnswer, description="Les avenants")
@avenants.refuses(404, 503)
@avenants.tells("Lister les avenants d’un contrat", "Dans l’ordre de leur ouverture, ceux qui sont abandonnés compris.")
def list_avenants(contrat_id: str) -> Response:
    """Return the amendments of a contract."""
    with open_reading() as session:
        texts.get(session, contrat_id, today())
        found = depot.list_of_contrat(session, contrat_id)
    return respond(AvenantsAnswer(avenants=tuple(map(AvenantAnswer.of, found))))


@avenants.route(ONE)
@avenants.answers(200, AvenantRedigeAnswer, description="L’avenant et son texte", headers=ETAG)
@avenants.refuses(404, 503)
@avenants.tells("Lire un avenant", "Ce qui change, article par article, le texte rédigé, le tableau avant/après.")
def get_avenant(contrat_id: str, avenant_id: str) -> Response:
    """Return an amendment and its text."""
    avenant, depart = _read(contrat_id, avenant_id)
    redige, verdict = tenue.draft_avenant(depart.commande(tenue.demande_of(avenant)), engines_of(None))
    return respond(_told(avenant, redige, verdict), etag=avenant.etag)


@avenants.route(ONE, methods=["PUT"])
@avenants.arguments(Parametres, location="query")
@avenants.answers(200, AvenantRedigeAnswer, description="L’avenant, modifié", headers=ETAG)
@avenants.refuses(404, 409, 412, 422, 428, 503)
@avenants.takes_json("DemandeAvenant")
@avenants.doc(parameters=[IF_MATCH])
@avenants.tells("Modifier un projet d’avenant", "Rédige à nouveau l’avenant, tant qu’il est à l’état de projet.")
def save_avenant(_: dict[str, Any], contrat_id: str, avenant_id: str) -> Response:
    """Give a draft the text of the request."""
    expected = read_if_match()
    demande = read_json(DemandeAvenant)
    depart = _read(contrat_id, avenant_id)[1]
    redige, verdict = tenue.draft_avenant(depart.commande(demande), engines_of(None))
    with open_writing() as ecriture:
        avenant = depot.save(ecriture, avenant_id, demande, redige.a_venir.apres, attendu=expected)
    return respond(_told(avenant, redige, verdict), etag=avenant.etag)


@avenants.route(f"{ONE}/etats", methods=["POST"])
@avenants.arguments(Parametres, location="query")
@avenants.answers(200, AvenantAnswer, description="L’avenant, dans son nouvel état", headers=ETAG)
@avenants.refuses(404, 409, 412, 422, 428, 503)
@avenants.takes_json("ChangementEtat")
@avenants.doc(parameters=[IF_MATCH])
@avenants.tells(
    "Changer l’état d’un avenant",
    "De projet à arrêté, si aucune règle bloquante n’est enfreinte : son numéro lui est acquis. D’arrêté à signé, le "
    "droit est appliqué à nouveau, avec le jour de la signature : le contrat prend une nouvelle version. De l’un ou de "
    "l’autre à abandonné.",
)
def change_etat(_: dict[str, Any], contrat_id: str, avenant_id: str) -> Response:
    """Bring an amendment to the state of the request."""
    expected = read_if_match()
    changement = read_json(ChangementEtat)
    with open_writing() as ecriture:
        avenant = tenue.change_etat(ecriture, contrat_id, avenant_id, changement, attendu=expected, today=today())
    return respond(AvenantAnswer.of(avenant), etag=avenant.etag)


@avenants.route(f"{ONE}/dossiers", methods=["POST"])
@avenants.arguments(ParametresDeLAvenant, location="query")
@avenants.answers(201, Manifeste, description="Le manifeste des documents, nouveaux", headers=LOCATION)
@avenants.may_answer(200, Manifeste, description="Le manifeste des documents, déjà produits", headers=LOCATION)
@avenants.refuses(404, 409, 415, 422, 503)
@avenants.tells(
    "Produire les documents d’un avenant",
    "L’avenant et son tableau avant/après, les annexes qu’il remplace, le contrat consolidé et sa comparaison, en "
    "modifications suivies, avec le texte en vigueur. Les pièces qu’il ajoute viennent dans un formulaire, une partie "
    "par pièce. Un projet porte un filigrane ; un avenant arrêté ou signé doit être conforme, et avoir "
    "ses pièces.",
)
def create_dossier(parametres: dict[str, Any], contrat_id: str, avenant_id: str) -> Response:
    """Make and store the documents of an amendment."""
    engines = engines_of(parametres.get("moteur_pdf"))
    joints = read_joints()
    avenant, depart = _read(contrat_id, avenant_id)
    asked = tenue.build_commande(avenant, depart, joints, parametres.get("format", FORMATS))
    manifeste, nouveau = produce(asked, engines, get_service().store)
    with open_writing() as ecriture:
        events.keep_dossier(ecriture, contrat_id, manifeste["identifiant"], avenant_id)
    return answer_dossier(manifeste, nouveau)


def _read(contrat_id: str, avenant_id: str) -> tuple[AvenantInscrit, tenue.Depart]:
    """Return an amendment, and what it departs from."""
    with open_reading() as session:
        avenant = depot.get(session, contrat_id, avenant_id)
        return avenant, tenue.depart_of(session, avenant, today=today())


def _told(avenant: AvenantInscrit, redige: AvenantRedige, verdict: Verdict) -> AvenantRedigeAnswer:
    """Return an amendment of the registry with its text, and what the law finds in it."""
    return AvenantRedigeAnswer.of(
        avenant,
        demande=redige.a_venir.demande,
        changements=redige.changements,
        articles=redige.articles,
        tableau=redige.lignes,
        annexes=[annexe.phrase for annexe in redige.annexes],
        conforme=verdict.conforme,
        droit_au=verdict.at,
        manquements=verdict.manquements,
    )
