"""The tables of drafts: what people have typed so far, every save kept; rows of `saisies` and `joints` never change."""

import datetime as dt
import zlib
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Dialect, ForeignKey, LargeBinary, Text, TypeDecorator
from sqlalchemy.orm import Mapped, mapped_column

from server.registry import exact
from server.registry.tables.contrats import CONTRAT, Empreinte, Id, TableDuRegistre, constrain_codes, make_code_type

BROUILLON = "brouillons.id"


class ObjetSaisi(StrEnum):
    """What a draft is to become."""

    CONTRAT = "contrat"
    AVENANT = "avenant"


class Compresse(TypeDecorator[str]):
    """A long text, kept compressed: a draft is written again at every save."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 -- SQLAlchemy's
        """Return the bytes to write."""
        return None if value is None else zlib.compress(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002 -- SQLAlchemy's
        """Return the text that was written."""
        return None if value is None else zlib.decompress(value).decode()


class Brouillon(TableDuRegistre):
    """A draft: what it is called, what it will modify or has become, and the last verdict on it.

    `rang` is that of its last save, `bilan_rang` that of the save of which `bilan` speaks. `empreinte` is the hash of
    the last value: the same value is not kept twice running. `texte_connu` tells the text of the registry on which it
    was opened, or which it last gave: the hash of a contract, the revision of an amendment. `auteur` is who opened it.
    """

    __tablename__ = "brouillons"
    __table_args__ = (
        constrain_codes("objet", ObjetSaisi),
        CheckConstraint("avenant_id IS NULL OR contrat_id IS NOT NULL", name="avenant"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    objet: Mapped[ObjetSaisi] = mapped_column(make_code_type(ObjetSaisi))
    contrat_id: Mapped[str | None] = mapped_column(Id, ForeignKey(CONTRAT), index=True)
    avenant_id: Mapped[str | None] = mapped_column(Id, ForeignKey("avenants.id"))
    titre: Mapped[str] = mapped_column(Text)
    clos: Mapped[bool] = mapped_column(default=False)
    rang: Mapped[int]
    empreinte: Mapped[str] = mapped_column(Empreinte)
    texte_connu: Mapped[str | None] = mapped_column(Empreinte)
    auteur: Mapped[str] = mapped_column(Text)
    cree_le: Mapped[dt.datetime]
    modifie_le: Mapped[dt.datetime] = mapped_column(index=True)
    bilan: Mapped[Any | None] = mapped_column(JSON)
    bilan_rang: Mapped[int | None]

    @property
    def etag(self) -> str:
        """What a caller shows to prove that it has read the draft as it now is."""
        return str(self.rang)


class Sauvegarde(TableDuRegistre):
    """A save of a draft: the whole value, and the JSON pointer of what was typed (`lieu`, empty for the whole).

    The value may be large: only `brouillons.charge` reads it.
    """

    __tablename__ = "saisies"

    brouillon_id: Mapped[str] = mapped_column(Id, ForeignKey(BROUILLON), primary_key=True)
    rang: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    texte: Mapped[str] = mapped_column(Compresse, deferred=True)
    lieu: Mapped[str] = mapped_column(Text)
    auteur: Mapped[str] = mapped_column(Text)
    quand: Mapped[dt.datetime]

    @property
    def charge(self) -> object:
        """The JSON value that was saved, read anew each time."""
        return exact.read(self.texte)


class Joint(TableDuRegistre):
    """A PDF attached to a draft, for the piece that has this identifiant; its bytes are in the object store.

    `taille` is in bytes.
    """

    __tablename__ = "joints"

    id: Mapped[int] = mapped_column(primary_key=True)
    brouillon_id: Mapped[str] = mapped_column(Id, ForeignKey(BROUILLON), index=True)
    identifiant: Mapped[str] = mapped_column(Text)
    nom: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Empreinte)
    taille: Mapped[int] = mapped_column(BigInteger)
    auteur: Mapped[str] = mapped_column(Text)
    quand: Mapped[dt.datetime]
