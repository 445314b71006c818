"""What is wrong in a draft, page by page: the same verdict as that of the API."""

from functools import partial
from itertools import islice

from flask import Response, make_response, render_template, request

from schemas.manquement import pointer
from schemas.reading import dump
from server.clock import today
from server.entry.completeness import missing
from server.intranet.blueprint import intranet
from server.intranet.brouillons.adresses import address, fautes_of
from server.intranet.brouillons.etapes import ADDRESS, vue_of
from server.intranet.brouillons.libelles import told
from server.intranet.page.formats import choix_des_formats
from server.registry import drafts
from server.web.registry import reading, writing
from server.workflow import draft_saves
from server.workflow.draft_saves import Ouvert
from server.workflow.registrations import followed
from server.workflow.verdict import Bilan, bilan_of, is_fresh, kept_bilan

MOST_ABSENTS = 100  # shown at once


@intranet.get(f"{ADDRESS}/bilan")
def bilan(brouillon_id: str) -> Response:
    """Show what is wrong in a draft; to htmx, the menu of its steps, with how many faults are in each."""
    ouvert, found = judged(brouillon_id)
    if "HX-Request" in request.headers:
        vue = vue_of(ouvert, request.args.get("etape", ""))
        return make_response(render_template("brouillons/_bilan_en_marge.html", vue=vue))
    fautes = fautes_of(brouillon_id, ouvert.parcours, found.manquements)
    comptes = {etape: ouvert.parcours.comptes(etape, ouvert.charge) for etape in ouvert.parcours.etapes}
    page = render_template(
        "brouillons/bilan.html",
        ouvert=ouvert,
        bilan=found,
        fautes=fautes,
        comptes=comptes,
        lieu=partial(told, ouvert.parcours),
        absents=_absents(brouillon_id, ouvert),
        formats=choix_des_formats,
    )
    return make_response(page)


@intranet.get(f"{ADDRESS}/veille")
def veille(brouillon_id: str) -> str:
    """Tell whether someone saved the draft since the save that a page was made of, or changed what it types."""
    with reading() as session:
        suivi = followed(session, drafts.get(session, brouillon_id))
        derniere = drafts.derniere(session, brouillon_id)
    since = derniere if request.args.get("rang", "").split()[:1] != [str(derniere.rang)] else None
    return render_template("brouillons/_veille.html", suivi=suivi, derniere=since)


def judged(brouillon_id: str) -> tuple[Ouvert, Bilan]:
    """Return a draft and what is wrong in it now, found once for each save."""
    with reading() as session:
        ouvert = draft_saves.open_draft(session, brouillon_id)
        known = kept_bilan(ouvert)
        if known and is_fresh(known, ouvert, today=today()):
            return ouvert, known
        found = bilan_of(session, ouvert, today=today())
    with writing() as ecriture:
        drafts.keep_bilan(ecriture, brouillon_id, found.rang, dump(found.truncate()))
    with reading() as session:
        return draft_saves.open_draft(session, brouillon_id), found


def _absents(brouillon_id: str, ouvert: Ouvert) -> list[tuple[str, str]]:
    """Return the first mandatory values that are not entered, as people call them, each with where it is entered."""
    ways = islice(missing(ouvert.parcours.racine, ouvert.charge), MOST_ABSENTS)
    chemins = [pointer(*way) for way in ways]
    return [(told(ouvert.parcours, each), address(brouillon_id, ouvert.parcours, each)) for each in chemins]
