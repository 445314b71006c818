"""A table pasted from a spreadsheet: into the cells of a page, from the one that receives it on."""

from functools import partial

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from schemas.chemin import steps as steps_of
from schemas.francais import compte
from server.entry.pasting import CollageImpossible, paste_cells
from server.intranet.blueprint import intranet
from server.intranet.brouillons.adresses import build_address
from server.intranet.brouillons.conflits import is_late
from server.intranet.brouillons.etapes import ADDRESS, answer_too_late, find_or_refuse, read_asked_lecture, read_draft
from server.web.registry import open_writing
from server.workbooks.clipboard import CollageRefuse, split_cells
from server.workflow import draft_saves


@intranet.post(f"{ADDRESS}/coller")
def coller(brouillon_id: str) -> AnyResponse:
    """Fill the cells of a table with what was pasted."""
    parcours, cible = read_draft(brouillon_id).parcours, request.form.get("cible", "")
    back = redirect(find_or_refuse(partial(build_address, brouillon_id, parcours, cible)))
    try:
        table = split_cells(request.form.get("texte", ""))
        saisie = find_or_refuse(partial(paste_cells, parcours.racine, steps_of(cible), table))
    except (CollageImpossible, CollageRefuse) as refusal:
        flash(str(refusal), "erreur")
        return back
    with open_writing() as ecriture:
        garde = draft_saves.save(ecriture, brouillon_id, saisie, lecture=read_asked_lecture())
    if is_late(garde):
        return answer_too_late(garde)
    changed = compte(len(garde.enregistrement.changes), _("case remplie"), _("cases remplies"))
    flash(_("Tableau collé\u00a0: %(changed)s.", changed=changed), "succes")
    if garde.enregistrement.conflits:
        left = compte(len(garde.enregistrement.conflits), _("case n’est pas remplie"), _("cases ne sont pas remplies"))
        told = _("%(left)s\u00a0: une autre personne a modifié ce tableau entre-temps. Relisez-le.", left=left)
        flash(told, "attention")
    return back
