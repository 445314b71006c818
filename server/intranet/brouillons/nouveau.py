"""A new contract: from nothing, from an earlier one, from a payload, from a spreadsheet."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from schemas.chemin import pointer
from schemas.chemin import steps as steps_of
from schemas.contrat import Contrat
from schemas.francais import enumere
from schemas.reading import MOST_FAULTS, ChargeIllisible, parse
from schemas.text_fields import UNPRINTABLE
from server.clock import today
from server.entry.controls import Controle
from server.entry.fields import Contexte, build_controle
from server.entry.paths import Steps, cle_at
from server.entry.references import Renvois
from server.entry.renewal import renew_contrat
from server.entry.saving import Fusion, field_at
from server.intranet.blueprint import intranet
from server.intranet.brouillons.classeurs import FichierRefuse, merge_workbook, read_upload
from server.intranet.brouillons.etapes import read_typed
from server.intranet.brouillons.pieces import keep_contents
from server.intranet.page.mots import make_diseur
from server.registry import texts
from server.registry.texts import Filtre
from server.web.registry import open_reading, open_writing
from server.workbooks.models import MODELES
from server.workflow import draft_saves

ESSENTIEL = (
    "/base_legale",
    "/reference",
    "/parties/gestionnaire/denomination",
    "/article_1/gestionnaire/finess_ej",
    "/article_9/date_entree_en_vigueur",
    "/article_9/duree_annees",
)
RECENTS = 20  # contracts that are offered to begin from


@intranet.get("/nouveau")
def nouveau() -> str:
    """Offer the ways to begin."""
    filtre = Filtre(q=request.args.get("q") or None)
    with open_reading() as session:
        found, total = texts.find(session, filtre, today(), page=1, par_page=RECENTS)
    return render_template(
        "brouillons/nouveau.html",
        controles=[_controle(chemin) for chemin in ESSENTIEL],
        contrats=found,
        total=total,
        q=request.args.get("q", ""),
        modeles=MODELES,
    )


@intranet.post("/nouveau")
def commencer() -> AnyResponse:
    """Open a draft with what is known of it at first."""
    found = Fusion(Contrat, draft_saves.VIDE, draft_saves.VIDE).apply(
        {nom: read_typed().get(nom, [""]) for nom in ESSENTIEL}
    )
    return _start_draft(found.charge)


@intranet.post("/nouveau/fichier")
def importer() -> AnyResponse:
    """Open a draft on a payload or a workbook."""
    try:
        nom, content = read_upload()
        charge = merge_workbook({}, content, remplacer=True) if nom.lower().endswith(".xlsx") else _payload(content)
    except (ChargeIllisible, FichierRefuse) as refusal:
        flash(str(refusal), "erreur")
        return make_response(nouveau(), 422)
    return _start_draft(charge)


@intranet.post("/contrats/<id:contrat_id>/renouveler")
def renouveler(contrat_id: str) -> AnyResponse:
    """Open a draft on the contract that follows one of the registry."""
    with open_reading() as session:
        fiche = texts.get(session, contrat_id, today()).fiche
        contrat = texts.get_version(session, contrat_id, fiche.rang).contrat
    return _start_draft(renew_contrat(contrat))


@intranet.post("/contrats/<id:contrat_id>/brouillon")
def modifier(contrat_id: str) -> AnyResponse:
    """Open the draft in which a contract of the registry is corrected."""
    with open_writing() as ecriture:
        return _open(draft_saves.correct(ecriture, contrat_id).id)


def _payload(content: bytes) -> dict[str, Any]:
    charge = parse(content)
    if places := [pointer(*steps) for steps in islice(_find_unprintable(charge), MOST_FAULTS)]:
        raise ChargeIllisible(f"Retirez les caractères qui ne s’impriment pas de {enumere(places)}.")
    if not isinstance(charge, dict):
        raise ChargeIllisible("Donnez un objet JSON, entre accolades : la charge d’un contrat.")
    return charge


def _find_unprintable(value: object, *steps: str | int) -> Iterator[Steps]:
    """Yield the path of each text of a JSON value that holds what no page can print."""
    if isinstance(value, str) and UNPRINTABLE.search(value):
        yield steps
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _find_unprintable(inner, *steps, step)


def _start_draft(charge: Any) -> Response:  # noqa: ANN401 -- any JSON value
    with open_writing() as ecriture:
        brouillon = draft_saves.start(ecriture, charge)
        keep_contents(ecriture, brouillon)
    return _open(brouillon.id)


def _open(brouillon_id: str) -> Any:  # noqa: ANN401 -- a redirection
    return redirect(url_for("intranet.brouillon", brouillon_id=brouillon_id))


def _controle(chemin: str) -> Controle:
    steps = steps_of(chemin)
    contexte = Contexte(Renvois.of({}), {}, {}, {}, make_diseur())
    return build_controle(contexte, field_at(Contrat, steps), cle_at(Contrat, steps), steps, None)
