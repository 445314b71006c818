"""What is kept beside the texts of a contract to find it and to list it: here alone it is drawn from its last one."""

from collections.abc import Iterator

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from schemas.base_fields import Choix
from schemas.contrat import Contrat
from schemas.walk import walk
from server.registry import search
from server.registry.tables.contrats import FicheDeContrat, Version
from server.registry.tables.search import MotsDuContrat, Perimetre, Resume


def keep(session: Session, contrat_id: str, contrat: Contrat) -> None:
    """Replace what is kept to find a contract and to list it by what its last text says."""
    for table in (Perimetre, Resume):
        session.execute(delete(table).where(table.contrat_id == contrat_id))
    session.add_all(Perimetre(contrat_id=contrat_id, finess=numero) for numero in sorted(_numeros(contrat)))
    resume = _resume(contrat_id, contrat)
    session.add(resume)
    session.flush()
    session.add(MotsDuContrat(resume_id=resume.id, mots=search.fold_words(_texts(contrat))))


def keep_missing(connection: Connection) -> None:
    """Draw from their last texts what is kept of the contracts of which nothing is: a migration leaves some."""
    last = (Version.contrat_id == FicheDeContrat.id) & (Version.rang == FicheDeContrat.rang)
    with Session(connection) as session:
        unlisted = session.scalars(
            select(FicheDeContrat.id).where(FicheDeContrat.id.not_in(select(Resume.contrat_id)))
        ).all()
        for contrat_id in unlisted:
            version = session.scalars(
                select(Version).join(FicheDeContrat, last).where(FicheDeContrat.id == contrat_id)
            ).one()
            keep(session, contrat_id, version.contrat)
            session.flush()
            session.expunge_all()
        session.commit()


def _resume(contrat_id: str, contrat: Contrat) -> Resume:
    return Resume(
        contrat_id=contrat_id,
        base_legale=contrat.base_legale,
        gestionnaire=contrat.nom_du_gestionnaire,
        etablissements=len(contrat.article_1.etablissements),
        departements=" ".join(sorted(_departements(contrat))),
        date_entree_en_vigueur=contrat.article_9.date_entree_en_vigueur,
        date_fin=contrat.article_9.date_fin,
    )


def _numeros(contrat: Contrat) -> set[str]:
    perimetre = contrat.article_1
    numeros = (perimetre.gestionnaire.finess_ej, *(each.finess_et for each in perimetre.etablissements))
    return {numero for numero in numeros if numero}


def _departements(contrat: Contrat) -> set[str]:
    """Return the départements of the establishments, and those whose authority signs."""
    covered = {each.departement for each in contrat.article_1.etablissements}
    return covered | {each.departement for each in contrat.parties.autorites if each.departement}


def _texts(contrat: Contrat) -> Iterator[str]:
    """Yield all that the contract says in words; the codes of closed lists are none."""
    return (value for _, value in walk(contrat) if isinstance(value, str) and not isinstance(value, Choix))
