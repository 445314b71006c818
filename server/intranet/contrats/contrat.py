"""The first page of a contract: what it is, what the law finds in it, what can be done with it now."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from schemas.reading import read
from schemas.registre import ChangementEtat, Etat
from server.clock import today
from server.dossier.contrat import verify
from server.entry.values import day_of
from server.intranet.blueprint import intranet
from server.intranet.contrats.cadre import Cadre
from server.intranet.contrats.etats import ATTENDU, DATE, ETAT, list_passages
from server.intranet.page.mots import dire
from server.registry import avenants as depot_des_avenants
from server.registry import drafts
from server.registry.tables.contrats import AvenantInscrit, FicheDeContrat
from server.web.registry import open_reading, open_writing
from server.workflow.contrats import change_etat, find_last

UNSIGNED = (Etat.PROJET, Etat.ARRETE)


@intranet.get("/contrats/<id:contrat_id>")
def contrat(contrat_id: str) -> str:
    """Return the first page of a contract."""
    return _page(contrat_id)


@intranet.post("/contrats/<id:contrat_id>/etat")
def changer_etat(contrat_id: str) -> ResponseReturnValue:
    """Bring a contract to the state that the form asks for, unless it has changed since the form was shown."""
    if ATTENDU not in request.form:
        raise BadRequest
    jour = day_of(request.form.get(DATE, "").strip())
    if DATE in request.form and jour is None:
        return _page(contrat_id, _("Donnez un jour\u00a0: 31/12/2027.")), 422
    changement = read({"etat": request.form.get(ETAT), "date": jour and jour.isoformat()}, ChangementEtat)
    with open_writing() as ecriture:
        change_etat(ecriture, contrat_id, changement, attendu={request.form[ATTENDU]}, today=today())
    flash(
        _("C’est fait\u202f: le contrat est à l’état «\u00a0%(etat)s\u00a0».", etat=dire(changement.etat.libelle)),
        "succes",
    )
    return redirect(url_for("intranet.contrat", contrat_id=contrat_id), 303)


def _page(contrat_id: str, faute: str = "") -> str:
    """Return the page; `faute` is what is wrong with the day that the form gave."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.contrat")
        texte = find_last(session, cadre.fiche).contrat
        ouverts = drafts.list_of_contrat(session, contrat_id)
        avenant = _open_avenant(session, cadre.fiche)
    return render_template(
        "contrat.html",
        cadre=cadre,
        texte=texte,
        verdict=verify(texte, at=None, today=today()) if cadre.fiche.etat in UNSIGNED else None,
        passages=list_passages(cadre.fiche, signe_le_texte=texte.article_9.date_signature is not None, faute=faute),
        faute=faute,
        brouillons=ouverts,
        avenant=avenant,
    )


def _open_avenant(session: Session, fiche: FicheDeContrat) -> AvenantInscrit | None:
    return next((each for each in depot_des_avenants.list_of_contrat(session, fiche.id) if each.ouvert), None)
