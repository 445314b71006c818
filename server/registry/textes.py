"""What the registry tells of contracts: their states on a day, their texts, the one in force on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, and_, case, func, select, type_coerce
from sqlalchemy.orm import Session, aliased, undefer

from schemas.francais import jour as en_lettres
from schemas.registre import Etat
from server.registry.errors import Introuvable, RienEnVigueur, signez_d_abord
from server.registry.models import Fiche, Perimetre, Version


@dataclass(frozen=True)
class Inscrit:
    """A contract, its last version without its text, and its state on the day for which it was asked."""

    fiche: Fiche
    version: Version
    etat: Etat


@dataclass(frozen=True)
class Filtre:
    """Which contracts to list: those that answer all that is said."""

    etat: Etat | None = None
    reference: str | None = None
    finess: str | None = None


TOUS = Filtre()


def get(session: Session, contrat_id: str, jour: date) -> Inscrit:
    """Return a contract and its state on a day. Raises `Introuvable`."""
    row = session.execute(_inscrits(jour).where(Fiche.id == contrat_id)).one_or_none()
    if row is None:
        raise Introuvable(f"Vérifiez l’adresse : aucun contrat ne porte l’identifiant {contrat_id}.")
    fiche, derniere, etat = row
    return Inscrit(fiche, derniere, etat)


def find(session: Session, filtre: Filtre, jour: date, *, page: int, par_page: int) -> tuple[Sequence[Inscrit], int]:
    """Return a page (1 is the first) of the contracts that answer a filter, the last entered first, and their number.

    The state is that of the day.
    """
    asked = _inscrits(jour, filtre)
    rows = session.execute(
        asked.order_by(Fiche.cree_le.desc(), Fiche.id).limit(par_page).offset((page - 1) * par_page)
    ).all()
    total = session.scalar(select(func.count()).select_from(asked.with_only_columns(Fiche.id).subquery())) or 0
    return [Inscrit(fiche, derniere, etat) for fiche, derniere, etat in rows], total


def versions(session: Session, contrat_id: str) -> Sequence[Version]:
    """Return the versions of a contract, in order, without their texts. Raises `Introuvable`."""
    found = session.scalars(select(Version).where(Version.contrat_id == contrat_id).order_by(Version.rang)).all()
    if not found:
        raise Introuvable(f"Vérifiez l’adresse : aucun contrat ne porte l’identifiant {contrat_id}.")
    return found


def version(session: Session, contrat_id: str, rang: int) -> Version:
    """Return one version of a contract. Raises `Introuvable`."""
    found = session.get(Version, (contrat_id, rang), options=[undefer(Version.charge)], populate_existing=True)
    if found is None:
        raise Introuvable(f"Vérifiez l’adresse : le contrat {contrat_id} n’a pas de version {rang}.")
    return found


def au(session: Session, contrat_id: str, jour: date) -> Version:
    """Return the text in force on a day: the last one signed that takes effect by then.

    Raises `Introuvable`; `RienEnVigueur`, saying why, when there is none.
    """
    fiche = get(session, contrat_id, jour).fiche
    if fiche.rang_signe is None:
        raise RienEnVigueur(signez_d_abord(fiche.etat))
    if fiche.date_resiliation and fiche.date_resiliation <= jour:
        raise RienEnVigueur(f"Choisissez un jour antérieur au {en_lettres(fiche.date_resiliation)} : il est résilié.")
    rang = session.scalar(select(_rang_au(jour)).where(Fiche.id == contrat_id))
    if rang is None:
        effet = version(session, contrat_id, fiche.rang_signe).date_effet
        raise RienEnVigueur(f"Choisissez un jour à partir du {en_lettres(effet)} : il prend effet ce jour-là.")
    found = version(session, contrat_id, rang)
    if found.date_fin < jour:
        raise RienEnVigueur(f"Choisissez un jour jusqu’au {en_lettres(found.date_fin)} : il est échu ensuite.")
    return found


def _inscrits(jour: date, filtre: Filtre = TOUS) -> Select[Fiche, Version, Etat]:
    """Return the question that gives contracts, each with its last version and its state on a day."""
    derniere, du_jour = aliased(Version), aliased(Version)
    etat = _etat_au(jour, du_jour)
    return (
        select(Fiche, derniere, etat)
        .join(derniere, and_(derniere.contrat_id == Fiche.id, derniere.rang == Fiche.rang))
        .outerjoin(du_jour, and_(du_jour.contrat_id == Fiche.id, du_jour.rang == _rang_au(jour)))
        .where(*_conditions(filtre, etat))
    )


def _conditions(filtre: Filtre, etat: ColumnElement[Etat]) -> Iterator[ColumnElement[bool]]:
    if filtre.etat:
        yield etat == filtre.etat
    if filtre.reference:
        yield Fiche.reference == filtre.reference
    if filtre.finess:
        yield Fiche.id.in_(select(Perimetre.contrat_id).where(Perimetre.finess == filtre.finess))


def _etat_au(jour: date, du_jour: type[Version]) -> ColumnElement[Etat]:
    """Return the state of a contract on a day, from the text that is its own that day."""
    etat = case(
        (Fiche.date_resiliation <= jour, Etat.RESILIE.value),
        (Fiche.rang_signe.is_(None), type_coerce(Fiche.etat, String)),
        (du_jour.rang.is_(None), Etat.SIGNE.value),
        (du_jour.date_fin < jour, Etat.ECHU.value),
        else_=Etat.EN_VIGUEUR.value,
    )
    return type_coerce(etat, Fiche.etat.type)


def _rang_au(jour: date) -> ScalarSelect[int | None]:
    """Return the rank of the last text of a contract, among those signed, that takes effect by a day."""
    signees = select(func.max(Version.rang)).where(
        Version.contrat_id == Fiche.id, Version.rang >= Fiche.rang_signe, Version.date_effet <= jour
    )
    return signees.correlate(Fiche).scalar_subquery()
