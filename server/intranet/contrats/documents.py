"""The documents of a contract: the dossiers that are kept, and making another in sight of whoever asks."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from schemas.annexes.pieces import Piece
from server.clock import today
from server.dossier.produce import produce
from server.dossier.store import DossierIntrouvable, GenreDeDossier, find, genre_of
from server.intranet.blueprint import intranet
from server.intranet.contrats.cadre import Cadre
from server.intranet.page.formats import build_formats_control, read_asked_formats
from server.intranet.page.pieces import find_kept
from server.intranet.page.production import Tell, stream_production
from server.registry import avenants as depot
from server.registry import events
from server.web.current import get_service
from server.web.registry import open_reading, open_writing
from server.workflow.dossiers import TexteAProduire, find_text_to_produce

PIECE = "piece/"  # begins the name of the field of each file, that of the piece by identifiant following


@dataclass(frozen=True)
class Conserve:
    """A dossier that is kept: its manifest, when it was made, and what it is called."""

    manifeste: dict[str, Any]
    quand: datetime
    titre: str

    @property
    def droit_au(self) -> date:
        """The day whose law was applied."""
        return date.fromisoformat(self.manifeste["droit_au"])

    @property
    def taille(self) -> int:
        """How many bytes its documents are."""
        return sum(document["taille"] for document in self.manifeste["documents"])


@intranet.get("/contrats/<id:contrat_id>/documents")
def documents(contrat_id: str) -> str:
    """Return the dossiers of a contract, the last one first, and the form that makes another."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.documents")
        texte = find_text_to_produce(session, contrat_id, today())
        found = list(_find_kept_dossiers(session, contrat_id))
    manquantes = _find_missing(texte, contrat_id)
    return render_template(
        "documents.html",
        cadre=cadre,
        dossiers=found[::-1],
        texte=texte,
        manquantes=manquantes,
        formats=build_formats_control(),
    )


@intranet.post("/contrats/<id:contrat_id>/produire")
def produire(contrat_id: str) -> ResponseReturnValue:
    """Make and keep the dossier of a contract, in the formats of the form, with the files that it brings."""
    formats = read_asked_formats()
    if not formats:
        flash(_("Choisissez au moins un format."), "erreur")
        return redirect(url_for("intranet.documents", contrat_id=contrat_id), 303)
    with open_reading() as session:
        texte = find_text_to_produce(session, contrat_id, today())
    return _stream_dossier(contrat_id, texte, formats, _read_given())


def _stream_dossier(
    contrat_id: str, texte: TexteAProduire, formats: tuple[str, ...], given: dict[str, bytes]
) -> Response:
    here = get_service()

    def work(tell: Tell) -> dict[str, Any]:
        found, wanted = find_kept(contrat_id), _find_wanted(texte)
        joints = {identifiant: found[identifiant]() for identifiant in found.keys() & wanted.keys()}
        demande = texte.demande(joints | given, formats, today=today())
        manifeste, _nouveau = produce(demande, here.engines[here.settings.pdf_engine], here.store, tell)
        with open_writing() as ecriture:
            events.keep_dossier(ecriture, contrat_id, manifeste["identifiant"])
        return manifeste

    titre = _("Production d’un projet de dossier") if texte.brouillon else _("Production du dossier")
    retour = url_for("intranet.documents", contrat_id=contrat_id)
    return stream_production(titre, work, [each.upper() for each in formats], retour)


def _find_wanted(texte: TexteAProduire) -> dict[str, Piece]:
    """Return the pieces whose files do not come in the text itself, by identifiant."""
    return {piece.identifiant: piece for piece in texte.contrat.annexes.pieces if not piece.contenu}


def _find_missing(texte: TexteAProduire, contrat_id: str) -> list[Piece]:
    """Return the pieces of which no file is kept."""
    found = find_kept(contrat_id)
    return [piece for identifiant, piece in _find_wanted(texte).items() if identifiant not in found]


def _read_given() -> dict[str, bytes]:
    """Return the files that the form brings, by identifiant of the piece."""
    files = {nom.removeprefix(PIECE): file for nom, file in request.files.items() if nom.startswith(PIECE)}
    return {identifiant: file.read() for identifiant, file in files.items() if file.filename}


def _find_kept_dossiers(session: Session, contrat_id: str) -> Iterator[Conserve]:
    """Yield the dossiers of a contract that are still in the store."""
    numeros = {each.id: each.numero for each in depot.list_of_contrat(session, contrat_id)}
    for dossier in events.list_dossiers(session, contrat_id):
        with suppress(DossierIntrouvable):
            manifeste = find(dossier.identifiant, get_service().store)
            yield Conserve(manifeste, dossier.quand, _title(manifeste, numeros.get(dossier.avenant_id or "")))


def _title(manifeste: dict[str, Any], numero: int | None) -> str:
    """Return what a dossier is called: the contract, an amendment, or the first document of letters and reviews."""
    genre = genre_of(manifeste)
    if genre is GenreDeDossier.AVENANT:
        return _("Avenant n°\u00a0%(numero)s", numero=numero or manifeste["avenant"]["numero"])
    if genre is GenreDeDossier.CONTRAT:
        return _("Projet de dossier") if manifeste["projet"] else _("Dossier du contrat")
    return str(manifeste["documents"][0]["titre"])
