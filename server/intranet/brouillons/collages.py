"""A table pasted from a spreadsheet: into the cells of a page, from the one that receives it on."""

from functools import partial

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from schemas.francais import compte
from schemas.manquement import steps as steps_of
from server.entry.pasting import CollageImpossible, pasted
from server.intranet.blueprint import intranet
from server.intranet.brouillons.adresses import address
from server.intranet.brouillons.conflits import is_late
from server.intranet.brouillons.etapes import ADDRESS, asked_lecture, known, read_draft, too_late
from server.web.registry import writing
from server.workbooks.clipboard import CollageRefuse, cells
from server.workflow import draft_saves


@intranet.post(f"{ADDRESS}/coller")
def coller(brouillon_id: str) -> AnyResponse:
    """Fill the cells of a table with what was pasted."""
    parcours, cible = read_draft(brouillon_id).parcours, request.form.get("cible", "")
    back = redirect(known(partial(address, brouillon_id, parcours, cible)))
    try:
        table = cells(request.form.get("texte", ""))
        saisie = known(partial(pasted, parcours.racine, steps_of(cible), table))
    except (CollageImpossible, CollageRefuse) as refusal:
        flash(str(refusal), "erreur")
        return back
    with writing() as ecriture:
        garde = draft_saves.save(ecriture, brouillon_id, saisie, lecture=asked_lecture())
    if is_late(garde):
        return too_late(garde)
    changed = compte(len(garde.enregistrement.changes), _("case remplie"), _("cases remplies"))
    flash(_("Tableau collé\u00a0: %(changed)s.", changed=changed), "succes")
    if garde.enregistrement.conflits:
        left = compte(len(garde.enregistrement.conflits), _("case n’est pas remplie"), _("cases ne sont pas remplies"))
        told = _("%(left)s\u00a0: une autre personne a modifié ce tableau entre-temps. Relisez-le.", left=left)
        flash(told, "attention")
    return back
