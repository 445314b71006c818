"""The registry, and the two ways into it: to read, and to write in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from server.registry import migration
from server.registry.engine import WRITES, open_engine
from server.registry.errors import RegistreIndisponible
from server.registry.tables.contrats import Ecrit

UNREACHABLE = (InterfaceError, OperationalError, PoolTimeout)


@dataclass(frozen=True)
class Ecriture:
    """One transaction that writes: all that is done with it is kept, or nothing is."""

    session: Session
    auteur: str
    quand: datetime

    def note(self, contrat_id: str, action: str, objet: str, **detail: object) -> None:
        """Write a line of the journal; `objet` says on what, as an address within the contract (`versions/2`)."""
        ecrit = Ecrit(action=action, objet=objet, detail=detail, auteur=self.auteur, quand=self.quand)
        ecrit.contrat_id = contrat_id
        self.session.add(ecrit)


@dataclass(frozen=True)
class Registre:
    """The contracts of a service, in a database."""

    engine: Engine

    @classmethod
    def at(cls, url: str) -> "Registre":
        """Return the registry of an address; nothing is opened yet."""
        return cls(open_engine(url))

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database; None for a server."""
        address = self.engine.url
        return Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None

    def migrate(self) -> None:
        """Bring the database to this version of the service, its file made if need be; no connection is left open.

        Raises `RegistreIndisponible`.
        """
        try:
            if self.file:
                self.file.parent.mkdir(parents=True, exist_ok=True)
            migration.migrate(self.engine)
        except (OSError, CommandError, DBAPIError) as error:
            raise RegistreIndisponible("Vérifiez l’adresse de la base et ses droits : elle ne se migre pas.") from error
        finally:
            self.engine.dispose()

    @contextmanager
    def lecture(self) -> Iterator[Session]:
        """Give a session that reads one state of the registry. Raises `RegistreIndisponible`."""
        with _translate_errors(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def ecriture(self, *, auteur: str, quand: datetime) -> Iterator[Ecriture]:
        """Give a transaction, kept on leaving and undone by an exception. Raises `RegistreIndisponible`.

        Whoever writes to a contract holds it until the end; in SQLite, it holds the whole registry.
        """
        writing = self.engine.execution_options(**{WRITES: True})
        with _translate_errors(), Session(writing, expire_on_commit=False) as session, session.begin():
            yield Ecriture(session, auteur, quand)

    def check(self) -> None:
        """Raise `RegistreIndisponible` when the database is out of reach, or was not migrated to this version."""
        with _translate_errors(), self.engine.connect() as connection:
            if not migration.is_current(connection):
                raise RegistreIndisponible(
                    "Migrez la base avec « cpom base migrer » : elle n’est pas de cette version."
                )


@contextmanager
def _translate_errors() -> Iterator[None]:
    try:
        yield
    except UNREACHABLE as error:
        raise RegistreIndisponible("Réessayez plus tard : la base des contrats ne répond pas.") from error
