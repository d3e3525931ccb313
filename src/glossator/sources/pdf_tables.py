"""Tell tables by their columns: at least three rows whose wide spaces stand one below the other.

What each row leaves free is cut down to what all rows of a run leave free:
the gutters. A row without a wide space belongs to the run if it stands within
one cell: it goes on with that cell, or is a row of its own. Labels before the
items of a list leave a gutter too, and are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from glossator.model.text import BlockKind, Table
from glossator.sources.numbering import enumeration_label
from glossator.sources.pdf_drafts import Draft, whole_face
from glossator.sources.pdf_rows import Row, part_of_row
from glossator.sources.pdf_sheets import Sheet

_WIDE = 0.8  # times the size of type: a wider space may part two cells
_NARROWEST = 0.35  # the same, for what all rows leave free
_LEAST_ROWS = 3
_FARTHEST = 2.6  # times the size of type: rows further apart are not of one table
_MOST_COLUMNS = 30
_STAR = re.compile(r"\[?\*{1,2}\d{1,4}\]? ")
_LABEL = 4  # characters: where all first cells are as short and none is a number, it is a list

Gutter = tuple[float, float]


@dataclass(slots=True)
class _Run:
    """Rows that may be a table, by their place in the body, and what they all leave free."""

    first: int
    stop: int
    gutters: list[Gutter]
    split: int


def take_tables(sheets: Sequence[Sheet]) -> list[tuple[Draft, Row | None]]:
    """Take the tables out of the pages' bodies.

    Returns:
        Each as a draft, with the row of its page that follows it; None where
        it ends its page.
    """
    found: list[tuple[Draft, Row | None]] = []
    for sheet in sheets:
        runs = _runs(sheet.body)
        taken = {at for run in runs for at in range(run.first, run.stop)}
        for run in runs:
            rest = (row for at, row in enumerate(sheet.body) if at >= run.stop and at not in taken)
            rows = sheet.body[run.first : run.stop]
            if _STAR.match(rows[0].text):
                taken.remove(run.first)
                sheet.body[run.first], rows[0] = _without_star(rows[0])
            found.append((_draft(rows, run.gutters), next(rest, None)))
        if runs:
            sheet.body = [row for at, row in enumerate(sheet.body) if at not in taken]
    return found


def _without_star(row: Row) -> tuple[Row, Row]:
    """Part the label of a reporter's page from the first row of a table that stands beside it."""
    return part_of_row(row, 0, 6), part_of_row(row, 6, len(row.words))


def _runs(rows: Sequence[Row]) -> list[_Run]:
    """Find the runs of a page's rows that are tables."""
    runs: list[_Run] = []
    at = 0
    while at < len(rows):
        gutters = _spaces(rows[at])
        if not gutters:
            at += 1
            continue
        run = _extend(rows, _Run(at, at + 1, gutters, 1))
        if run.split >= _LEAST_ROWS and not _is_list(rows[run.first : run.stop], run.gutters):
            runs.append(run)
            at = run.stop
        else:
            at += 1
    return runs


def _spaces(row: Row) -> list[Gutter]:
    """Give a row's wide spaces, from left to right."""
    least = _WIDE * row.size
    if row.widest <= least:
        return []
    found: list[Gutter] = []
    words = row.words
    edge = words[2] + words[4]
    for at in range(6, len(words), 6):
        left = words[at + 2]
        if left - edge > least:
            found.append((edge, left))
        edge = max(edge, left + words[at + 4])
    return found[:_MOST_COLUMNS]


def _extend(rows: Sequence[Row], run: _Run) -> _Run:
    """Take rows into a run as long as they leave a gutter free; rows within a cell end none."""
    gutters, split = run.gutters, run.split
    for at in range(run.first + 1, len(rows)):
        row, before = rows[at], rows[at - 1]
        if row.column is not before.column or row.top - before.bottom > _FARTHEST * row.size:
            break
        spaces = _spaces(row)
        kept = _shared(gutters, spaces) if spaces else _left_free(gutters, row)
        if not kept:
            break
        gutters = kept
        if spaces:
            split += 1
            run.stop, run.gutters, run.split = at + 1, kept, split
    return run


def _shared(gutters: Sequence[Gutter], spaces: Sequence[Gutter]) -> list[Gutter]:
    """Give what remains of gutters where another row has only these spaces free."""
    both = (
        (max(one[0], two[0]), min(one[1], two[1]))
        for one in gutters
        for two in spaces
        if one[0] < two[1] and two[0] < one[1]
    )
    return [gutter for gutter in both if gutter[1] - gutter[0] > 12 * _NARROWEST]


def _left_free(gutters: Sequence[Gutter], row: Row) -> list[Gutter]:
    """Give what remains of gutters beside a row within one cell; [] where it crosses one."""
    left, right = row.left, row.right
    kept = []
    for start, stop in gutters:
        if left < start + 1:
            start = max(start, right)  # noqa: PLW2901 - the cell reaches further than others
        else:
            stop = min(stop, left) if right > stop - 1 else stop  # noqa: PLW2901
        kept.append((start, stop))
    fits = all(stop - start > 12 * _NARROWEST for start, stop in kept)
    inside = any(start < left and right < stop for start, stop in kept)
    return kept if fits and not inside else []


def _is_list(rows: Sequence[Row], gutters: Sequence[Gutter]) -> bool:
    """Tell whether the first column holds only labels, as of list items or speakers."""
    firsts = [row.text.split(" ")[0] for row in rows if row.left < gutters[0][0]]
    bare = [cells[0].text for row in rows if (cells := _cells(row, gutters))[0]] if firsts else []
    labels = sum(bool(enumeration_label(f"{text} x")) for text in bare)
    short = all(len(text) <= _LABEL and not text[:1].isdecimal() for text in bare)
    return len(gutters) == 1 and (2 * labels > len(bare) or short)


def _cells(row: Row, gutters: Sequence[Gutter]) -> list[Row | None]:
    """Cut a row at the gutters; None for an empty cell."""
    middles = [(gutter[0] + gutter[1]) / 2 for gutter in gutters]
    cuts, words = [0], row.words
    for middle in middles:
        at = cuts[-1]
        while at < len(words) and words[at + 2] < middle:
            at += 6
        cuts.append(at)
    cuts.append(len(words))
    return [
        part_of_row(row, first, stop) if first < stop else None for first, stop in pairwise(cuts)
    ]


def _draft(rows: Sequence[Row], gutters: Sequence[Gutter]) -> Draft:
    """Make a table of rows: cells parted by tabs, rows by newlines."""
    lines: list[list[list[Row]]] = []
    usual = median(two.bottom - one.bottom for one, two in pairwise(rows))
    for at, row in enumerate(rows):
        cells = _cells(row, gutters)
        goes_on = lines and _goes_on(row, rows[at - 1], cells, usual)
        if not goes_on:
            lines.append([[] for _ in cells])
        for held, cell in zip(lines[-1], cells, strict=True):
            held.extend([cell] if cell else [])
    draft = Draft([], BlockKind.TABLE, confidence=_sureness(lines))
    draft.table = Table(0, header_rows=int(_has_header(lines)))
    _fill(draft, lines)
    return draft


def _goes_on(row: Row, before: Row, cells: Sequence[Row | None], usual: float) -> bool:
    """Tell whether a row only goes on with a cell of the row before."""
    if sum(cell is not None for cell in cells) != 1:
        return False
    return cells[0] is None or row.bottom - before.bottom < 0.8 * usual


def _fill(draft: Draft, lines: Sequence[Sequence[Sequence[Row]]]) -> None:
    """Give a draft its rows in the order of the text, and what stands between them."""
    due = ""
    for line in lines:
        for at, cell in enumerate(line):
            due += "\t" if at else ""
            for part in cell:
                if draft.rows:
                    draft.seams.append(due or " ")
                else:
                    draft.lead = due
                draft.rows.append(part)
                due = ""
        due += "\n"
    draft.seams.append(due[:-1])


def _has_header(lines: Sequence[Sequence[Sequence[Row]]]) -> bool:
    """Tell whether the first row is a head: set apart, or words above columns of figures."""
    first = [part for cell in lines[0] for part in cell]
    rest = [part for line in lines[1:] for cell in line for part in cell]
    if all(map(whole_face, first)) and not all(map(whole_face, rest)):
        return True
    figures = [part for line in lines[1:] for cell in line[1:] for part in cell]
    return not any(map(_is_figure, first)) and _share(figures) > 0.6


def _is_figure(row: Row) -> bool:
    return any(map(str.isdecimal, row.text))


def _share(rows: Sequence[Row]) -> float:
    return sum(map(_is_figure, rows)) / len(rows) if rows else 0.0


def _sureness(lines: Sequence[Sequence[Sequence[Row]]]) -> float:
    """Give the confidence in a table: figures, more rows and more columns speak for it."""
    figures = _share([part for line in lines for cell in line[1:] for part in cell])
    many = 0.1 * (len(lines) > 4) + 0.1 * (len(lines[0]) > 2)
    return round(min(0.9, 0.5 + 0.25 * figures + many), 2)
