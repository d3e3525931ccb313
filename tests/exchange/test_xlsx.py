"""Notes as a spreadsheet."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from glossator.exchange.cells import LONGEST_CELL
from glossator.exchange.losses import losses
from glossator.exchange.xlsx import write_xlsx
from glossator.model.notes import Notes, NotesSection
from glossator.model.pens import FormKind
from tests.exchange.made_notes import CASE, LineMaker, make_brief, make_outline


def read(notes: Notes) -> Any:
    return load_workbook(io.BytesIO(write_xlsx(notes))).active


def matrix(words: str = "A fact.") -> Notes:
    make = LineMaker()
    cells = (
        NotesSection("c/1", "Facts", 2, lines=(make.line("facts", words, at="402"),)),
        NotesSection("c/2", "Rule", 2),
    )
    row = NotesSection("source:s1", CASE, 1, sections=cells)
    return replace(
        make_outline(), kind=FormKind.MATRIX, form_title="Matrix: [all]", sections=(row,)
    )


def test_a_matrix_is_a_table_that_stands_still() -> None:
    sheet = read(matrix())
    assert sheet.title == "Matrix   all"
    assert sheet.freeze_panes == "B2"
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Source", "Facts", "Rule"],
        [CASE, "A fact. (F · 402)", None],
    ]


def test_other_notes_have_a_row_a_line() -> None:
    rows = [[cell.value for cell in row] for row in read(make_brief())]
    assert rows[0][:3] == ["Part", "No.", "Words"]
    assert len(rows) == 23
    assert rows[1][0] == "Procedure"
    assert rows[1][6:] == ["402", "Procedure"]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from("=+-@") | st.text(max_size=3), st.text(max_size=40))
def test_no_words_are_a_formula(start: str, rest: str) -> None:
    cell = read(matrix(f"{start}{rest}"))["B2"]
    assert cell.data_type in {"s", "n"}
    assert cell.value is None or not isinstance(cell.value, (int, float))


def test_what_a_cell_cannot_hold_is_cut_and_told() -> None:
    notes = matrix("x" * 40_000)
    assert len(read(notes)["B2"].value) <= LONGEST_CELL
    assert losses(notes, "xlsx", {}) == (
        "1 cell had more than 32,767 characters and ended in “[…]”.",
    )
    assert losses(matrix(), "xlsx", {}) == ()


def test_the_same_notes_give_the_same_bytes() -> None:
    assert write_xlsx(matrix()) == write_xlsx(matrix())
