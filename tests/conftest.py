"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app
from server.settings import Settings
from tests.network import ban_network
from tests.servers import PostgresServer, S3Server, start_postgresql, start_s3

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.test import TestResponse

ban_network()


class Client(FlaskClient):
    """A client that reads each answer to its end and closes its file, as a browser does."""

    def open(self, *args: Any, buffered: bool = True, **options: Any) -> TestResponse:
        """Ask for a page."""
        return super().open(*args, buffered=buffered, **options)


Flask.test_client_class = Client


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which writes the expected texts of documents again."""
    parser.addoption("--update-golden", action="store_true", help="write the expected texts of documents again")


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


@pytest.fixture
def local_app(tmp_path: Path) -> Flask:
    """Give a real application, its store in a folder of its own."""
    return create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path / "var")}))


@pytest.fixture
def client(local_app: Flask) -> FlaskClient:
    """Give a client of that application."""
    return local_app.test_client()
