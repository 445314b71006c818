"""What a folder has of its own: links, leftovers, files a person can open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.storage.local import UNKNOWN_TYPE, LocalStore
from server.storage.objects import ObjectConflict, ObjectCorrupted, StoreUnavailable

if TYPE_CHECKING:
    from pathlib import Path

    from server.storage.objects import ObjectStore

PDF = "application/pdf"


def test_an_object_is_a_plain_file_with_its_name(local_store: LocalStore) -> None:
    local_store.put("dossiers/4f1c/contrat.pdf", b"%PDF", media_type=PDF)
    assert (local_store.root / "dossiers/4f1c/contrat.pdf").read_bytes() == b"%PDF"


def test_a_folder_gives_no_link(local_store: LocalStore) -> None:
    local_store.put("contrat.pdf", b"%PDF", media_type=PDF)
    store: ObjectStore = local_store
    assert store.link("contrat.pdf", seconds=300, filename="Contrat.pdf") is None


def test_a_store_never_written_to_is_empty_and_makes_no_folder(local_store: LocalStore) -> None:
    assert list(local_store.list("")) == []
    assert not local_store.root.exists()


def test_writing_leaves_only_the_object_and_its_type(local_store: LocalStore) -> None:
    for content in (b"contrat", b"contrat"):
        local_store.put("contrat.pdf", content, media_type=PDF)
    with pytest.raises(ObjectConflict):
        local_store.put("contrat.pdf", b"avenant", media_type=PDF)
    assert sorted(path.name for path in local_store.root.iterdir()) == [".contrat.pdf.type", "contrat.pdf"]


def test_what_a_crash_leaves_is_neither_listed_nor_in_the_way(local_store: LocalStore) -> None:
    local_store.root.mkdir()
    (local_store.root / ".tmp4f1c").write_bytes(b"half a con")
    (local_store.root / ".contrat.pdf.type").write_text(PDF, "utf-8")
    assert list(local_store.list("")) == []
    assert local_store.put("contrat.pdf", b"contrat", media_type=PDF) is True
    assert list(local_store.list("")) == ["contrat.pdf"]


def test_a_file_copied_in_by_hand_is_an_object_of_unknown_type(local_store: LocalStore) -> None:
    local_store.root.mkdir()
    (local_store.root / "contrat.pdf").write_bytes(b"%PDF")
    assert local_store.head("contrat.pdf").media_type == UNKNOWN_TYPE


def test_a_key_that_is_the_folder_of_another_is_refused(local_store: LocalStore) -> None:
    local_store.put("a/b", b"", media_type=PDF)
    for key in ("a", "a/b/c", "a/b/c/d"):
        with pytest.raises(StoreUnavailable):
            local_store.put(key, b"", media_type=PDF)
    assert list(local_store.list("")) == ["a/b"]


@pytest.mark.parametrize("key", ["secret.pdf", "dehors/secret.pdf"], ids=["a file", "a folder"])
def test_a_link_out_of_the_folder_is_never_followed(local_store: LocalStore, tmp_path: Path, key: str) -> None:
    outside = tmp_path / "ailleurs"
    outside.mkdir()
    (outside / "secret.pdf").write_bytes(b"secret")
    local_store.root.mkdir()
    (local_store.root / "secret.pdf").symlink_to(outside / "secret.pdf")
    (local_store.root / "dehors").symlink_to(outside)
    assert list(local_store.list("")) == []
    with pytest.raises(ObjectCorrupted):
        local_store.get(key)
    with pytest.raises(ObjectCorrupted):
        local_store.head(key)
    with pytest.raises(ObjectCorrupted):
        local_store.put(key, b"secret", media_type=PDF)
    assert sorted(path.name for path in outside.iterdir()) == ["secret.pdf"]


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "disque").mkdir()
    (tmp_path / "objets").symlink_to(tmp_path / "disque")
    store = LocalStore(tmp_path / "objets")
    store.put("a/contrat.pdf", b"%PDF", media_type=PDF)
    assert list(store.list("a/")) == ["a/contrat.pdf"]
    assert store.get("a/contrat.pdf") == b"%PDF"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_bytes(b"")
    with pytest.raises(StoreUnavailable, match=r"Vérifiez le dossier de stockage.*fichier"):
        LocalStore(tmp_path / "fichier" / "objets").put("contrat.pdf", b"", media_type=PDF)
