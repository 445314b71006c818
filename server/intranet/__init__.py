"""The pages of the intranet: the door of people."""

from flask import Flask

from server.intranet import avenants
from server.intranet.blueprint import intranet
from server.intranet.brouillons import (
    apercus,
    bilans,
    classeurs,
    collages,
    etapes,
    graphiques,
    historiques,
    inscriptions,
    nouveau,
    ouverts,
    pieces,
    proposer,
)
from server.intranet.contrats import accueil, bases, contrat, documents, dossiers, echeances, liste, textes, versions
from server.intranet.page import accessibilite, filtres, refus, securite, themes
from server.intranet.page.secret import secret_of
from server.settings import Settings

answer = refus.answer

PAGES = (  # each adds its addresses to the blueprint
    *(accessibilite, accueil, bases, ouverts, liste),
    *(contrat, textes, versions, echeances, documents, dossiers),
    *(nouveau, etapes, bilans, historiques, apercus, classeurs, collages, graphiques, pieces),
    *(inscriptions, proposer, avenants),
)


def register(app: Flask, settings: Settings) -> None:
    """Add the pages to an application."""
    themes.register(app, settings.theme, settings.catalogue)
    filtres.register(app)
    securite.register(app, secret_of(settings))
    app.register_blueprint(intranet)
