"""From written documents to the files of a dossier: in Word, in PDF, the attached files, and all of them bound."""

from collections.abc import Iterable, Mapping, Sequence

from schemas.contrat import Contrat
from schemas.francais import INSECABLE
from server.dossier.store import Document
from server.render.documents import Gabarits, WordDocument
from server.render.pdf.bundle import BundlePart, assemble
from server.render.pdf.engines import PdfEngine

LIASSE = "dossier.pdf"


def write_word_documents(words: Iterable[WordDocument], gabarits: Gabarits) -> list[Document]:
    """Return documents as Word files, each with the template that it was made from."""
    return [
        Document(
            f"{word.nom}.docx",
            word.titre,
            word.contenu,
            {"gabarit": word.gabarit, "gabarit_sha256": gabarits[word.gabarit].sha256},
        )
        for word in words
    ]


def write_pdf_documents(words: Sequence[WordDocument], pdf: PdfEngine) -> list[Document]:
    """Return documents as PDF files."""
    contents = pdf.convert_all([word.contenu for word in words])
    return [Document(f"{word.nom}.pdf", word.titre, content) for word, content in zip(words, contents, strict=True)]


def attach_pieces(contrat: Contrat, pdfs: Mapping[str, bytes]) -> tuple[Document, ...]:
    """Return the attached files of a contract, under their rank in it; those are left out of which no PDF is given."""
    return tuple(
        Document(f"piece-{rang}.pdf", f"Pièce n°{INSECABLE}{rang} – {piece.intitule}", pdfs[piece.identifiant])
        for rang, piece in enumerate(contrat.annexes.pieces, 1)
        if piece.identifiant in pdfs
    )


def bind(titre: str, pdfs: Iterable[Document], *, title: str) -> Document:
    """Return some PDFs as one, under the title that a reader of the file sees. Raises `PdfError`."""
    parts = [BundlePart(document.titre, document.contenu) for document in pdfs]
    return Document(LIASSE, titre, assemble(parts, title=title))
