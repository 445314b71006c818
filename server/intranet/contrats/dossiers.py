"""A dossier and its documents: to download, to share, to leaf through in the browser."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from flask import Response, render_template, request, url_for
from werkzeug.exceptions import NotFound

from server.clock import today
from server.dossier.archive import write_archive
from server.dossier.files import LIASSE
from server.dossier.store import TYPES, dump_manifest, entry_of, fetch, find, link
from server.intranet.blueprint import intranet
from server.intranet.contrats.cadre import name_of
from server.registry import events, texts
from server.registry.texts import Inscrit
from server.render.pdf.pages import DPI, count_pages, draw_page
from server.web.current import get_service
from server.web.files import attach_file, attach_open_file, tag_response
from server.web.registry import open_reading

LINK_SECONDS = 300
PNG = "image/png"


@intranet.get("/dossiers/<dossier:identifiant>")
def dossier(identifiant: str) -> str:
    """Return the page of a dossier."""
    manifeste = find(identifiant, get_service().store)
    documents = manifeste["documents"]
    liasse = next((each for each in documents if each["nom"] == LIASSE), documents[0])
    return render_template(
        "dossier.html",
        manifeste=manifeste,
        contrat=_contract_of(identifiant),
        droit_au=date.fromisoformat(manifeste["droit_au"]),
        documents=documents,
        titres=_by_title(documents),
        liasse=liasse,
        signe=link(liasse, get_service().store, seconds=LINK_SECONDS),
        nom_du_contrat=name_of,
        ici=url_for("intranet.dossier", identifiant=identifiant, _external=True),
    )


@intranet.get("/dossiers/<dossier:identifiant>/documents/<nom>")
def document(identifiant: str, nom: str) -> Response:
    """Return one document, as a file to keep."""
    entry = _entry(identifiant, nom)
    return attach_file(fetch(entry, get_service().store), entry["type"], nom)


@intranet.get("/dossiers/<dossier:identifiant>/archive.zip")
def archive_du_dossier(identifiant: str) -> Response:
    """Return all the documents in one file."""
    manifeste = find(identifiant, get_service().store)
    file, size = write_archive(manifeste, get_service().store)
    response = attach_open_file(file, size, "application/zip", f"cpom-{identifiant}.zip")
    return tag_response(response, sha256(dump_manifest(manifeste)).hexdigest())


@intranet.get("/dossiers/<dossier:identifiant>/documents/<nom>/pages/<int(min=1, max=100000):page>")
def feuilleter(identifiant: str, nom: str, page: int) -> str:
    """Return the page on which one page of a PDF is read, and from which the others are reached."""
    entry = _pdf(identifiant, nom)
    pages = count_pages(fetch(entry, get_service().store))
    if page > pages:
        raise NotFound

    def adresse(numero: int) -> str:
        return url_for("intranet.feuilleter", identifiant=identifiant, nom=nom, page=numero)

    return render_template(
        "feuilleter.html", identifiant=identifiant, document=entry, page=page, pages=pages, adresse=adresse
    )


@intranet.get("/dossiers/<dossier:identifiant>/documents/<nom>/pages/<int(min=1, max=100000):page>.png")
def page_du_document(identifiant: str, nom: str, page: int) -> Response:
    """Return one page of a PDF as a picture, drawn unless the browser has it already."""
    entry = _pdf(identifiant, nom)
    tag = f"{entry['sha256']}-{page}-{DPI}"
    known = request.if_none_match.contains(tag)
    return tag_response(
        Response(b"" if known else draw_page(fetch(entry, get_service().store), page), mimetype=PNG), tag
    )


def _by_title(documents: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return the files of each document: the whole bundle first, then in their order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in sorted(documents, key=lambda entry: entry["nom"] != LIASSE):
        found.setdefault(each["titre"], []).append(each)
    return found


def _contract_of(identifiant: str) -> Inscrit | None:
    """Return the contract of a dossier; one made through the API may have none."""
    with open_reading() as session:
        contrat_id = events.contrat_of(session, identifiant)
        return texts.get(session, contrat_id, today()) if contrat_id else None


def _entry(identifiant: str, nom: str) -> dict[str, Any]:
    return entry_of(find(identifiant, get_service().store), nom)


def _pdf(identifiant: str, nom: str) -> dict[str, Any]:
    """Return what a manifest says of a PDF. Raises `NotFound` for another document, of which no page is shown."""
    entry = _entry(identifiant, nom)
    if entry["type"] != TYPES["pdf"]:
        raise NotFound
    return entry
