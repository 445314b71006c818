"""Real applications, each with a store of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from server import create_app
from server.settings import S3Settings, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.servers import S3Server


@pytest.fixture
def s3_app(s3_server: S3Server, tmp_path: Path) -> Flask:
    return create_app(settings_on(s3_server, tmp_path, endpoint=s3_server.endpoint_url))


@pytest.fixture(params=["local_app", pytest.param("s3_app", marks=pytest.mark.s3)], ids=["local", "s3"])
def any_client(request: pytest.FixtureRequest) -> FlaskClient:
    app: Flask = request.getfixturevalue(request.param)
    return app.test_client()


def settings_on(server: S3Server, folder: Path, *, endpoint: str) -> Settings:
    """Return the settings of a service whose objects go to this endpoint, under a prefix of their own."""
    where = {
        "CPOM_VAR": str(folder),
        "CPOM_S3_BUCKET": server.bucket,
        "CPOM_S3_ENDPOINT": endpoint,
        "CPOM_S3_ACCESS_KEY": server.access_key,
        "CPOM_S3_SECRET_KEY": server.secret_key,
        "CPOM_S3_REGION": server.region,
        "CPOM_S3_PREFIX": uuid4().hex,
    }
    settings = Settings.from_environment(where)
    assert isinstance(settings.s3, S3Settings)
    return settings
