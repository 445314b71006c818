"""What Excel, LibreOffice or a page puts on the clipboard, read as cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.workbooks.clipboard import CollageRefuse, split_cells
from tests.french import faults


def test_tabs_part_the_cells_and_ends_of_line_part_the_rows() -> None:
    assert split_cells("a\tb\r\nc\td\r\n") == [["a", "b"], ["c", "d"]]


def test_french_numbers_come_as_they_are() -> None:
    assert split_cells("1 234,56\t31/12/2027\t-12,5 %\n") == [["1 234,56", "31/12/2027", "-12,5 %"]]


def test_a_quoted_cell_may_hold_lines_tabs_and_doubled_quotes() -> None:
    assert split_cells('"une\r\ndeux"\t"dit ""oui"""\t"a\tb"\r\n') == [["une\ndeux", 'dit "oui"', "a\tb"]]


def test_a_quotation_mark_within_a_cell_is_only_a_character() -> None:
    assert split_cells('le "Val"\t12"\n') == [['le "Val"', '12"']]


def test_an_opening_quote_that_nothing_closes_is_only_a_character() -> None:
    assert split_cells('"a\tb\nc\td') == [['"a', "b"], ["c", "d"]]


def test_a_quoted_word_followed_by_others_is_no_quoted_cell() -> None:
    assert split_cells('"Val" de Nied\tb') == [['"Val" de Nied', "b"]]


def test_blank_cells_keep_their_place_and_short_rows_are_made_even() -> None:
    assert split_cells("\ta\t\n\n\tb") == [["", "a", ""], ["", "", ""], ["", "b", ""]]


def test_nothing_pasted_gives_no_cell() -> None:
    assert split_cells("") == []
    assert split_cells("\r\n") == []


def test_no_break_spaces_and_old_macintosh_ends_of_line_are_understood() -> None:
    assert split_cells("1\u202f234,50\ra") == [["1\u202f234,50"], ["a"]]


@pytest.mark.parametrize("texte", ["a\n" * 501, "\t" * 60], ids=["rows", "columns"])
def test_a_table_too_large_is_refused_in_french(texte: str) -> None:
    with pytest.raises(CollageRefuse) as refused:
        split_cells(texte)
    assert faults(str(refused.value)) == []


def test_the_largest_table_is_read() -> None:
    rows = split_cells("\n".join(["\t".join("x" * 60)] * 500))
    assert (len(rows), len(rows[0])) == (500, 60)


def test_an_enormous_text_is_refused() -> None:
    with pytest.raises(CollageRefuse):
        split_cells("x" * 2_000_001)


_CELLS = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=12)
_TABLES = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(_CELLS, min_size=n, max_size=n), min_size=1, max_size=6)
)


@pytest.mark.long
@given(_TABLES)
def test_any_table_that_excel_copies_comes_back(table: list[list[str]]) -> None:
    def copied(cell: str) -> str:
        quoted = any(mark in cell for mark in '\n\t"')
        return '"' + cell.replace('"', '""') + '"' if quoted else cell

    texte = "\r\n".join("\t".join(map(copied, row)) for row in table) + "\r\n"
    assert split_cells(texte) == (table if any(map(any, table)) or len(table) > 1 or len(table[0]) > 1 else [])


@given(st.text(max_size=200))
def test_any_text_gives_even_rows(texte: str) -> None:
    assert len({len(row) for row in split_cells(texte)}) <= 1
