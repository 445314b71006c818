"""OPC packages (DOCX): read with their raw compressed parts, written again byte for byte the same.

`zipfile` cannot copy an entry without inflating and deflating it. Here a part keeps the bytes as they lie in
the archive, so that a document of which three parts changed costs three deflations.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from server.render.word.ooxml import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DOCUMENT = "word/document.xml"

STORED, DEFLATED = 0, 8
DEFLATE_LEVEL = 4  # XML shrinks nearly as well as with 6, in half the time
MIDNIGHT_1980 = 0x0021_0000  # the first date that a zip can hold: date above, time below
UTF8_NAME, ENCRYPTED = 0x0800, 0x0001

MAX_PARTS = 4096
MAX_PART_SIZE = 64 * 1024 * 1024
MAX_PACKAGE_SIZE = 256 * 1024 * 1024

LOCAL_HEADER = struct.Struct("<4s3H4L2H")
CENTRAL_HEADER = struct.Struct("<4s4H4L5H2L")
END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
FORBIDDEN_NAME = re.compile(r"^/|\\|:|(^|/)\.{0,2}(/|$)|[\x00-\x1f\x7f]")

Package = dict[str, "Part"]


class PackageError(ValueError):
    """The archive is damaged, too large, or names its parts in a way no Office suite does."""


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a package; `stored` are its bytes as they lie in the archive, after `method`."""

    name: str
    method: int
    crc: int
    size: int
    stored: bytes

    @classmethod
    def of(cls, name: str, content: bytes) -> Part:
        """Return the part that holds `content`, deflated where that makes it smaller."""
        compressor = zlib.compressobj(DEFLATE_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = compressor.compress(content) + compressor.flush()
        smaller = len(deflated) < len(content)
        method, stored = (DEFLATED, deflated) if smaller else (STORED, content)
        return cls(name, method, zlib.crc32(content), len(content), stored)

    @classmethod
    def of_tree(cls, name: str, root: etree._Element) -> Part:
        """Return the part that holds the XML of `root`."""
        return cls.of(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    @property
    def content(self) -> bytes:
        """The plain bytes of the part. Raises `PackageError` if they are not those announced."""
        content = self.stored if self.method == STORED else self._inflate()
        if len(content) != self.size or zlib.crc32(content) != self.crc:
            raise PackageError(f"{self.name} : contenu endommagé")
        return content

    def tree(self) -> etree._Element:
        """Return the root of the part's XML. Raises `PackageError` if it holds none."""
        try:
            return parse(self.content)
        except PackageError:
            raise
        except ValueError as fault:
            raise PackageError(f"{self.name} : {fault}") from fault

    def _inflate(self) -> bytes:
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.stored, self.size + 1)
        except zlib.error as fault:
            raise PackageError(f"{self.name} : contenu endommagé") from fault


def read_package(data: bytes) -> Package:
    """Return the parts of a package by name, nothing inflated yet.

    Raises `PackageError` for what is not a zip, for more parts or bytes than a document has, and for names
    that leave the package or differ only by case.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as fault:
        raise PackageError("l’archive n’est pas lisible") from fault
    check_sizes(entries)
    check_names(entries)
    return {entry.filename: read_raw_part(data, entry) for entry in entries}


def check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that announces more than a document holds (a part never inflates beyond)."""
    sizes = [entry.file_size for entry in entries]
    if len(sizes) > MAX_PARTS or max(sizes, default=0) > MAX_PART_SIZE or sum(sizes) > MAX_PACKAGE_SIZE:
        raise PackageError("l’archive est trop grande")


def check_names(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse names that leave the package and names that Office would take for one another."""
    names = [entry.filename for entry in entries]
    if odd := [name for name in names if FORBIDDEN_NAME.search(name)]:
        raise PackageError(f"nom de partie refusé : {odd[0]!r}")
    if len({name.casefold() for name in names}) != len(names):
        raise PackageError("deux parties portent le même nom")


def read_raw_part(data: bytes, entry: zipfile.ZipInfo) -> Part:
    """Return an entry with its bytes as they lie in the archive."""
    if entry.flag_bits & ENCRYPTED or entry.compress_type not in (STORED, DEFLATED):
        raise PackageError(f"{entry.filename} : chiffrement ou compression refusés")
    header = data[entry.header_offset : entry.header_offset + LOCAL_HEADER.size]
    if len(header) < LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
        raise PackageError(f"{entry.filename} : en-tête endommagé")
    name_length, extra_length = struct.unpack_from("<2H", header, 26)
    start = entry.header_offset + LOCAL_HEADER.size + name_length + extra_length
    stored = data[start : start + entry.compress_size]
    return Part(entry.filename, entry.compress_type, entry.CRC, entry.file_size, stored)


def write_package(parts: Iterable[Part]) -> bytes:
    """Return the archive of `parts`: `[Content_Types].xml` first, then by name, all dated 1980-01-01."""
    ordered = sorted(parts, key=lambda part: (part.name != "[Content_Types].xml", part.name))
    locals_ = [write_local_entry(part) for part in ordered]
    directory = [write_central_entry(part, at) for part, at in zip(ordered, find_offsets(locals_), strict=True)]
    start, length = sum(map(len, locals_)), sum(map(len, directory))
    end = END_OF_DIRECTORY.pack(b"PK\x05\x06", 0, 0, len(ordered), len(ordered), length, start, 0)
    return b"".join([*locals_, *directory, end])


def find_offsets(entries: list[bytes]) -> Iterator[int]:
    """Yield where each entry begins when they follow one another."""
    at = 0
    for entry in entries:
        yield at
        at += len(entry)


def write_local_entry(part: Part) -> bytes:
    """Return a part's local header and bytes."""
    name = part.name.encode()
    return LOCAL_HEADER.pack(b"PK\x03\x04", 20, *describe_part(part), len(name), 0) + name + part.stored


def write_central_entry(part: Part, offset: int) -> bytes:
    """Return a part's line in the central directory."""
    name = part.name.encode()
    lengths = (len(name), 0, 0, 0, 0, 0)
    return CENTRAL_HEADER.pack(b"PK\x01\x02", 20, 20, *describe_part(part), *lengths, offset) + name


def describe_part(part: Part) -> tuple[int, ...]:
    """Return what both headers say of a part: flags, method, date, sum and sizes."""
    flags = 0 if part.name.isascii() else UTF8_NAME
    return flags, part.method, MIDNIGHT_1980, part.crc, len(part.stored), part.size
