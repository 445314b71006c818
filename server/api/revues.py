"""The yearly reviews of the objectives: of a contract that the request carries, or of one of the registry."""

from datetime import date, timedelta
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from schemas.contrat import Contrat
from schemas.reading import dump, read
from schemas.revue import DemandeDeRevue, Revue
from server.api.answers import respond
from server.api.answers.revues import RevueInscriteAnswer, RevuesAnswer
from server.api.blueprint import Blueprint
from server.api.body import read_json
from server.api.dossiers import answer_dossier, engines_of
from server.api.parametres import Parametres
from server.api.registre import LOCATION
from server.clock import today
from server.dossier.manifest import Manifeste
from server.dossier.produce import produce
from server.dossier.revue import RevueAProduire
from server.legal.echeances.suivi import exercices
from server.life.revue import apply_revues
from server.registry import events, texts
from server.registry.tables.contrats import ActeInscrit
from server.web.current import get_service
from server.web.registry import open_reading, open_writing

NATURE = "revue"  # of the acts of the registry that are reviews


revues = Blueprint("Revues", __name__, description="Faire la revue annuelle des objectifs.")


@revues.route("/revues", methods=["POST"])
@revues.arguments(Parametres, location="query")
@revues.answers(201, Manifeste, description="Le manifeste des documents, nouveaux", headers=LOCATION)
@revues.may_answer(200, Manifeste, description="Le manifeste des documents, déjà écrits", headers=LOCATION)
@revues.refuses(422, 503)
@revues.takes_json("DemandeDeRevue")
@revues.tells(
    "Faire la revue des objectifs d’un contrat",
    "Écrit la revue à joindre à l’ERRD et l’annexe des objectifs, actualisée, en Word et en PDF, avec les niveaux de "
    "réalisation en données et le contrat augmenté des valeurs constatées. Les oublis sont des avertissements.",
)
def create_revue(_: dict[str, Any]) -> Response:
    """Write the documents of the review of the request."""
    demande = read_json(DemandeDeRevue)
    asked = RevueAProduire(demande.contrat, demande.revue, demande.annee, chemin="/revue")
    return answer_dossier(*produce(asked, engines_of(None), get_service().store))


@revues.route("/contrats/<id:contrat_id>/revues/<int(min=1900, max=2199):annee>", methods=["POST"])
@revues.arguments(Parametres, location="query")
@revues.answers(201, Manifeste, description="Le manifeste des documents de la revue", headers=LOCATION)
@revues.refuses(404, 409, 422, 503)
@revues.takes_json("Revue")
@revues.tells(
    "Inscrire la revue des objectifs d’une année",
    "Au texte en vigueur à la fin de l’année, avec les valeurs des revues précédentes. Une nouvelle revue de la même "
    "année remplace la précédente. Les valeurs constatées ne modifient pas le contrat : l’annexe est évolutive.",
)
def record_revue(_: dict[str, Any], contrat_id: str, annee: int) -> Response:
    """Keep the review of the request, and write its documents."""
    revue = read_json(Revue)
    with open_reading() as session:
        contrat = find_reviewed_text(session, contrat_id, annee)
    manifeste = produce(RevueAProduire(contrat, revue, annee), engines_of(None), get_service().store)[0]
    identifiant = manifeste["identifiant"]
    with open_writing() as ecriture:
        donnees = {"annee": annee, "revue": dump(revue), "dossier": identifiant}
        events.record_acte(ecriture, contrat_id, NATURE, revue.date or today(), donnees)
        events.keep_dossier(ecriture, contrat_id, identifiant)
    return answer_dossier(manifeste, nouveau=True)


@revues.route("/contrats/<id:contrat_id>/revues")
@revues.answers(200, RevuesAnswer, description="Les revues, par année")
@revues.refuses(404, 503)
@revues.tells("Lister les revues des objectifs d’un contrat", "La dernière inscrite de chaque année.")
def list_revues(contrat_id: str) -> Response:
    """Return the reviews of a contract."""
    with open_reading() as session:
        texts.get(session, contrat_id, today())
        found = find_kept_actes(session, contrat_id)
    return respond(RevuesAnswer(revues=tuple(RevueInscriteAnswer.of(found[annee]) for annee in sorted(found))))


def find_reviewed_text(session: Session, contrat_id: str, annee: int) -> Contrat:
    """Return the text in force when a year ends, with the values of the reviews of the years before.

    Raises `Introuvable`, and `RienEnVigueur` when there is none.
    """
    fiche = texts.get(session, contrat_id, today()).fiche
    derniere = texts.get_version(session, contrat_id, fiche.rang)
    if annee not in exercices(derniere.contrat):
        return derniere.contrat  # the review itself tells which years there are
    fins = [date(annee, 12, 31), derniere.date_fin]
    if fiche.date_resiliation:
        fins.append(fiche.date_resiliation - timedelta(days=1))
    contrat = texts.get_version_at(session, contrat_id, min(fins)).contrat
    before = {each: acte for each, acte in find_kept_actes(session, contrat_id).items() if each < annee}
    return apply_revues(contrat, {each: read(acte.donnees["revue"], Revue) for each, acte in before.items()})


def find_kept_actes(session: Session, contrat_id: str) -> dict[int, ActeInscrit]:
    """Return the last review of each year."""
    found = [acte for acte in events.list_actes(session, contrat_id) if acte.nature == NATURE]
    return {acte.donnees["annee"]: acte for acte in sorted(found, key=lambda acte: acte.quand)}
