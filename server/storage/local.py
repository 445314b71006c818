"""A folder as object store: every object is a plain file that a person can open."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from server.storage.objects import (
    ObjectConflict,
    ObjectCorrupted,
    ObjectInfo,
    ObjectNotFound,
    StoreUnavailable,
    check_content,
    check_key,
    check_prefix,
    check_seconds,
    is_key,
    sha256_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class LocalStore:
    """An `ObjectStore` in the folder `root`, made at the first write, on a file system with hard links.

    Beside each object a dotted file keeps its media type; its size and hash are read from its bytes.
    """

    root: Path

    def put(self, key: str, content: bytes, *, media_type: str) -> bool:
        """Store these bytes unless the key is taken; see `ObjectStore.put`."""
        check_key(key)
        with _translate_errors():
            path = self._path(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_once(_type_file(path), media_type.encode())
            written = _write_once(path, content)
            self._settle(path)
            if not written and sha256_of(path.read_bytes()) != sha256_of(content):
                raise ObjectConflict(key)
            return written

    def get(self, key: str, *, sha256: str | None = None) -> bytes:
        """Return the bytes of an object; see `ObjectStore.get`."""
        check_key(key)
        with _translate_errors(), _find_object(key):
            return check_content(key, self._path(key).read_bytes(), sha256)

    def head(self, key: str) -> ObjectInfo:
        """Describe an object; see `ObjectStore.head`."""
        check_key(key)
        with _translate_errors(), _find_object(key):
            path = self._path(key)
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                return ObjectInfo(key, file.tell(), sha256, _media_type(path))

    def list(self, prefix: str) -> Iterator[str]:
        """Return the sorted keys that begin with this text; see `ObjectStore.list`."""
        folder = check_prefix(prefix).rpartition("/")[0]
        with _translate_errors():
            paths = _files(self._path(folder))
            keys = (path.relative_to(self.root.resolve()).as_posix() for path in paths)
            return iter(sorted(key for key in keys if is_key(key) and key.startswith(prefix)))

    def link(self, key: str, *, seconds: int, filename: str) -> None:  # noqa: ARG002 -- the port's signature
        """Return None, for a folder has no door of its own; see `ObjectStore.link`."""
        check_key(key)
        check_seconds(seconds)

    def _path(self, name: str) -> Path:
        root = self.root.resolve()
        if (root / name).resolve() != root / name:  # a link that this store did not make
            raise ObjectCorrupted(name)
        return root / name

    def _settle(self, path: Path) -> None:
        """Make the names that lead to a file, as `fsync` has made its bytes, outlive a crash."""
        outside = self.root.resolve().parent
        for folder in takewhile(lambda parent: parent != outside, path.parents):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def _translate_errors() -> Iterator[None]:
    """Say in our words what the file system refused; let programming errors through."""
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(f"Vérifiez le dossier de stockage : {error}.") from error


@contextmanager
def _find_object(key: str) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise ObjectNotFound(key) from error


def _write_once(path: Path, content: bytes) -> bool:
    """Give this name to these bytes, whole, unless it is taken: a link, unlike a move, never replaces."""
    with NamedTemporaryFile(dir=path.parent, prefix=".") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
            return True
    return False


def _type_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.type")


def _media_type(path: Path) -> str:
    try:
        return _type_file(path).read_text("utf-8")
    except FileNotFoundError:  # a file that a person has copied here
        return UNKNOWN_TYPE


def _files(folder: Path) -> Iterator[Path]:
    """Walk the files under a folder, at any depth, following no link; a missing folder has none."""
    if not folder.is_dir():
        return
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry)
