"""CSV: every text comes back as it was, and no cell is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.pages.spreadsheet import neutral, to_csv


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=x", " =1", "＝1", "－1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "MIT", "1-2", "'=1", "§ 3", "5 + 5"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert neutral(cell) == cell


def test_rows_are_utf_8_with_crlf() -> None:
    assert to_csv([["A", "b, c"], ['say "hi"', "—"]]) == 'A,"b, c"\r\n"say ""hi""",—\r\n'.encode()


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2)))
def test_every_text_comes_back(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(to_csv(rows).decode("utf-8"), newline="")))
    assert read == [[neutral(cell) for cell in row] for row in rows]
