"""The formats in which documents are asked for, as a form offers them."""

from flask import request
from flask_babel import gettext as _

from server.dossier.contrat import FORMATS
from server.entry.controls import Controle, Genre, Option

FORMAT = "format"
USUAL = ("docx", "pdf")


def build_formats_control() -> Controle:
    """Return the control by which formats are chosen."""
    options = tuple(Option(each, each.upper()) for each in FORMATS)
    return Controle(Genre.CASES, FORMAT, _("Formats"), valeurs=USUAL, options=options)


def read_asked_formats() -> tuple[str, ...]:
    """Return the formats that the form asks for, in the order in which a dossier holds them."""
    return tuple(each for each in FORMATS if each in request.form.getlist(FORMAT))
