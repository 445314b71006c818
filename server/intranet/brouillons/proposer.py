"""The draft of an amendment, opened from the page of its contract."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from server.intranet.blueprint import intranet
from server.intranet.page.filtres import instant
from server.web.registry import open_writing
from server.workflow import amendment_drafts


@intranet.post("/contrats/<id:contrat_id>/avenant")
def proposer_avenant(contrat_id: str) -> Response:
    """Lead to the draft of the next amendment of a contract: the one under way, else a new one."""
    with open_writing() as ecriture:
        brouillon = amendment_drafts.open_draft(ecriture, contrat_id)
        repris = brouillon.cree_le != ecriture.quand
    if repris:
        flash(_("Vous reprenez le brouillon commencé le %(quand)s.", quand=instant(brouillon.cree_le)), "info")
    return redirect(url_for("intranet.brouillon", brouillon_id=brouillon.id))
