"""The files attached to a draft: one for each of its pieces, kept once in the store of objects."""

from base64 import b64decode
from binascii import Error
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from schemas.chemin import pointer
from server.dossier.store import keep_piece, read_piece
from server.entry.paths import put_at, read_at
from server.entry.references import PIECES
from server.intranet.blueprint import intranet
from server.intranet.brouillons.etapes import ADDRESS, read_draft, render_frozen
from server.registry import drafts
from server.registry.tables.drafts import Brouillon, Joint
from server.registry.transaction import Ecriture
from server.render.errors import PdfError
from server.render.pdf.bundle import clean
from server.web.current import get_service
from server.web.registry import open_reading, open_writing
from server.workflow.draft_saves import Ouvert


@intranet.get(f"{ADDRESS}/pieces")
def pieces(brouillon_id: str) -> str:
    """Show the pieces of a draft, each with its file, or a place for it."""
    ouvert = read_draft(brouillon_id)
    if ouvert.fige:
        return render_frozen(ouvert)
    with open_reading() as session:
        joints = drafts.list_joints(session, brouillon_id)
    named = pieces_of(ouvert.contrat)
    nameless = len(_items(ouvert.contrat)) - len(named)
    return render_template("brouillons/pieces.html", ouvert=ouvert, pieces=named, sans_nom=nameless, joints=joints)


@intranet.post(f"{ADDRESS}/pieces")
def joindre(brouillon_id: str) -> Response:
    """Keep the files of the form, each for the piece that its control names."""
    known = pieces_of(read_draft(brouillon_id).contrat)
    given = {nom: file for nom, file in request.files.items() if file.filename and nom in known}
    for identifiant, file in given.items():
        try:
            content = file.read()
            clean(content)
        except PdfError as refusal:
            flash(_("«\u00a0%(nom)s\u00a0»\u00a0: %(refus)s.", nom=file.filename, refus=refusal), "erreur")
            continue
        with open_writing() as ecriture:
            _join(ecriture, brouillon_id, identifiant, str(file.filename), content)
        flash(_("«\u00a0%(nom)s\u00a0» est joint.", nom=file.filename), "succes")
    if not given:
        flash(_("Choisissez un fichier PDF."), "erreur")
    return redirect(url_for("intranet.pieces", brouillon_id=brouillon_id))


def joints_of(ouvert: Ouvert) -> dict[str, bytes]:
    """Return the bytes of the files of the pieces that a draft names, by identifiant."""
    with open_reading() as session:
        kept = drafts.list_joints(session, ouvert.brouillon.id)
        if ouvert.brouillon.contrat_id:
            kept = drafts.list_joints_of_contrat(session, ouvert.brouillon.contrat_id) | kept
    named = pieces_of(ouvert.contrat)
    store = get_service().store
    return {identifiant: read_piece(joint.sha256, store) for identifiant, joint in kept.items() if identifiant in named}


def keep_contents(ecriture: Ecriture, brouillon: Brouillon) -> None:
    """Take the bytes of the pieces out of the data of a new draft: they are kept as files."""
    charge: Any = drafts.read_charge(ecriture.session, brouillon.id)
    for rang, piece in enumerate(_items(charge)):
        content = _bytes(read_at(piece, ("contenu",)))
        if content and isinstance(read_at(piece, ("identifiant",)), str):
            _join(ecriture, brouillon.id, piece["identifiant"], str(piece.get("fichier") or "piece.pdf"), content)
            charge = put_at(charge, (*PIECES, rang, "contenu"), None)
    drafts.save(ecriture, brouillon.id, charge, lieu=pointer(*PIECES), titre=brouillon.titre, attendu=brouillon.rang)


def pieces_of(contrat: object) -> dict[str, str]:
    """Return the title of each piece of a contract, whole or not, by identifiant; one without it has no place yet."""
    known = ((read_at(each, ("identifiant",)), read_at(each, ("intitule",))) for each in _items(contrat))
    return {nom: str(titre or nom) for nom, titre in known if isinstance(nom, str) and nom}


def _items(contrat: object) -> list[Any]:
    items = read_at(contrat, PIECES)
    return items if isinstance(items, list) else []


def _bytes(texte: object) -> bytes | None:
    """Return the bytes of a PDF in base64, if that is what a text is; else the shape will say what is wrong with it."""
    try:
        content = b64decode(texte, validate=True) if isinstance(texte, str) else b""
        clean(content)
    except (Error, ValueError, PdfError):
        return None
    return content


def _join(ecriture: Ecriture, brouillon_id: str, identifiant: str, nom: str, content: bytes) -> Joint:
    sha256 = keep_piece(content, get_service().store)
    return drafts.join(ecriture, brouillon_id, identifiant, nom=nom, sha256=sha256, taille=len(content))
