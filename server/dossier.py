"""The chain, top to bottom: read, check, write, store."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from schemas.contrat import Contrat
from schemas.reading import canonical
from server import legal
from server.legal import Verdict
from server.pieces import attached, without_contents
from server.render.bundle import Part, assemble
from server.render.child import together
from server.render.documents import CONTRAT, RAPPORT, Gabarits, WordDocument, write_documents
from server.render.html import page
from server.render.odt import to_odt
from server.render.pdf import PdfEngine
from server.settings import ROOT
from server.storage.objects import ObjectNotFound, ObjectStore

FORMATS = ("docx", "pdf", "odt", "html")
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html",
    "json": "application/json",
}
LIASSE = "dossier.pdf"
MANIFESTE = "manifeste.json"


class DossierIntrouvable(LookupError):
    """No dossier has this identifier, or not all of it was written."""


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


@dataclass(frozen=True)
class Document:
    """One file of a dossier."""

    nom: str
    titre: str
    contenu: bytes
    origine: Mapping[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        """The media type that the extension of the name stands for."""
        return TYPES[self.nom.rpartition(".")[2]]


@dataclass(frozen=True)
class Dossier:
    """The files of a dossier, and the manifest that tells what they are."""

    manifeste: dict[str, Any]
    documents: tuple[Document, ...]


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

    `joints` are the bytes that came beside the charge, by identifiant of the piece.

    Raises `ChargeInvalide` with every fault of the attached files.
    """
    pieces = attached(contrat, joints)
    return Demande(without_contents(contrat), pieces, _day_of_law(contrat, at, today), projet, formats)


def produce(demande: Demande, engines: Engines, store: ObjectStore) -> tuple[dict[str, Any], bool]:
    """Check, write and store one CPOM; return its manifest, and whether this call stored it.

    The same request gives the same bytes, and finds the dossier that it gave before. Raises `ContratNonConforme` as
    `make` does.
    """
    with suppress(DossierIntrouvable):
        return find(_identifiant(demande, engines), store), False
    dossier = make(demande, engines)
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
        yield from (Document(f"{word.nom}.docx", word.titre, word.contenu, _origine(word, engines)) for word in words)
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
    return {
        "version": "1",
        "identifiant": _identifiant(demande, engines),
        "reference": demande.contrat.reference,
        "projet": demande.projet,
        "droit_au": demande.at.isoformat(),
        "conforme": verdict.conforme,
        "manquements": [manquement.as_json() for manquement in verdict.manquements],
        "service": version("cpom"),
        "moteur_pdf": {"nom": engines.pdf.name, "version": engines.pdf.version},
        "documents": [_entry(document) for document in documents],
    }


def keep(dossier: Dossier, store: ObjectStore) -> bool:
    """Store the files under their hashes, then the manifest: its presence means that the dossier is whole.

    Tell whether this call stored the manifest; another may have, in the meantime.
    """
    for document in dossier.documents:
        store.put(_object_key(_hash(document.contenu)), document.contenu, media_type=document.media_type)
    key = _manifest_key(dossier.manifeste["identifiant"])
    return store.put(key, manifest_bytes(dossier.manifeste), media_type=TYPES["json"])


def manifest_bytes(manifeste: Mapping[str, Any]) -> bytes:
    """Return the bytes of a manifest, the same wherever it is written."""
    return json.dumps(manifeste, ensure_ascii=False, indent=2).encode()


def find(identifiant: str, store: ObjectStore) -> dict[str, Any]:
    """Return the manifest of a dossier. Raises `DossierIntrouvable`."""
    try:
        manifeste: dict[str, Any] = json.loads(store.get(_manifest_key(identifiant)))
    except ObjectNotFound:
        raise DossierIntrouvable(f"Vérifiez l’adresse : aucun dossier ne porte l’identifiant {identifiant}.") from None
    return manifeste


def entry_of(manifeste: Mapping[str, Any], nom: str) -> dict[str, Any]:
    """Return what a manifest says of one file. Raises `DossierIntrouvable`."""
    for entry in manifeste["documents"]:
        if entry["nom"] == nom:
            return dict(entry)
    raise DossierIntrouvable(f"Vérifiez le nom : le dossier ne contient pas de document « {nom} ».")


def fetch(entry: Mapping[str, Any], store: ObjectStore) -> bytes:
    """Return the bytes of one file of a manifest, its hash checked."""
    return store.get(_object_key(entry["sha256"]), sha256=entry["sha256"])


def link(entry: Mapping[str, Any], store: ObjectStore, *, seconds: int) -> str | None:
    """Return a link that downloads one file of a manifest without credentials; None when the store gives none."""
    return store.link(_object_key(entry["sha256"]), seconds=seconds, filename=entry["nom"])


def _day_of_law(contrat: Contrat, at: date | None, today: date) -> date:
    return at or contrat.article_9.date_signature or today


def _pdfs(
    words: tuple[WordDocument, ...], pieces: tuple[Document, ...], demande: Demande, engines: Engines
) -> Iterator[Document]:
    contents = together(engines.pdf.convert, [word.contenu for word in words])
    pdfs = [Document(f"{word.nom}.pdf", word.titre, pdf) for word, pdf in zip(words, contents, strict=True)]
    yield from pdfs
    bound = [pdf for pdf in pdfs if demande.projet or pdf.nom != f"{RAPPORT}.pdf"]
    parts = [Part(document.titre, document.contenu) for document in (*bound, *pieces)]
    yield Document(LIASSE, "Dossier complet", assemble(parts, title=demande.contrat.reference or "CPOM"))


def _attached(demande: Demande) -> tuple[Document, ...]:
    return tuple(
        Document(f"piece-{rang}.pdf", f"Pièce n°\u00a0{rang} – {piece.intitule}", demande.pieces[piece.identifiant])
        for rang, piece in enumerate(demande.contrat.annexes.pieces, 1)
    )


def _contract(words: tuple[WordDocument, ...]) -> WordDocument:
    return next(word for word in words if word.nom == CONTRAT)


def _origine(word: WordDocument, engines: Engines) -> dict[str, str]:
    return {"gabarit": word.gabarit, "gabarit_sha256": engines.gabarits.hash_of(word.gabarit)}


def _entry(document: Document) -> dict[str, Any]:
    return {
        "nom": document.nom,
        "titre": document.titre,
        "type": document.media_type,
        "taille": len(document.contenu),
        "sha256": _hash(document.contenu),
        **document.origine,
    }


def _identifiant(demande: Demande, engines: Engines) -> str:
    """Return the name of a dossier: the hash of all that decides its bytes."""
    gabarits = {name: engines.gabarits.hash_of(name) for name in engines.gabarits.names()}
    decides = [
        _hash(canonical(demande.contrat)),
        {identifiant: _hash(content) for identifiant, content in sorted(demande.pieces.items())},
        demande.at.isoformat(),
        demande.projet,
        sorted(demande.formats),
        gabarits,
        _hash(engines.logo or b""),
        [engines.pdf.name, engines.pdf.version, version("cpom"), _code()],
    ]
    return _hash(json.dumps(decides, sort_keys=True).encode())[:24]


@cache
def _code() -> str:
    """Return the hash of the programs that write the documents."""
    paths = sorted(path for kind in ("py", "typ") for path in (ROOT / "server").rglob(f"*.{kind}"))
    return _hash(b"".join(path.read_bytes() for path in (*paths, *sorted((ROOT / "schemas").rglob("*.py")))))


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _object_key(digest: str) -> str:
    return f"objets/{digest[:2]}/{digest}"


def _manifest_key(identifiant: str) -> str:
    return f"dossiers/{identifiant}/{MANIFESTE}"
