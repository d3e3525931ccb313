"""A page of a PDF in the making: its rows, sorted into body, furniture and footnotes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from glossator.sources.pdf_drawings import Picture
from glossator.sources.pdf_frames import NO_FRAME, Frame
from glossator.sources.pdf_rows import Column, Row
from glossator.sources.printed import NumberSeen

Margins = tuple[float, float, float]
"""Left and right edge of a column of type, and its outermost left edge, in points.

The third is less than the first where paragraphs hang from their first lines.
"""

_NEAR = 8  # pages of the same side, before and after: with them a page shares its margins


@dataclass(slots=True)
class Sheet:
    """A page and what stands on it.

    Attributes:
        index: from 0.
        width: in points.
        height: in points.
        body: rows of running text, in reading order.
        heads: running heads and feet.
        numbers: rows that hold nothing but a page number.
        line_numbers: the numbers in the margin, as one row; None where there are none.
        stamp: rows of a clerk's stamp.
        notes: rows of footnotes.
        seen: page numbers that its edges may carry.
        name: what its running head calls this part of the book.
        shown: how the page lies in PDFium's coordinates and is shown.
        frame: the same, but turned as its type is read, which all measures here follow.
        pictures: the parts of it that are pictures, in reading order with the body's rows.
        is_scan: whether it is a picture of a page, with hardly any text of its own.
        has_marks: whether another program left marks on it.
    """

    index: int
    width: float
    height: float
    body: list[Row]
    heads: list[Row] = field(default_factory=list)
    numbers: list[Row] = field(default_factory=list)
    line_numbers: Row | None = None
    stamp: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    seen: list[NumberSeen] = field(default_factory=list)
    name: str = ""
    shown: Frame = NO_FRAME
    frame: Frame = NO_FRAME
    pictures: list[Picture] = field(default_factory=list)
    is_scan: bool = False
    has_marks: bool = False


def body_size(sheets: Sequence[Sheet]) -> float:
    """Give the size (as in `Row`) in which most of the text is set."""
    weights: Counter[float] = Counter()
    for sheet in sheets:
        for row in sheet.body:
            weights[round(row.size * 2) / 2] += len(row.text)
    return weights.most_common(1)[0][0] if weights else 12.0


def set_margins(sheets: Sequence[Sheet]) -> None:
    """Find the left and right edge of each column of type.

    Margins may differ between left and right pages and between parts of a
    book, so each page speaks for itself, but asks its neighbours of the same
    side: a page with too few long rows takes their edges, and so does one
    most of whose rows are drawn in, a quotation.
    """
    known: dict[tuple[int, str], list[tuple[int, Margins]]] = defaultdict(list)
    columns = [(sheet, column, rows) for sheet in sheets for column, rows in _columns(sheet)]
    measured = [_own_margins(rows) for _, _, rows in columns]
    for (sheet, column, _), own in zip(columns, measured, strict=True):
        if own:
            known[sheet.index % 2, column.side].append((sheet.index, own))
    for (sheet, column, rows), own in zip(columns, measured, strict=True):
        usual = _most_common_near(known[sheet.index % 2, column.side], sheet.index)
        edges = own
        if own is None or (usual is not None and _is_drawn_in(rows, own, usual)):
            edges = usual
        column.left, column.right, outer = edges or _outermost(rows, sheet)
        column.middle = _axis(outer, column.right, own, usual)
        if edges is None and not column.side:
            column.middle = sheet.width / 2  # the rows are too few to say more


def _columns(sheet: Sheet) -> list[tuple[Column, list[Row]]]:
    """Give a page's columns with their rows of running text, rules left out."""
    found: dict[int, tuple[Column, list[Row]]] = {}
    for row in chain(sheet.body, sheet.notes):
        found.setdefault(id(row.column), (row.column, []))
    for row in sheet.body:
        if not row.is_rule:
            found[id(row.column)][1].append(row)
    return list(found.values())


def _most_common_near(known: Sequence[tuple[int, Margins]], page: int) -> Margins | None:
    """Give the edges that most pages near one have, given all pages' in their order."""
    at = bisect_left(known, (page, (0.0, 0.0, 0.0)))
    counted = Counter(found for _, found in known[max(0, at - _NEAR) : at + _NEAR])
    return counted.most_common(1)[0][0] if counted else None


def _outermost(rows: Sequence[Row], sheet: Sheet) -> Margins:
    """Give the edges of a column of which too little is known: of its rows, else of its page."""
    if all(len(row.text) <= 30 and not row.column.side for row in rows):
        return 0.0, sheet.width, 0.0
    left = min(row.left for row in rows)
    return left, max(row.right for row in rows), left


def _is_drawn_in(rows: Sequence[Row], own: Margins, usual: Margins) -> bool:
    """Tell whether most of a page's rows stop short of the usual edge, at the left at least.

    A row that begins at the usual edge shows that the page's column is the usual one.
    """
    if own[0] <= usual[0] + 6 or own[1] > usual[1] + 6:
        return False
    return own[1] < usual[1] - 6 or any(abs(row.left - usual[0]) < 2 for row in rows)


def _axis(left: float, right: float, own: Margins | None, usual: Margins | None) -> float:
    """Give where titles stand: in the middle of the usual column, unless the page's own is far.

    The few rows of a page that is not full measure their column less surely.
    """
    near = own is None or (
        usual is not None and all(abs(a - b) < 30 for a, b in zip(own, usual, strict=True))
    )
    _, right, left = usual if usual and near else own or (left, right, left)
    return (left + right) / 2


def _own_margins(rows: Sequence[Row]) -> Margins | None:
    """Measure a column by its longer rows; None where these are too few."""
    least = 30 if not rows or rows[0].column.side == "" else 15
    long = [row for row in rows if len(row.text) > least]
    if len(long) < 6:
        return None
    left = _usual_left(long)
    if left is None:
        return None
    rights = sorted(row.right for row in long)
    lefts = Counter(_to_even(row.left) for row in long)
    outer = min((edge for edge, count in lefts.items() if count > 1), default=left)
    return left, _to_even(rights[len(rights) * 9 // 10]), outer


def _usual_left(rows: Sequence[Row]) -> float | None:
    """Give the leftmost edge at which a good part of the rows begin."""
    lefts = Counter(_to_even(row.left) for row in rows)
    least = max(2, 0.15 * len(rows))
    return min((left for left, count in lefts.items() if count >= least), default=None)


def _to_even(points: float) -> float:
    """Round to two points, so that what is set at one edge counts as one."""
    return round(points / 2) * 2.0
