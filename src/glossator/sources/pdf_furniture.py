"""Tell running heads, page numbers and margin line numbers from the text of a page.

A row at a page's edge is furniture if the same words stand at the same height
on other pages near by. Where that has shown at which height the heads stand,
a short row at that height is a head too ("(Slip Opinion)" on a first page).
Bare page numbers that move up and down are known by their rising instead.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

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
    for sheet in sheets:
        _take_line_numbers(sheet)
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
    down = sorted((row for row in sheet.body if not row.is_rule), key=lambda row: row.bottom)
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
    needed = 2 if len(edges) > 3 else 1

    def comes_back(page: int, row: Row) -> bool:
        near = {
            other
            for other, bottom in places[_shape(row)]
            if 0 < abs(other - page) <= _NEAR_PAGES and abs(bottom - row.bottom) <= _TOLERANCE
        }
        # The title of each separate opinion comes back too, but never from page to page.
        close = any(abs(other - page) <= 2 for other in near)
        return close and len(near) >= needed and len(row.text) < 2 * _HEAD_LENGTH

    return [
        {slot for slot, row in edge if comes_back(page, row)} for page, edge in enumerate(edges)
    ]


def _head_heights(edges: Sequence[Edge], proved: Sequence[set[int]]) -> list[float]:
    """Give the heights at which heads stand on a quarter of all pages or more."""
    counted: Counter[float] = Counter()
    for edge, slots in zip(edges, proved, strict=True):
        counted.update({round(row.bottom / 2) * 2.0 for slot, row in edge if slot in slots})
    least = max(3, 0.25 * len(edges))
    return [bottom for bottom, count in counted.items() if count >= least]


def _take_heads(sheet: Sheet, edge: Edge, slots: set[int], heights: Sequence[float]) -> None:
    """Take the proved rows and what stands outside them or at the height of heads."""
    deepest = {side: [abs(s) for s in slots if (s < 0) == side] for side in (True, False)}
    for slot, row in edge:
        at_height = any(abs(row.bottom - height) <= _TOLERANCE for height in heights)
        outside = any(abs(slot) < depth for depth in deepest[slot < 0])
        short = len(row.text) < _HEAD_LENGTH
        if slot in slots or (short and (at_height or outside)):
            sheet.seen += numbers_in_row(row.text, slot)
            sheet.body.remove(row)
            (sheet.numbers if _shape(row) == "#" else sheet.heads).append(row)
        elif _shape(row) == "#" and slot in {0, -1}:
            sheet.seen += numbers_in_row(row.text, slot)
    sheet.heads.sort(key=lambda row: row.bottom)
    names = [row.text for row in sheet.heads if not numbers_in_row(row.text, 0)]
    sheet.name = names[-1] if names and len(names[-1]) < 60 else ""


def _take_lone_number(sheet: Sheet, page: PrintedPage | None) -> None:
    """Take a bare number at the edge that rises with the pages, or stands well apart."""
    down = sorted((row for row in sheet.body if not row.is_rule), key=lambda row: row.bottom)
    if len(down) < 2:
        return
    for row, inner in ((down[0], down[1]), (down[-1], down[-2])):
        seen = numbers_in_row(row.text, 0) if _shape(row) == "#" else []
        gap = max(row.top, inner.top) - min(row.bottom, inner.bottom)
        if seen and ((page and seen[0].label == page.label) or gap > 1.3 * row.size):
            sheet.body.remove(row)
            sheet.numbers.append(row)
            return


def _take_line_numbers(sheet: Sheet) -> None:
    """Take the numbers that count a page's lines out of its rows."""
    counted = [row for row in sheet.body if _margin_number(row)]
    run: list[Row] = []
    best: list[Row] = []
    for before, row in pairwise([None, *counted]):
        follows = (
            before is not None
            and row is not None
            and int(row.text.split()[0]) == int(before.text.split()[0]) + 1
            and abs(_first_edge(row) - _first_edge(before)) < 4
        )
        run = [*run, row] if follows and row else [row] if row else []
        best = max(best, run, key=len)
    if len(best) < 5:
        return
    words: array[float] = array("f")
    labels: list[str] = []
    for row in best:
        start = sum(len(label) + 1 for label in labels)
        words.extend((start, start + row.words[1], *row.words[2:6]))
        labels.append(_drop_first_word(row))
    box = best[0].words
    top, bottom = best[0].top, best[-1].bottom
    sheet.line_numbers = Row(
        sheet.index, " ".join(labels), box[2], top, box[2] + box[4], bottom, box[5], words
    )
    sheet.body = [row for row in sheet.body if row.text]


def _margin_number(row: Row) -> bool:
    """Tell whether a row begins with a small number that stands apart from its text."""
    first = row.text.split(" ", 1)[0]
    if not (first.isdecimal() and first.isascii() and len(first) <= 2):
        return False
    return len(row.words) == 6 or row.words[8] - _first_edge(row) > 0.8 * row.size


def _first_edge(row: Row) -> float:
    return row.words[2] + row.words[4]


def _drop_first_word(row: Row) -> str:
    """Take the first word out of a row and give it."""
    label, _, rest = row.text.partition(" ")
    cut = len(label) + 1
    words = row.words[6:]
    for at in range(0, len(words), 6):
        words[at] -= cut
        words[at + 1] -= cut
    row.text, row.words = rest, words
    row.faces = tuple((max(0, a - cut), b - cut, face) for a, b, face in row.faces if b > cut)
    if words:
        row.left = words[2]
    return label
