"""Files as answers: to keep, or to read in place; a client that has one already is not sent it again."""

from collections.abc import Iterator
from hashlib import sha256
from typing import IO

from flask import Response, request

PIECE = 1 << 16  # bytes


def attach_file(content: bytes, media_type: str, nom: str) -> Response:
    """Return a file to keep under a name."""
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=nom)
    return tag_response(response, sha256(content).hexdigest())


def attach_open_file(file: IO[bytes], size: int, media_type: str, nom: str) -> Response:
    """Return an open file of `size` bytes to keep under a name; it is closed once read, or once the answer is over."""
    response = Response(_read_pieces(file), mimetype=media_type, direct_passthrough=True)
    response.call_on_close(file.close)
    response.content_length = size
    response.headers.set("Content-Disposition", "attachment", filename=nom)
    return response


def _read_pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def tag_response(response: Response, tag: str) -> Response:
    """Return an answer that a client keeps and asks again: only its tag travels then."""
    response.set_etag(tag)
    response.make_conditional(request)
    return response
