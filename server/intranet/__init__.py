"""The pages of the intranet: the door of people."""

from flask import Flask

from server.intranet import (
    accessibilite,
    accueil,
    avenants,
    brouillons_ouverts,
    contrats,
    documents,
    dossiers,
    echeances,
    filtres,
    liste,
    refus,
    securite,
    textes,
    themes,
    versions,
)
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
    pieces,
    proposer,
)
from server.intranet.secret import secret_of
from server.settings import Settings

answer = refus.answer

PAGES = (  # each adds its addresses to the blueprint
    *(accessibilite, accueil, brouillons_ouverts, liste),
    *(contrats, textes, versions, echeances, documents, dossiers),
    *(nouveau, etapes, bilans, historiques, apercus, classeurs, collages, graphiques, pieces),
    *(inscriptions, proposer, avenants),
)


def register(app: Flask, settings: Settings) -> None:
    """Add the pages to an application."""
    themes.register(app, settings.theme, settings.catalogue)
    filtres.register(app)
    securite.register(app, secret_of(settings))
    app.register_blueprint(intranet)
