"""Timetables: the dates of the life of a contract, as data, as a calendar, as a timeline."""

import re
from typing import Any

from flask import Response, request
from werkzeug.exceptions import NotAcceptable

from schemas.base_fields import Choix, ChoixField, FrenchField
from schemas.contrat import Contrat
from schemas.francais import enumere, nombre
from schemas.json_schema import describe_constraints
from schemas.objet import schema_of
from server.api.answers import respond
from server.api.blueprint import Blueprint, refuse_unaccepted
from server.api.body import JSON, read_json
from server.api.parametres import Parametres, ParametresDuDroit, ParametresDuTexte
from server.clock import today
from server.life import calendar, timeline
from server.life.answers import EcheancierAnswer
from server.life.echeancier import Echeancier
from server.registry import texts
from server.web.registry import open_reading
from server.workflow.contrats import find_echeancier


class FormeEcheancier(Choix):
    """What a timetable may be asked as."""

    JSON = "json", "données"
    ICS = "ics", "calendrier iCalendar"
    SVG = "svg", "frise"


TYPES = {
    FormeEcheancier.JSON: JSON,
    FormeEcheancier.ICS: calendar.MEDIA_TYPE,
    FormeEcheancier.SVG: timeline.MEDIA_TYPE,
}


class LargeurField(FrenchField):
    """The width of a timeline, as an address writes it."""

    def read(self, value: object) -> int:
        """Return the width, in points."""
        if (
            not re.fullmatch(r"[1-9][0-9]{2,3}", str(value))
            or not timeline.NARROWEST <= int(str(value)) <= timeline.WIDEST
        ):
            raise self.refuse(f"Donnez un nombre entier, de {timeline.NARROWEST} à {nombre(timeline.WIDEST)}.")
        return int(str(value))


@describe_constraints.register
def _(_: LargeurField) -> dict[str, Any]:
    return {"type": "integer", "minimum": timeline.NARROWEST, "maximum": timeline.WIDEST}


class ParametresDeLaForme(Parametres):
    """How a timetable is told."""

    format = ChoixField(
        FormeEcheancier, metadata={"title": "Forme", "description": "À défaut, selon l’en-tête Accept, ou json."}
    )
    largeur = LargeurField(
        metadata={"title": "Largeur", "description": f"De la frise, en points ; à défaut {timeline.USUAL}."}
    )


class ParametresDeLEcheancier(ParametresDuDroit, ParametresDeLaForme):
    """The day of the law, and how a timetable is told."""


class ParametresDeLEcheancierInscrit(ParametresDuTexte, ParametresDeLaForme):
    """Which text of a contract is meant, and how its timetable is told."""


CONTENT: dict[str, Any] = {
    JSON: {"schema": schema_of(EcheancierAnswer)},
    calendar.MEDIA_TYPE: {"schema": {"type": "string"}},
    timeline.MEDIA_TYPE: {"schema": {"type": "string"}},
}

echeanciers = Blueprint("Échéanciers", __name__, description="Donner les dates de la vie d’un contrat.")


@echeanciers.route("/echeanciers", methods=["POST"])
@echeanciers.arguments(ParametresDeLEcheancier, location="query")
@echeanciers.response(200, schema_of(EcheancierAnswer), description="Les dates du contrat")
@echeanciers.doc(responses={"200": {"content": CONTENT}})
@echeanciers.refuses(422)
@echeanciers.takes_json("Contrat")
@echeanciers.tells(
    "Donner les dates d’un contrat",
    "Rend ce que rend la commande `cpom echeancier` : les dates que le droit et le contrat fixent, en données, en "
    "calendrier (iCalendar) ou en frise (SVG). Sans `au`, le droit est celui de la signature.",
)
def tell_echeancier(parametres: dict[str, Any]) -> Response:
    """Return the timetable of the contract of the request."""
    forme = read_forme(parametres)
    return answer_echeancier(Echeancier.of(read_json(Contrat), parametres.get("au")), forme, parametres)


@echeanciers.route("/contrats/<id:contrat_id>/echeancier")
@echeanciers.arguments(ParametresDeLEcheancierInscrit, location="query")
@echeanciers.response(200, schema_of(EcheancierAnswer), description="Les dates du contrat")
@echeanciers.doc(responses={"200": {"content": CONTENT}})
@echeanciers.refuses(404, 422, 503)
@echeanciers.tells(
    "Donner les dates d’un contrat inscrit",
    "Celles de sa dernière version, ou avec `au` du texte en vigueur ce jour-là. Un agenda s’abonne à l’adresse qui "
    "finit par `?format=ics`\u202f; une prorogation ou un avenant y déplace les dates qu’il change. Les événements "
    "datés des actes inscrits y figurent, tels que la dernière inscription de chaque acte les dit\u202f; rien n’y suit "
    "la résiliation.",
)
def get_echeancier(parametres: dict[str, Any], contrat_id: str) -> Response:
    """Return the timetable of a contract of the registry."""
    forme, jour = read_forme(parametres), parametres.get("au")
    with open_reading() as session:
        echeancier = find_echeancier(session, texts.get(session, contrat_id, jour or today()).fiche, jour)
    response = answer_echeancier(echeancier, forme, parametres)
    response.add_etag()
    response.make_conditional(request)
    return response


def answer_echeancier(echeancier: Echeancier, forme: FormeEcheancier, parametres: dict[str, Any]) -> Response:
    """Return a timetable in a form."""
    if forme is FormeEcheancier.ICS:
        response = Response(calendar.write_ics(echeancier), mimetype=TYPES[forme])
        response.headers.set("Content-Disposition", "attachment", filename="echeancier.ics")
        return response
    if forme is FormeEcheancier.SVG:
        return Response(
            timeline.draw_frise(echeancier, parametres.get("largeur", timeline.USUAL)), mimetype=TYPES[forme]
        )
    return respond(EcheancierAnswer.of(echeancier))


def read_forme(parametres: dict[str, Any]) -> FormeEcheancier:
    """Return the form that the address asks for, or else that which the client prefers.

    Raises `NotAcceptable` for a client that wants none.
    """
    forme: FormeEcheancier | None = parametres.get("format")
    if forme:
        refuse_unaccepted(TYPES[forme])
        return forme
    accepted = request.accept_mimetypes
    best = accepted.best_match(list(TYPES.values())) if accepted else JSON
    if best is None:
        raise NotAcceptable(enumere(list(TYPES.values()), "ou"))
    return next(forme for forme, kind in TYPES.items() if kind == best)
