"""S3 as object store, through boto3: any compatible service."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError, IncompleteReadError
from botocore.exceptions import ConnectionError as NoConnection

from server.storage.objects import (
    ObjectConflict,
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

    from mypy_boto3_s3 import S3Client

ATTEMPTS = 3
CONNECT_SECONDS = 2
READ_SECONDS = 10

ABSENT = {"404", "NoSuchKey"}
TAKEN = {"409", "412", "ConditionalRequestConflict", "PreconditionFailed"}
REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}


@dataclass(frozen=True)
class S3Store:
    """An `ObjectStore` in an S3 bucket that exists, under `prefix` (empty, or a key and a slash).

    Needs the rights to get, put and list objects. The hash of each object stands in its metadata, so that
    `head` and a second `put` need not read it.
    """

    client: S3Client
    bucket: str
    prefix: str = ""
    page_size: int = 1000

    @classmethod
    def connect(
        cls, *, bucket: str, endpoint_url: str | None, region: str, access_key: str, secret_key: str, prefix: str = ""
    ) -> Self:
        """Prepare a store, without talking to it yet; no `endpoint_url` means Amazon's own."""
        client = boto3.session.Session().client(
            "s3",
            endpoint_url=endpoint_url,
            region_name=region,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            config=_config(),
        )
        return cls(client, bucket, prefix and f"{check_key(prefix.strip('/'))}/")

    def put(self, key: str, content: bytes, *, media_type: str) -> bool:
        """Store these bytes unless the key is taken; see `ObjectStore.put`.

        Some services ignore the condition of the write, so we look first. With those, two writers of
        different bytes within the same few milliseconds are kept apart only by keys that carry the hash.
        When the answer to a write is lost, the retry finds our own bytes and says False.
        """
        sha256 = sha256_of(content)
        for _ in range(ATTEMPTS):
            try:
                there = self.head(key).sha256
            except ObjectNotFound:
                if self._create(key, content, media_type=media_type, sha256=sha256):
                    return True
            else:
                if there != sha256:
                    raise ObjectConflict(key)
                return False
        raise StoreUnavailable(f"Réessayez d’écrire « {key} » : d’autres écritures sont en cours.")

    def get(self, key: str, *, sha256: str | None = None) -> bytes:
        """Return the bytes of an object; see `ObjectStore.get`."""
        name = self._name(key)
        with self._translate_errors(key):
            content = self.client.get_object(Bucket=self.bucket, Key=name)["Body"].read()
        return check_content(key, content, sha256)

    def head(self, key: str) -> ObjectInfo:
        """Describe an object; see `ObjectStore.head`."""
        name = self._name(key)
        with self._translate_errors(key):
            found = self.client.head_object(Bucket=self.bucket, Key=name)
        # An object that another tool has put here says nothing of its hash.
        sha256 = found["Metadata"].get("sha256") or sha256_of(self.get(key))
        return ObjectInfo(key, found["ContentLength"], sha256, found["ContentType"])

    def list(self, prefix: str) -> Iterator[str]:
        """Return the sorted keys that begin with this text; see `ObjectStore.list`."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket,
            Prefix=self.prefix + check_prefix(prefix),
            PaginationConfig={"PageSize": self.page_size},
        )
        with self._translate_errors(prefix):
            names = [found["Key"] for page in pages for found in page.get("Contents", ())]
        # Sorted here, for not all services sort as Amazon does.
        return iter(sorted(filter(is_key, (name.removeprefix(self.prefix) for name in names))))

    def link(self, key: str, *, seconds: int, filename: str) -> str:
        """Return a presigned download link; see `ObjectStore.link`."""
        return self.client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self.bucket,
                "Key": self._name(key),
                "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(filename, safe='')}",
            },
            ExpiresIn=check_seconds(seconds),
        )

    def _name(self, key: str) -> str:
        return self.prefix + check_key(key)

    def _create(self, key: str, content: bytes, *, media_type: str, sha256: str) -> bool:
        """Write an object if the service finds the key free; tell whether it did."""
        with self._translate_errors(key):
            try:
                self.client.put_object(
                    Bucket=self.bucket,
                    Key=self._name(key),
                    Body=content,
                    ContentType=media_type,
                    Metadata={"sha256": sha256},
                    IfNoneMatch="*",
                )
            except ClientError as error:
                if error.response["Error"]["Code"] in TAKEN:
                    return False
                raise
            return True

    @contextmanager
    def _translate_errors(self, key: str) -> Iterator[None]:
        """Say in our words what the service or the way to it refused; let programming errors through."""
        try:
            yield
        except ClientError as error:
            if error.response["Error"]["Code"] in ABSENT:
                raise ObjectNotFound(key) from error
            raise StoreUnavailable(self._advice(error)) from error
        except (NoConnection, HTTPClientError, IncompleteReadError) as error:
            raise StoreUnavailable(self._say_unreachable(error)) from error

    def _advice(self, error: ClientError) -> str:
        code = error.response["Error"]["Code"]
        if code == "NoSuchBucket":
            return f"Créez le compartiment « {self.bucket} » dans le stockage S3, ou corrigez son nom."
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in REFUSED:
            return f"Vérifiez les clés d’accès au compartiment « {self.bucket} » : accès refusé ({code})."
        return self._say_unreachable(error)

    def _say_unreachable(self, error: Exception) -> str:
        return f"Vérifiez le stockage S3 {self.client.meta.endpoint_url} : {error}"


def _config() -> Config:
    """Settings that compatible services need, and bounds: an unreachable one is known within 10 seconds."""
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
    )
