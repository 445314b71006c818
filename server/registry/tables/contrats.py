"""The tables of the registry; rows of `versions`, `actes`, `dossiers` and `journal` are added and never change."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.reading import parse, read
from schemas.registre import Etat
from server.registry.states import DE_L_AVENANT, DU_CONTRAT, OUVERTS


class Origine(StrEnum):
    """What a version of a contract comes from."""

    INITIAL = "initial"
    AVENANT = "avenant"
    PROROGATION = "prorogation"


class Instant(TypeDecorator[dt.datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is given back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 -- SQLAlchemy's
        """Return the moment to write."""
        return value and value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 -- SQLAlchemy's
        """Return the moment that was written."""
        if value is None or value.tzinfo:
            return value and value.astimezone(dt.UTC)
        return value.replace(tzinfo=dt.UTC)


def make_code_type(kind: type[StrEnum]) -> Enum:
    """Return the column type of a closed list of codes."""
    return Enum(kind, native_enum=False, length=16, values_callable=lambda _: [member.value for member in kind])


def constrain_codes(column: str, codes: Iterable[str]) -> CheckConstraint:
    """Return the constraint that a column holds one of these codes."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(code)) for code in codes)})", name=column)


Id = String(32)
Empreinte = String(64)
CONTRAT = "contrats.id"
IS_OPEN = text("etat IN ('projet', 'arrete')")


class TableDuRegistre(DeclarativeBase):
    """What all tables share; the names of constraints are said, so that a migration can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dt.datetime: Instant}


class FicheDeContrat(TableDuRegistre):
    """A contract: what changes of it, its texts being its versions.

    `rang` is that of its last version, `rang_signe` that of the text that was signed. `empreinte` is the hash of the
    request that entered it: the same request finds it again. `revision` grows with every change.
    """

    __tablename__ = "contrats"
    __table_args__ = (constrain_codes("etat", DU_CONTRAT),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    empreinte: Mapped[str] = mapped_column(Empreinte, unique=True)
    reference: Mapped[str | None] = mapped_column(Text, index=True)
    etat: Mapped[Etat] = mapped_column(make_code_type(Etat))
    rang: Mapped[int]
    rang_signe: Mapped[int | None]
    date_signature: Mapped[dt.date | None]
    date_resiliation: Mapped[dt.date | None]
    cree_le: Mapped[dt.datetime] = mapped_column(index=True)
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}

    @property
    def etag(self) -> str:
        """What a caller shows to prove that it has read the contract as it now is."""
        return str(self.revision)


class Version(TableDuRegistre):
    """A whole text of a contract, in force from `date_effet` to `date_fin` once signed.

    `charge` is text rather than a JSON column: `sha256` is the hash of its very bytes. It may be large: only
    `texts.get_version` and `texts.get_version_at` read it.
    """

    __tablename__ = "versions"
    __table_args__ = (constrain_codes("origine", Origine), Index(None, "contrat_id", "rang", "date_effet", "date_fin"))

    contrat_id: Mapped[str] = mapped_column(Id, ForeignKey(CONTRAT), primary_key=True)
    rang: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origine: Mapped[Origine] = mapped_column(make_code_type(Origine))
    charge: Mapped[str] = mapped_column(Text, deferred=True)
    sha256: Mapped[str] = mapped_column(Empreinte)
    date_effet: Mapped[dt.date]
    date_fin: Mapped[dt.date]
    auteur: Mapped[str] = mapped_column(Text)
    quand: Mapped[dt.datetime]

    @property
    def contrat(self) -> Contrat:
        """The text as a contract, read anew each time."""
        return read(parse(self.charge.encode()), Contrat)


class AvenantInscrit(TableDuRegistre):
    """An amendment: what was asked for, the version it departs from, the contract after it.

    `rang` is that of the version that its signature gave. `numero` is None once it is abandoned as a draft.
    """

    __tablename__ = "avenants"
    __table_args__ = (
        ForeignKeyConstraint(["contrat_id", "depart"], ["versions.contrat_id", "versions.rang"]),
        ForeignKeyConstraint(["contrat_id", "rang"], ["versions.contrat_id", "versions.rang"]),
        UniqueConstraint("contrat_id", "numero"),
        Index("ix_avenants_ouvert", "contrat_id", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        constrain_codes("etat", DE_L_AVENANT),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    contrat_id: Mapped[str] = mapped_column(Id, ForeignKey(CONTRAT))
    numero: Mapped[int | None]
    etat: Mapped[Etat] = mapped_column(make_code_type(Etat))
    nature: Mapped[str] = mapped_column(String(32))
    demande: Mapped[str] = mapped_column(Text)
    depart: Mapped[int]
    charge: Mapped[str] = mapped_column(Text)
    date_effet: Mapped[dt.date]
    date_signature: Mapped[dt.date | None]
    rang: Mapped[int | None]
    auteur: Mapped[str] = mapped_column(Text)
    quand: Mapped[dt.datetime]
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}

    @property
    def etag(self) -> str:
        """What a caller shows to prove that it has read the amendment as it now is."""
        return str(self.revision)

    @property
    def ouvert(self) -> bool:
        """Whether it is neither signed nor abandoned."""
        return self.etat in OUVERTS

    @property
    def asked(self) -> DemandeAvenant:
        """What was asked for, read anew each time."""
        return read(parse(self.demande.encode()), DemandeAvenant)

    @property
    def apres(self) -> Contrat:
        """The contract after it, read anew each time."""
        return read(parse(self.charge.encode()), Contrat)


class ActeInscrit(TableDuRegistre):
    """A letter, or another act that is not an amendment: an event of a contract."""

    __tablename__ = "actes"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    contrat_id: Mapped[str] = mapped_column(Id, ForeignKey(CONTRAT), index=True)
    nature: Mapped[str] = mapped_column(String(64))
    date: Mapped[dt.date]
    donnees: Mapped[dict[str, Any]] = mapped_column(JSON)
    auteur: Mapped[str] = mapped_column(Text)
    quand: Mapped[dt.datetime]


class DossierConserve(TableDuRegistre):
    """The identifiant of a stored dossier, of a contract or of one of its amendments."""

    __tablename__ = "dossiers"

    contrat_id: Mapped[str] = mapped_column(Id, ForeignKey(CONTRAT), primary_key=True)
    identifiant: Mapped[str] = mapped_column(String(64), primary_key=True)
    avenant_id: Mapped[str | None] = mapped_column(Id, ForeignKey("avenants.id"))
    quand: Mapped[dt.datetime]


class Ecrit(TableDuRegistre):
    """One line of the journal: who did what, when, on what."""

    __tablename__ = "journal"

    id: Mapped[int] = mapped_column(primary_key=True)
    contrat_id: Mapped[str] = mapped_column(Id, ForeignKey(CONTRAT), index=True)
    quand: Mapped[dt.datetime]
    auteur: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(String(32))
    objet: Mapped[str] = mapped_column(String(96))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
