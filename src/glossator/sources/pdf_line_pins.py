"""Pin the lines of pages whose margin counts them: "14:3" is page 14, line 3.

Where each line has its number, a row is the line whose number stands nearest.
Where only each fifth or tenth has one, the rows between two numbers are counted
by their height on the page, and only if nearly all of them fit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossator.model.text import PinpointOrigin
from glossator.sources.blocks import TextBuilder
from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet
from glossator.sources.printed import PrintedPage

SCHEME = "line"
_BESIDE = 0.6  # of the distance between two numbers: a row farther from one has another
_OFF = 0.3  # lines that a row may stand beside the place that counting gives it
_FITTING = 0.9  # of the rows between two numbers must stand where counting puts them
_SURE, _COUNTED = 0.8, 0.6
_CITABLE_PAGE = 0.5

_Mark = tuple[float, int]
"""The height of a number on its page, in points from the top, and the number."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A row of running text: its page, where it begins in the text, and as in `Row`."""

    page: int
    start: int
    number: int
    counted: bool


def count_lines(sheets: Sequence[Sheet]) -> None:
    """Note of each row of text which of the lines counted in its margin it is."""
    for sheet in sheets:
        if sheet.line_numbers is not None:
            marks = list(_marks(sheet.line_numbers))
            rows = [row for row in sheet.body if row.text]
            if marks[1][1] - marks[0][1] == 1:
                _take_nearest(rows, marks)
            else:
                _count_between(rows, marks)


def _marks(numbers: Row) -> Iterator[_Mark]:
    words = numbers.words
    for at in range(0, len(words), 6):
        label = numbers.text[int(words[at]) : int(words[at + 1])]
        yield words[at + 3] + words[at + 5] / 2, int(label)


def _take_nearest(rows: Sequence[Row], marks: Sequence[_Mark]) -> None:
    """Give each row the number that stands nearest to it, if one stands beside it."""
    apart = _height_of_line(marks)
    for row in rows:
        middle = (row.top + row.bottom) / 2
        height, number = min(marks, key=lambda mark: abs(mark[0] - middle))
        if abs(height - middle) <= _BESIDE * apart:
            row.number = number


def _height_of_line(marks: Sequence[_Mark]) -> float:
    (top, first), (bottom, last) = marks[0], marks[-1]
    return (bottom - top) / (last - first)


def _count_between(rows: Sequence[Row], marks: Sequence[_Mark]) -> None:
    """Count the rows between numbers; where they do not fit, those beside a number alone count."""
    step = marks[1][1] - marks[0][1]
    placed = [(row, _place_of(row, marks)) for row in rows]
    near = [(row, at) for row, at in placed if marks[0][1] - step < at < marks[-1][1] + step]
    fitting = [(row, at) for row, at in near if abs(at - round(at)) < _OFF and round(at) > 0]
    taken = [round(at) for _, at in fitting]
    fits = len(fitting) >= _FITTING * len(near) and len(set(taken)) == len(taken)
    known = {number for _, number in marks}
    for row, at in fitting:
        is_beside = round(at) in known
        if fits or is_beside:
            row.number, row.counted = round(at), not is_beside


def _place_of(row: Row, marks: Sequence[_Mark]) -> float:
    """Give the line at a row's height, counted from the numbers above and below it."""
    middle = (row.top + row.bottom) / 2
    at = min(max(1, bisect_right(marks, (middle, 0))), len(marks) - 1)
    (top, first), (bottom, last) = marks[at - 1 : at + 1]
    return first + (middle - top) * (last - first) / max(1.0, bottom - top)


def pin_lines(
    builder: TextBuilder, lines: Sequence[PlacedLine], printed: Sequence[PrintedPage | None]
) -> None:
    """Pin lines where they begin, and the end of numbers where a row has none.

    Args:
        builder: of the text.
        lines: all rows of running text, as they were placed.
        printed: for each page the number printed on it: that is the part in which
            its lines are counted, unless they are counted on from page to page.
    """
    if not any(line.number for line in lines):
        return
    runs_on, holds, part = _runs_on(lines), False, ""
    for line in lines:
        if line.number:
            part = "" if runs_on else name_page(printed[line.page], line.page)
            sure = _COUNTED if line.counted else _SURE
            label, origin = str(line.number), PinpointOrigin.DETECTED
            builder.pin(SCHEME, label, line.start, origin, part=part, confidence=sure)
        elif holds:
            builder.pin(SCHEME, "", line.start, PinpointOrigin.DETECTED, part=part, confidence=0.0)
        holds = line.number > 0


def _runs_on(lines: Sequence[PlacedLine]) -> bool:
    """Tell whether lines are counted on from each page to the next."""
    by_page: defaultdict[int, list[int]] = defaultdict(list)
    for line in lines:
        if line.number:
            by_page[line.page].append(line.number)
    pages = [by_page[page] for page in sorted(by_page)]
    return len(pages) > 1 and all(max(a) < min(b) for a, b in pairwise(pages))


def name_page(page: PrintedPage | None, index: int) -> str:
    """Name the page on which lines are counted, as citations do before a colon."""
    if page is None or page.confidence < _CITABLE_PAGE:
        return f"PDF p. {index + 1}"
    return f"{page.part}, {page.label}" if page.part else page.label
