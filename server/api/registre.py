"""What the resources of the registry share: the transaction of a request, `If-Match`, and what documents it."""

from collections.abc import Container
from contextlib import AbstractContextManager

from flask import Response, jsonify, request
from sqlalchemy.orm import Session
from werkzeug.routing import BaseConverter

from server.api.especes import Espece
from server.api.identity import current_user
from server.api.problems import Probleme
from server.api.service import service
from server.clock import now
from server.registry.transaction import Ecriture

ETAG = {"ETag": {"description": "À renvoyer dans If-Match pour modifier ce qui a été lu", "schema": {"type": "string"}}}
LOCATION = {"Location": {"description": "Adresse de ce qui est créé", "schema": {"type": "string"}}}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "L’ETag lu, pour ne pas écraser ce qu’un autre a changé depuis ; « * » pour s’en passer.",
    "schema": {"type": "string"},
}


class IdConverter(BaseConverter):
    """What the registry names a contract or an amendment by, in an address."""

    regex = "[0-9a-f]{32}"
    described = {"type": "string", "pattern": f"^{regex}$"}


def reading() -> AbstractContextManager[Session]:
    """Give a session that reads the registry."""
    return service().registre.lecture()


def writing() -> AbstractContextManager[Ecriture]:
    """Give the transaction in which whoever sends the request writes to the registry."""
    return service().registre.ecriture(auteur=current_user(), quand=now())


def attendu() -> Container[str]:
    """Return the tags that the client says it has read. Raises `Probleme` when it does not say."""
    if "If-Match" not in request.headers:
        raise Probleme(
            Espece.PRECONDITION_ABSENTE, "Ajoutez l’en-tête If-Match, avec l’ETag reçu à la lecture, ou « * »."
        )
    return request.if_match


def answered(content: object, *, etag: str, status: int = 200, location: str | None = None) -> Response:
    """Return an answer in JSON that carries the tag of what it tells."""
    response = jsonify(content)
    response.status_code = status
    response.set_etag(etag)
    if location:
        response.headers["Location"] = location
    return response
