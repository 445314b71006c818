"""What the current application works with."""

from typing import cast

from flask import current_app

from server.dossier.produce import Engines
from server.service import Service


def get_service() -> Service:
    """Return the engines and the store of the current application."""
    return cast("Service", current_app.extensions["cpom"])


def find_engines() -> Engines:
    """Return the engines that the service has chosen."""
    here = get_service()
    return here.engines[here.settings.pdf_engine]
