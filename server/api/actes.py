"""The acts of a contract of the registry: their letters, their events, and the prorogation that may follow."""

from typing import Any

from flask import Response

from schemas.actes import ACTES
from schemas.answer import load
from schemas.reading import dump
from schemas.registre import Etat
from server.api.answers import respond
from server.api.answers.actes import ActeAnswer, ActeInscritAnswer, ActesAnswer
from server.api.blueprint import Blueprint
from server.api.body import read_json
from server.api.dossiers import engines_of
from server.api.lettres import OBJETS, ParametresDeLActe
from server.api.registre import ETAG, IF_MATCH, read_if_match
from server.clock import today
from server.dossier.lettres import LettresAProduire
from server.dossier.produce import produce
from server.legal.answers import VerdictAnswer
from server.life.answers import ActeConserve
from server.registry import contrats as depot
from server.registry import events, texts
from server.registry.errors import EtatIncompatible, Perime, signez_d_abord
from server.registry.tables.contrats import ActeInscrit, FicheDeContrat, Version
from server.registry.transaction import Ecriture
from server.web.current import get_service
from server.web.registry import open_reading, open_writing

A_SIGNER = frozenset({Etat.PROJET, Etat.ARRETE})

actes = Blueprint("Actes", __name__, description="Inscrire les actes qui ne sont pas des avenants, et leurs suites.")


@actes.route("/contrats/<id:contrat_id>/actes")
@actes.answers(200, ActesAnswer, description="Les actes, par date d’envoi")
@actes.refuses(404, 503)
@actes.tells("Lister les actes d’un contrat", "Un même acte y est autant de fois qu’il a été inscrit.")
def list_actes(contrat_id: str) -> Response:
    """Return the acts of a contract."""
    with open_reading() as session:
        texts.get(session, contrat_id, today())
        found = events.list_actes(session, contrat_id)
    actes = (ActeAnswer.of(inscrit, **_kept(inscrit)) for inscrit in found if inscrit.nature in ACTES)
    return respond(ActesAnswer(actes=tuple(actes)))


def _offer(nature: str) -> None:
    """Keep one kind of act at its own address."""

    @actes.route(f"/contrats/<id:contrat_id>/actes/{nature}", methods=["POST"], endpoint=nature)
    @actes.arguments(ParametresDeLActe, location="query")
    @actes.answers(201, ActeInscritAnswer, description="L’acte, inscrit", headers=ETAG)
    @actes.refuses(404, 409, 412, 422, 428, 503)
    @actes.takes_json(ACTES[nature].__name__)
    @actes.doc(parameters=[IF_MATCH])
    @actes.tells(
        f"Inscrire un acte pour {OBJETS[nature]}",
        "Le contrat est signé, sauf pour un refus de signer. L’acte s’inscrit à nouveau quand on sait davantage : "
        "réceptions attestées, réponses. Une prorogation convenue ajoute au contrat une version. Les lettres se "
        "téléchargent comme un dossier. Dans les manquements, `/acte` mène dans le corps de la requête et `/contrat` "
        "dans le contrat inscrit.",
    )
    def view(parametres: dict[str, Any], contrat_id: str) -> Response:
        """Keep the act of the request."""
        expected = read_if_match()
        acte = read_json(ACTES[nature])
        fiche, version = _find_last(contrat_id, nature)
        if fiche.etag not in expected:
            raise Perime
        lettres = LettresAProduire(version.contrat, acte, parametres.get("au") or today())
        manifeste, _ = produce(lettres, engines_of(None), get_service().store)
        with open_writing() as ecriture:
            inscrit, apres = _record(ecriture, fiche, lettres, manifeste["identifiant"])
        suites = {"version": apres.rang, "verdict": VerdictAnswer.of(lettres.verdict)}
        return respond(ActeInscritAnswer.of(inscrit, **_kept(inscrit), **suites), 201, etag=apres.etag)


def _kept(inscrit: ActeInscrit) -> dict[str, Any]:
    """Return what was kept of an act, key by key."""
    return vars(load(inscrit.donnees, ActeConserve))


def _find_last(contrat_id: str, nature: str) -> tuple[FicheDeContrat, Version]:
    """Return a contract and its last text, signed unless the act follows a refusal to sign it.

    Raises `Introuvable`, `EtatIncompatible`.
    """
    with open_reading() as session:
        fiche = texts.get(session, contrat_id, today()).fiche
        if nature == "refus" and fiche.etat not in A_SIGNER:
            raise EtatIncompatible(f"Choisissez un autre acte : le contrat est à l’état « {fiche.etat.libelle} ».")
        if nature != "refus" and fiche.etat is not Etat.SIGNE:
            raise EtatIncompatible(signez_d_abord(fiche.etat))
        return fiche, texts.get_version(session, contrat_id, fiche.rang)


def _record(
    ecriture: Ecriture, fiche: FicheDeContrat, lettres: LettresAProduire, dossier: str
) -> tuple[ActeInscrit, FicheDeContrat]:
    """Keep an act, its letters and, once a prorogation is agreed to, the contract with its year more."""
    seen, acte, proroge = {fiche.etag}, lettres.acte, lettres.proroge
    apres = depot.lock_fiche(ecriture, fiche.id, seen)
    donnees = dump(ActeConserve.of(lettres.faits, dossier=dossier, demande=dump(acte)))
    inscrit = events.record_acte(ecriture, fiche.id, lettres.nature, acte.date, donnees)
    events.keep_dossier(ecriture, fiche.id, dossier)
    prorogation = proroge and proroge.article_9.prorogation
    if proroge and prorogation:
        effet = prorogation.date_accord or acte.date
        apres = depot.prorogue_contrat(ecriture, fiche.id, proroge, date_effet=effet, attendu=seen)
    return inscrit, apres


for each in ACTES:
    _offer(each)
