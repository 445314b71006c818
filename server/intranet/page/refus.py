"""Every refusal as a page, in French: what happened, what to do about it, and the faults with their sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch
from http import HTTPStatus

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from schemas.manquement import Gravite, Manquement
from schemas.reading import ChargeIllisible, ChargeInvalide
from server.amendment.document.avenant import AvenantSansObjet
from server.dossier.avenant import AvenantNonConforme
from server.dossier.contrat import ContratNonConforme
from server.dossier.store import DossierIntrouvable
from server.intranet.blueprint import intranet
from server.intranet.page.filtres import taille
from server.registry.errors import EtatIncompatible, Introuvable, Perime, RegistreIndisponible, RienEnVigueur
from server.render.errors import RenderError
from server.storage.objects import StorageError
from server.workflow.registrations import ModifieAilleurs


@dataclass(frozen=True)
class Refus:
    """Why something is refused: the HTTP status, a title, what to do, and the faults, blocking ones first."""

    status: int
    titre: str
    conseil: str
    manquements: tuple[Manquement, ...] = ()

    @classmethod
    def for_faults(cls, titre: str, conseil: str, manquements: Iterable[Manquement]) -> "Refus":
        """Return the refusal of what has blocking faults; those that only warn are left out."""
        return cls(422, titre, conseil, tuple(each for each in manquements if each.gravite is Gravite.BLOQUANT))


@intranet.errorhandler(Exception)
def answer(error: Exception) -> tuple[str, int]:
    """Return the page of an error of the intranet, and its status."""
    refus = note_error(error)
    return render_template("refus.html", refus=refus, retour=find_way_back()), refus.status


def note_error(error: Exception) -> Refus:
    """Return the refusal that an error is; one that is ours to mend is logged whole, and says nothing of us."""
    refus = refus_of(error)
    if refus.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
    return refus


def find_way_back() -> str:
    """Return where whoever is refused goes on from: the page they come from, the contract of the address, or home."""
    page = request.referrer or ""
    scheme, _, address = page.partition("://")  # that of a proxy may not be ours
    is_ours = scheme in {"http", "https"} and address.startswith(f"{request.host}/")
    if is_ours and (request.method == "POST" or not request.url.endswith(f"://{address}")):  # else it leads to itself
        return page
    contrat_id = (request.view_args or {}).get("contrat_id")
    if contrat_id and request.endpoint != "intranet.contrat":
        return url_for("intranet.contrat", contrat_id=contrat_id)
    return url_for("intranet.accueil")


@singledispatch
def refus_of(_error: Exception) -> Refus:
    """Return the refusal that an exception is; one that nobody foresaw says nothing of itself."""
    conseil = _("Recommencez. Si la page ne répond toujours pas, signalez-le à l’administrateur du service.")
    return Refus(500, _("Le service a rencontré une erreur"), conseil)


@refus_of.register
def _perime(_error: Perime) -> Refus:
    conseil = _(
        "Une autre personne l’a modifié depuis que vous avez ouvert la page\u202f: rien n’a été enregistré. "
        "Revenez à la page, relisez-la, puis recommencez si c’est encore utile."
    )
    return Refus(409, _("Le contrat a changé entre-temps"), conseil)


@refus_of.register
def _non_conforme(error: ContratNonConforme) -> Refus:
    conseil = _("Rien n’a été enregistré. Corrigez chacun des points ci-dessous, puis recommencez.")
    return Refus.for_faults(_("Le contrat enfreint une règle de droit"), conseil, error.verdict.manquements)


@refus_of.register
def _avenant_non_conforme(error: AvenantNonConforme) -> Refus:
    conseil = _("Rien n’a été enregistré. Corrigez chacun des points ci-dessous, puis recommencez.")
    return Refus.for_faults(_("L’avenant enfreint une règle de droit"), conseil, error.verdict.manquements)


@refus_of.register
def _invalide(error: ChargeInvalide) -> Refus:
    conseil = _("Corrigez chacun des points ci-dessous, puis recommencez.")
    return Refus.for_faults(_("Des données sont absentes ou mal formées"), conseil, error.manquements)


@refus_of.register
def _illisible(error: ChargeIllisible) -> Refus:
    return Refus(400, _("Le fichier ne peut pas être lu"), str(error))


@refus_of.register
def _sans_objet(error: AvenantSansObjet) -> Refus:
    return Refus(422, _("L’avenant ne change rien"), str(error))


@refus_of.register
def _etat(error: EtatIncompatible) -> Refus:
    return Refus(409, _("L’état du contrat ne le permet pas"), str(error))


@refus_of.register
def _ailleurs(error: ModifieAilleurs) -> Refus:
    return Refus(409, _("Le texte du registre a changé"), str(error))


@refus_of.register(Introuvable)
@refus_of.register(DossierIntrouvable)
def _introuvable(error: Exception) -> Refus:
    return Refus(404, _("Page introuvable"), str(error))


@refus_of.register
def _rien(error: RienEnVigueur) -> Refus:
    return Refus(404, _("Aucun texte n’est en vigueur ce jour-là"), str(error))


@refus_of.register
def _irrealisable(error: RenderError) -> Refus:
    return Refus(422, _("Le document ne peut pas être produit"), str(error))


@refus_of.register(StorageError)
def _stockage(_error: Exception) -> Refus:
    conseil = _("Réessayez dans quelques minutes\u202f: le stockage des documents ne répond pas.")
    return Refus(503, _("Les documents sont indisponibles"), conseil)


@refus_of.register
def _registre(error: RegistreIndisponible) -> Refus:
    return Refus(503, _("Le registre est indisponible"), str(error))


@refus_of.register
def _http(error: HTTPException) -> Refus:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status == HTTPStatus.NOT_FOUND:
        return Refus(status, _("Page introuvable"), _("Vérifiez l’adresse\u202f: aucune page n’y répond."))
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        conseil = _(
            "Rien n’a été enregistré. Revenez en arrière, puis choisissez un fichier plus petit, ou envoyez-en moins "
            "à la fois\u00a0: un envoi fait %(taille)s au plus.",
            taille=taille(current_app.config["MAX_CONTENT_LENGTH"]),
        )
        return Refus(status, _("Fichier trop grand"), conseil)
    conseil = _("Rechargez la page d’où vous venez, puis recommencez.")
    return Refus(status, _("La demande ne peut pas être traitée"), conseil)
