"""The two databases that the tests meet, each migrated and empty at the start of every test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest

from server.registry.transaction import Registre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers import PostgresServer

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("registre") / "modele.sqlite"
    Registre.at(f"sqlite:///{file}").migrate()
    return file


@pytest.fixture
def sqlite_url(sqlite_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'registre.sqlite')}"


@pytest.fixture(scope="session")
def postgresql_base(postgresql_server: PostgresServer) -> str:
    url = postgresql_server.create("registre")
    Registre.at(url).migrate()
    return url


@pytest.fixture
def postgresql_url(postgresql_base: str) -> str:
    with psycopg.connect(postgresql_base) as connection:
        connection.execute("TRUNCATE contrats CASCADE")
    return postgresql_base


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'dossier' / 'registre.sqlite'}"


@pytest.fixture
def empty_postgresql_url(postgresql_server: PostgresServer) -> str:
    return postgresql_server.create(uuid4().hex)


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    chosen: str = request.getfixturevalue(f"{request.param}_url")
    return chosen


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest) -> str:
    chosen: str = request.getfixturevalue(f"empty_{request.param}_url")
    return chosen


@pytest.fixture
def registre(url: str) -> Iterator[Registre]:
    found = Registre.at(url)
    yield found
    found.engine.dispose()
