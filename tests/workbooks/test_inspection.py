"""What is no honest workbook is refused before any of it is read, in French."""

from __future__ import annotations

import tracemalloc
from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from server.workbooks.inspection import ClasseurRefuse
from server.workbooks.models import MODELES
from server.workbooks.reading import read
from server.workbooks.writing import write
from tests.french import faults

if TYPE_CHECKING:
    from collections.abc import Callable

MODELE = MODELES["etablissements"]
SHEET = "xl/worksheets/sheet2.xml"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "eeee"><!ENTITY f "&e;&e;&e;">]>'


def repacked(change: Callable[[dict[str, bytes]], object]) -> bytes:
    with ZipFile(BytesIO(write(MODELE, {}))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def twice(name: str) -> bytes:
    packed = BytesIO(write(MODELE, {}))
    with ZipFile(packed, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(name, b"<worksheet/>")
    return packed.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    return repacked(lambda parts: parts.update({name: content}))


REFUSED = {
    "nothing": lambda: b"",
    "a text": lambda: b"finess;nom\r\n",
    "a broken archive": lambda: write(MODELE, {})[:-400],
    "an archive of something else": lambda: repacked(lambda parts: parts.pop("xl/workbook.xml")),
    "an old or locked workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "too many bytes": lambda: b"PK\x03\x04" + b"\0" * 10_000_000,
    "macros": lambda: with_part("xl/vbaProject.bin", b"\0"),
    "old macros": lambda: with_part("xl/macrosheets/sheet1.xml", b"<a/>"),
    "a bomb": lambda: with_part("xl/media/image1.png", b"\0" * 30_000_000),
    "many small bombs": lambda: repacked(lambda parts: parts.update({f"a{n}": b"\0" * 900_000 for n in range(70)})),
    "too many parts": lambda: repacked(lambda parts: parts.update({f"a{n}": b"" for n in range(600)})),
    "entities in a sheet": lambda: with_part(SHEET, DOCTYPE + b"<worksheet>&f;</worksheet>"),
    "entities in the texts": lambda: with_part("xl/sharedStrings.xml", DOCTYPE + b"<sst/>"),
    "entities in UTF-16": lambda: with_part(SHEET, '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16")),
    "a sheet twice": lambda: twice(SHEET),
    "a sheet that is no XML": lambda: with_part(SHEET, b"<worksheet><sheetData><row"),
    "a cell out of any sheet": lambda: with_part(
        SHEET,
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="ZZZZ9"><v>1</v></c></row></sheetData></worksheet>',
    ),
}


@pytest.mark.parametrize("contenu", REFUSED.values(), ids=REFUSED)
def test_what_is_no_honest_workbook_is_refused_in_good_french(contenu: Callable[[], bytes]) -> None:
    with pytest.raises(ClasseurRefuse) as refused:
        read(MODELE, contenu())
    assert faults(str(refused.value)) == []


def test_far_away_cells_cost_little() -> None:
    classeur = load_workbook(BytesIO(write(MODELE, {})))
    sheet = classeur["Établissements"]
    for ligne in range(3, 1_000):
        sheet.cell(ligne, 16_384, "x")
    sheet.cell(1_048_576, 1, "x")
    saved = BytesIO()
    classeur.save(saved)
    tracemalloc.start()
    begun = perf_counter()
    lecture = read(MODELE, saved.getvalue())
    assert perf_counter() - begun < 5
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()
    assert [faute.feuille for faute in lecture.fautes] == ["Établissements"]


def test_styles_far_away_are_not_values() -> None:
    classeur = load_workbook(BytesIO(write(MODELE, {})))
    classeur["Établissements"].cell(900_000, 900).number_format = "@"
    saved = BytesIO()
    classeur.save(saved)
    assert read(MODELE, saved.getvalue()).fautes == ()


@pytest.mark.long
def test_the_largest_workbook_is_read_in_a_bearable_time() -> None:
    items = [{"finess_et": f"{rang:09}", "raison_sociale": "EHPAD", "commune": "Metz"} for rang in range(5_000)]
    contenu = write(MODELE, {"article_1": {"etablissements": items}})
    begun = perf_counter()
    lecture = read(MODELE, contenu)
    assert perf_counter() - begun < 20
    assert (len(lecture.listes["article_1", "etablissements"]), lecture.fautes) == (5_000, ())


def test_any_plain_workbook_with_the_sheet_is_read() -> None:
    classeur = Workbook()
    sheet = classeur.worksheets[0]
    sheet.title = "Établissements"
    sheet.append(["Raison sociale", "numéro finess *"])
    sheet.append(["EHPAD", "570005165"])
    saved = BytesIO()
    classeur.save(saved)
    lecture = read(MODELE, saved.getvalue())
    assert lecture.fautes == ()
    assert [element.cle for element in lecture.listes["article_1", "etablissements"]] == [("570005165",)]
