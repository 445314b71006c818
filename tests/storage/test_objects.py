"""What every object store promises, said once and asked of each."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from server.storage.local import LocalStore
from server.storage.objects import (
    MAX_KEY_LENGTH,
    InvalidKey,
    ObjectConflict,
    ObjectCorrupted,
    ObjectInfo,
    ObjectNotFound,
)
from server.storage.s3 import S3Store

if TYPE_CHECKING:
    from server.storage.objects import ObjectStore

KEY = "dossiers/4f1c/contrat.docx"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EVERY_BYTE = bytes(range(256)) * 4096
WRITERS = 16
NOT_KEYS = ["", ".", "..", "/a", "a/", "a//b", "a/../b", "../a", "a/.b", ".a", "a.", "a..b", "a.../b"]
NOT_KEYS += ["A", "é", "a b", "a\\b", "a\0", "a\n", "a:b", "a%2e", "~", "x" * (MAX_KEY_LENGTH + 1)]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def spoil(store: ObjectStore, key: str, content: bytes) -> None:
    """Change the bytes of an object behind its store's back."""
    if isinstance(store, LocalStore):
        (store.root / key).write_bytes(content)
    if isinstance(store, S3Store):
        store.client.put_object(Bucket=store.bucket, Key=store.prefix + key, Body=content)


def put_together(store: ObjectStore, contents: list[bytes]) -> list[bool | type[ObjectConflict]]:
    """Put all these bytes under one key at the same moment; return what each writer was told."""
    start = Barrier(len(contents))

    def put(content: bytes) -> bool | type[ObjectConflict]:
        start.wait()
        try:
            return store.put(KEY, content, media_type=DOCX)
        except ObjectConflict:
            return ObjectConflict

    with ThreadPoolExecutor(len(contents)) as writers:
        return list(writers.map(put, contents))


class TestObjectStore:
    @pytest.mark.parametrize("content", [b"", b"\0", b"un\r\ndeux\n", EVERY_BYTE], ids=["empty", "nul", "text", "1 MB"])
    def test_gives_back_the_bytes_it_was_given(self, store: ObjectStore, content: bytes) -> None:
        assert store.put(KEY, content, media_type=DOCX) is True
        assert store.get(KEY) == content
        assert store.get(KEY, sha256=sha256(content)) == content

    @pytest.mark.parametrize("content", [b"", EVERY_BYTE], ids=["empty", "1 MB"])
    def test_describes_an_object(self, store: ObjectStore, content: bytes) -> None:
        store.put(KEY, content, media_type=DOCX)
        assert store.head(KEY) == ObjectInfo(KEY, len(content), sha256(content), DOCX)

    def test_takes_the_same_bytes_again_without_writing_them(self, store: ObjectStore) -> None:
        store.put(KEY, b"contrat", media_type=DOCX)
        assert store.put(KEY, b"contrat", media_type="text/plain") is False
        assert store.head(KEY).media_type == DOCX

    @pytest.mark.parametrize("other", [b"avenant", b""], ids=["other", "empty"])
    def test_never_overwrites_an_object(self, store: ObjectStore, other: bytes) -> None:
        store.put(KEY, b"contrat", media_type=DOCX)
        with pytest.raises(ObjectConflict, match=KEY):
            store.put(KEY, other, media_type="text/plain")
        assert store.get(KEY) == b"contrat"
        assert store.head(KEY) == ObjectInfo(KEY, 7, sha256(b"contrat"), DOCX)

    def test_lets_exactly_one_of_many_writers_of_the_same_bytes_write(self, store: ObjectStore) -> None:
        told = put_together(store, [b"contrat"] * WRITERS)
        assert told.count(True) == 1
        assert told.count(False) == WRITERS - 1
        assert store.get(KEY) == b"contrat"

    def test_keeps_the_bytes_of_the_only_writer_it_said_yes_to(self, store: ObjectStore) -> None:
        contents = [bytes([number]) * 10_000 for number in range(WRITERS)]
        told = put_together(store, contents)
        assert told.count(True) == 1
        assert told.count(ObjectConflict) == WRITERS - 1
        assert store.get(KEY) == contents[told.index(True)]

    def test_detects_corrupted_bytes(self, store: ObjectStore) -> None:
        store.put(KEY, b"contrat", media_type=DOCX)
        spoil(store, KEY, b"contraT")
        with pytest.raises(ObjectCorrupted, match=KEY):
            store.get(KEY, sha256=sha256(b"contrat"))

    def test_compares_with_what_another_tool_has_put_there(self, store: ObjectStore) -> None:
        store.put(KEY, b"contrat", media_type=DOCX)
        spoil(store, KEY, b"copie")
        assert store.head(KEY).sha256 == sha256(b"copie")
        assert store.put(KEY, b"copie", media_type=DOCX) is False

    def test_says_that_an_object_is_missing(self, store: ObjectStore) -> None:
        store.put(KEY, b"contrat", media_type=DOCX)
        for absent in ("dossiers/4f1c/contrat.doc", "dossiers/4f1c", f"{KEY}/page", "autre"):
            with pytest.raises(ObjectNotFound, match=absent):
                store.get(absent)
            with pytest.raises(ObjectNotFound, match=absent):
                store.head(absent)

    def test_lists_the_keys_that_begin_with_a_text_in_order(self, store: ObjectStore) -> None:
        if isinstance(store, S3Store):
            store = replace(store, page_size=2)
        keys = ["a-b/1.pdf", "a.b/1.pdf", "a/2/deep/er.pdf", "a/10.pdf", "a/2.pdf", "a0.pdf", "b_c/1.pdf"]
        for key in reversed(keys):
            store.put(key, b"", media_type="application/pdf")
        assert list(store.list("")) == sorted(keys)
        assert list(store.list("a/")) == ["a/10.pdf", "a/2.pdf", "a/2/deep/er.pdf"]
        assert list(store.list("a")) == sorted(keys)[:-1]
        assert list(store.list("a/2.")) == ["a/2.pdf"]
        assert list(store.list("c")) == list(store.list("a/3/")) == list(store.list("a0.pdf/")) == []

    @pytest.mark.parametrize("key", NOT_KEYS)
    def test_refuses_what_cannot_be_a_key(self, store: ObjectStore, key: str) -> None:
        with pytest.raises(InvalidKey):
            store.put(key, b"", media_type=DOCX)
        with pytest.raises(InvalidKey):
            store.get(key)
        with pytest.raises(InvalidKey):
            store.head(key)
        with pytest.raises(InvalidKey):
            store.link(key, seconds=60, filename="contrat.docx")

    def test_takes_a_key_of_the_greatest_length(self, store: ObjectStore) -> None:
        key = "x" * MAX_KEY_LENGTH
        assert store.put(key, b"contrat", media_type=DOCX) is True
        assert list(store.list("x" * 100)) == [key]

    @pytest.mark.parametrize("prefix", ["/", "..", "../", "a//", ".", "A", "a*"])
    def test_refuses_a_prefix_that_no_key_has(self, store: ObjectStore, prefix: str) -> None:
        with pytest.raises(InvalidKey):
            store.list(prefix)

    @pytest.mark.parametrize("seconds", [-1, 0, 301, 86_400])
    def test_refuses_a_link_that_lives_too_long(self, store: ObjectStore, seconds: int) -> None:
        with pytest.raises(ValueError, match="Demandez un lien de 1 à 300 secondes"):
            store.link(KEY, seconds=seconds, filename="contrat.docx")
