"""What the API answers, a module for each family of resources: each class is one JSON object, and its description.

To add a key: one line in the class, with its French label and, where it differs, the attribute that it is read from.
To add an answer: a class here, `@resource.answers(200, TheAnswer, …)` on the address, `respond(TheAnswer.of(found))` in
the view. What commands, manifests or the registry write too is defined with what it tells of: `server.legal.answers`,
`server.life.answers`, `server.amendment.data.changement`, `server.dossier.manifest`.
"""

from flask import Response, jsonify

from schemas.answer import Answer
from schemas.reading import dump


def respond(answer: Answer, status: int = 200, *, location: str | None = None, etag: str | None = None) -> Response:
    """Return an answer in JSON, with the address of what it tells and the tag by which it may be modified."""
    response = jsonify(dump(answer))
    response.status_code = status
    if etag:
        response.set_etag(etag)
    if location:
        response.headers["Location"] = location
    return response
