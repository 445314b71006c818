"""What S3 has of its own: presigned links, refusals, services that ignore what they are told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from server.storage.objects import ObjectConflict, StoreUnavailable
from tests.servers import S3Server, free_ports

if TYPE_CHECKING:
    from botocore.awsrequest import AWSRequest

    from server.storage.s3 import S3Store

KEY = "dossiers/4f1c/contrat.pdf"
PDF = "application/pdf"


class TestLink:
    @pytest.mark.parametrize(
        "filename", ["contrat.pdf", 'Contrat d’Été «\u00a0Évian\u00a0» n° 3 ; "œuvre" 100 %.pdf', "a\r\nX-Autre: b.pdf"]
    )
    def test_downloads_the_object_as_a_file_with_this_name(self, s3_store: S3Store, filename: str) -> None:
        s3_store.put(KEY, b"%PDF", media_type=PDF)
        with urlopen(s3_store.link(KEY, seconds=300, filename=filename)) as answer:
            assert answer.read() == b"%PDF"
            assert answer.headers["Content-Type"] == PDF
            assert answer.headers.get_content_disposition() == "attachment"
            assert answer.headers.get_filename() == filename

    @pytest.mark.parametrize(
        ("said", "forged"),
        [("contrat.pdf?", "payload.json?"), ("Expires=60", "Expires=604800"), ("attachment", "inline")],
        ids=["another object", "a longer life", "another disposition"],
    )
    def test_is_refused_once_tampered_with(self, s3_store: S3Store, said: str, forged: str) -> None:
        s3_store.put(KEY, b"%PDF", media_type=PDF)
        s3_store.put("dossiers/4f1c/payload.json", b"{}", media_type="application/json")
        link = s3_store.link(KEY, seconds=60, filename="contrat.pdf")
        assert link.count(said) == 1
        with pytest.raises(HTTPError, match="403"):
            urlopen(link.replace(said, forged))

    def test_is_refused_once_its_time_is_over(self, s3_store: S3Store) -> None:
        s3_store.put(KEY, b"%PDF", media_type=PDF)
        link = s3_store.link(KEY, seconds=1, filename="contrat.pdf")
        time.sleep(2)
        with pytest.raises(HTTPError, match="403"):
            urlopen(link)


class TestRefusals:
    @pytest.mark.parametrize("wrong", [{"secret_key": "faux"}, {"access_key": "inconnue"}])
    def test_wrong_credentials_are_named(self, s3_server: S3Server, wrong: dict[str, str]) -> None:
        store = s3_server.store(**wrong)
        with pytest.raises(StoreUnavailable, match="Vérifiez les clés d’accès au compartiment «\u00a0essais\u00a0»"):
            store.put(KEY, b"", media_type=PDF)
        with pytest.raises(StoreUnavailable, match="Vérifiez les clés d’accès"):
            store.get(KEY)
        with pytest.raises(StoreUnavailable, match="Vérifiez les clés d’accès"):
            store.list("")

    def test_a_missing_bucket_is_named(self, s3_server: S3Server) -> None:
        store = s3_server.store(bucket="absent")
        with pytest.raises(StoreUnavailable, match="Créez le compartiment «\u00a0absent\u00a0»"):
            store.put(KEY, b"", media_type=PDF)
        with pytest.raises(StoreUnavailable, match="Créez le compartiment"):
            store.get(KEY)

    def test_an_unreachable_server_is_named_within_seconds(self) -> None:
        endpoint = f"http://127.0.0.1:{free_ports(1)[0]}"
        begin = time.monotonic()
        with pytest.raises(StoreUnavailable, match=f"Vérifiez le stockage S3 {endpoint}"):
            S3Server(endpoint).store().put(KEY, b"", media_type=PDF)
        assert time.monotonic() - begin < 10


def test_nothing_is_overwritten_where_the_service_ignores_the_condition(s3_server: S3Server) -> None:
    store = s3_server.store(prefix="sans-condition")
    store.client.meta.events.register("before-sign.s3.PutObject", drop_condition)
    assert store.put(KEY, b"contrat", media_type=PDF) is True
    assert store.put(KEY, b"contrat", media_type=PDF) is False
    with pytest.raises(ObjectConflict):
        store.put(KEY, b"avenant", media_type=PDF)
    assert store.get(KEY) == b"contrat"


def drop_condition(request: AWSRequest, **_: object) -> None:
    del request.headers["If-None-Match"]


def test_two_stores_of_one_bucket_share_nothing(s3_server: S3Server) -> None:
    recette, production = s3_server.store(prefix="recette"), s3_server.store(prefix="production/")
    recette.put(KEY, b"recette", media_type=PDF)
    assert list(production.list("")) == []
    assert production.put(KEY, b"production", media_type=PDF) is True
    assert list(recette.list("")) == [KEY]
    assert recette.get(KEY) == b"recette"
