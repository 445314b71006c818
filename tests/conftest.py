"""What all tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which writes the expected texts of documents again."""
    parser.addoption("--update-golden", action="store_true", help="write the expected texts of documents again")
