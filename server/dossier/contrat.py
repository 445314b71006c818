"""The chain, top to bottom: read, check, write, store."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from typing import Any

from schemas.contrat import Contrat
from schemas.reading import canonical
from server import legal
from server.dossier.files import in_pdf, in_word, manifest, short
from server.dossier.pieces import attached, without_contents
from server.dossier.store import Document, Dossier, DossierIntrouvable, digest, find, keep
from server.legal import Verdict
from server.render.documents import CONTRAT, RAPPORT, Gabarits, WordDocument, write_documents
from server.render.formats.html import page
from server.render.formats.odt import to_odt
from server.render.pdf.bundle import Part, assemble
from server.render.pdf.engines import PdfEngine
from server.settings import ROOT
from server.storage.objects import ObjectStore

FORMATS = ("docx", "pdf", "odt", "html")
LIASSE = "dossier.pdf"


class ContratNonConforme(ValueError):
    """A blocking rule of law stops a dossier that is not a draft."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("Le contrat enfreint au moins une règle bloquante.")
        self.verdict = verdict


@dataclass(frozen=True)
class Engines:
    """What turns data into documents."""

    gabarits: Gabarits
    pdf: PdfEngine
    odt: Callable[[bytes], bytes] = to_odt
    logo: bytes | None = None


@dataclass(frozen=True)
class Demande:
    """What is asked for: a contract, its attached files by identifiant, the day of the law, a draft or not, formats."""

    contrat: Contrat
    pieces: Mapping[str, bytes]
    at: date
    projet: bool = False
    formats: tuple[str, ...] = ("docx", "pdf")


def verify(contrat: Contrat, *, at: date | None, today: date) -> Verdict:
    """Return the verdict of the law on a contract; its attached files are not asked for.

    Without `at`, the contract is judged by the law of its signature, or of `today` when it has no date of signature.
    """
    return legal.check(contrat, _day_of_law(contrat, at, today))


def gather(
    contrat: Contrat,
    joints: Mapping[str, bytes],
    *,
    at: date | None,
    today: date,
    projet: bool = False,
    formats: tuple[str, ...] = ("docx", "pdf"),
) -> Demande:
    """Return what a caller asks for, its attached files found and cleaned; the day of the law is chosen as by `verify`.

    `joints` are the bytes that came beside the charge, by identifiant of the piece; a draft may lack some.

    Raises `ChargeInvalide` with every fault of the attached files.
    """
    pieces = attached(contrat, joints, lacunes=projet)
    return Demande(without_contents(contrat), pieces, _day_of_law(contrat, at, today), projet, formats)


def produce(
    demande: Demande, engines: Engines, store: ObjectStore, tell: Callable[[Document], None] = lambda _: None
) -> tuple[dict[str, Any], bool]:
    """Check, write and store one CPOM; return its manifest, and whether this call stored it.

    The same request gives the same bytes, and finds the dossier that it gave before, of which nothing is told. Raises
    `ContratNonConforme` as `make` does.
    """
    with suppress(DossierIntrouvable):
        return find(_identifiant(demande, engines), store), False
    dossier = make(demande, engines, tell)
    return dossier.manifeste, keep(dossier, store)


def make(demande: Demande, engines: Engines, tell: Callable[[Document], None] = lambda _: None) -> Dossier:
    """Check and write one CPOM, telling each document once it is made.

    Raises `ContratNonConforme` when a blocking rule is broken and the dossier is not a draft.
    """
    verdict = legal.check(demande.contrat, demande.at)
    if not (verdict.conforme or demande.projet):
        raise ContratNonConforme(verdict)
    documents = []
    for document in write(demande, verdict, engines):
        tell(document)
        documents.append(document)
    return Dossier(describe(demande, verdict, documents, engines), tuple(documents))


def write(demande: Demande, verdict: Verdict, engines: Engines) -> Iterator[Document]:
    """Yield the files of a dossier: the charge, each document in each format, the attached files, the bundle."""
    words = write_documents(demande.contrat, verdict, engines.gabarits, projet=demande.projet, logo=engines.logo)
    pieces = _attached(demande)
    yield Document("charge.json", "Données du contrat", canonical(demande.contrat))
    if "docx" in demande.formats:
        yield from in_word(words, engines.gabarits)
    if "pdf" in demande.formats:
        yield from _pdfs(words, pieces, demande, engines)
    if "odt" in demande.formats:
        yield from (Document(f"{word.nom}.odt", word.titre, engines.odt(word.contenu)) for word in words)
    if "html" in demande.formats:
        yield Document(f"{CONTRAT}.html", "Contrat", page(_contract(words).contenu))
    yield from pieces


def preview(contrat: Contrat, verdict: Verdict, engines: Engines) -> bytes:
    """Return the contract as one HTML page, whatever the verdict; its attached files are not asked for."""
    words = write_documents(contrat, verdict, engines.gabarits, projet=True, logo=engines.logo)
    return page(_contract(words).contenu)


def describe(demande: Demande, verdict: Verdict, documents: Iterable[Document], engines: Engines) -> dict[str, Any]:
    """Return the manifest of a dossier: what it holds, from what it was made, and what the law found."""
    return manifest(
        demande.contrat.reference,
        verdict.at,
        verdict.manquements,
        documents,
        engines.pdf,
        identifiant=_identifiant(demande, engines),
        projet=demande.projet,
    )


def _day_of_law(contrat: Contrat, at: date | None, today: date) -> date:
    return at or contrat.article_9.date_signature or today


def _pdfs(
    words: tuple[WordDocument, ...], pieces: tuple[Document, ...], demande: Demande, engines: Engines
) -> Iterator[Document]:
    pdfs = in_pdf(words, engines.pdf)
    yield from pdfs
    bound = [pdf for pdf in pdfs if demande.projet or pdf.nom != f"{RAPPORT}.pdf"]
    parts = [Part(document.titre, document.contenu) for document in (*bound, *pieces)]
    yield Document(LIASSE, "Dossier complet", assemble(parts, title=demande.contrat.reference or "CPOM"))


def _attached(demande: Demande) -> tuple[Document, ...]:
    return tuple(
        Document(f"piece-{rang}.pdf", f"Pièce n°\u00a0{rang} – {piece.intitule}", demande.pieces[piece.identifiant])
        for rang, piece in enumerate(demande.contrat.annexes.pieces, 1)
        if piece.identifiant in demande.pieces  # a draft may lack some
    )


def _contract(words: tuple[WordDocument, ...]) -> WordDocument:
    return next(word for word in words if word.nom == CONTRAT)


def _identifiant(demande: Demande, engines: Engines) -> str:
    """Return the name of a dossier: the hash of all that decides its bytes."""
    return identifiant_of(
        engines,
        digest(canonical(demande.contrat)),
        {identifiant: digest(content) for identifiant, content in sorted(demande.pieces.items())},
        demande.at.isoformat(),
        demande.projet,
        sorted(demande.formats),
    )


def identifiant_of(engines: Engines, *asked: object) -> str:
    """Return the name of what engines make of a request (JSON values): the hash of all that decides its bytes."""
    gabarits = {name: engines.gabarits.hash_of(name) for name in engines.gabarits.names()}
    made_with = [engines.pdf.name, engines.pdf.version, version("cpom"), _code()]
    return short([*asked, gabarits, digest(engines.logo or b""), made_with])


@cache
def _code() -> str:
    """Return the hash of the programs that write the documents."""
    paths = sorted(path for kind in ("py", "typ") for path in (ROOT / "server").rglob(f"*.{kind}"))
    return digest(b"".join(path.read_bytes() for path in (*paths, *sorted((ROOT / "schemas").rglob("*.py")))))
