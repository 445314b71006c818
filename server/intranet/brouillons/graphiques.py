"""The charts of a draft, as pictures."""

from flask import Response, abort, request

from schemas.chemin import steps as steps_of
from server.entry.totals import draw_plan, draw_trend
from server.intranet.blueprint import intranet
from server.intranet.brouillons.etapes import ADDRESS, read_draft
from server.render.chart import Chart, draw_chart

PLAN, TREND = (560, 280), (480, 240)  # points: small enough that their words are as large as those of the page


@intranet.get(f"{ADDRESS}/graphiques/pgfp.svg")
def graphique_pgfp(brouillon_id: str) -> Response:
    """Return the chart of the financing plan."""
    return _draw_chart(draw_plan(read_draft(brouillon_id).contrat), *PLAN)


@intranet.get(f"{ADDRESS}/graphiques/indicateur.svg")
def graphique(brouillon_id: str) -> Response:
    """Return the chart of an indicator, by its JSON pointer in the contract."""
    return _draw_chart(draw_trend(read_draft(brouillon_id).contrat, steps_of(request.args.get("chemin", ""))), *TREND)


def _draw_chart(chart: Chart | None, width: int, height: int) -> Response:
    if chart is None:
        abort(404)
    return Response(draw_chart(chart, width, height), mimetype="image/svg+xml")
