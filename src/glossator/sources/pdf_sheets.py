"""A page of a PDF in the making: its rows, sorted into body, furniture and footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from glossator.sources.pdf_rows import Row
from glossator.sources.printed import NumberSeen

Margins = tuple[float, float]
"""Left and right edge of a page's column of type, in points."""


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
        notes: rows of footnotes.
        seen: page numbers that its edges may carry.
        name: what its running head calls this part of the book.
        left: of its column of type.
        right: of its column of type.
        middle: the axis on which titles stand.
    """

    index: int
    width: float
    height: float
    body: list[Row]
    heads: list[Row] = field(default_factory=list)
    numbers: list[Row] = field(default_factory=list)
    line_numbers: Row | None = None
    notes: list[Row] = field(default_factory=list)
    seen: list[NumberSeen] = field(default_factory=list)
    name: str = ""
    left: float = 0.0
    right: float = 0.0
    middle: float = 0.0


def body_size(sheets: Sequence[Sheet]) -> float:
    """Give the size (as in `Row`) in which most of the text is set."""
    weights: Counter[float] = Counter()
    for sheet in sheets:
        for row in sheet.body:
            weights[round(row.size * 2) / 2] += len(row.text)
    return weights.most_common(1)[0][0] if weights else 12.0


def set_margins(sheets: Sequence[Sheet]) -> None:
    """Find the left and right edge of each page's column of type.

    Margins may differ between left and right pages and between parts of a
    book, so each page speaks for itself; one with too few long rows takes the
    edges most common on pages of its side. A page all of whose rows stop short
    on both sides is a quotation and takes them too.
    """
    own = [_own_margins(sheet) for sheet in sheets]
    by_side = (_most_common(own[0::2]), _most_common(own[1::2]))
    for sheet, found in zip(sheets, own, strict=True):
        usual = by_side[sheet.index % 2]
        edges = usual if found is None or _is_drawn_in(found, usual) else found
        sheet.left, sheet.right = edges or (0.0, sheet.width)
        sheet.middle = _axis(found, usual, sheet.width)


def _most_common(margins: Sequence[Margins | None]) -> Margins | None:
    counted = Counter(found for found in margins if found)
    return counted.most_common(1)[0][0] if counted else None


def _is_drawn_in(found: Margins, usual: Margins | None) -> bool:
    """Tell whether a page's rows stop short of the usual edges on both sides."""
    return usual is not None and found[0] > usual[0] + 6 and found[1] < usual[1] - 6


def _axis(found: Margins | None, usual: Margins | None, width: float) -> float:
    """Give where a page's titles stand: in the middle of the usual column, unless its own is far.

    The few rows of a page that is not full measure their column less surely.
    """
    if usual and (found is None or all(abs(a - b) < 30 for a, b in zip(found, usual, strict=True))):
        return sum(usual) / 2
    return sum(found or (0.0, width)) / 2


def _own_margins(sheet: Sheet) -> Margins | None:
    """Measure a page's column by its longer rows; None where these are too few."""
    rows = [row for row in sheet.body if len(row.text) > 30]
    if len(rows) < 6:
        return None
    left = _usual_left(rows)
    if left is None:
        return None
    rights = sorted(row.right for row in rows)
    return left, _to_even(rights[len(rights) * 9 // 10])


def _usual_left(rows: Sequence[Row]) -> float | None:
    """Give the leftmost edge at which a good part of the rows begin."""
    lefts = Counter(_to_even(row.left) for row in rows)
    least = max(2, 0.15 * len(rows))
    return min((left for left, count in lefts.items() if count >= least), default=None)


def _to_even(points: float) -> float:
    """Round to two points, so that what is set at one edge counts as one."""
    return round(points / 2) * 2.0
