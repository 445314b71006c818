"""The dates of the life of a contract: as a table, as a timeline, as a calendar."""

from flask import Response, render_template, request

from server.clock import today
from server.intranet.blueprint import intranet
from server.intranet.contrats.cadre import Cadre
from server.life import calendar, timeline
from server.life.echeancier import Echeancier
from server.registry import texts
from server.web.files import attach_file
from server.web.registry import open_reading
from server.workflow.contrats import find_echeancier


@intranet.get("/contrats/<id:contrat_id>/echeances")
def echeances(contrat_id: str) -> str:
    """Return the dates of a contract."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.echeances")
        echeancier = find_echeancier(session, cadre.fiche, None)
    agenda = len(calendar.write_ics(echeancier))
    return render_template("echeances.html", cadre=cadre, echeancier=echeancier, agenda=agenda, today=today())


@intranet.get("/contrats/<id:contrat_id>/frise.svg")
def frise_du_contrat(contrat_id: str) -> Response:
    """Return the timeline of a contract."""
    response = Response(timeline.draw_frise(_read(contrat_id)), mimetype=timeline.MEDIA_TYPE)
    response.add_etag()
    response.make_conditional(request)
    return response


@intranet.get("/contrats/<id:contrat_id>/echeances.ics")
def calendrier_du_contrat(contrat_id: str) -> Response:
    """Return the calendar of a contract, as a file that an agenda imports."""
    return attach_file(calendar.write_ics(_read(contrat_id)), calendar.MEDIA_TYPE, "echeances.ics")


def _read(contrat_id: str) -> Echeancier:
    with open_reading() as session:
        return find_echeancier(session, texts.get(session, contrat_id, today()).fiche, None)
