"""What becomes of a draft: entered in the registry, written as a draft dossier, or given up."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from schemas.contrat import Contrat
from schemas.reading import ChargeInvalide, read
from server.clock import today
from server.dossier.contrat import gather
from server.dossier.produce import produce
from server.intranet.blueprint import intranet
from server.intranet.brouillons.adresses import build_address
from server.intranet.brouillons.etapes import ADDRESS, read_asked_rang, read_draft
from server.intranet.brouillons.libelles import name_lieu
from server.intranet.brouillons.pieces import joints_of
from server.intranet.page.formats import USUAL, read_asked_formats
from server.intranet.page.production import Tell, stream_production
from server.intranet.page.refus import find_way_back, refus_of
from server.registry import drafts
from server.web.current import get_service
from server.web.registry import open_writing
from server.workflow import draft_saves
from server.workflow.registrations import ModifieAilleurs


@intranet.post(f"{ADDRESS}/inscrire")
def inscrire(brouillon_id: str) -> Response | tuple[str, int]:
    """Enter the contract of a draft in the registry, or give the one that it is its new text."""
    remplace = request.form.get("remplacer", "")
    try:
        with open_writing() as ecriture:
            fiche = draft_saves.register(ecriture, brouillon_id, lu=read_asked_rang(), remplace=remplace)
    except ChargeInvalide as error:
        return _refuse_with_links(brouillon_id, error)
    if read_draft(brouillon_id).modifie_ailleurs:  # the same data had been entered before, and the text changed since
        raise ModifieAilleurs
    flash(_("Le contrat est inscrit au registre, à l’état de projet."), "succes")
    return redirect(url_for("intranet.contrat", contrat_id=fiche.id))


@intranet.post(f"{ADDRESS}/relire")
def relire(brouillon_id: str) -> Response:
    """Give a draft the text that the registry holds of what it types."""
    with open_writing() as ecriture:
        draft_saves.take_back(ecriture, brouillon_id)
    flash(_("Le brouillon a repris le texte du registre. Votre saisie reste dans son historique."), "succes")
    return redirect(url_for("intranet.brouillon", brouillon_id=brouillon_id))


@intranet.post(f"{ADDRESS}/produire")
def produire_projet(brouillon_id: str) -> Any:  # noqa: ANN401 -- a page that is sent as it is made
    """Write the dossier of a draft, marked PROJET, in sight of whoever asks."""
    ouvert = read_draft(brouillon_id)
    contrat = read(ouvert.charge, Contrat)
    joints = joints_of(ouvert)
    asked = read_asked_formats() or USUAL
    here = get_service()

    def work(tell: Tell) -> dict[str, Any]:
        demande = gather(contrat, joints, at=None, today=today(), brouillon=True, formats=asked)
        return produce(demande, here.engines[here.settings.pdf_engine], here.store, tell)[0]

    return stream_production(_("Production du projet"), work, [each.upper() for each in asked])


@intranet.get(f"{ADDRESS}/abandonner")
def confirmer_abandon(brouillon_id: str) -> str:
    """Ask whether a draft is to be given up."""
    return render_template("brouillons/abandonner.html", ouvert=read_draft(brouillon_id))


@intranet.post(f"{ADDRESS}/abandonner")
def abandonner(brouillon_id: str) -> Response:
    """Close a draft: it is kept, and changes no more."""
    with open_writing() as ecriture:
        drafts.close(ecriture, brouillon_id)
    flash(_("Le brouillon est abandonné."), "succes")
    return redirect(url_for("intranet.accueil"))


def _refuse_with_links(brouillon_id: str, error: ChargeInvalide) -> tuple[str, int]:
    """Return the refusal of a draft that has faults of shape, each named, with a link to its control."""
    parcours = read_draft(brouillon_id).parcours
    refus = refus_of(error)
    lieux = {
        each.chemin: (name_lieu(parcours, each.chemin), build_address(brouillon_id, parcours, each.chemin))
        for each in refus.manquements
    }
    page = render_template("refus.html", refus=refus, retour=find_way_back(), lieux=lieux)
    return page, refus.status
