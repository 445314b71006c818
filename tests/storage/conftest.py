"""The two stores that the tests meet, each empty at the start of every test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from server.storage.local import LocalStore

if TYPE_CHECKING:
    from pathlib import Path

    from server.storage.objects import ObjectStore
    from server.storage.s3 import S3Store
    from tests.servers import S3Server


@pytest.fixture(scope="session")
def s3_bucket(s3_server: S3Server) -> S3Store:
    return s3_server.store()


@pytest.fixture
def s3_store(s3_bucket: S3Store) -> S3Store:
    return replace(s3_bucket, prefix=f"{uuid4().hex}/")


@pytest.fixture
def local_store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "objets")


@pytest.fixture(params=["local_store", pytest.param("s3_store", marks=pytest.mark.s3)], ids=["local", "s3"])
def store(request: pytest.FixtureRequest) -> ObjectStore:
    chosen: ObjectStore = request.getfixturevalue(request.param)
    return chosen
