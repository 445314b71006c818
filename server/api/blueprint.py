"""A resource of the API: its addresses, and all that the OpenAPI page says of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import flask_smorest
from flask import request
from werkzeug.exceptions import NotAcceptable

from schemas.answer import Answer
from schemas.francais import typographie
from schemas.objet import schema_of
from server.api.answers.problems import ProblemeAnswer
from server.api.body import CONTRAT, FORM, JSON
from server.api.especes import Espece
from server.api.parametres import StrictParser
from server.api.problems import MEDIA_TYPE

View = Callable[..., Any]
Decorator = Callable[[View], View]

ALWAYS = (406, 500)
WITH_BODY = (400, 413, 415)
OF_CONTRAT = {"$ref": "#/components/schemas/Contrat"}
BODY = {
    "required": True,
    "content": {
        JSON: {"schema": OF_CONTRAT},
        FORM: {
            "schema": {
                "type": "object",
                "required": [CONTRAT],
                "properties": {CONTRAT: OF_CONTRAT},
                "additionalProperties": {
                    "type": "string",
                    "contentMediaType": "application/pdf",
                    "description": "Une pièce, nommée par son identifiant.",
                },
            },
            "encoding": {CONTRAT: {"contentType": JSON}},
        },
    },
}


class Blueprint(flask_smorest.Blueprint):
    """flask-smorest's, with our strict parameters and our problem documents."""

    ARGUMENTS_PARSER = StrictParser()

    def answers(
        self,
        status: int,
        shape: type[Answer] | dict[str, Any],
        *,
        description: str,
        content_type: str = JSON,
        headers: dict[str, Any] | None = None,
    ) -> Decorator:
        """Document an answer, and refuse beforehand a client that does not accept its type."""

        def decorate(view: View) -> View:
            @wraps(view)
            def answer(*arguments: object, **named: object) -> object:
                refuse_unaccepted(content_type)
                return view(*arguments, **named)

            described = {"description": typographie(description), "content_type": content_type, "headers": headers}
            documented: View = self.response(status, _schema(shape), **described)(answer)
            return documented

        return decorate

    def may_answer(
        self, status: int, shape: type[Answer], *, description: str, headers: dict[str, Any] | None = None
    ) -> Decorator:
        """Document what an address also answers to a request that it fulfils."""
        described = {"description": typographie(description), "headers": headers, "success": True}
        decorate: Decorator = self.alt_response(status, schema=schema_of(shape), **described)
        return decorate

    def refuses(self, *statuses: int) -> Decorator:
        """Document the problems of an address, besides those that any address may have."""

        def decorate(view: View) -> View:
            for status in sorted({*statuses, *ALWAYS}):
                titles = [kind.titre for kind in Espece if kind.status == status]
                described = {"description": ", ou ".join(titles), "content_type": MEDIA_TYPE}
                view = self.alt_response(status, schema=schema_of(ProblemeAnswer), **described)(view)
            return view

        return decorate

    def takes_contrat(self, view: View) -> View:
        """Document the body of a request that carries a contract, and the problems that come with it."""
        documented: View = self.doc(requestBody=BODY)(self.refuses(*WITH_BODY)(view))
        return documented

    def takes_json(self, component: str) -> Decorator:
        """Document the body of a request that carries JSON alone, by the name of its schema, and its problems."""

        def decorate(view: View) -> View:
            content = {JSON: {"schema": {"$ref": f"#/components/schemas/{component}"}}}
            described: View = self.doc(requestBody={"required": True, "content": content})(view)
            return self.refuses(*WITH_BODY)(described)

        return decorate

    def tells(self, summary: str, description: str) -> Decorator:
        """Say in French what an address does."""
        decorate: Decorator = self.doc(summary=summary, description=typographie(description))
        return decorate


def _schema(shape: type[Answer] | dict[str, Any]) -> Any:  # noqa: ANN401 -- what flask-smorest takes
    return shape if isinstance(shape, dict) else schema_of(shape)


def refuse_unaccepted(content_type: str) -> None:
    """Raise `NotAcceptable` when the client says that it does not want this type."""
    accepted = request.accept_mimetypes
    if accepted and accepted.best_match([content_type]) is None:
        raise NotAcceptable(content_type)
