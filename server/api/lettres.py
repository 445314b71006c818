"""The letters of the acts that are not amendments, made of a contract that the request carries."""

from typing import Any

from flask import Response, url_for

from schemas.actes import DEMANDES
from schemas.base_fields import JourField
from server.api.answers import respond
from server.api.answers.actes import CourrierAnswer
from server.api.blueprint import Blueprint
from server.api.body import read_json
from server.api.dossiers import engines_of
from server.api.parametres import Parametres
from server.api.registre import LOCATION
from server.clock import today
from server.dossier.lettres import LettresAProduire
from server.dossier.produce import produce
from server.legal.answers import VerdictAnswer
from server.web.current import get_service

OBJETS = {
    "prorogation": "notifier une prorogation simple",
    "saisine": "saisir le comité de suivi",
    "denonciation": "dénoncer une habilitation à l’aide sociale",
    "refus": "suivre la procédure applicable en cas de refus de signer le contrat",
}

lettres = Blueprint("Lettres", __name__, description="Écrire les lettres des actes qui ne sont pas des avenants.")


class ParametresDeLActe(Parametres):
    """On which day an act is seen."""

    au = JourField(
        metadata={"title": "Au", "description": "Jour auquel les événements sont connus ; à défaut, ce jour."}
    )


def _offer(nature: str) -> None:
    """Write the letters of one kind of act at its own address."""

    @lettres.route(f"/lettres/{nature}", methods=["POST"], endpoint=nature)
    @lettres.arguments(ParametresDeLActe, location="query")
    @lettres.answers(201, CourrierAnswer, description="Les lettres, nouvelles", headers=LOCATION)
    @lettres.may_answer(200, CourrierAnswer, description="Les lettres, déjà écrites", headers=LOCATION)
    @lettres.refuses(422, 503)
    @lettres.takes_json(DEMANDES[nature].__name__)
    @lettres.tells(
        f"Écrire les lettres pour {OBJETS[nature]}",
        "Rend les événements datés de l’acte et écrit une lettre par destinataire, en Word et en PDF : `Location` dit "
        "où les télécharger. Les réceptions attestées et les réponses s’ajoutent à l’acte quand elles sont connues.",
    )
    def view(parametres: dict[str, Any]) -> Response:
        """Write the letters of the act of the request."""
        demande = read_json(DEMANDES[nature])
        lettres = LettresAProduire(demande.contrat, demande.acte, parametres.get("au") or today())
        manifeste, nouveau = produce(lettres, engines_of(None), get_service().store)
        answer = CourrierAnswer.of(lettres.faits, verdict=VerdictAnswer.of(lettres.verdict), dossier=manifeste)
        location = url_for("Dossiers.get_dossier", identifiant=manifeste["identifiant"])
        return respond(answer, 201 if nouveau else 200, location=location)


for each in DEMANDES:
    _offer(each)
