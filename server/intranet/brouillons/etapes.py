"""The pages of a draft: each step, each item of a list, read and saved."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from schemas.manquement import pointer
from schemas.manquement import steps as steps_of
from schemas.objet import is_list, item_type
from server.entry.controls import ident
from server.entry.form import has_page
from server.entry.paths import at, cle_at, moved, put, removed
from server.entry.steps import AVENANT
from server.intranet.blueprint import intranet
from server.intranet.brouillons.adresses import asked_fiche, page_address, turned
from server.intranet.brouillons.conflits import fautes, is_late, perdu, unkept, warn_of_shift
from server.intranet.brouillons.vues import Vue
from server.web.registry import reading, writing
from server.workflow import draft_saves
from server.workflow.draft_saves import Garde, Lecture, Ouvert

ADDRESS = "/brouillons/<id:brouillon_id>"
CONFLICT = 409


@intranet.get(ADDRESS)
def brouillon(brouillon_id: str) -> AnyResponse:
    """Lead to the first step of a draft."""
    ouvert = read_draft(brouillon_id)
    return redirect(page_address(brouillon_id, ouvert.parcours.etapes[0].nom))


@intranet.get(f"{ADDRESS}/<etape>")
def etape(brouillon_id: str, etape: str) -> str:
    """Show a step of a draft, or the page of one of its items."""
    return shown(vue_of(read_draft(brouillon_id), etape))


@intranet.post(f"{ADDRESS}/<etape>")
def save_etape(brouillon_id: str, etape: str) -> AnyResponse:
    """Keep what was typed on a page, then do what was asked for."""
    known(partial(AVENANT.etape, etape))  # it has the steps of a contract too
    with writing() as ecriture:
        garde = known(partial(draft_saves.save, ecriture, brouillon_id, typed(), lecture=asked_lecture()))
    if lost := perdu(garde, asked_fiche(request.args)):
        return make_response(render_template("brouillons/perdu.html", ouvert=garde.ouvert, perdu=lost), CONFLICT)
    if is_late(garde):
        return too_late(garde)
    vue = _kept(garde, etape)
    if "HX-Request" in request.headers:
        return make_response(render_template("brouillons/_enregistre.html", vue=vue, garde=garde))
    if garde.enregistrement.conflits:
        return make_response(shown(vue), CONFLICT)
    action, _colon, objet = request.form.get("action", "").partition(":")
    if action in CHANGES and garde.is_shifted(steps_of(objet)):
        warn_of_shift()
        return redirect(request.full_path)
    return _then(vue, action, objet)


def read_draft(brouillon_id: str) -> Ouvert:
    """Return a draft as it now is. Raises `Introuvable`."""
    with reading() as session:
        return draft_saves.open_draft(session, brouillon_id)


def vue_of(ouvert: Ouvert, etape: str, **others: Any) -> Vue:  # noqa: ANN401 -- those of `Vue`
    """Return the page that the request asks for; there may be none."""
    vue = Vue(ouvert, known(partial(ouvert.parcours.etape, etape)), request.args, **others)
    known(lambda: vue.sections)
    return vue


def shown(vue: Vue) -> str:
    """Return a page of entry; of a draft that changes no more, one that says so."""
    if vue.ouvert.fige:
        return frozen(vue.ouvert)
    return render_template("brouillons/etape.html", vue=vue, tourner=turned)


def frozen(ouvert: Ouvert, saisies: Sequence[tuple[str, str]] = ()) -> str:
    """Return the page of a draft that changes no more; `saisies` are what was typed too late, and where."""
    return render_template("brouillons/clos.html", ouvert=ouvert, saisies=saisies)


def too_late(garde: Garde) -> Response:
    """Return the page of a draft that changes no more, with what was typed and not kept."""
    return make_response(frozen(garde.ouvert, unkept(garde)), CONFLICT)


def typed() -> Mapping[str, list[str]]:
    """Return the texts of the controls of the form, by JSON pointer."""
    return {nom: request.form.getlist(nom) for nom in request.form if nom.startswith("/")}


def asked_lecture() -> Lecture:
    """Return what the page of the form knows of the draft."""
    try:
        return Lecture.of(request.form.get("rang", ""))
    except ValueError:
        abort(400)


def asked_rang() -> int:
    """Return the save of which the page of the form was made."""
    return asked_lecture().rang


def known(found: Callable[[], Any]) -> Any:  # noqa: ANN401 -- what the function returns
    """Return what a function finds; there is no page for what the definition does not know."""
    try:
        return found()
    except KeyError:
        abort(404)


def _kept(garde: Garde, etape: str) -> Vue:
    """Return the page as it is once it was saved, with what was typed and could not be kept."""
    saisis = {each.chemin: each.saisi for each in garde.enregistrement.conflits if not each.decale}
    return vue_of(garde.ouvert, etape, saisis=saisis, conflits=fautes(garde))


def _then(vue: Vue, action: str, objet: str) -> AnyResponse:
    """Do what a button asks for, once the page is saved, and lead to where it goes on."""
    if action in CHANGES:
        return _changed(vue, action, objet)
    if action == "page":
        chemin, _slash, rang = objet.rpartition("/")
        return redirect(turned(chemin, int(rang)) if rang.isdecimal() else request.full_path)
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


def _changed(vue: Vue, action: str, chemin: str) -> AnyResponse:
    """Add, take away or move an item, and lead to it, or to its list."""
    way = steps_of(chemin)
    cle = known(partial(cle_at, vue.ouvert.parcours.racine, way))
    if not is_list(cle.type) or isinstance(way[-1], int) is (action == "ajouter"):
        abort(404)
    kind = item_type(cle.type)
    liste = way if action == "ajouter" else way[:-1]
    if action == "ajouter" and not has_page(kind):  # a table always has a blank row
        return redirect(page_address(vue.brouillon_id, vue.etape.nom, pointer(*vue.fiche), ancre=ident(chemin)))
    with writing() as ecriture:
        ouvert = draft_saves.change(
            ecriture, vue.brouillon_id, liste, partial(CHANGES[action], steps=way), lu=vue.ouvert.brouillon.rang
        )
    if action == "ajouter":
        rank = len(at(ouvert.charge, way)) - 1
        return redirect(page_address(vue.brouillon_id, vue.etape.nom, pointer(*way, rank)))
    fiche = pointer(*vue.fiche)
    if action == "retirer" and fiche.startswith(chemin):
        return redirect(vue.retour)
    return redirect(page_address(vue.brouillon_id, vue.etape.nom, fiche, ancre=ident(pointer(*liste))))


def _added(charge: Any, steps: tuple[str | int, ...]) -> Any:  # noqa: ANN401 -- any JSON value
    return put(charge, (*steps, len(at(charge, steps) or [])), {})


CHANGES: Mapping[str, Callable[..., Any]] = {
    "ajouter": _added,
    "retirer": removed,
    "monter": partial(moved, by=-1),
    "descendre": partial(moved, by=1),
}
