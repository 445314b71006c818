"""What the registry tells of contracts: their states on a day, their texts, the one in force on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, undefer

from schemas.base_legale import BaseLegale
from schemas.francais import jour as en_lettres
from schemas.registre import Etat
from server.registry import search
from server.registry.errors import Introuvable, RienEnVigueur, signez_d_abord
from server.registry.tables.contrats import FicheDeContrat, Version
from server.registry.tables.search import Perimetre, Resume


@dataclass(frozen=True)
class Inscrit:
    """A contract, its last version without its text and in brief, and its state on the day for which it was asked."""

    fiche: FicheDeContrat
    version: Version
    resume: Resume
    etat: Etat


@dataclass(frozen=True)
class Filtre:
    """Which contracts to list: those that answer all that is said of their last version.

    `q` gives words, each of which must begin a word of the text. The contract lasts for a day at least from `du` to
    `get_version_at`. It ends by `fin_avant`, and not before the day on which the question is asked.
    """

    q: str | None = None
    etat: Etat | None = None
    reference: str | None = None
    finess: str | None = None
    departement: str | None = None
    base_legale: BaseLegale | None = None
    du: date | None = None
    au: date | None = None
    fin_avant: date | None = None


TOUS = Filtre()
ONE_DAY = timedelta(days=1)
Value = TypeVar("Value")


def get(session: Session, contrat_id: str, jour: date) -> Inscrit:
    """Return a contract and its state on a day. Raises `Introuvable`."""
    row = session.execute(_inscrits(jour).where(FicheDeContrat.id == contrat_id)).one_or_none()
    if row is None:
        raise Introuvable(f"Vérifiez l’adresse : aucun contrat ne porte l’identifiant {contrat_id}.")
    return Inscrit(*row)


def find(session: Session, filtre: Filtre, jour: date, *, page: int, par_page: int) -> tuple[Sequence[Inscrit], int]:
    """Return a page (1 is the first) of the contracts that answer a filter, the last entered first, and their number.

    The state is that of the day.
    """
    ids = _select_answers(session, filtre, jour)
    last_first = (FicheDeContrat.cree_le.desc(), FicheDeContrat.id)
    of_page = ids.order_by(*last_first).limit(par_page).offset((page - 1) * par_page)
    rows = session.execute(_inscrits(jour).where(FicheDeContrat.id.in_(of_page)).order_by(*last_first)).all()
    total = session.scalar(select(func.count()).select_from(ids.subquery())) or 0
    return [Inscrit(*row) for row in rows], total


def list_versions(session: Session, contrat_id: str) -> Sequence[Version]:
    """Return the versions of a contract, in order, without their texts. Raises `Introuvable`."""
    found = session.scalars(select(Version).where(Version.contrat_id == contrat_id).order_by(Version.rang)).all()
    if not found:
        raise Introuvable(f"Vérifiez l’adresse : aucun contrat ne porte l’identifiant {contrat_id}.")
    return found


def get_version(session: Session, contrat_id: str, rang: int) -> Version:
    """Return one version of a contract. Raises `Introuvable`."""
    found = session.get(Version, (contrat_id, rang), options=[undefer(Version.charge)], populate_existing=True)
    if found is None:
        raise Introuvable(f"Vérifiez l’adresse : le contrat {contrat_id} n’a pas de version {rang}.")
    return found


def get_version_at(session: Session, contrat_id: str, jour: date) -> Version:
    """Return the text in force on a day: the last one signed that takes effect by then.

    Raises `Introuvable`; `RienEnVigueur`, saying why, when there is none.
    """
    fiche = get(session, contrat_id, jour).fiche
    if fiche.rang_signe is None:
        raise RienEnVigueur(signez_d_abord(fiche.etat))
    if fiche.date_resiliation and fiche.date_resiliation <= jour:
        raise RienEnVigueur(f"Choisissez un jour antérieur au {en_lettres(fiche.date_resiliation)} : il est résilié.")
    rang = session.scalar(select(_of_text_au(jour, Version.rang)).where(FicheDeContrat.id == contrat_id))
    if rang is None:
        effet = get_version(session, contrat_id, fiche.rang_signe).date_effet
        raise RienEnVigueur(f"Choisissez un jour à partir du {en_lettres(effet)} : il prend effet ce jour-là.")
    found = get_version(session, contrat_id, rang)
    if found.date_fin < jour:
        raise RienEnVigueur(f"Choisissez un jour jusqu’au {en_lettres(found.date_fin)} : il est échu ensuite.")
    return found


def _inscrits(jour: date) -> Select[FicheDeContrat, Version, Resume, Etat]:
    """Return the question that gives contracts, each with its last version, in brief too, and its state on a day."""
    derniere = aliased(Version)
    return (
        select(FicheDeContrat, derniere, Resume, _etat_au(jour))
        .join(derniere, and_(derniere.contrat_id == FicheDeContrat.id, derniere.rang == FicheDeContrat.rang))
        .join(Resume, Resume.contrat_id == FicheDeContrat.id)
    )


def _select_answers(session: Session, filtre: Filtre, jour: date) -> Select[str]:
    """Return the question that gives the ids of the contracts that answer a filter; it reads no long row."""
    asked = (
        select(FicheDeContrat.id).join(Resume, Resume.contrat_id == FicheDeContrat.id).where(*_conditions(filtre, jour))
    )
    if filtre.q:
        asked = asked.where(search.match_words(session, filtre.q))
    return asked


def _conditions(filtre: Filtre, jour: date) -> Iterator[ColumnElement[bool]]:
    if filtre.etat:
        yield _etat_au(jour) == filtre.etat
    if filtre.reference:
        yield FicheDeContrat.reference == filtre.reference
    if filtre.finess:
        yield FicheDeContrat.id.in_(select(Perimetre.contrat_id).where(Perimetre.finess == filtre.finess))
    if filtre.departement:
        yield (literal(" ") + Resume.departements + " ").contains(f" {filtre.departement} ", autoescape=True)
    if filtre.base_legale:
        yield Resume.base_legale == filtre.base_legale
    if filtre.du:
        yield ~_is_over(filtre.du)
    if filtre.au:
        yield Resume.date_entree_en_vigueur <= filtre.au
    if filtre.fin_avant:
        yield and_(~_is_over(jour), _is_over(filtre.fin_avant + ONE_DAY))


def _is_over(jour: date) -> ColumnElement[bool]:
    """Return whether a contract has ended before a day: by its term, or by its termination."""
    return or_(Resume.date_fin < jour, func.coalesce(FicheDeContrat.date_resiliation <= jour, false()))


def _etat_au(jour: date) -> ColumnElement[Etat]:
    """Return the state of a contract on a day, from the text that is its own that day."""
    fin = _of_text_au(jour, Version.date_fin)
    etat = case(
        (FicheDeContrat.date_resiliation <= jour, Etat.RESILIE.value),
        (FicheDeContrat.rang_signe.is_(None), type_coerce(FicheDeContrat.etat, String)),
        (fin >= jour, Etat.EN_VIGUEUR.value),
        (fin < jour, Etat.ECHU.value),
        else_=Etat.SIGNE.value,
    )
    return type_coerce(etat, FicheDeContrat.etat.type)


def _of_text_au(jour: date, column: InstrumentedAttribute[Value]) -> ScalarSelect[Value | None]:
    """Return what is said of the last text of a contract, among those signed, that takes effect by a day."""
    signees = select(column).where(
        Version.contrat_id == FicheDeContrat.id, Version.rang >= FicheDeContrat.rang_signe, Version.date_effet <= jour
    )
    return signees.order_by(Version.rang.desc()).limit(1).correlate(FicheDeContrat).scalar_subquery()
