"""What a request carries: the contract and its attached files, as JSON or as a form in several parts."""

from collections import Counter
from datetime import date

from flask import current_app, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from schemas.contrat import Contrat
from schemas.reading import ChargeInvalide, O, parse, read
from server.api.especes import Espece
from server.api.problems import Probleme, refuse_shape
from server.clock import today
from server.dossier.contrat import verify_readable

JSON = "application/json"
FORM = "multipart/form-data"
CONTRAT = "contrat"  # the part of a form that holds the charge


def read_json(objet: type[O]) -> O:
    """Return the typed object of a request that carries JSON alone.

    Raises `Probleme` for another type, `RequestEntityTooLarge`, and what `parse` and `read` raise.
    """
    return read(_read_value(), objet)


def read_json_contrat() -> Contrat:
    """Return the contract of a request that carries JSON alone.

    Raises `Probleme` for another type or another shape, `RequestEntityTooLarge`, and what `parse` raises.
    """
    return _read_whole(_read_value(), at=None)


def read_charge() -> object:
    """Return the JSON value of the contract of the request, whatever its shape; its files are not asked for.

    Raises `UnsupportedMediaType`, `Probleme` for a form that is not made as it should, and what `parse` raises.
    """
    if request.mimetype == JSON:
        return parse(_whole_body())
    if request.mimetype == FORM:
        _check_parts()
        return parse(_charge())
    raise UnsupportedMediaType


def read_contrat(*, at: date | None) -> tuple[Contrat, dict[str, bytes]]:
    """Return the contract of the request, and the files of its form by identifiant of the piece.

    Raises `UnsupportedMediaType`, `Probleme` for a form that is not made as it should or for another shape, with the
    verdict of the law of a day on what can be read, and what `parse` raises.
    """
    contrat = _read_whole(read_charge(), at=at)
    return contrat, {nom: file.read() for nom, file in request.files.items() if nom != CONTRAT}


def read_joints() -> dict[str, bytes]:
    """Return the files of a form by identifiant of the piece; none where the request has no body.

    Raises `UnsupportedMediaType`, `Probleme` for a form that is not made as it should.
    """
    if request.mimetype == FORM:
        _check_once()
        return {nom: file.read() for nom, file in request.files.items()}
    if request.mimetype or request.content_length:
        raise UnsupportedMediaType
    return {}


def _read_whole(charge: object, *, at: date | None) -> Contrat:
    """Return the contract of a JSON value; refuse one of another shape with what the law finds in the rest."""
    try:
        return read(charge, Contrat)
    except ChargeInvalide as error:
        raise refuse_shape(error.manquements, verify_readable(charge, at=at, today=today())) from error


def _read_value() -> object:
    if request.mimetype != JSON:
        raise Probleme(Espece.TYPE_NON_LU, f"Envoyez du JSON ({JSON}).")
    return parse(_whole_body())


def _whole_body() -> bytes:
    """Return the body of the request, unless it is too large.

    A body that does not say its length is cut at the limit without a word, so one that reaches it may have been.
    """
    body = request.get_data()
    if len(body) >= current_app.config["MAX_CONTENT_LENGTH"]:
        raise RequestEntityTooLarge
    return body


def _check_parts() -> None:
    """Refuse a form that lacks its contract, or is not made as it should."""
    if CONTRAT not in {*request.form, *request.files}:
        raise _refusal(f"Ajoutez la partie « {CONTRAT} » : elle porte la charge, en JSON.")
    _check_once()


def _check_once() -> None:
    """Refuse a form that says something twice, or gives a file as a mere field."""
    fields = Counter(nom for nom, _ in request.form.items(multi=True))
    parts = fields + Counter(nom for nom, _ in request.files.items(multi=True))
    for nom, times in parts.items():
        if times > 1:
            raise _refusal(f"Gardez une seule partie « {nom} » : le formulaire en compte {times}.")
        if nom in fields and nom != CONTRAT:
            raise _refusal(f"Envoyez la pièce « {nom} » comme un fichier, avec un nom de fichier.")


def _charge() -> bytes:
    """Return the part that holds the charge, sent as a file or as a plain field."""
    if CONTRAT in request.files:
        return request.files[CONTRAT].stream.read()
    charge = request.form[CONTRAT]
    if "\N{REPLACEMENT CHARACTER}" in charge:  # what the reading of a field makes of bytes that are not UTF-8
        raise Probleme(Espece.CHARGE_ILLISIBLE, "Encodez la charge en UTF-8 : ces octets n’en sont pas.")
    return charge.encode()


def _refusal(detail: str) -> Probleme:
    return Probleme(Espece.ENVOI_INCORRECT, detail)
