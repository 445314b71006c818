"""What the tests send: the examples, whole or spoilt."""

from __future__ import annotations

import json
from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from tests import payloads

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

SMALLEST = "residence_l313_11"


def files(name: str = SMALLEST) -> dict[str, bytes]:
    """Return the attached files of an example, by identifiant."""
    pieces = payloads.charge(name)["annexes"]["pieces"]
    return {piece["identifiant"]: (payloads.FOLDER / name / piece["fichier"]).read_bytes() for piece in pieces}


def form(charge: bytes | None = None, joints: dict[str, bytes] | None = None) -> dict[str, Any]:
    """Return the arguments of a post in several parts: the smallest example, unless told otherwise."""
    content = payloads.body(SMALLEST) if charge is None else charge
    parts = files() if joints is None else joints
    data = {nom: (BytesIO(piece), f"{nom}.pdf", "application/pdf") for nom, piece in parts.items()}
    contrat = (BytesIO(content), "contrat.json", "application/json")
    return {"data": {"contrat": contrat, **data}, "content_type": "multipart/form-data"}


def inline() -> dict[str, Any]:
    """Return the arguments of a post in JSON: the smallest example, its files inside."""
    charge = payloads.charge(SMALLEST)
    for piece in charge["annexes"]["pieces"]:
        piece["contenu"] = b64encode(files()[piece["identifiant"]]).decode()
    return body(charge)


def unlawful() -> dict[str, Any]:
    """Return the smallest example without the meeting of its third year, which a blocking rule asks for."""
    charge = payloads.charge(SMALLEST)
    charge["article_5"]["comite_suivi"] = []
    return charge


def body(charge: object) -> dict[str, Any]:
    """Return the arguments of a post in JSON."""
    return {"data": dumped(charge), "content_type": "application/json"}


def dumped(charge: object) -> bytes:
    """Return the JSON bytes of a charge, its exact numbers as texts."""
    return json.dumps(charge, default=str).encode()


def problem(response: TestResponse) -> dict[str, Any]:
    """Return a problem document, once it is seen to be one."""
    document = cast("dict[str, Any]", response.get_json(force=True))
    assert response.mimetype == "application/problem+json"
    assert document["status"] == response.status_code
    assert document["type"].startswith("/api/v1/problemes/")
    assert quote(response.request.path) == document["instance"]
    return document
