"""Lists exported to spreadsheets, hostile cells included."""

from __future__ import annotations

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from server.workbooks.lists import Valeur, csv_of, xlsx_of

HOSTILE = (
    '=HYPERLINK("http://exemple.test","Cliquez")',
    "=cmd|' /C calc'!A0",
    "+33 3 87 00 00 00",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "#N/A",
    "_x0041_",
    '";=1+1;"',
)


def csv_rows(*lignes: tuple[Valeur, ...]) -> list[list[str]]:
    texte = csv_of(["Référence", "Gestionnaire"], lignes).decode("utf-8-sig")
    return list(csv.reader(StringIO(texte, newline=""), delimiter=";"))[1:]


def test_a_csv_opens_in_a_french_spreadsheet() -> None:
    assert csv_of(["Clé", "Nom"], [("a", "l’Été")]) == "\ufeffClé;Nom\r\na;l’Été\r\n".encode()


def test_csv_numbers_and_dates_read_as_french_ones() -> None:
    assert csv_rows((Decimal("-1234.50"), date(2027, 12, 31))) == [["-1234,50", "31/12/2027"]]
    assert csv_rows((84, None)) == [["84", ""]]


@pytest.mark.parametrize("texte", [each for each in HOSTILE if each[0] in "=+-@\t\r\n"])
def test_no_text_of_a_csv_begins_as_a_formula(texte: str) -> None:
    assert csv_rows((texte, "b"))[0][0] == f"'{texte}"


def test_a_text_cannot_leave_its_csv_cell() -> None:
    assert csv_rows(('";=1+1;"', "b")) == [['";=1+1;"', "b"]]


@pytest.mark.parametrize("texte", HOSTILE)
def test_a_hostile_text_is_text_in_a_workbook(texte: str) -> None:
    contenu = xlsx_of("Contrats", ["Nom"], [(texte,)])
    cell = load_workbook(BytesIO(contenu))["Contrats"]["A2"]
    assert cell.data_type == "s"
    with ZipFile(BytesIO(contenu)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_numbers_and_dates_of_a_workbook_are_real() -> None:
    contenu = xlsx_of("Contrats", ["Montant", "Places", "Fin"], [(Decimal("1234.50"), 84, date(2031, 12, 31))])
    row = next(load_workbook(BytesIO(contenu))["Contrats"].iter_rows(min_row=2))
    assert [cell.value for cell in row] == [1234.5, 84, datetime(2031, 12, 31)]  # noqa: DTZ001 -- as openpyxl reads it
    assert [cell.number_format for cell in row] == ["#,##0.00", "0", "DD/MM/YYYY"]


def test_the_same_list_gives_the_same_bytes() -> None:
    assert xlsx_of("Contrats", ["Nom"], [("a",)]) == xlsx_of("Contrats", ["Nom"], [("a",)])


def test_a_list_without_rows_has_its_headings() -> None:
    assert next(load_workbook(BytesIO(xlsx_of("Contrats", ["Nom"], [])))["Contrats"].values) == ("Nom",)


def test_characters_that_no_file_holds_are_replaced() -> None:
    contenu = xlsx_of("Contrats", ["Nom"], [("a\x00b\ud800",)])
    assert load_workbook(BytesIO(contenu))["Contrats"]["A2"].value == "a\ufffdb\ufffd"
    assert csv_rows(("a\ud800", "")) == [["a?", ""]]
