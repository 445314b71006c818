"""The dossier of a contract: its documents, its report, its attached files, all bound."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from schemas.contrat import Contrat
from schemas.partial import ValeurEnAttente, read_partial
from schemas.reading import dump_canonical
from server import legal
from server.dossier.files import attach_pieces, bind, write_pdf_documents, write_word_documents
from server.dossier.pieces import clean_pieces, strip_contents
from server.dossier.produce import Engines, Examen
from server.dossier.store import Document, GenreDeDossier, digest
from server.legal import Verdict
from server.render.documents import CONTRAT, GABARITS_DU_CONTRAT, RAPPORT, WordDocument, write_documents
from server.render.formats.html import write_html

FORMATS = ("docx", "pdf", "odt", "html")


class ContratNonConforme(ValueError):
    """A blocking rule of law stops a dossier that is not a draft."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("Le contrat enfreint au moins une règle bloquante.")
        self.verdict = verdict


@dataclass(frozen=True)
class ContratAProduire:
    """What is asked for: a contract, its attached files by identifiant, the day of the law, a draft or not, formats."""

    contrat: Contrat
    pieces: Mapping[str, bytes]
    at: date
    brouillon: bool = False
    formats: tuple[str, ...] = ("docx", "pdf")

    genre: ClassVar = GenreDeDossier.CONTRAT
    gabarits: ClassVar = GABARITS_DU_CONTRAT

    @property
    def reference(self) -> str | None:
        """The reference of the contract."""
        return self.contrat.reference

    @cached_property
    def charge(self) -> bytes:
        """The data of the contract."""
        return dump_canonical(self.contrat)

    @cached_property
    def verdict(self) -> Verdict:
        """What the law finds in the contract."""
        return legal.check(self.contrat, self.at)

    def list_inputs(self, engines: Engines) -> Sequence[object]:
        """Return what the bytes of the dossier come from."""
        pieces = {identifiant: digest(content) for identifiant, content in self.pieces.items()}
        asked = [self.at.isoformat(), self.brouillon, sorted(self.formats)]
        return digest(self.charge), pieces, *asked, digest(engines.logo or b"")

    def check(self) -> Examen:
        """Return what the law finds. Raises `ContratNonConforme` for a broken blocking rule, but of a draft."""
        if not (self.verdict.conforme or self.brouillon):
            raise ContratNonConforme(self.verdict)
        return Examen(self.verdict.at, self.verdict.manquements)

    def write(self, engines: Engines) -> Iterator[Document]:
        """Yield the charge, each document in each format, the attached files, the bundle."""
        yield Document("charge.json", "Données du contrat", self.charge)
        words = write_documents(
            self.contrat, self.verdict, engines.gabarits, brouillon=self.brouillon, logo=engines.logo
        )
        pieces = attach_pieces(self.contrat, self.pieces)
        if "docx" in self.formats:
            yield from write_word_documents(words, engines.gabarits)
        if "pdf" in self.formats:
            yield from self._pdfs(words, pieces, engines)
        if "odt" in self.formats:
            yield from (Document(f"{word.nom}.odt", word.titre, engines.odt(word.contenu)) for word in words)
        if "html" in self.formats:
            yield Document(f"{CONTRAT}.html", "Contrat", write_html(_contract(words).contenu))
        yield from pieces

    def describe(self) -> dict[str, Any]:
        """Return nothing: the manifest of a contract tells what that of any dossier does."""
        return {}

    def _pdfs(
        self, words: tuple[WordDocument, ...], pieces: tuple[Document, ...], engines: Engines
    ) -> Iterator[Document]:
        pdfs = write_pdf_documents(words, engines.pdf)
        yield from pdfs
        bound = [pdf for pdf in pdfs if self.brouillon or pdf.nom != f"{RAPPORT}.pdf"]
        yield bind("Dossier complet", (*bound, *pieces), title=self.reference or "CPOM")


def verify(contrat: Contrat, *, at: date | None, today: date) -> Verdict:
    """Return the verdict of the law on a contract; its attached files are not asked for.

    Without `at`, the contract is judged by the law of its signature, or of `today` when it has no date of signature.
    """
    return legal.check(contrat, _day_of_law(contrat, at, today))


def verify_readable(charge: object, *, at: date | None, today: date) -> Verdict:
    """Return the verdict of the law on what can be read of the JSON value of a contract; `verify` where all can be.

    The day of the law is chosen as by `verify`, by a date of signature that can be read.
    """
    lecture = read_partial(charge, Contrat)
    try:
        return legal.check_partial(lecture, _day_of_law(lecture.objet, at, today))
    except ValeurEnAttente:
        return legal.check_partial(lecture, today)


def gather(
    contrat: Contrat,
    joints: Mapping[str, bytes],
    *,
    at: date | None,
    today: date,
    brouillon: bool = False,
    formats: tuple[str, ...] = ("docx", "pdf"),
) -> ContratAProduire:
    """Return what a caller asks for, its attached files found and cleaned; the day of the law is chosen as by `verify`.

    `joints` are the bytes that came beside the charge, by identifiant of the piece; a draft may lack some.

    Raises `ChargeInvalide` with every fault of the attached files.
    """
    pieces = clean_pieces(contrat, joints, lacunes=brouillon)
    return ContratAProduire(strip_contents(contrat), pieces, _day_of_law(contrat, at, today), brouillon, formats)


def preview(contrat: Contrat, verdict: Verdict, engines: Engines) -> bytes:
    """Return the contract as one HTML page, whatever the verdict; its attached files are not asked for."""
    words = write_documents(contrat, verdict, engines.gabarits, brouillon=True, logo=engines.logo)
    return write_html(_contract(words).contenu)


def _day_of_law(contrat: Contrat, at: date | None, today: date) -> date:
    return at or contrat.article_9.date_signature or today


def _contract(words: tuple[WordDocument, ...]) -> WordDocument:
    return next(word for word in words if word.nom == CONTRAT)
