"""Put pictures and tables where they are read: before the row that begins below them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

from glossator.model.text import IMAGE_SIGN
from glossator.sources.pdf_drafts import Draft
from glossator.sources.pdf_drawings import Picture
from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet

Inserts = dict[int | None, list[Draft]]
"""Drafts by the identity of the row of body text before which they go; of None, to the end."""


def place_inserts(sheets: Sequence[Sheet], tables: Sequence[tuple[Draft, Row | None]]) -> Inserts:
    """Give the places of tables, as `take_tables` gives them, and of the pages' pictures."""
    found: list[tuple[int, float, Row | None, Draft]] = [
        (draft.rows[0].page, draft.rows[0].top, row, draft) for draft, row in tables
    ]
    for sheet in sheets:
        for picture in sheet.pictures:
            row = _row_below(sheet.body, picture)
            found.append((sheet.index, picture.box[1], row, _draft(sheet.index, picture)))
    firsts = _first_rows(sheets)
    placed: Inserts = defaultdict(list)
    for page, _, row, draft in sorted(found, key=lambda one: one[:2]):
        before = row or firsts[page]
        placed[id(before) if before else None].append(draft)
    return placed


def _first_rows(sheets: Sequence[Sheet]) -> list[Row | None]:
    """Give for each page the first row of body text on the pages after it."""
    firsts: list[Row | None] = []
    first: Row | None = None
    for sheet in reversed(sheets):
        firsts.append(first)
        first = sheet.body[0] if sheet.body else first
    return firsts[::-1]


def _row_below(rows: Sequence[Row], picture: Picture) -> Row | None:
    """Find the row that follows a picture in its column; None where the page ends with it."""
    beside = [at for at, row in enumerate(rows) if _in_column(row, picture)]
    for at in beside:
        if rows[at].top > picture.box[1]:
            return rows[at]
    after = beside[-1] + 1 if beside else len(rows)
    return rows[after] if after < len(rows) else None


def _in_column(row: Row, picture: Picture) -> bool:
    """Tell whether a picture stands in the column of a row."""
    middle = (picture.box[0] + picture.box[2]) / 2
    return not row.column.side or row.column.left - 20 < middle < row.column.right + 20


def _draft(page: int, picture: Picture) -> Draft:
    left, top, right, bottom = picture.box
    row = Row(page, IMAGE_SIGN, left, top, right, bottom, bottom - top, array("f"))
    return Draft([row], confidence=picture.confidence, picture=picture)


def scan_problem(sheets: Iterable[Sheet], count: int) -> str:
    """Say how many pages are pictures without text, "" for none."""
    scans = sum(sheet.is_scan for sheet in sheets)
    if not scans:
        return ""
    if scans == count:
        what = "Its one page is a picture" if count == 1 else f"All its {count} pages are pictures"
    else:
        verb = "is a picture" if scans == 1 else "are pictures"
        what = f"{scans} of {count} pages {verb}"
    return (
        f"{what} without text (a scan, perhaps): you can look and mark areas, but there are no "
        "words to mark until the text is recognised."
    )
