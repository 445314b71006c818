"""Every save of a draft, and the way back to each."""

from functools import partial

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from server.intranet.blueprint import intranet
from server.intranet.brouillons.etapes import ADDRESS, read_asked_rang
from server.intranet.brouillons.libelles import name_lieu
from server.intranet.page.feuilletage import read_asked_page, read_leaf
from server.registry import drafts
from server.web.registry import open_reading, open_writing
from server.workflow import draft_saves

PAR_PAGE = 30


@intranet.get(f"{ADDRESS}/historique")
def historique(brouillon_id: str) -> str:
    """Show the saves of a draft, the last one first."""
    with open_reading() as session:
        ouvert = draft_saves.open_draft(session, brouillon_id)
        feuillet = read_leaf(read_asked_page(), PAR_PAGE, partial(drafts.list_sauvegardes, session, brouillon_id))
    return render_template(
        "brouillons/historique.html",
        ouvert=ouvert,
        saisies=[(each, name_lieu(ouvert.parcours, each.lieu)) for each in feuillet.elements],
        page=feuillet.page,
        pages=feuillet.pages,
        adresse=lambda rang: url_for("intranet.historique", brouillon_id=brouillon_id, page=rang),
    )


@intranet.post(f"{ADDRESS}/historique")
def revenir(brouillon_id: str) -> Response:
    """Give a draft back what it was at one of its saves."""
    rang = read_asked_rang()
    with open_writing() as ecriture:
        draft_saves.restore(ecriture, brouillon_id, rang)
    flash(
        _("Le brouillon est revenu à l’enregistrement n°\u00a0%(rang)s\u202f; rien n’est perdu.", rang=rang), "succes"
    )
    return redirect(url_for("intranet.brouillon", brouillon_id=brouillon_id))
