"""What all tests share."""

from __future__ import annotations

import gc
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app, service
from server.registry.transaction import Registre
from server.settings import Settings
from tests.network import ban_network
from tests.servers import PostgresServer, S3Server, start_postgresql, start_s3

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

    from server.service import Service

ban_network()


class Client(FlaskClient):
    """A client that reads each answer to its end and closes its file, as a browser does."""

    def open(self, *args: Any, buffered: bool = True, **options: Any) -> TestResponse:
        """Ask for a page."""
        return super().open(*args, buffered=buffered, **options)


Flask.test_client_class = Client

MARKS = {"s3_server": "s3", "postgresql_server": "postgresql", "navigateur": "chromium"}  # of who asks for a fixture


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which writes expected texts again, and `--captures`, which keeps pictures of pages."""
    parser.addoption("--update-golden", action="store_true", help="write the expected texts of documents again")
    parser.addoption("--captures", action="store_true", help="keep under var/captures a picture of every page")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with what the fixtures that it asks for start, before tests are chosen by their marks."""
    for item in items:
        for fixture in MARKS.keys() & getattr(item, "fixturenames", ()):
            item.add_marker(MARKS[fixture])


def pytest_collection_finish() -> None:
    """Leave what was collected, which lives to the end, out of every search for what can be freed."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    """Give a real S3 server, the same to all tests."""
    with start_s3() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresServer]:
    """Give a real PostgreSQL server, the same to all tests."""
    with start_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Give the application that all tests of a process share; nobody writes in its store or its registry."""
    return create_app(settings_in(tmp_path_factory.mktemp("vide")))


@pytest.fixture
def local_app(empty_app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """Give a real application, its store and its registry in a folder of its own."""
    shared: Service = empty_app.extensions["cpom"]
    own = settings_in(tmp_path / "var")
    own.var.mkdir()
    shutil.copy(str(shared.registre.file), own.var)
    registre = Registre.at(own.base)
    empty_app.extensions["cpom"] = replace(shared, settings=own, store=service.build_store(own), registre=registre)
    yield empty_app
    registre.engine.dispose()
    empty_app.extensions["cpom"] = shared


def settings_in(var: Path) -> Settings:
    """Return the default settings of a service whose data are under a folder."""
    return Settings.from_environment({"CPOM_VAR": str(var)})


@pytest.fixture
def client(local_app: Flask) -> FlaskClient:
    """Give a client of that application."""
    return local_app.test_client()
