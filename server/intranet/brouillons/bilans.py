"""What is wrong in a draft, page by page: the same verdict as that of the API."""

from functools import partial
from itertools import islice

from flask import Response, make_response, render_template, request

from schemas.chemin import pointer
from schemas.reading import dump
from server.clock import today
from server.entry.completeness import find_missing
from server.intranet.blueprint import intranet
from server.intranet.brouillons.adresses import build_address, fautes_of
from server.intranet.brouillons.etapes import ADDRESS, vue_of
from server.intranet.brouillons.libelles import name_lieu
from server.intranet.page.formats import build_formats_control
from server.registry import drafts
from server.web.registry import open_reading, open_writing
from server.workflow import draft_saves
from server.workflow.draft_saves import Ouvert
from server.workflow.registrations import follow_draft
from server.workflow.verdict import Bilan, bilan_of, is_fresh, read_kept_bilan

MOST_ABSENTS = 100  # shown at once


@intranet.get(f"{ADDRESS}/bilan")
def bilan(brouillon_id: str) -> Response:
    """Show what is wrong in a draft; to htmx, the menu of its steps, with how many faults are in each."""
    ouvert, found = judge_draft(brouillon_id)
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
        lieu=partial(name_lieu, ouvert.parcours),
        adresse=partial(build_address, brouillon_id, ouvert.parcours),
        absents=_absents(brouillon_id, ouvert),
        formats=build_formats_control,
    )
    return make_response(page)


@intranet.get(f"{ADDRESS}/veille")
def veille(brouillon_id: str) -> str:
    """Tell whether someone saved the draft since the save that a page was made of, or changed what it types."""
    with open_reading() as session:
        suivi = follow_draft(session, drafts.get(session, brouillon_id))
        derniere = drafts.find_last(session, brouillon_id)
    since = derniere if request.args.get("rang", "").split()[:1] != [str(derniere.rang)] else None
    return render_template("brouillons/_veille.html", suivi=suivi, derniere=since)


def judge_draft(brouillon_id: str) -> tuple[Ouvert, Bilan]:
    """Return a draft and what is wrong in it now, found once for each save."""
    with open_reading() as session:
        ouvert = draft_saves.open_draft(session, brouillon_id)
        known = read_kept_bilan(ouvert)
        if known and is_fresh(known, ouvert, today=today()):
            return ouvert, known
        found = bilan_of(session, ouvert, today=today())
    with open_writing() as ecriture:
        drafts.keep_bilan(ecriture, brouillon_id, found.rang, dump(found.truncate()))
    with open_reading() as session:
        return draft_saves.open_draft(session, brouillon_id), found


def _absents(brouillon_id: str, ouvert: Ouvert) -> list[tuple[str, str]]:
    """Return the first mandatory values that are not entered, as people call them, each with where it is entered."""
    ways = islice(find_missing(ouvert.parcours.racine, ouvert.charge), MOST_ABSENTS)
    chemins = [pointer(*way) for way in ways]
    return [(name_lieu(ouvert.parcours, each), build_address(brouillon_id, ouvert.parcours, each)) for each in chemins]
