"""What the tests of the drafts share: an empty registry, and the engines that write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.registry.transaction import Registre

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from server.dossier.produce import Engines


@pytest.fixture
def registre(tmp_path: Path) -> Registre:
    registre = Registre.at(f"sqlite:///{tmp_path / 'registre.sqlite'}")
    registre.migrate()
    return registre


@pytest.fixture
def engines(local_app: Flask) -> Engines:
    found: Engines = local_app.extensions["cpom"].engines["libreoffice"]
    return found
