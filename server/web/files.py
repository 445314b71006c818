"""Files as answers: to keep, or to read in place; a client that has one already is not sent it again."""

from hashlib import sha256

from flask import Response, request


def attach_file(content: bytes, media_type: str, nom: str) -> Response:
    """Return a file to keep under a name."""
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=nom)
    return tag_response(response, sha256(content).hexdigest())


def tag_response(response: Response, tag: str) -> Response:
    """Return an answer that a client keeps and asks again: only its tag travels then."""
    response.set_etag(tag)
    response.make_conditional(request)
    return response
