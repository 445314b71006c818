"""How dossiers stand in the object store: each file under its hash, and a manifest that tells what they are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from server.storage.objects import ObjectNotFound, ObjectStore

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html",
    "json": "application/json",
}
MANIFESTE = "manifeste.json"


class GenreDeDossier(StrEnum):
    """What a dossier is of."""

    CONTRAT = "contrat"
    AVENANT = "avenant"
    LETTRE = "lettre"
    REVUE = "revue"


# Manifests that tell no kind are older than it: a file of each kind that no other has.
FICHIERS_PROPRES = {
    "charge.json": GenreDeDossier.CONTRAT,
    "demande.json": GenreDeDossier.AVENANT,
    "acte.json": GenreDeDossier.LETTRE,
    "revue.json": GenreDeDossier.REVUE,
}


class DossierIntrouvable(LookupError):
    """No dossier has this identifier, or not all of it was written."""


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

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file."""
        return digest(self.contenu)


@dataclass(frozen=True)
class Dossier:
    """The files of a dossier, and the manifest that tells what they are."""

    manifeste: dict[str, Any]
    documents: tuple[Document, ...]


def keep(dossier: Dossier, store: ObjectStore) -> bool:
    """Store the files under their hashes, then the manifest: its presence means that the dossier is whole.

    Tell whether this call stored the manifest; another may have, in the meantime.
    """
    for document in dossier.documents:
        store.put(_object_key(digest(document.contenu)), document.contenu, media_type=document.media_type)
    key = _manifest_key(dossier.manifeste["identifiant"])
    return store.put(key, dump_manifest(dossier.manifeste), media_type=TYPES["json"])


def dump_manifest(manifeste: Mapping[str, Any]) -> bytes:
    """Return the bytes of a manifest, the same wherever it is written."""
    return json.dumps(manifeste, ensure_ascii=False, indent=2).encode()


def find(identifiant: str, store: ObjectStore) -> dict[str, Any]:
    """Return the manifest of a dossier. Raises `DossierIntrouvable`."""
    try:
        manifeste: dict[str, Any] = json.loads(store.get(_manifest_key(identifiant)))
    except ObjectNotFound:
        raise DossierIntrouvable(f"Vérifiez l’adresse : aucun dossier ne porte l’identifiant {identifiant}.") from None
    return manifeste


def genre_of(manifeste: Mapping[str, Any]) -> GenreDeDossier:
    """Return what a dossier is of, though its manifest be too old to tell."""
    if "genre" in manifeste:
        return GenreDeDossier(manifeste["genre"])
    return next(
        FICHIERS_PROPRES[nom] for nom in (each["nom"] for each in manifeste["documents"]) if nom in FICHIERS_PROPRES
    )


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


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return sha256(content).hexdigest()


def _object_key(digest: str) -> str:
    return f"objets/{digest[:2]}/{digest}"


def _manifest_key(identifiant: str) -> str:
    return f"dossiers/{identifiant}/{MANIFESTE}"


def keep_piece(content: bytes, store: ObjectStore) -> str:
    """Store the bytes of an attached PDF, and return their SHA-256, by which `read_piece` finds them again."""
    sha256 = digest(content)
    store.put(_piece_key(sha256), content, media_type=TYPES["pdf"])
    return sha256


def read_piece(sha256: str, store: ObjectStore) -> bytes:
    """Return the bytes of an attached PDF. Raises `ObjectNotFound`."""
    return store.get(_piece_key(sha256), sha256=sha256)


def _piece_key(sha256: str) -> str:
    return f"pieces/{sha256}.pdf"
