"""The manifest of what is made in the life of a contract, as any dossier has one."""

import json
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from typing import Any

from schemas.contrat import Contrat
from schemas.manquement import Gravite, Manquement
from server.keeping import Document, digest
from server.render.pdf import PdfEngine


def manifest_of(
    contrat: Contrat, at: date, manquements: Sequence[Manquement], documents: Sequence[Document], pdf: PdfEngine
) -> dict[str, Any]:
    """Return the manifest of some documents; its identifier is that of what it holds."""
    told = {
        "reference": contrat.reference,
        "projet": False,
        "droit_au": at.isoformat(),
        "conforme": all(manquement.gravite is not Gravite.BLOQUANT for manquement in manquements),
        "manquements": [manquement.as_json() for manquement in manquements],
        "service": version("cpom"),
        "moteur_pdf": {"nom": pdf.name, "version": pdf.version},
        "documents": [document.as_json() for document in documents],
    }
    return {"version": "1", "identifiant": digest(json.dumps(told, sort_keys=True).encode())[:24], **told}
