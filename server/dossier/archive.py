"""A whole dossier in one archive: the same dossier gives the same bytes."""

from collections.abc import Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZipFile, ZipInfo

from server.dossier.store import MANIFESTE, dump_manifest, fetch
from server.storage.objects import ObjectStore

KEPT_IN_MEMORY = 4_000_000  # bytes; a larger archive is written on disk
READABLE = 0o100644 << 16


def write_archive(manifeste: Mapping[str, Any], store: ObjectStore) -> tuple[IO[bytes], int]:
    """Return an open file that holds every document of a dossier and its manifest, and its size in bytes.

    Nothing is compressed, for the documents are already; one document at a time is held in memory.
    """
    file = SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115 -- whoever reads it closes it
    with ZipFile(file, "w") as zipped:
        for entry in manifeste["documents"]:
            zipped.writestr(_info(entry["nom"]), fetch(entry, store))
        zipped.writestr(_info(MANIFESTE), dump_manifest(manifeste))
    size = file.tell()
    file.seek(0)
    return file, size


def _info(nom: str) -> ZipInfo:
    """Return the header of a file, which says nothing of the day nor of the machine."""
    info = ZipInfo(nom)
    info.create_system = 3
    info.external_attr = READABLE
    return info
