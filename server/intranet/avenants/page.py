"""The page of an amendment, and what is done there: settled, signed, given up, or typed again."""

from collections.abc import Iterator
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from schemas.avenant import DemandeAvenant
from schemas.francais import jour
from schemas.markdown import build_parser
from schemas.reading import ChargeInvalide, read
from schemas.registre import ChangementEtat, Etat
from server.clock import today
from server.dossier.avenant import AvenantNonConforme
from server.entry.controls import Controle, Genre, Longueur
from server.intranet.avenants.documents import dossiers_of
from server.intranet.avenants.vue import PageDeTableau, Points, remember_redaction
from server.intranet.blueprint import intranet
from server.intranet.contrats.cadre import Cadre
from server.intranet.contrats.etats import ATTENDU, DATE, ETAT, badge_of
from server.intranet.page.feuilletage import read_asked_page
from server.intranet.page.mots import dire
from server.intranet.page.refus import Refus, note_error
from server.registry import avenants as depot
from server.registry import events
from server.registry.errors import EtatIncompatible, Perime
from server.registry.tables.contrats import AvenantInscrit
from server.web.current import find_engines
from server.web.registry import open_reading, open_writing
from server.workflow import avenants as tenue
from server.workflow.amendment_drafts import resume
from server.workflow.drafting import write_redaction

ADDRESS = "/contrats/<id:contrat_id>/avenants/<id:avenant_id>"
WINDOW = 100  # lines of the before/after table on a page


@intranet.get(ADDRESS)
def avenant(contrat_id: str, avenant_id: str) -> str:
    """Return the page of an amendment; `page` is that of its before/after table."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.avenants")
        found = depot.get(session, contrat_id, avenant_id)
        depart = tenue.depart_of(session, found, today=today())
        dossiers = dossiers_of(session, found)
    demande = tenue.demande_of(found)
    redaction = remember_redaction(
        (found.id, found.revision), lambda: write_redaction(depart.commande(demande), find_engines())
    )
    return render_template(
        "avenants/avenant.html",
        cadre=cadre,
        avenant=found,
        badge=badge_of,
        demande=demande,
        expose=_html(demande.expose_des_motifs),
        faits=list(_facts(found, demande)),
        verdict=redaction.verdict,
        points=Points.of(redaction.verdict.manquements if redaction.verdict else ()),
        articles=redaction.articles,
        tableau=PageDeTableau.of(redaction, page=read_asked_page(), par_page=WINDOW),
        page_du_tableau=lambda page: _address(found, page=page, _anchor="tableau"),
        dossiers=dossiers,
        signature=Controle(Genre.JOUR, DATE, _("Date de signature"), obligatoire=True, longueur=Longueur.COURT),
    )


@intranet.get(f"{ADDRESS}/abandon")
def abandonner_avenant(contrat_id: str, avenant_id: str) -> str:
    """Return the page that asks whether an amendment is to be given up."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.avenants")
        found = depot.get(session, contrat_id, avenant_id)
    return render_template("avenants/abandon.html", cadre=cadre, avenant=found)


@intranet.post(f"{ADDRESS}/etat")
def etat_avenant(contrat_id: str, avenant_id: str) -> ResponseReturnValue:
    """Bring an amendment to the state of the form, unless it has changed since it was read, or the law forbids it."""
    try:
        found = _move_avenant(contrat_id, avenant_id)
    except Perime:
        return _answer_refusal(_what_happened(contrat_id, avenant_id), contrat_id, avenant_id)
    except (AvenantNonConforme, ChargeInvalide, EtatIncompatible) as error:
        return _answer_refusal(note_error(error), contrat_id, avenant_id)
    flash(_say_state(found), "succes")
    return redirect(_address(found), 303)


@intranet.post(f"{ADDRESS}/reprendre")
def reprendre_avenant(contrat_id: str, avenant_id: str) -> ResponseReturnValue:
    """Lead to the draft in which an amendment is typed."""
    try:
        with open_writing() as ecriture:
            brouillon = resume(ecriture, depot.get(ecriture.session, contrat_id, avenant_id))
    except EtatIncompatible as error:
        return _answer_refusal(note_error(error), contrat_id, avenant_id)
    return redirect(url_for("intranet.brouillon", brouillon_id=brouillon.id), 303)


def _facts(found: AvenantInscrit, demande: DemandeAvenant) -> Iterator[tuple[str, str]]:
    """Yield what the register says of an amendment, in words."""
    yield _("État"), dire(found.etat.libelle)
    yield _("Date d’effet"), jour(found.date_effet)
    signature = jour(demande.date_signature) if demande.date_signature else _("pas encore signé")
    yield _("Signature"), ", ".join(filter(None, [signature, demande.lieu_signature]))
    yield _("Modifie"), _("la version %(rang)s du contrat", rang=found.depart)
    if found.rang:
        yield _("A donné"), _("la version %(rang)s du contrat", rang=found.rang)
    yield _("Ouvert"), _("le %(jour)s par %(auteur)s", jour=jour(found.quand.astimezone().date()), auteur=found.auteur)


def _html(markdown: str) -> Markup:
    """Return a text as HTML: Markdown that the shape has judged, whose own tags are told as plain text."""
    return Markup(build_parser().render(markdown))  # noqa: S704 -- the shape lets through no link but to http, https, mailto


def _address(found: AvenantInscrit, **more: Any) -> str:  # noqa: ANN401 -- what `url_for` takes
    return url_for("intranet.avenant", contrat_id=found.contrat_id, avenant_id=found.id, **more)


def _move_avenant(contrat_id: str, avenant_id: str) -> AvenantInscrit:
    """Bring an amendment to the state of the form."""
    told = {nom: request.form[nom] for nom in (ETAT, DATE) if request.form.get(nom)}
    changement, attendu = read(told, ChangementEtat), {request.form[ATTENDU]}
    with open_writing() as ecriture:
        return tenue.change_etat(ecriture, contrat_id, avenant_id, changement, attendu=attendu, today=today())


def _say_state(found: AvenantInscrit) -> str:
    if found.etat is Etat.SIGNE:
        return str(_("L’avenant est signé\u00a0: le contrat a une nouvelle version."))
    return str(_("L’avenant est %(etat)s.", etat=dire(found.etat.libelle)))


def _what_happened(contrat_id: str, avenant_id: str) -> Refus:
    """Return the refusal of a change asked of an amendment that someone has changed since it was read."""
    with open_reading() as session:
        etat = dire(depot.get(session, contrat_id, avenant_id).etat.libelle)
        lines = [line for line in events.read_journal(session, contrat_id) if line.objet.endswith(avenant_id)]
    quand = lines[-1].quand.astimezone()
    conseil = _(
        "%(auteur)s l’a modifié le %(jour)s à %(heure)s\u00a0: il est à l’état «\u00a0%(etat)s\u00a0». "
        "Rien n’a été enregistré. Relisez-le, puis recommencez si c’est encore utile.",
        auteur=lines[-1].auteur,
        jour=jour(quand.date()),
        heure=quand.strftime("%H\u00a0h\u00a0%M"),
        etat=etat,
    )
    return Refus(409, _("L’avenant a changé entre-temps"), conseil)


def _answer_refusal(refus: Refus, contrat_id: str, avenant_id: str) -> tuple[str, int]:
    retour = url_for("intranet.avenant", contrat_id=contrat_id, avenant_id=avenant_id)
    page = render_template(
        "avenants/refus.html",
        refus=refus,
        points=Points.of(refus.manquements),
        retour=(_("Revenir à l’avenant"), retour),
        ouvert=None,
        a_reporter=None,
    )
    return page, refus.status
