"""The connection to the database: SQLite with what lets many write to one file, or PostgreSQL."""

import os

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

SECONDS_TO_CONNECT = 5
SECONDS_TO_WAIT = 30  # for the write of another
WRITES = "writes"  # the execution option of a connection that is about to write
OF_POSTGRESQL = {
    "connect_timeout": SECONDS_TO_CONNECT,
    "options": f"-c lock_timeout={SECONDS_TO_WAIT}s -c idle_in_transaction_session_timeout={2 * SECONDS_TO_WAIT}s",
}


def open_engine(url: str) -> Engine:
    """Return the engine of an address, `sqlite:///…` or `postgresql://…`; no connection is opened before it is used.

    The engine may be made before a process forks: a child never uses the connections of its parent. Its errors do not
    quote what was written: they are logged, and it may be the text of a contract.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        address = address.set(drivername="postgresql+psycopg")
        engine = create_engine(address, connect_args=OF_POSTGRESQL, hide_parameters=True, pool_pre_ping=True)
    event.listen(engine, "connect", _sign)
    event.listen(engine, "checkout", _refuse_of_another_process)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let readers and one writer work at once, writers wait for each other, and foreign keys hold."""
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, and nowhere else
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {SECONDS_TO_WAIT * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    """Take at once the lock of a writer: one who has read and then wants to write is refused without waiting."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _sign(_: object, entry: ConnectionPoolEntry) -> None:
    entry.info["process"] = os.getpid()


def _refuse_of_another_process(_: object, entry: ConnectionPoolEntry, proxy: PoolProxiedConnection) -> None:
    """Leave to the parent the connections that it opened before it forked: the pool then opens another."""
    if entry.info["process"] != os.getpid():
        entry.dbapi_connection = proxy.dbapi_connection = None  # type: ignore[misc] # SQLAlchemy's own recipe
        raise DisconnectionError("opened by another process")
