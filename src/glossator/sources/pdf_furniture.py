"""Tell running heads and page numbers from the text of a page.

A row at a page's edge is furniture if the same words stand at the same height
on other pages near by. Where that has shown at which height the heads stand,
a short row at that height is a head too ("(Slip Opinion)" on a first page).
Bare page numbers that move up and down are known by their rising instead.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet
from glossator.sources.printed import PrintedPage, fit_printed_pages, numbers_in_row

_EDGE_ROWS = 4
_NEAR_PAGES = 12
_TOLERANCE = 3.0  # points between the heights of one head on two pages
_HEAD_LENGTH = 90  # characters: a longer row is text
_DIGITS = re.compile(r"\d+")
_BLOTTED = re.compile(r"[\W_]*(?:page|p)?[\W_]*(?:#|[ivxlc]{1,7})?[\W_]*(?:of #)?[\W_]*")

Edge = list[tuple[int, Row]]


def take_furniture(sheets: Sequence[Sheet]) -> list[PrintedPage | None]:
    """Move furniture out of each page's body, and read the page numbers on it.

    Returns:
        For each page the number printed on it, None where there is none or it is not sure.
    """
    edges = [_edge_rows(sheet) for sheet in sheets]
    proved = _prove_heads(edges)
    heights = _head_heights(edges, proved)
    for sheet, edge, slots in zip(sheets, edges, proved, strict=True):
        _take_heads(sheet, edge, slots, heights)
    printed = fit_printed_pages([s.seen for s in sheets], [s.name for s in sheets])
    for sheet, page in zip(sheets, printed, strict=True):
        _take_lone_number(sheet, page)
    return printed


def _edge_rows(sheet: Sheet) -> Edge:
    """Give the rows at the top (slots 0, 1, …) and at the bottom (-1, -2, …), from the edge in."""
    down = _down(sheet)
    count = min(_EDGE_ROWS, (len(down) + 1) // 2)
    top = list(enumerate(down[:count]))
    return top + [(-1 - at, row) for at, row in enumerate(reversed(down[count:][-count:]))]


def _shape(row: Row) -> str:
    """Give a row's words with its numbers blotted out; one shape for all bare page numbers."""
    blotted = _DIGITS.sub("#", row.text.casefold())
    return "#" if _BLOTTED.fullmatch(blotted) else blotted.strip("# ")


def _prove_heads(edges: Sequence[Edge]) -> list[set[int]]:
    """Give for each page the slots whose row comes back on pages near by."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, edge in enumerate(edges):
        for _, row in edge:
            places[_shape(row)].append((page, row.bottom))
    for found in places.values():
        found.sort()
    needed = 2 if len(edges) > 3 else 1
    proved = [
        {slot for slot, row in edge if _comes_back(page, row, places[_shape(row)], needed)}
        for page, edge in enumerate(edges)
    ]
    if needed == 1:
        # Two pages alone may also begin with the same words of text.
        return [
            slots if _are_apart(dict(edge), slots) else set()
            for edge, slots in zip(edges, proved, strict=True)
        ]
    return proved


def _are_apart(rows: Mapping[int, Row], slots: set[int]) -> bool:
    """Tell whether the proved rows stand further from the text than its rows from one another."""
    inner = max((slot for slot in slots if slot >= 0), default=None)
    outer = min((slot for slot in slots if slot < 0), default=None)
    gaps = []
    for slot, step in ((inner, 1), (outer, -1)):
        if slot is not None and slot + step in rows:
            row, near = rows[slot], rows[slot + step]
            gaps.append(max(row.top, near.top) - min(row.bottom, near.bottom) > 0.6 * row.size)
    return all(gaps)


def _comes_back(page: int, row: Row, places: Sequence[tuple[int, float]], needed: int) -> bool:
    """Tell whether rows of the same shape stand where this one does.

    Args:
        page: on which the row stands.
        row: the row.
        places: page and bottom of each row of its shape, by page.
        needed: on how many pages near by it must come back.
    """
    if len(row.text) >= 2 * _HEAD_LENGTH:
        return False
    first = bisect_left(places, (page - _NEAR_PAGES, -math.inf))
    last = bisect_right(places, (page + _NEAR_PAGES, math.inf))
    near = {
        other
        for other, bottom in places[first:last]
        if other != page and abs(bottom - row.bottom) <= _TOLERANCE
    }
    # The title of each separate opinion comes back too, but never from page to page.
    return len(near) >= needed and any(abs(other - page) <= 2 for other in near)


def _head_heights(edges: Sequence[Edge], proved: Sequence[set[int]]) -> list[float]:
    """Give the heights at which heads stand on a quarter of all pages or more."""
    counted: Counter[float] = Counter()
    for edge, slots in zip(edges, proved, strict=True):
        counted.update({round(row.bottom / 2) * 2.0 for slot, row in edge if slot in slots})
    least = max(3, 0.25 * len(edges))
    return [bottom for bottom, count in counted.items() if count >= least]


def _take_heads(sheet: Sheet, edge: Edge, slots: set[int], heights: Sequence[float]) -> None:
    """Take the proved rows and what stands outside them or at the height of heads."""
    for slot, row in edge:
        is_number = _shape(row) == "#"
        if slot in slots or _stands_with_heads(row, slot, slots, heights):
            sheet.seen += numbers_in_row(row.text, slot)
            sheet.body.remove(row)
            row.confidence = 0.95 if slot in slots else 0.7
            (sheet.numbers if is_number else sheet.heads).append(row)
        elif is_number and slot in {0, -1}:
            # Not proved, so it stays; but it may rise with other pages' numbers.
            sheet.seen += numbers_in_row(row.text, slot)
    sheet.heads.sort(key=lambda row: row.bottom)
    sheet.name = _part_name(sheet.heads)


def _stands_with_heads(row: Row, slot: int, slots: set[int], heights: Sequence[float]) -> bool:
    """Tell whether a short row stands at the height of heads, or nearer the edge than one."""
    if len(row.text) >= _HEAD_LENGTH:
        return False
    outside = any((slot < 0) == (proved < 0) and abs(slot) < abs(proved) for proved in slots)
    return outside or any(abs(row.bottom - height) <= _TOLERANCE for height in heights)


def _part_name(heads: Sequence[Row]) -> str:
    """Give what the last running head without a number calls this part of the book."""
    names = [row.text for row in heads if not numbers_in_row(row.text, 0)]
    return names[-1] if names and len(names[-1]) < 60 else ""


def _take_lone_number(sheet: Sheet, page: PrintedPage | None) -> None:
    """Take a bare number at the edge that rises with the pages, or stands well apart."""
    down = _down(sheet)
    if len(down) < 2:
        return
    for row, inner, least in ((down[0], down[1], 1.3), (down[-1], down[-2], 0.5)):
        if _is_lone_number(row, inner, page, least):
            sheet.body.remove(row)
            row.confidence = 0.95 if page else 0.7
            sheet.numbers.append(row)
            return


def _is_lone_number(row: Row, inner: Row, page: PrintedPage | None, least: float) -> bool:
    """Tell a page's number: it rises with the pages, or stands `least` times its size apart."""
    seen = numbers_in_row(row.text, 0) if _shape(row) == "#" else []
    if not seen:
        return False
    gap = max(row.top, inner.top) - min(row.bottom, inner.bottom)
    return gap > least * row.size or (page is not None and seen[0].label == page.label)


def _down(sheet: Sheet) -> list[Row]:
    """Give the rows of a page's body from top to bottom, without drawn rules."""
    return sorted((row for row in sheet.body if not row.is_rule), key=lambda row: row.bottom)
