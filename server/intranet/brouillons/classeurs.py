"""The workbooks of a draft: given empty or filled in, read back, all their faults told at once."""

from io import BytesIO
from typing import Any

from flask import (
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from schemas.francais import compte
from server.entry.paths import put_at
from server.intranet.blueprint import intranet
from server.intranet.brouillons.etapes import ADDRESS, read_asked_rang, read_draft, render_frozen
from server.web.registry import open_writing
from server.workbooks.apply import apply_lecture
from server.workbooks.fault import FauteDeCellule
from server.workbooks.inspection import LARGEST, ClasseurRefuse
from server.workbooks.models import MODELES, Modele
from server.workbooks.reading import read
from server.workbooks.writing import write
from server.workflow import draft_saves

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FichierRefuse(ValueError):
    """A file cannot be read, or has faults: all of them, each with its cell. The message is French."""

    def __init__(self, message: str, fautes: tuple[FauteDeCellule, ...] = ()) -> None:
        super().__init__(message)
        self.fautes = fautes


@intranet.get("/modeles/<nom>.xlsx")
def modele(nom: str) -> Response:
    """Return an empty workbook to fill in."""
    return _workbook(_find_modele(nom), {}, f"modele-{nom}.xlsx")


@intranet.get(f"{ADDRESS}/classeurs/<nom>.xlsx")
def classeur(brouillon_id: str, nom: str) -> Response:
    """Return a workbook filled in with what a draft holds."""
    return _workbook(_find_modele(nom), read_draft(brouillon_id).contrat or {}, f"{nom}.xlsx")


@intranet.get(f"{ADDRESS}/classeurs")
def classeurs(brouillon_id: str) -> str:
    """Show what workbooks there are, and take one back."""
    ouvert = read_draft(brouillon_id)
    return render_frozen(ouvert) if ouvert.fige else _page(brouillon_id)


@intranet.post(f"{ADDRESS}/classeurs")
def lire_classeur(brouillon_id: str) -> AnyResponse:
    """Bring what a workbook says into a draft; with a fault in it, nothing."""
    ouvert = read_draft(brouillon_id)
    way = ouvert.parcours.prefixe
    try:
        _nom, content = read_upload()
        charge = merge_workbook(ouvert.contrat or {}, content, remplacer=request.form.get("remplacer") == "oui")
    except FichierRefuse as refusal:
        return make_response(_page(brouillon_id, refusal), 422)
    with open_writing() as ecriture:
        draft_saves.change(ecriture, brouillon_id, way, lambda whole: put_at(whole, way, charge), lu=read_asked_rang())
    flash(_("Le classeur est lu\u00a0: ses valeurs sont dans le brouillon."), "succes")
    return redirect(url_for("intranet.brouillon", brouillon_id=brouillon_id))


def read_upload() -> tuple[str, bytes]:
    """Return the name and the bytes of the file of the form. Raises `FichierRefuse` where there is none."""
    file = request.files.get("fichier")
    if file is None or not file.filename:
        raise FichierRefuse(_("Choisissez un fichier."))
    return file.filename, file.read()


def merge_workbook(contrat: dict[str, Any], content: bytes, *, remplacer: bool) -> dict[str, Any]:
    """Return the JSON value of a contract with what a workbook says. Raises `FichierRefuse` with every fault."""
    refusal: ClasseurRefuse | None = None
    for known in MODELES.values():
        try:
            lecture = read(known, content)
        except ClasseurRefuse as error:
            refusal = refusal or error
            continue
        if lecture.fautes:
            fautes = compte(len(lecture.fautes), _("faute"), _("fautes"))
            raise FichierRefuse(
                _("Corrigez le classeur, puis déposez-le à nouveau\u00a0: %(f)s.", f=fautes), lecture.fautes
            )
        return dict(apply_lecture(contrat, lecture, remplacer=remplacer))
    raise FichierRefuse(str(refusal))


def _find_modele(nom: str) -> Modele:
    return MODELES[nom] if nom in MODELES else abort(404)


def _workbook(found: Modele, contrat: dict[str, Any], nom: str) -> Response:
    return send_file(BytesIO(write(found, contrat)), mimetype=XLSX, as_attachment=True, download_name=nom)


def _page(brouillon_id: str, refusal: FichierRefuse | None = None) -> str:
    ouvert, largest = read_draft(brouillon_id), min(LARGEST, current_app.config["MAX_CONTENT_LENGTH"])
    return render_template(
        "brouillons/classeurs.html", ouvert=ouvert, modeles=MODELES, refus=refusal, plus_grand=largest
    )
