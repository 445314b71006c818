"""The text of a contract of the registry as it reads on a day: the whole, each altered passage noted, its annexes."""

from datetime import date

from sqlalchemy.orm import Session

from schemas.contrat import Contrat
from schemas.francais import jour as en_lettres
from server.amendment.document.ouvrage import write_consolidation
from server.dossier.produce import Engines
from server.legal import Verdict
from server.registry import texts
from server.registry.errors import Introuvable
from server.render.context import Annexe, Vue
from server.render.documents import Scribe, WordDocument, annexe_document, texts_of
from server.workflow.history import Histoire, find_history


def history_at(session: Session, contrat_id: str, jour: date) -> Histoire:
    """Return the history of a contract up to its text in force on a day. Raises `Introuvable`, `RienEnVigueur`."""
    rang = texts.get_version_at(session, contrat_id, jour).rang
    return find_history(session, texts.get(session, contrat_id, jour).fiche, rang=rang)


def write_consolide(histoire: Histoire, jour: date, engines: Engines) -> bytes:
    """Return the contract as it reads on a day, in Word."""
    return write_consolidation(histoire.anciens, jour, engines.gabarits, logo=engines.logo)


def annexes_of(contrat: Contrat, jour: date) -> tuple[Annexe, ...]:
    """Return the annexes of a contract: each has a number, a title, and the name of its template."""
    return tuple(Vue(contrat, Verdict(jour, ())).annexes)


def write_annexe(contrat: Contrat, nom: str, jour: date, engines: Engines) -> WordDocument:
    """Return an annexe of a contract in Word, by the name of its template. Raises `Introuvable`."""
    scribe = Scribe(contrat, Verdict(jour, ()), engines.gabarits, texts_of(contrat), logo=engines.logo)
    for each in scribe.vue.annexes:
        if each.gabarit == nom:
            fichier, titre, gabarit = annexe_document(each)
            return WordDocument(fichier, titre, gabarit, scribe.write(gabarit))
    raise Introuvable(f"Vérifiez l’adresse : au {en_lettres(jour)}, le contrat n’a pas d’annexe « {nom} ».")
