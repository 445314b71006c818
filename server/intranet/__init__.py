"""The pages of the intranet: the door of people."""

from flask import Flask

from server.intranet import accessibilite, filtres, refus, securite, themes
from server.intranet.blueprint import intranet
from server.intranet.secret import secret_of
from server.settings import Settings

answer = refus.answer

PAGES = (accessibilite,)  # each adds its addresses to the blueprint


def register(app: Flask, settings: Settings) -> None:
    """Add the pages to an application."""
    themes.register(app, settings.theme)
    filtres.register(app)
    securite.register(app, secret_of(settings))
    app.register_blueprint(intranet)
