"""The pages of a draft: each step, each item of a list, read and saved."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from schemas.chemin import pointer
from schemas.chemin import steps as steps_of
from schemas.objet import is_list, item_type
from server.entry.controls import ident_of
from server.entry.form import has_page
from server.entry.paths import cle_at, move_at, put_at, read_at, remove_at
from server.entry.steps import AVENANT
from server.intranet.blueprint import intranet
from server.intranet.brouillons.adresses import build_page_address, read_asked_fiche, turn_page
from server.intranet.brouillons.conflits import find_perdu, is_late, list_fautes, list_unkept, warn_of_shift
from server.intranet.brouillons.vues import PageDeSaisie
from server.web.registry import open_reading, open_writing
from server.workflow import draft_saves
from server.workflow.draft_saves import Garde, LectureDePage, Ouvert

ADDRESS = "/brouillons/<id:brouillon_id>"
CONFLICT = 409


@intranet.get(ADDRESS)
def brouillon(brouillon_id: str) -> AnyResponse:
    """Lead to the first step of a draft."""
    ouvert = read_draft(brouillon_id)
    return redirect(build_page_address(brouillon_id, ouvert.parcours.etapes[0].nom))


@intranet.get(f"{ADDRESS}/<etape>")
def etape(brouillon_id: str, etape: str) -> str:
    """Show a step of a draft, or the page of one of its items."""
    return render_vue(vue_of(read_draft(brouillon_id), etape))


@intranet.post(f"{ADDRESS}/<etape>")
def save_etape(brouillon_id: str, etape: str) -> AnyResponse:
    """Keep what was typed on a page, then do what was asked for."""
    find_or_refuse(partial(AVENANT.etape, etape))  # it has the steps of a contract too
    with open_writing() as ecriture:
        garde = find_or_refuse(
            partial(draft_saves.save, ecriture, brouillon_id, read_typed(), lecture=read_asked_lecture())
        )
    if lost := find_perdu(garde, read_asked_fiche(request.args)):
        return make_response(render_template("brouillons/perdu.html", ouvert=garde.ouvert, perdu=lost), CONFLICT)
    if is_late(garde):
        return answer_too_late(garde)
    vue = _keep_page(garde, etape)
    if "HX-Request" in request.headers:
        return make_response(render_template("brouillons/_enregistre.html", vue=vue, garde=garde))
    if garde.enregistrement.conflits:
        return make_response(render_vue(vue), CONFLICT)
    action, _colon, objet = request.form.get("action", "").partition(":")
    if action in CHANGES and garde.is_shifted(steps_of(objet)):
        warn_of_shift()
        return redirect(request.full_path)
    return _do_then(vue, action, objet)


def read_draft(brouillon_id: str) -> Ouvert:
    """Return a draft as it now is. Raises `Introuvable`."""
    with open_reading() as session:
        return draft_saves.open_draft(session, brouillon_id)


def vue_of(ouvert: Ouvert, etape: str, **others: Any) -> PageDeSaisie:  # noqa: ANN401 -- those of `PageDeSaisie`
    """Return the page that the request asks for; there may be none."""
    vue = PageDeSaisie(ouvert, find_or_refuse(partial(ouvert.parcours.etape, etape)), request.args, **others)
    find_or_refuse(lambda: vue.sections)
    return vue


def render_vue(vue: PageDeSaisie) -> str:
    """Return a page of entry; of a draft that changes no more, one that says so."""
    if vue.ouvert.fige:
        return render_frozen(vue.ouvert)
    return render_template("brouillons/etape.html", vue=vue, tourner=turn_page)


def render_frozen(ouvert: Ouvert, saisies: Sequence[tuple[str, str]] = ()) -> str:
    """Return the page of a draft that changes no more; `saisies` are what was typed too late, and where."""
    return render_template("brouillons/clos.html", ouvert=ouvert, saisies=saisies)


def answer_too_late(garde: Garde) -> Response:
    """Return the page of a draft that changes no more, with what was typed and not kept."""
    return make_response(render_frozen(garde.ouvert, list_unkept(garde)), CONFLICT)


def read_typed() -> Mapping[str, list[str]]:
    """Return the texts of the controls of the form, by JSON pointer."""
    return {nom: request.form.getlist(nom) for nom in request.form if nom.startswith("/")}


def read_asked_lecture() -> LectureDePage:
    """Return what the page of the form knows of the draft."""
    try:
        return LectureDePage.of(request.form.get("rang", ""))
    except ValueError:
        abort(400)


def read_asked_rang() -> int:
    """Return the save of which the page of the form was made."""
    return read_asked_lecture().rang


def find_or_refuse(found: Callable[[], Any]) -> Any:  # noqa: ANN401 -- what the function returns
    """Return what a function finds; there is no page for what the definition does not know."""
    try:
        return found()
    except KeyError:
        abort(404)


def _keep_page(garde: Garde, etape: str) -> PageDeSaisie:
    """Return the page as it is once it was saved, with what was typed and could not be kept."""
    saisis = {each.chemin: each.saisi for each in garde.enregistrement.conflits if not each.decale}
    return vue_of(garde.ouvert, etape, saisis=saisis, conflits=list_fautes(garde))


def _do_then(vue: PageDeSaisie, action: str, objet: str) -> AnyResponse:
    """Do what a button asks for, once the page is saved, and lead to where it goes on."""
    if action in CHANGES:
        return _change_list(vue, action, objet)
    if action == "page":
        chemin, _slash, rang = objet.rpartition("/")
        return redirect(turn_page(chemin, int(rang)) if rang.isdecimal() else request.full_path)
    if action == "suite":
        noms = [each.nom for each in vue.ouvert.parcours.etapes]
        place = noms.index(vue.etape.nom) + 1
        if place == len(noms):
            return redirect(url_for("intranet.bilan", brouillon_id=vue.brouillon_id))
        return redirect(url_for("intranet.etape", brouillon_id=vue.brouillon_id, etape=noms[place]))
    if action == "retour":
        return redirect(vue.retour)
    flash(_("Votre saisie est enregistrée."), "succes")
    return redirect(request.full_path)


def _change_list(vue: PageDeSaisie, action: str, chemin: str) -> AnyResponse:
    """Add, take away or move an item, and lead to it, or to its list."""
    way = steps_of(chemin)
    cle = find_or_refuse(partial(cle_at, vue.ouvert.parcours.racine, way))
    if not is_list(cle.type) or isinstance(way[-1], int) is (action == "ajouter"):
        abort(404)
    kind = item_type(cle.type)
    liste = way if action == "ajouter" else way[:-1]
    if action == "ajouter" and not has_page(kind):  # a table always has a blank row
        return redirect(
            build_page_address(vue.brouillon_id, vue.etape.nom, pointer(*vue.fiche), ancre=ident_of(chemin))
        )
    with open_writing() as ecriture:
        ouvert = draft_saves.change(
            ecriture, vue.brouillon_id, liste, partial(CHANGES[action], steps=way), lu=vue.ouvert.brouillon.rang
        )
    if action == "ajouter":
        rank = len(read_at(ouvert.charge, way)) - 1
        return redirect(build_page_address(vue.brouillon_id, vue.etape.nom, pointer(*way, rank)))
    fiche = pointer(*vue.fiche)
    if action == "retirer" and fiche.startswith(chemin):
        return redirect(vue.retour)
    return redirect(build_page_address(vue.brouillon_id, vue.etape.nom, fiche, ancre=ident_of(pointer(*liste))))


def _add_item(charge: Any, steps: tuple[str | int, ...]) -> Any:  # noqa: ANN401 -- any JSON value
    return put_at(charge, (*steps, len(read_at(charge, steps) or [])), {})


CHANGES: Mapping[str, Callable[..., Any]] = {
    "ajouter": _add_item,
    "retirer": remove_at,
    "monter": partial(move_at, by=-1),
    "descendre": partial(move_at, by=1),
}
