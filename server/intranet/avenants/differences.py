"""What the draft of an amendment changes so far, and the amendment that is opened from it."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from schemas.avenant import DemandeAvenant
from schemas.manquement import Manquement
from schemas.reading import ChargeInvalide, read
from server.amendment.data import ChangementInapplicable
from server.amendment.document.avenant import AvenantSansObjet
from server.clock import today
from server.entry.steps import AVENANT
from server.intranet.avenants.vue import PageDeTableau, Points, remember_redaction
from server.intranet.blueprint import intranet
from server.intranet.brouillons.adresses import build_address
from server.intranet.brouillons.libelles import name_lieu
from server.intranet.page.refus import Refus, note_error, refus_of
from server.registry import texts
from server.registry.errors import AvenantOuvert, EtatIncompatible, Introuvable, Perime
from server.registry.tables.contrats import AvenantInscrit, FicheDeContrat
from server.registry.tables.drafts import ObjetSaisi
from server.web.current import find_engines
from server.web.registry import open_reading, open_writing
from server.workflow import draft_saves
from server.workflow.amendment_drafts import DepartDepasse, find_draft_depart, rebase, register
from server.workflow.avenants import Depart, draft_avenant
from server.workflow.draft_saves import Ouvert
from server.workflow.drafting import sketch_redaction

WINDOW = 200  # lines of the difference that are shown; their number is told
REFUSED = (AvenantSansObjet, ChargeInvalide, EtatIncompatible, Perime)


@dataclass(frozen=True)
class Saisi(Ouvert):
    """A draft with what was typed, the contract, and the text that it departs from."""

    fiche: FicheDeContrat
    depart: Depart

    @property
    def depasse(self) -> bool:
        """Whether another text came into force since."""
        return self.brouillon.avenant_id is None and self.depart.rang != self.fiche.rang

    def points(self, manquements: Iterable[Manquement]) -> Points:
        """Return what is to be mended, each fault with the address where it is."""
        return Points.of(manquements, partial(build_address, self.brouillon.id, AVENANT))


@intranet.get("/brouillons/<id:brouillon_id>/differences")
def differences_du_brouillon(brouillon_id: str) -> Response:
    """Return what a draft changes: a page, or the panel of one when htmx asks."""
    saisi = _read(brouillon_id)
    redaction = remember_redaction(
        (brouillon_id, saisi.brouillon.rang), lambda: sketch_redaction(saisi.charge, saisi.depart, find_engines())
    )
    manquements = redaction.verdict.manquements if redaction.verdict else redaction.fautes
    answer = make_response(
        render_template(
            "avenants/_differences.html" if "HX-Request" in request.headers else "avenants/differences.html",
            saisi=saisi,
            redaction=redaction,
            tableau=PageDeTableau.of(redaction, par_page=WINDOW),
            points=saisi.points(manquements),
            lieu=_place,
        )
    )
    answer.vary.add("HX-Request")
    return answer


@intranet.post("/brouillons/<id:brouillon_id>/ouvrir")
def ouvrir_avenant(brouillon_id: str) -> ResponseReturnValue:
    """Open the amendment that a draft asks for; `attendu` of the form is the rank of the save that was read."""
    saisi = _read(brouillon_id)
    try:
        avenant = _open_avenant(saisi, request.form.get("attendu"))
    except REFUSED as error:
        return _answer_refusal(error, saisi)
    flash(_("L’avenant n°\u00a0%(numero)s est enregistré, à l’état de projet.", numero=avenant.numero), "succes")
    return redirect(url_for("intranet.avenant", contrat_id=avenant.contrat_id, avenant_id=avenant.id), 303)


@intranet.post("/brouillons/<id:brouillon_id>/reporter")
def reporter_brouillon(brouillon_id: str) -> ResponseReturnValue:
    """Make the changes of a draft to the text that has come into force since, in another draft."""
    saisi = _read(brouillon_id)
    try:
        with open_writing() as ecriture:
            nouveau = rebase(ecriture, saisi.brouillon, today=today())
    except (ChangementInapplicable, *REFUSED) as error:
        return _answer_refusal(error, saisi)
    flash(_("Vos changements sont reportés sur le texte en vigueur\u00a0: relisez-les."), "succes")
    return redirect(url_for("intranet.differences_du_brouillon", brouillon_id=nouveau.id), 303)


def _read(brouillon_id: str) -> Saisi:
    with open_reading() as session:
        ouvert = draft_saves.open_draft(session, brouillon_id)
        brouillon = ouvert.brouillon
        if brouillon.objet is not ObjetSaisi.AVENANT or brouillon.contrat_id is None:
            raise Introuvable("Vérifiez l’adresse : ce brouillon n’est pas celui d’un avenant.")
        return Saisi(
            brouillon,
            ouvert.inscription,
            ouvert.charge,
            texts.get(session, brouillon.contrat_id, today()).fiche,
            find_draft_depart(session, brouillon, today=today()),
        )


def _open_avenant(saisi: Saisi, attendu: str | None) -> AvenantInscrit:
    """Open the amendment of a draft, or give the one that it has become its new text; nothing is kept of a refusal."""
    if attendu not in (None, saisi.brouillon.etag):
        raise Perime
    demande = read(saisi.charge, DemandeAvenant)
    redige, _verdict = draft_avenant(saisi.depart.commande(demande), find_engines())
    remplace = request.form.get("remplacer", "")
    with open_writing() as ecriture:
        return register(ecriture, saisi.brouillon, redige.a_venir, saisi.depart, remplace=remplace)


def _place(chemin: str) -> str:
    """Return the labels that lead to a value; none to a key that the data do not know."""
    with suppress(KeyError):
        return name_lieu(AVENANT, chemin)
    return ""


@refus_of.register
def _depasse(_error: DepartDepasse) -> Refus:
    conseil = _(
        "Un autre texte est en vigueur depuis l’ouverture de ce brouillon\u00a0: l’ouvrir tel quel déferait ce que ce "
        "texte a changé. Rien n’est perdu\u00a0: reportez vos changements sur le texte en vigueur, puis relisez-les."
    )
    return Refus(409, _("Le contrat a changé depuis l’ouverture du brouillon"), conseil)


@refus_of.register
def _refuse_inapplicable(error: ChangementInapplicable) -> Refus:
    return Refus(409, _("Vos changements ne se reportent pas sur le texte en vigueur"), str(error))


@refus_of.register
def _ouvert(error: AvenantOuvert) -> Refus:
    return Refus(409, _("Un autre avenant est ouvert"), str(error))


def _answer_refusal(error: Exception, saisi: Saisi) -> tuple[str, int]:
    """Return the page of a refusal: what to do, and where to go on from."""
    refus = note_error(error)
    ouvert = error.identifiant if isinstance(error, AvenantOuvert) else None
    page = render_template(
        "avenants/refus.html",
        refus=refus,
        points=saisi.points(refus.manquements),
        lieu=_place,
        retour=(_("Revenir à la saisie"), url_for("intranet.brouillon", brouillon_id=saisi.brouillon.id)),
        ouvert=ouvert and url_for("intranet.avenant", contrat_id=saisi.fiche.id, avenant_id=ouvert),
        a_reporter=saisi.brouillon if isinstance(error, DepartDepasse) else None,
    )
    return page, refus.status
