"""The chain, top to bottom: read, check, write, store."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from schemas.contrat import Contrat
from schemas.manquement import Gravite, Manquement
from schemas.reading import FORMAT, ChargeInvalide, canonical, read
from server import legal
from server.legal import Verdict
from server.render.bundle import Part, assemble, clean
from server.render.documents import CONTRAT, RAPPORT, Gabarits, WordDocument, write_documents
from server.render.errors import PdfError
from server.render.html import page
from server.render.odt import to_odt
from server.render.pdf import PdfEngine
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


def read_demande(
    charge: object, joints: Mapping[str, bytes], *, at: date | None, today: date, projet: bool, formats: tuple[str, ...]
) -> Demande:
    """Return what a caller asks for, its attached files found.

    `joints` are the bytes that came beside the charge, by identifiant of the piece or by name of its file. Without
    `at`, the contract is judged by the law of its signature, or of `today` when it has no date of signature.

    Raises `ChargeInvalide` with every fault of shape, those of the attached files included.
    """
    contrat = read(charge, Contrat)
    pieces, faults = _pieces(contrat, joints)
    if faults:
        raise ChargeInvalide(faults)
    return Demande(_without_contents(contrat), pieces, at or contrat.article_9.date_signature or today, projet, formats)


def verify(demande: Demande) -> Verdict:
    """Return the verdict of the law on what is asked for; nothing is written."""
    return legal.check(demande.contrat, demande.at)


def produce(demande: Demande, engines: Engines, store: ObjectStore) -> dict[str, Any]:
    """Check, write and store one CPOM, and return its manifest; the same request gives the same bytes.

    Raises `ContratNonConforme` when a blocking rule is broken and the dossier is not a draft.
    """
    identifiant = _identifiant(demande, engines)
    try:
        return find(identifiant, store)
    except DossierIntrouvable:
        verdict = verify(demande)
        if not (verdict.conforme or demande.projet):
            raise ContratNonConforme(verdict) from None
        documents = tuple(write(demande, verdict, engines))
        manifeste = describe(identifiant, demande, verdict, documents, engines)
        keep(manifeste, documents, store)
        return manifeste


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
        yield from (Document(f"{word.nom}.odt", word.titre, to_odt(word.contenu)) for word in words)
    if "html" in demande.formats:
        yield Document(f"{CONTRAT}.html", "Contrat", page(_contract(words).contenu))
    yield from pieces


def preview(demande: Demande, engines: Engines) -> bytes:
    """Return the contract as one HTML page, whatever the verdict; nothing is stored."""
    verdict = verify(demande)
    words = write_documents(demande.contrat, verdict, engines.gabarits, projet=True, logo=engines.logo)
    return page(_contract(words).contenu)


def describe(
    identifiant: str, demande: Demande, verdict: Verdict, documents: tuple[Document, ...], engines: Engines
) -> dict[str, Any]:
    """Return the manifest of a dossier: what it holds, from what it was made, and what the law found."""
    return {
        "version": "1",
        "identifiant": identifiant,
        "reference": demande.contrat.reference,
        "projet": demande.projet,
        "droit_au": demande.at.isoformat(),
        "conforme": verdict.conforme,
        "manquements": [manquement.as_json() for manquement in verdict.manquements],
        "service": version("cpom"),
        "moteur_pdf": {"nom": engines.pdf.name, "version": engines.pdf.version},
        "documents": [_entry(document) for document in documents],
    }


def keep(manifeste: Mapping[str, Any], documents: tuple[Document, ...], store: ObjectStore) -> None:
    """Store the files under their hashes, then the manifest: its presence means that the dossier is whole."""
    for document in documents:
        store.put(_object_key(_hash(document.contenu)), document.contenu, media_type=document.media_type)
    content = json.dumps(manifeste, ensure_ascii=False, indent=2).encode()
    store.put(_manifest_key(manifeste["identifiant"]), content, media_type=TYPES["json"])


def find(identifiant: str, store: ObjectStore) -> dict[str, Any]:
    """Return the manifest of a dossier. Raises `DossierIntrouvable`."""
    try:
        manifeste: dict[str, Any] = json.loads(store.get(_manifest_key(identifiant)))
    except ObjectNotFound:
        raise DossierIntrouvable(f"Vérifiez l’adresse : aucun dossier ne porte l’identifiant {identifiant}.") from None
    return manifeste


def fetch(manifeste: Mapping[str, Any], nom: str, store: ObjectStore) -> bytes:
    """Return the bytes of one file of a dossier, its hash checked. Raises `DossierIntrouvable`."""
    for entry in manifeste["documents"]:
        if entry["nom"] == nom:
            return store.get(_object_key(entry["sha256"]), sha256=entry["sha256"])
    raise DossierIntrouvable(f"Vérifiez le nom : le dossier ne contient pas de document « {nom} ».")


def _pieces(contrat: Contrat, joints: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[Manquement, ...]]:
    found: dict[str, bytes] = {}
    faults: list[Manquement] = []
    for rang, piece in enumerate(contrat.annexes.pieces):
        content = piece.contenu or joints.get(piece.identifiant) or joints.get(piece.fichier or "")
        try:
            found[piece.identifiant] = clean(_present(content))
        except PdfError as error:
            chemin = f"/annexes/pieces/{rang}"
            faults.append(
                Manquement(chemin, "forme", Gravite.BLOQUANT, f"{error} (pièce « {piece.intitule} »)", FORMAT)
            )
    return found, tuple(faults)


def _without_contents(contrat: Contrat) -> Contrat:
    pieces = tuple(replace(piece, contenu=None) for piece in contrat.annexes.pieces)
    return replace(contrat, annexes=replace(contrat.annexes, pieces=pieces))


def _present(content: bytes | None) -> bytes:
    if not content:
        raise PdfError("Joignez le fichier PDF de cette pièce : il manque")
    return content


def _pdfs(
    words: tuple[WordDocument, ...], pieces: tuple[Document, ...], demande: Demande, engines: Engines
) -> Iterator[Document]:
    pdfs = [Document(f"{word.nom}.pdf", word.titre, engines.pdf.convert(word.contenu)) for word in words]
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
        [engines.pdf.name, engines.pdf.version, version("cpom")],
    ]
    return _hash(json.dumps(decides, sort_keys=True).encode())[:24]


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _object_key(digest: str) -> str:
    return f"objets/{digest[:2]}/{digest}"


def _manifest_key(identifiant: str) -> str:
    return f"dossiers/{identifiant}/{MANIFESTE}"
