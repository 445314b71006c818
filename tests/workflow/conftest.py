"""What the tests of the drafts share: an empty registry, and the engines that write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask import Flask

    from server.dossier.produce import Engines
    from server.registry.transaction import Registre


@pytest.fixture
def registre(local_app: Flask) -> Registre:
    found: Registre = local_app.extensions["cpom"].registre
    return found


@pytest.fixture
def engines(local_app: Flask) -> Engines:
    found: Engines = local_app.extensions["cpom"].engines["typst"]
    return found
