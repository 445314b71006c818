"""The object store as the rest of the service sees it: five verbs, and what can go wrong."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_KEY_LENGTH = 200
MAX_LINK_SECONDS = 300

# A part never begins or ends with a dot: no key climbs to a parent folder, and a store made of files keeps
# dotted names for itself.
_PART = r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*"
_KEY = re.compile(rf"{_PART}(?:/{_PART})*")


class StorageError(Exception):
    """What is wrong with an object or with its store."""


class ObjectNotFound(StorageError):
    """Nothing is stored under this key."""

    def __str__(self) -> str:
        return f"Vérifiez la clé « {self.args[0]} » : aucun objet n’y est conservé."


class ObjectConflict(StorageError):
    """Something else is already stored under this key."""

    def __str__(self) -> str:
        return f"Choisissez une autre clé que « {self.args[0]} » : un autre contenu y est déjà conservé."


class ObjectCorrupted(StorageError):
    """What is stored under this key is not what was written."""

    def __str__(self) -> str:
        return f"Restaurez l’objet « {self.args[0]} » : son contenu n’est plus celui qui a été écrit."


class StoreUnavailable(StorageError):
    """The store does not answer, refuses us or is full; its message says what to look at."""


class InvalidKey(ValueError):
    """This text cannot be a key."""

    def __str__(self) -> str:
        return (
            f"Corrigez la clé « {self.args[0]} » : {MAX_KEY_LENGTH} caractères au plus, parmi a-z, 0-9 et ._-/, "
            "sans partie vide ni point au début ou à la fin d’une partie."
        )


@dataclass(frozen=True)
class ObjectInfo:
    """What a store knows of an object: `size` in bytes, `sha256` in lower-case hexadecimal."""

    key: str
    size: int
    sha256: str
    media_type: str


class ObjectStore(Protocol):
    """Bytes under keys, each written once and never changed.

    A key is a path such as `dossiers/4f1c/contrat.docx`, of lower-case ASCII letters, digits and `._-/`; no
    key is the folder of another. Every verb is safe across threads and processes, and may raise, besides
    what it says itself, `InvalidKey` before any input or output, and `StoreUnavailable`.
    """

    def put(self, key: str, content: bytes, *, media_type: str) -> bool:
        """Store these bytes unless the key is taken; tell whether this call wrote them.

        False when the same bytes were already there: a retry is harmless. Raises `ObjectConflict` when
        something else has the key, which is left as it was. Once this returns, the bytes outlive a crash.
        """

    def get(self, key: str, *, sha256: str | None = None) -> bytes:
        """Return the bytes of an object; given the `sha256` it was written with, make sure of them.

        Raises `ObjectNotFound`, and `ObjectCorrupted` when the bytes have another hash.
        """

    def head(self, key: str) -> ObjectInfo:
        """Describe an object without its bytes. Raises `ObjectNotFound`."""

    def list(self, prefix: str) -> Iterator[str]:
        """Return, sorted, the keys that begin with this text; the empty text gives them all."""

    def link(self, key: str, *, seconds: int, filename: str) -> str | None:
        """Return a link that downloads the object under this file name, without credentials.

        It lives `seconds`, from 1 to 300, else `ValueError`. None when the store has no door of its own: the
        caller then serves the bytes. Whether the object exists is not looked at.
        """


def check_key(key: str) -> str:
    """Return this text if it can be a key; else raise `InvalidKey`."""
    if not is_key(key):
        raise InvalidKey(key)
    return key


def check_prefix(prefix: str) -> str:
    """Return this text if a key can begin with it; else raise `InvalidKey`."""
    if not is_key(f"{prefix}x"):
        raise InvalidKey(prefix)
    return prefix


def check_seconds(seconds: int) -> int:
    """Return this lifetime of a link, in seconds, if it is allowed; else raise `ValueError`."""
    if not 1 <= seconds <= MAX_LINK_SECONDS:
        raise ValueError(f"Demandez un lien de 1 à {MAX_LINK_SECONDS} secondes, et non de {seconds}.")
    return seconds


def check_content(key: str, content: bytes, sha256: str | None) -> bytes:
    """Return these bytes if they have this hash, when one is given; else raise `ObjectCorrupted`."""
    if sha256 is not None and sha256_of(content) != sha256:
        raise ObjectCorrupted(key)
    return content


def is_key(text: str) -> bool:
    """Tell whether this text can be a key."""
    return len(text) <= MAX_KEY_LENGTH and _KEY.fullmatch(text) is not None


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of these bytes, in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()
