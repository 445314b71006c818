"""The draft of an amendment, opened from the page of its contract."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from server.intranet.blueprint import intranet
from server.tenue import brouillons
from server.web.registre import writing


@intranet.post("/contrats/<id:contrat_id>/avenant")
def proposer_avenant(contrat_id: str) -> Response:
    """Open the draft of the next amendment of a contract, on the text in force."""
    with writing() as ecriture:
        brouillon = brouillons.open_draft(ecriture, contrat_id)
    return redirect(url_for("intranet.brouillon", brouillon_id=brouillon.id))
