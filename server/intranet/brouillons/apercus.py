"""The contract of a draft as it reads: what can be read of it, whole or not."""

from functools import partial
from typing import cast

from flask import Response, current_app, render_template
from flask.blueprints import BlueprintSetupState

from schemas.contrat import Contrat
from server.clock import today
from server.dossier.contrat import preview, verify
from server.dossier.produce import Engines
from server.entry.readable import keep_readable
from server.intranet.blueprint import intranet
from server.intranet.brouillons.adresses import fautes_of
from server.intranet.brouillons.etapes import ADDRESS, read_draft
from server.web.current import find_engines
from server.workflow.draft_saves import Ouvert
from server.workflow.memory import Memoire

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
EXTENSION = "cpom-apercus"


@intranet.get(f"{ADDRESS}/apercu")
def apercu(brouillon_id: str) -> str:
    """Show the contract of a draft, and what it lacks."""
    ouvert = read_draft(brouillon_id)
    lisible = keep_readable(ouvert.contrat or {}, Contrat)
    manquements = tuple(lisible.manquements)
    fautes = () if ouvert.parcours.prefixe else fautes_of(brouillon_id, ouvert.parcours, manquements)
    return render_template("brouillons/apercu.html", ouvert=ouvert, lisible=lisible, fautes=fautes)


@intranet.get(f"{ADDRESS}/apercu.html")
def apercu_html(brouillon_id: str) -> Response:
    """Return the contract of a draft as one page, what is not whole left out."""
    ouvert = read_draft(brouillon_id)
    memoire = cast("Memoire[bytes]", current_app.extensions[EXTENSION])
    engines = find_engines()
    state = (brouillon_id, ouvert.brouillon.rang, today(), engines.gabarits.hash_all())
    content = memoire.get(state, partial(_draw_apercu, ouvert, engines))
    return Response(content, mimetype="text/html", headers={"Content-Security-Policy": SANDBOX})


@intranet.record
def _remember(state: BlueprintSetupState) -> None:
    state.app.extensions[EXTENSION] = Memoire[bytes]()


def _draw_apercu(ouvert: Ouvert, engines: Engines) -> bytes:
    contrat = keep_readable(ouvert.contrat or {}, Contrat).objet
    if contrat is None:
        return render_template("brouillons/apercu_impossible.html").encode()
    return preview(contrat, verify(contrat, at=None, today=today()), engines)
