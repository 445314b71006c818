"""From written documents to the files of a dossier: in Word, in PDF, and the manifest that tells what they are."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from typing import Any

from schemas.manquement import Gravite, Manquement
from schemas.reading import dump
from server.dossier.manifeste import FichierDuDossier
from server.dossier.store import Document, digest
from server.render.child import together
from server.render.documents import Gabarits, WordDocument
from server.render.pdf.engines import PdfEngine


def in_word(words: Iterable[WordDocument], gabarits: Gabarits) -> list[Document]:
    """Return documents as Word files, each with the template that it was made from."""
    return [
        Document(
            f"{word.nom}.docx",
            word.titre,
            word.contenu,
            {"gabarit": word.gabarit, "gabarit_sha256": gabarits.hash_of(word.gabarit)},
        )
        for word in words
    ]


def in_pdf(words: Sequence[WordDocument], pdf: PdfEngine) -> list[Document]:
    """Return documents as PDF files."""
    contents = together(pdf.convert, [word.contenu for word in words])
    return [Document(f"{word.nom}.pdf", word.titre, content) for word, content in zip(words, contents, strict=True)]


def manifest(
    reference: str | None,
    at: date,
    manquements: Sequence[Manquement],
    documents: Iterable[Document],
    pdf: PdfEngine,
    *,
    identifiant: str | None = None,
    projet: bool = False,
) -> dict[str, Any]:
    """Return the manifest of some documents: from what they were made, and what the law of a day found.

    Without `identifiant`, it is that of what the manifest tells.
    """
    told = {
        "reference": reference,
        "projet": projet,
        "droit_au": at.isoformat(),
        "conforme": all(manquement.gravite is not Gravite.BLOQUANT for manquement in manquements),
        "manquements": [dump(manquement) for manquement in manquements],
        "service": version("cpom"),
        "moteur_pdf": {"nom": pdf.name, "version": pdf.version},
        "documents": [dump(FichierDuDossier.of(document)) for document in documents],
    }
    return {"version": "1", "identifiant": identifiant or short(told), **told}


def short(told: object) -> str:
    """Return the name of a dossier: the hash, as a JSON value, of all that decides its bytes."""
    return digest(json.dumps(told, sort_keys=True).encode())[:24]
