"""The HTTP door: one module per resource, each refusal a problem document, and the OpenAPI page of it all."""

from importlib.metadata import version

import flask_smorest
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask

from schemas.actes import ACTES, DEMANDES
from schemas.avenant import DemandeAvenant
from schemas.comparaison import Comparaison
from schemas.contrat import Contrat
from schemas.json_schema import configure
from schemas.objet import schema_of
from schemas.registre import ChangementEtat, Reprise
from schemas.revue import DemandeDeRevue, Revue
from server.api.actes import actes
from server.api.answers.problems import ProblemeAnswer
from server.api.apercus import apercus
from server.api.avenants import avenants
from server.api.consolides import AnnexeConverter, FormatConverter, consolides
from server.api.contrats import contrats
from server.api.descriptions import descriptions, pages
from server.api.differences import differences
from server.api.dossiers import IdentifiantConverter, dossiers
from server.api.dossiers_inscrits import dossiers_inscrits
from server.api.echeanciers import echeanciers
from server.api.lettres import lettres
from server.api.problems import answer
from server.api.regles import regles
from server.api.revues import revues
from server.api.sante import sante
from server.api.verifications import verifications
from server.web.registry import IdConverter

__all__ = ["PREFIX", "answer", "register"]

PREFIX = "/api/v1"
RESOURCES = (
    *(verifications, differences),
    *(contrats, avenants, consolides, dossiers_inscrits, actes, echeanciers, revues),
    *(dossiers, apercus, lettres),
    *(regles, descriptions),
)
MOST_PARTS = 500  # of a form: the contract and its attached files


class Api(flask_smorest.Api):
    """flask-smorest's, whose errors are ours."""

    DEFAULT_ERROR_RESPONSE_NAME = None
    ERROR_SCHEMA = schema_of(ProblemeAnswer)

    def _register_error_handlers(self) -> None:
        """Leave errors to `problems`."""


def register(app: Flask) -> None:
    """Add the API to an application."""
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # of Flask's default provider
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.converters["dossier"] = IdentifiantConverter
    app.url_map.converters["id"] = IdConverter
    app.url_map.converters["format"] = FormatConverter
    app.url_map.converters["annexe"] = AnnexeConverter
    app.register_blueprint(pages, url_prefix=PREFIX)
    _describe(app)


def _describe(app: Flask) -> None:
    """Register the resources with their OpenAPI description."""
    app.config.update(
        API_TITLE="Service CPOM",
        API_VERSION=version("cpom"),
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
    )
    plugin = MarshmallowPlugin()
    info = {"description": "Vérifier, produire et conserver des contrats pluriannuels d’objectifs et de moyens."}
    api = Api(app, spec_kwargs={"marshmallow_plugin": plugin, "info": info})
    configure(plugin)
    api.register_converter(IdentifiantConverter, lambda _: IdentifiantConverter.described)
    for converter in (IdConverter, FormatConverter, AnnexeConverter):
        api.register_converter(converter, lambda _, described=converter.described: described)
    api.spec.components.schema("Contrat", schema=schema_of(Contrat))
    api.spec.components.schema("Comparaison", schema=schema_of(Comparaison))
    api.spec.components.schema("ChangementEtat", schema=schema_of(ChangementEtat))
    api.spec.components.schema("Reprise", schema=schema_of(Reprise))
    for objet in (DemandeAvenant, *ACTES.values(), *DEMANDES.values(), Revue, DemandeDeRevue):
        api.spec.components.schema(objet.__name__, schema=schema_of(objet))
    for resource in RESOURCES:
        api.register_blueprint(resource, url_prefix=PREFIX)
    api.register_blueprint(sante)
