"""Pin the lines that a work's markup numbers: verse, and texts printed with numbers in the margin.

Mostly each fifth or tenth line has a number. The lines between two are counted
where every line is a block of its own and exactly as many stand there; where
they are not, nothing is said of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.pinpoints import end_at
from glossator.model.text import FURNITURE, Block, BlockKind, MarkerKind, Pinpoint, PinpointOrigin
from glossator.sources.part_names import name_parts

SCHEME = "line"
_STEPS = frozenset({1, 2, 4, 5, 10, 20, 25, 50, 100})
_LEAST = 3  # numbers that rise by one step
_COUNTED = 0.8
_LONGEST = 150  # characters: a longer block is more than one line
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM})
_ASIDES = FURNITURE | {BlockKind.FOOTNOTE}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number of a line: the place of its block, and where it stands in the text."""

    number: int
    block: int
    start: int
    end: int


def pin_marked_lines(content: EditionText) -> EditionText:
    """Add pinpoints of scheme "line" for a text's markers of that kind, where they are a run.

    A run has three numbers at least that rise by the same step, as people
    number lines; where numbers begin anew, each run is a part, named by the
    heading before it. A text without such markers stays as it is.
    """
    marks = list(_marks(content))
    runs = [run for run in _runs(marks) if len(run) >= _LEAST]
    if not runs:
        return content
    parts = name_parts(content, [(run[0].block, run[-1].block) for run in runs])
    rows = list(content.pinpoints)
    for run, part in zip(runs, parts, strict=True):
        rows += _pin_run(content, run, part)
    placed = {(row.scheme, row.start): row for row in rows}
    ordered = sorted(placed.values(), key=attrgetter("scheme", "start"))
    return replace(content, pinpoints=tuple(ordered))


def _marks(content: EditionText) -> Iterator[_Mark]:
    for marker in content.markers:
        if marker.kind is MarkerKind.LINE_NUMBER and marker.label.isdecimal():
            at = bisect_right(content.blocks, marker.start, key=attrgetter("start")) - 1
            if content.blocks[at].kind in _LINES:
                yield _Mark(int(marker.label), at, marker.start, marker.end)


def _runs(marks: Sequence[_Mark]) -> list[list[_Mark]]:
    """Part numbers into runs that rise by one step; one may be missing where it still fits."""
    runs: list[list[_Mark]] = []
    for mark in marks:
        if runs and _goes_on(runs[-1], mark):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _goes_on(run: Sequence[_Mark], mark: _Mark) -> bool:
    rise = mark.number - run[-1].number
    if len(run) == 1:
        return rise in _STEPS
    return rise in {_step(run), 2 * _step(run)}


def _step(run: Sequence[_Mark]) -> int:
    return run[1].number - run[0].number


def _pin_run(content: EditionText, run: Sequence[_Mark], part: str) -> Iterator[Pinpoint]:
    """Pin the lines of a run, and where nothing is known of those that follow."""
    blocks, step = content.blocks, _step(run)
    yield from _count_back(blocks, run[0], part)
    for mark, following in pairwise(run):
        yield _pin(content, mark, step, part)
        between = blocks[mark.block + 1 : following.block]
        lines = [block for block in between if _is_line(block)]
        yield from (end_at(SCHEME, part, b.start) for b in between if b.kind is BlockKind.HEADING)
        if mark.block < following.block and len(lines) == following.number - mark.number - 1:
            yield from (_line(mark.number + at, block, part) for at, block in enumerate(lines, 1))
        elif following.number > mark.number + 1:
            yield from _end_after(blocks, mark.block, part)
    yield _pin(content, run[-1], step, part)
    yield from _end_after(blocks, run[-1].block, part)


def _pin(content: EditionText, mark: _Mark, step: int, part: str) -> Pinpoint:
    """Pin the line that bears a number: its block, if that is one line and no more.

    A block of several lines is pinned from the number on where each line has one;
    else nothing is known of the lines in it.
    """
    block = content.blocks[mark.block]
    before = content.text[block.start : mark.start].strip()
    after = content.text[mark.end : block.end].strip()
    is_inside = bool(before and after) or not _is_line(block)
    if is_inside and step > 1:
        return end_at(SCHEME, part, block.start)
    start = mark.start if is_inside and before else block.start
    return Pinpoint(SCHEME, part, str(mark.number), start, PinpointOrigin.MARKUP, 1.0)


def _count_back(blocks: Sequence[Block], first: _Mark, part: str) -> Iterator[Pinpoint]:
    """Count back from the first number, where a heading stands before line 1."""
    lines: list[Block] = []
    for block in reversed(blocks[: first.block]):
        if _is_line(block):
            lines.append(block)
        elif block.kind not in _ASIDES:
            break
        if len(lines) >= first.number:
            return
    if len(lines) == first.number - 1:
        yield from (_line(first.number - at, block, part) for at, block in enumerate(lines, 1))


def _is_line(block: Block) -> bool:
    return block.kind in _LINES and block.end - block.start <= _LONGEST


def _line(number: int, block: Block, part: str) -> Pinpoint:
    return Pinpoint(SCHEME, part, str(number), block.start, PinpointOrigin.DETECTED, _COUNTED)


def _end_after(blocks: Sequence[Block], at: int, part: str) -> Iterator[Pinpoint]:
    yield from (end_at(SCHEME, part, block.start) for block in blocks[at + 1 : at + 2])
