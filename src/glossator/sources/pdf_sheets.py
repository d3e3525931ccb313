"""A page of a PDF in the making: its rows, sorted into body, furniture and footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from glossator.sources.pdf_rows import Row
from glossator.sources.printed import NumberSeen


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
    usual: dict[int, tuple[float, float]] = {}
    for side in (0, 1):
        counted = Counter(found for found in own[side::2] if found)
        usual[side] = counted.most_common(1)[0][0] if counted else (0.0, 0.0)
    for sheet, found in zip(sheets, own, strict=True):
        left, right = usual[sheet.index % 2]
        near = found and abs(found[0] - left) < 30 and abs(found[1] - right) < 30
        middle = left + right if left and (near or not found) else sum(found or (0, sheet.width))
        if found and not (left and found[0] > left + 6 and found[1] < right - 6):
            left, right = found
        sheet.left, sheet.right, sheet.middle = left, right or sheet.width, middle / 2


def _own_margins(sheet: Sheet) -> tuple[float, float] | None:
    rows = [row for row in sheet.body if len(row.text) > 30]
    if len(rows) < 6:
        return None
    lefts = Counter(round(row.left / 2) * 2 for row in rows)
    least = max(2, 0.15 * len(rows))
    left = min((left for left, count in lefts.items() if count >= least), default=None)
    if left is None:
        return None
    rights = sorted(row.right for row in rows)
    return float(left), float(round(rights[len(rights) * 9 // 10] / 2) * 2)
