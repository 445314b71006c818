"""Packages keep the bytes of what did not change, and refuse what no Office suite writes."""

import io
import struct
import zipfile

import pytest

from server.render.word.package import MAX_PART_SIZE, PackageError, Part, read_package, write_package

PARTS = {"word/document.xml": b"<w:document/>" * 100, "[Content_Types].xml": b"<Types/>", "word/média.png": b"\x89PNG"}


def archive(parts: dict[str, bytes], level: int = 9) -> bytes:
    """Return a zip as another tool writes it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def test_what_is_written_is_read_by_others() -> None:
    written = write_package(Part.of(name, content) for name, content in PARTS.items())

    with zipfile.ZipFile(io.BytesIO(written)) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == PARTS


def test_parts_stand_in_order_and_bear_one_date_and_nothing_else() -> None:
    with zipfile.ZipFile(io.BytesIO(write_package(read_package(archive(PARTS)).values()))) as read:
        entries = read.infolist()

    assert [entry.filename for entry in entries] == ["[Content_Types].xml", "word/document.xml", "word/média.png"]
    assert {(entry.date_time, entry.extra, entry.external_attr) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), b"", 0)
    }


def test_unchanged_parts_are_copied_as_they_lie() -> None:
    source = archive(PARTS, level=1)
    other = archive(PARTS, level=9)

    copies = [read_package(write_package(read_package(each).values())) for each in (source, other)]

    assert copies == [read_package(source), read_package(other)]
    assert copies[0]["word/document.xml"].stored != copies[1]["word/document.xml"].stored


def test_a_changed_part_takes_the_place_of_the_old_one() -> None:
    package = read_package(archive(PARTS))
    package["word/document.xml"] = Part.of("word/document.xml", b"<new/>")

    assert read_package(write_package(package.values()))["word/document.xml"].content == b"<new/>"


def test_the_same_parts_in_any_order_give_the_same_bytes() -> None:
    parts = [Part.of(name, content) for name, content in PARTS.items()]

    assert write_package(parts) == write_package(reversed(parts))


def test_folders_are_left_out() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.mkdir("word")
        target.writestr("word/document.xml", "x")

    assert list(read_package(made.getvalue())) == ["word/document.xml"]


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", archive(PARTS)[:-30], archive(PARTS)[100:]])
def test_what_is_not_a_whole_archive_is_refused(data: bytes) -> None:
    with pytest.raises(PackageError):
        [part.content for part in read_package(data).values()]


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../x", "word/../../x", "word/./x", "word//x", "word\\x", "c:x", "a\x01b"]
)
def test_a_name_that_leaves_the_package_is_refused(name: str) -> None:
    with pytest.raises(PackageError, match="nom de partie refusé"):
        read_package(archive({"word/document.xml": b"", name: b""}))


def test_names_that_differ_only_by_case_are_refused() -> None:
    with pytest.raises(PackageError, match="même nom"):
        read_package(archive({"word/document.xml": b"", "Word/Document.xml": b""}))


@pytest.mark.long
def test_an_archive_that_announces_too_much_is_refused_before_it_is_inflated() -> None:
    with pytest.raises(PackageError, match="trop grande"):
        read_package(archive({"word/document.xml": bytes(MAX_PART_SIZE + 1)}))


@pytest.mark.long
def test_a_part_never_inflates_beyond_what_it_announces() -> None:
    bomb = read_package(archive({"a": bytes(50_000_000)}))["a"]
    liar = Part(bomb.name, bomb.method, bomb.crc, 10, bomb.stored)

    with pytest.raises(PackageError, match="endommagé"):
        _ = liar.content


@pytest.mark.parametrize("content", [b"x", b"x" * 1000])
def test_a_part_that_is_not_what_it_announces_is_refused(content: bytes) -> None:
    part = Part.of("a", content)
    altered = Part(part.name, part.method, part.crc ^ 1, part.size, part.stored)

    with pytest.raises(PackageError, match="a : contenu endommagé"):
        _ = altered.content


def test_bytes_that_do_not_inflate_are_refused() -> None:
    with pytest.raises(PackageError, match="endommagé"):
        _ = Part("a", zipfile.ZIP_DEFLATED, 0, 5, b"\xff\xff\xff").content


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(archive({"a": b"x"}))
    at = data.index(b"PK\x01\x02") + 8
    data[at : at + 2] = struct.pack("<H", 1)

    with pytest.raises(PackageError, match="chiffrement"):
        read_package(bytes(data))


def test_a_compression_that_office_does_not_know_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as target:
        target.writestr("a", "x")

    with pytest.raises(PackageError, match="compression"):
        read_package(made.getvalue())


def test_an_entry_that_does_not_begin_where_it_is_announced_is_refused() -> None:
    data = bytearray(archive({"a": b"x"}))
    data[0:4] = b"XXXX"

    with pytest.raises(PackageError):
        read_package(bytes(data))
