"""The CPOM service: check, assemble and store contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from server.settings import Settings


def create_app(settings: Settings) -> Flask:
    """Return the WSGI application of a deployment; nothing is opened before this.

    Raises `SettingsError` when the settings ask for what this machine does not have.
    """
    from flask import Flask  # noqa: PLC0415 -- whoever imports a rule of law from this package does not load the web

    from server import api, intranet  # noqa: PLC0415
    from server.legal.nombres.durees import ECHEANCES_PROLONGEABLES  # noqa: PLC0415
    from server.service import Service  # noqa: PLC0415
    from server.web import errors, security  # noqa: PLC0415

    ECHEANCES_PROLONGEABLES.extend(settings.echeances)
    app = Flask(__name__, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=settings.largest_body,
        MAX_FORM_MEMORY_SIZE=settings.largest_body,
        MAX_FORM_PARTS=api.MOST_PARTS,
    )
    app.extensions["cpom"] = Service.of(settings)
    security.register(app, settings.hosts)
    api.register(app)
    intranet.register(app, settings)
    errors.register(app, to_programs=api.answer, to_people=intranet.answer)
    return app
