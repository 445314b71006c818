"""What the resources of the registry share: `If-Match`, and what documents it."""

from collections.abc import Container

from flask import request

from server.api.especes import Espece
from server.api.problems import Probleme

ETAG = {"ETag": {"description": "À renvoyer dans If-Match pour modifier ce qui a été lu", "schema": {"type": "string"}}}
LOCATION = {"Location": {"description": "Adresse de ce qui est créé", "schema": {"type": "string"}}}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": "L’ETag lu, pour ne pas écraser ce qu’un autre a changé depuis ; « * » pour s’en passer.",
    "schema": {"type": "string"},
}


def read_if_match() -> Container[str]:
    """Return the tags that the client says it has read. Raises `Probleme` when it does not say."""
    if "If-Match" not in request.headers:
        raise Probleme(
            Espece.PRECONDITION_ABSENTE, "Ajoutez l’en-tête If-Match, avec l’ETag reçu à la lecture, ou « * »."
        )
    return request.if_match
