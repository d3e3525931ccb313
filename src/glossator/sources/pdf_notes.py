"""Tell the footnotes at the foot of a page from its text, and find their calls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet
from glossator.sources.pdf_words import RAISED

SMALLER = 0.94  # a row of less than this share of the body's size is small type
_LABEL = re.compile(r"(\d{1,3}|[*†‡§¶]{1,3})(?=[\s.A-Z“‘\"'(\[§]|$)")
_CALL = re.compile(r"\d{1,3}|[*†‡§¶]{1,3}")


@dataclass(slots=True)
class Note:
    """A footnote: its label, the page it begins on and its rows (on several pages, perhaps)."""

    label: str
    page: int
    rows: list[Row]

    def name(self) -> str:
        """Give the name by which its call finds it."""
        return note_name(self.page, self.label)

    def confidence(self) -> float:
        """Tell how sure it is a note: a raised label says most, none at all least."""
        if not self.label:
            return 0.5
        return 0.95 if self.rows[0].raised_label() else 0.8


def note_name(page: int, label: str) -> str:
    """Name the note of a label on a page."""
    return f"{page}:{label}"


def take_notes(sheets: Sequence[Sheet], size: float) -> list[Note]:
    """Move the footnotes of every page out of its body.

    They begin below a drawn rule, or at a row that begins with a raised sign
    or, in small type, with a number; from there on all is notes. A page's
    small type without a number goes on with the note of the page before.

    Args:
        sheets: the pages, furniture taken.
        size: of the body, as in `Row`.
    """
    notes: list[Note] = []
    for sheet in sheets:
        sheet.body, sheet.notes = _part_notes(sheet, notes, size)
        last = notes[-1].rows[-1].page if notes else None
        for at, row in enumerate(sheet.notes):
            first = at == 0 and last != sheet.index - 1
            label = _note_label(row, notes, first=first)
            if label or first:
                notes.append(Note(label, sheet.index, [row]))
            else:
                notes[-1].rows.append(row)
    return notes


def _part_notes(sheet: Sheet, notes: Sequence[Note], size: float) -> tuple[list[Row], list[Row]]:
    """Part a page's rows into text and notes, column by column; drawn rules leave a sign and go.

    Notes end a column; only the last stretch of each is asked, and what stands
    below columns over the whole width.
    """
    for before, row in pairwise(sheet.body):
        row.below_rule = before.is_rule
    goes_on = bool(notes) and notes[-1].rows[-1].page == sheet.index - 1
    stretches = [list(rows) for _, rows in groupby(sheet.body, key=lambda row: id(row.column))]
    ends = {id(rows[0].column): at for at, rows in enumerate(stretches)}
    body: list[Row] = []
    found: list[Row] = []
    for at, rows in enumerate(stretches):
        start = len(rows)
        if ends[id(rows[0].column)] == at:
            start = _notes_start(rows, size, goes_on=goes_on or bool(found), is_first=at == 0)
        body += (row for row in rows[:start] if not row.is_rule)
        found += (row for row in rows[start:] if not row.is_rule)
    return body, found


def _notes_start(rows: Sequence[Row], size: float, *, goes_on: bool, is_first: bool) -> int:
    """Give the first row of a column's notes; the number of rows where it has none.

    A drawn rule is the surest sign, then a label; the rest of an earlier note
    shows by its small type only, so that is believed where a note was left open.
    """
    start = _start_below_rule(rows, size, goes_on=goes_on)
    if start is None:
        start = _start_at_label(rows, size, goes_on=goes_on, is_first=is_first)
    if start is None and goes_on:
        start = _start_in_small_type(rows, size)
    return len(rows) if start is None else start


def _start_below_rule(rows: Sequence[Row], size: float, *, goes_on: bool) -> int | None:
    """Find the last drawn rule that has notes below it."""
    for at in range(len(rows) - 1, 0, -1):
        if rows[at].is_rule and _are_notes(rows[at + 1 :], size, goes_on=goes_on):
            return at
    return None


def _start_at_label(
    rows: Sequence[Row], size: float, *, goes_on: bool, is_first: bool
) -> int | None:
    """Find the first labelled row below which nothing is set larger than it or the body."""
    for at in range(int(is_first), len(rows)):
        largest = 1.05 * max(size, rows[at].size)
        if _is_labelled(rows, at, size) and all(row.size < largest for row in rows[at:]):
            return _with_rest_of_note(rows, at, size) if goes_on else at
    return None


def _start_in_small_type(rows: Sequence[Row], size: float) -> int | None:
    """Find where the small type begins that ends the page, set off from the text above."""
    at = len(rows)
    while at > 0 and rows[at - 1].size < SMALLER * size:
        at -= 1
    return at if at == 0 or (at < len(rows) and _stands_below(rows, at)) else None


def _is_labelled(rows: Sequence[Row], at: int, size: float) -> bool:
    """Tell whether a row begins with a raised sign, or in small type with a plain number."""
    row = rows[at]
    if _CALL.fullmatch(row.raised_label()):
        return True
    small = row.size < SMALLER * size
    return small and _LABEL.match(row.text) is not None and _stands_below(rows, at)


def _are_notes(rows: Sequence[Row], size: float, *, goes_on: bool) -> bool:
    """Tell whether the rows below a rule are notes rather than the rest of a title."""
    if not rows:
        return False
    labelled = bool(rows[0].raised_label()) or _LABEL.match(rows[0].text) is not None
    small = all(row.size < SMALLER * size for row in rows)
    return labelled or (small and goes_on)


def _stands_below(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a row of small type follows larger type, or a gap, or other columns."""
    if at == 0:
        return True
    above, row = rows[at - 1], rows[at]
    return above.size > 1.05 * row.size or row.top - above.bottom > 0.6 * row.size


def _with_rest_of_note(rows: Sequence[Row], at: int, size: float) -> int:
    """Go up over small rows right above a page's first label: the rest of an earlier note."""
    while at > 1 and rows[at - 1].size < SMALLER * size and not _stands_below(rows, at):
        at -= 1
    return at


def _note_label(row: Row, notes: Sequence[Note], *, first: bool) -> str:
    """Give the label with which a note begins in this row, "" if it only goes on."""
    raised = row.raised_label()
    if _CALL.fullmatch(raised):
        return raised
    found = _LABEL.match(row.text)
    if not found:
        return ""
    label = found[1]
    if label.isdecimal():
        # A number at a row's beginning may be anything, unless it counts on.
        begins = first or _counts_on(notes[-1].label if notes else "", label)
    else:
        begins = first or len(row.text) > len(label)
    return label if begins else ""


def _counts_on(last: str, label: str) -> bool:
    """Tell whether a number is the next after the last label."""
    return last.isdecimal() and int(label) == int(last) + 1


def find_calls(row: Row, known: set[str]) -> list[tuple[int, int, str]]:
    """List the footnote calls in a row: (start, end, name of the note).

    A raised number or sign is a call only if its page or the next has a note
    of that label; "10²" stays what it is.
    """
    calls = []
    for start, end, face in row.faces:
        label = row.text[start:end]
        if not face & RAISED or not _CALL.fullmatch(label):
            continue
        names = (note_name(row.page, label), note_name(row.page + 1, label))
        if name := next((name for name in names if name in known), ""):
            calls.append((start, end, name))
    return calls
