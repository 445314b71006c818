"""The text of a contract as it reads on a day: on the page, or as a file; its annexes too."""

from datetime import date, timedelta

from flask import Response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from schemas.contrat import Contrat
from server.clock import today
from server.dossier.contrat import preview, verify
from server.dossier.store import TYPES, digest
from server.entry.controls import Controle, Genre, Longueur
from server.entry.values import day_of
from server.intranet.blueprint import intranet
from server.intranet.contrats.cadre import Cadre
from server.registry import texts
from server.registry.errors import RienEnVigueur
from server.registry.tables.contrats import FicheDeContrat
from server.render.context import Annexe
from server.render.formats.html import write_html
from server.web.current import find_engines
from server.web.files import attach_file, tag_response
from server.web.registry import open_reading
from server.workflow.consolidations import annexes_of, history_at, write_annexe, write_consolide
from server.workflow.contrats import find_last
from server.workflow.history import Histoire

SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
AU = "au"  # the day, in the address
ONE_DAY = timedelta(days=1)


@intranet.get("/contrats/<id:contrat_id>/texte")
def texte(contrat_id: str) -> str:
    """Return the page that shows the text of a contract: the one in force on a day, or before it is signed the last."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.texte")
        jour, choix = _read_day(session, cadre.fiche), None
        annexes, absent = _annexes(session, cadre.fiche, jour)
    if cadre.fiche.rang_signe:
        choix = Controle(Genre.JOUR, AU, _("Jour"), valeur=jour.isoformat(), longueur=Longueur.COURT)
    return render_template("texte.html", cadre=cadre, jour=jour, choix=choix, annexes=annexes, absent=absent)


@intranet.get("/contrats/<id:contrat_id>/texte.html")
def texte_lu(contrat_id: str) -> Response:
    """Return that text alone, as a page that can do nothing."""
    with open_reading() as session:
        fiche = texts.get(session, contrat_id, today()).fiche
        jour = _read_day(session, fiche)
        read = history_at(session, contrat_id, jour) if fiche.rang_signe else find_last(session, fiche).contrat
    content = _write_page(read, jour)
    response = Response(content, mimetype=TYPES["html"], headers={"Content-Security-Policy": SANDBOX})
    return tag_response(response, digest(content))


@intranet.get("/contrats/<id:contrat_id>/texte.<format:extension>")
def texte_consolide(contrat_id: str, extension: str) -> Response:
    """Return the contract as it reads on a day, as a file to keep."""
    with open_reading() as session:
        jour = _read_day(session, texts.get(session, contrat_id, today()).fiche)
        histoire = history_at(session, contrat_id, jour)
    return _send_document(write_consolide(histoire, jour, find_engines()), f"contrat-consolide-{jour}", extension)


@intranet.get("/contrats/<id:contrat_id>/annexes/<annexe:nom>.<format:extension>")
def annexe_lue(contrat_id: str, nom: str, extension: str) -> Response:
    """Return an annexe of a contract as it reads on a day, as a file to keep."""
    with open_reading() as session:
        jour = _read_day(session, texts.get(session, contrat_id, today()).fiche)
        contrat = texts.get_version_at(session, contrat_id, jour).contrat
    document = write_annexe(contrat, nom, jour, find_engines())
    return _send_document(document.contenu, f"{document.nom}-{jour}", extension)


def _annexes(session: Session, fiche: FicheDeContrat, jour: date) -> tuple[tuple[Annexe, ...], str]:
    """Return the annexes of a signed contract on a day, and why it has no text in force that day, if so."""
    if fiche.rang_signe is None:
        return (), ""
    try:
        return annexes_of(texts.get_version_at(session, fiche.id, jour).contrat, jour), ""
    except RienEnVigueur as reason:
        return (), str(reason)


def _read_day(session: Session, fiche: FicheDeContrat) -> date:
    """Return the day that the address asks for, or else the day nearest to this one on which the contract holds."""
    asked = day_of(request.args.get(AU, "").strip())
    if asked or fiche.rang_signe is None:
        return asked or today()
    versions = texts.list_versions(session, fiche.id)
    last_day = fiche.date_resiliation - ONE_DAY if fiche.date_resiliation else versions[-1].date_fin
    return max(min(today(), last_day), versions[fiche.rang_signe - 1].date_effet)


def _write_page(read: Histoire | Contrat, jour: date) -> bytes:
    """Return the page of what is in force, or of the last text of a contract that is not signed."""
    if isinstance(read, Histoire):
        return write_html(write_consolide(read, jour, find_engines()))
    return preview(read, verify(read, at=None, today=today()), find_engines())


def _send_document(content: bytes, nom: str, extension: str) -> Response:
    """Return a document in Word, or its PDF, as a file to keep."""
    made = find_engines().pdf.convert(content) if extension == "pdf" else content
    return attach_file(made, TYPES[extension], f"{nom}.{extension}")
