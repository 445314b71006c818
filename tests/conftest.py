"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers import S3Server, start_s3

if TYPE_CHECKING:
    from collections.abc import Iterator


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which writes the expected texts of documents again."""
    parser.addoption("--update-golden", action="store_true", help="write the expected texts of documents again")


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    """Give a real S3 server, the same to all tests."""
    with start_s3() as server:
        yield server
