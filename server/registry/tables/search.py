"""The tables by which contracts are found and listed without opening a text: all comes from their last version."""

import datetime as dt

from sqlalchemy import Dialect, ForeignKey, String, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from schemas.base_legale import BaseLegale
from server.registry.tables.contrats import CONTRAT, Id, TableDuRegistre, make_code_type


class SuiteDeMots(TypeDecorator[str]):
    """Words parted by spaces, as `search.fold_words` gives them, in the type that the database searches."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the type of the column: SQLite searches a table beside it, which triggers keep."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())


class Perimetre(TableDuRegistre):
    """A FINESS number of the last version of a contract: that of its body, or of one of its establishments."""

    __tablename__ = "perimetres"

    contrat_id: Mapped[str] = mapped_column(Id, ForeignKey(CONTRAT), primary_key=True)
    finess: Mapped[str] = mapped_column(String(9), primary_key=True, index=True)


class Resume(TableDuRegistre):
    """What the list of contracts shows of the last version of one, and is narrowed by.

    `etablissements` is their number, `departements` the codes parted by spaces. A row is replaced, never changed.
    """

    __tablename__ = "resumes"

    id: Mapped[int] = mapped_column(primary_key=True)
    contrat_id: Mapped[str] = mapped_column(Id, ForeignKey(CONTRAT), unique=True)
    base_legale: Mapped[BaseLegale] = mapped_column(make_code_type(BaseLegale))
    gestionnaire: Mapped[str] = mapped_column(Text)
    etablissements: Mapped[int]
    departements: Mapped[str] = mapped_column(Text)
    date_entree_en_vigueur: Mapped[dt.date]
    date_fin: Mapped[dt.date]


class MotsDuContrat(TableDuRegistre):
    """The words by which a contract is found; they are many: the rows that are listed stay small without them."""

    __tablename__ = "mots"

    resume_id: Mapped[int] = mapped_column(ForeignKey("resumes.id", ondelete="CASCADE"), primary_key=True)
    mots: Mapped[str] = mapped_column(SuiteDeMots, deferred=True)
