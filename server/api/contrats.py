"""The contracts of the registry: entered, listed, read as on a day, corrected, brought from state to state."""

from typing import Any

from flask import Response, url_for
from sqlalchemy.orm import Session

from schemas.registre import ChangementEtat, Reprise
from server.api.answers import respond
from server.api.answers.contrats import (
    ContratEnregistreAnswer,
    ContratLuAnswer,
    ContratsAnswer,
    EcritAnswer,
    FicheAnswer,
    JournalAnswer,
    VersionAnswer,
    VersionLueAnswer,
    VersionsAnswer,
)
from server.api.blueprint import Blueprint
from server.api.body import read_json, read_json_contrat
from server.api.parametres import Parametres, ParametresDesContrats, ParametresDuTexte
from server.api.registre import ETAG, IF_MATCH, LOCATION, read_if_match
from server.api.reprises import read_histoire
from server.clock import today
from server.dossier.contrat import verify
from server.registry import contrats as depot
from server.registry import events, takeovers, texts
from server.registry.tables.contrats import FicheDeContrat, Version
from server.registry.texts import Inscrit
from server.web.registry import open_reading, open_writing
from server.workflow import contrats as tenue

contrats = Blueprint("Contrats", __name__, description="Tenir le registre des contrats et de leurs versions.")


@contrats.route("/contrats", methods=["POST"])
@contrats.arguments(Parametres, location="query")
@contrats.answers(201, ContratEnregistreAnswer, description="Le contrat, inscrit", headers=LOCATION | ETAG)
@contrats.may_answer(200, ContratEnregistreAnswer, description="Le contrat, déjà inscrit", headers=LOCATION | ETAG)
@contrats.refuses(422, 503)
@contrats.takes_json("Contrat")
@contrats.tells(
    "Inscrire un contrat",
    "À l’état de projet, conforme ou non. La même charge retrouve le contrat qu’elle a inscrit. Une charge mal formée "
    "est refusée, avec ce que le droit trouve dans ce qui se lit.",
)
def create_contrat(_: dict[str, Any]) -> Response:
    """Enter the contract of the request as a draft."""
    contrat = read_json_contrat()
    with open_writing() as ecriture:
        fiche, nouveau = depot.create(ecriture, contrat)
        kept = _read(ecriture.session, fiche)
    return _answer_kept(*kept, nouveau=nouveau)


@contrats.route("/contrats/reprises", methods=["POST"])
@contrats.arguments(Parametres, location="query")
@contrats.answers(201, ContratEnregistreAnswer, description="Le contrat, repris", headers=LOCATION | ETAG)
@contrats.may_answer(200, ContratEnregistreAnswer, description="Le contrat, déjà repris", headers=LOCATION | ETAG)
@contrats.refuses(409, 422, 503)
@contrats.takes_json("Reprise")
@contrats.tells(
    "Reprendre un contrat né ailleurs",
    "Inscrit le contrat initial et ses avenants signés, dans l’ordre, sans les soumettre aux règles de droit : ils "
    "sont conclus. Chaque avenant porte des `modifications` ou le `contrat` tout entier.",
)
def resume_contrat(_: dict[str, Any]) -> Response:
    """Enter the contract of the request with its history."""
    reprise = read_json(Reprise)
    avenants = read_histoire(reprise)
    with open_writing() as ecriture:
        fiche, nouveau = takeovers.resume(ecriture, reprise.contrat, avenants)
        kept = _read(ecriture.session, fiche)
    return _answer_kept(*kept, nouveau=nouveau)


@contrats.route("/contrats")
@contrats.arguments(ParametresDesContrats, location="query")
@contrats.answers(200, ContratsAnswer, description="Les contrats, le dernier inscrit en tête")
@contrats.refuses(422, 503)
@contrats.tells("Lister les contrats", "Par pages ; chaque filtre restreint la liste. L’état est celui de ce jour.")
def list_contrats(parametres: dict[str, Any]) -> Response:
    """Return a page of the contracts that answer the parameters."""
    page, par_page = parametres.pop("page", 1), parametres.pop("par_page", 20)
    filtre = texts.Filtre(**parametres)
    with open_reading() as session:
        found, total = texts.find(session, filtre, today(), page=page, par_page=par_page)
    fiches = tuple(map(FicheAnswer.of, found))
    return respond(ContratsAnswer(contrats=fiches, total=total, page=page, par_page=par_page))


@contrats.route("/contrats/<id:contrat_id>")
@contrats.arguments(ParametresDuTexte, location="query")
@contrats.answers(200, ContratLuAnswer, description="Le contrat et son texte", headers=ETAG)
@contrats.refuses(404, 422, 503)
@contrats.tells(
    "Lire un contrat",
    "Avec `au`, son texte en vigueur ce jour-là : la dernière version signée dont la date d’effet est venue ; 404 si "
    "aucune ne l’est. Sans `au`, sa dernière version.",
)
def get_contrat(parametres: dict[str, Any], contrat_id: str) -> Response:
    """Return a contract with its last text, or the one in force on a day."""
    jour = parametres.get("au")
    with open_reading() as session:
        inscrit = texts.get(session, contrat_id, jour or today())
        texte = tenue.find_text_at(session, inscrit.fiche, jour)
    return respond(ContratLuAnswer.of(inscrit, texte=texte), etag=inscrit.fiche.etag)


@contrats.route("/contrats/<id:contrat_id>", methods=["PUT"])
@contrats.arguments(Parametres, location="query")
@contrats.answers(200, ContratEnregistreAnswer, description="Le contrat, modifié", headers=ETAG)
@contrats.refuses(404, 409, 412, 422, 428, 503)
@contrats.takes_json("Contrat")
@contrats.doc(parameters=[IF_MATCH])
@contrats.tells(
    "Modifier un projet",
    "Ajoute une version au contrat, tant qu’il est à l’état de projet. Une charge mal formée est refusée, avec ce que "
    "le droit trouve dans ce qui se lit.",
)
def save_contrat(_: dict[str, Any], contrat_id: str) -> Response:
    """Give a draft the text of the request."""
    expected = read_if_match()
    contrat = read_json_contrat()
    with open_writing() as ecriture:
        fiche = depot.save(ecriture, contrat_id, contrat, attendu=expected)
        kept = _read(ecriture.session, fiche)
    return _answer_kept(*kept)


@contrats.route("/contrats/<id:contrat_id>/etats", methods=["POST"])
@contrats.arguments(Parametres, location="query")
@contrats.answers(200, FicheAnswer, description="Le contrat, dans son nouvel état", headers=ETAG)
@contrats.refuses(404, 409, 412, 422, 428, 503)
@contrats.takes_json("ChangementEtat")
@contrats.doc(parameters=[IF_MATCH])
@contrats.tells(
    "Changer l’état d’un contrat",
    "De projet à arrêté, puis à signé, si aucune règle bloquante n’est enfreinte ; d’arrêté à projet ; de signé à "
    "résilié. « En vigueur » et « échu » viennent des dates du contrat.",
)
def change_etat(_: dict[str, Any], contrat_id: str) -> Response:
    """Bring a contract to the state of the request."""
    expected = read_if_match()
    changement = read_json(ChangementEtat)
    with open_writing() as ecriture:
        fiche = tenue.change_etat(ecriture, contrat_id, changement, attendu=expected, today=today())
        answer = FicheAnswer.of(texts.get(ecriture.session, contrat_id, today()))
    return respond(answer, etag=fiche.etag)


@contrats.route("/contrats/<id:contrat_id>/versions")
@contrats.answers(200, VersionsAnswer, description="Les versions, dans l’ordre")
@contrats.refuses(404, 503)
@contrats.tells("Lister les versions d’un contrat", "Aucune ne change une fois écrite.")
def list_versions(contrat_id: str) -> Response:
    """Return the versions of a contract."""
    with open_reading() as session:
        found = texts.list_versions(session, contrat_id)
    return respond(VersionsAnswer(versions=tuple(map(VersionAnswer.of, found))))


@contrats.route("/contrats/<id:contrat_id>/versions/<int(min=1, max=100000):rang>")
@contrats.answers(200, VersionLueAnswer, description="La version et son texte")
@contrats.refuses(404, 503)
@contrats.tells("Lire une version d’un contrat", "`rang` commence à 1.")
def get_version(contrat_id: str, rang: int) -> Response:
    """Return one version of a contract."""
    with open_reading() as session:
        return respond(VersionLueAnswer.of(texts.get_version(session, contrat_id, rang)))


@contrats.route("/contrats/<id:contrat_id>/journal")
@contrats.answers(200, JournalAnswer, description="Le journal, dans l’ordre")
@contrats.refuses(404, 503)
@contrats.tells("Lire le journal d’un contrat", "Qui a fait quoi, quand : chaque changement y laisse une ligne.")
def get_journal(contrat_id: str) -> Response:
    """Return the journal of a contract."""
    with open_reading() as session:
        lines = events.read_journal(session, contrat_id)
    return respond(JournalAnswer(journal=tuple(map(EcritAnswer.of, lines))))


def _read(session: Session, fiche: FicheDeContrat) -> tuple[Inscrit, Version]:
    return texts.get(session, fiche.id, today()), tenue.find_last(session, fiche)


def _answer_kept(inscrit: Inscrit, texte: Version, *, nouveau: bool = False) -> Response:
    """Return the answer to a text that was kept: what became of the contract, and in brief what the law finds in it.

    The law takes its time: it is asked once the transaction is over, so that nobody waits for it.
    """
    verdict = verify(texte.contrat, at=None, today=today())
    answer = ContratEnregistreAnswer.of(inscrit, conforme=verdict.conforme, manquements=len(verdict.manquements))
    location = url_for(".get_contrat", contrat_id=inscrit.fiche.id)
    return respond(answer, 201 if nouveau else 200, etag=inscrit.fiche.etag, location=location)
