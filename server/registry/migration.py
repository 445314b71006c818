"""The migrations of the database, shipped with the service."""

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from server.registry.engine import WRITES
from server.registry.summaries import keep_missing


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables of a database to a revision, all or nothing; others who migrate it at the same time wait.

    What is drawn from the texts of contracts is then drawn, by the service as it is rather than by a revision.
    """
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        config = build_configuration()
        config.attributes["connection"] = connection
        if _revision(connection) == revision or (revision == "head" and is_current(connection)):
            return
        if revision == "head":
            command.upgrade(config, revision)
            keep_missing(connection)
        else:
            command.downgrade(config, revision)


def is_current(connection: Connection) -> bool:
    """Tell whether the tables of a database are those that this version of the service knows."""
    return _revision(connection) == _head()


def build_configuration() -> Config:
    """Return what Alembic needs to know: where the revisions are."""
    config = Config()
    config.set_main_option("script_location", "server.registry:migrations")
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(build_configuration()).get_current_head()
