"""Runs of numbers that rise by one: the numbers a work gives its own paragraphs.

Other numbers stand among them: lists within a paragraph, headings, years. What
could belong to two runs belongs to none for sure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

_MISSING = 2  # numbers in a row that a run may lack


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number at the beginning of a block, and which block it is, counted from 0."""

    number: int
    block: int


@dataclass(slots=True)
class Run:
    """Numbers from 1 on, in order; `unsure` are those that might belong to another run."""

    rows: list[Numbered] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)

    @property
    def last(self) -> int:
        """The number reached."""
        return self.rows[-1].number

    @property
    def blocks(self) -> tuple[int, int]:
        """The first and the last block."""
        return self.rows[0].block, self.rows[-1].block


def find_runs(numbers: Sequence[Numbered], least: int) -> list[Run]:
    """Find the runs of a text: each begins with 1; a number of none is passed over.

    One or two numbers may be missing in a run, where nothing nearer fits. A
    number that could go on with several runs goes to the longest, and one that
    comes again before the next number is reached may be either: both are unsure.

    Args:
        numbers: in the order of the text.
        least: how many numbers make a run.

    Returns:
        The outermost runs, in the order of the text: no two overlap.

    O(numbers) but for the few runs that stand at the same number at once.
    """
    waiting: defaultdict[int, list[Run]] = defaultdict(list)
    runs: list[Run] = []
    for found in numbers:
        run = _take_waiting(waiting, found.number)
        if run is None and found.number == 1:
            run = Run()
            runs.append(run)
        if run is not None:
            run.rows.append(found)
            waiting[found.number].append(run)
    kept = _outermost([run for run in runs if len(run.rows) >= least])
    for run in kept:
        run.unsure |= _doubtful(run, numbers)
    return kept


def _take_waiting(waiting: dict[int, list[Run]], number: int) -> Run | None:
    """Take the run that a number goes on with from those that wait at the numbers before it."""
    for last in range(number - 1, max(0, number - 2 - _MISSING), -1):
        if runs := waiting.get(last):
            run = max(runs, key=lambda each: (len(each.rows), -each.rows[0].block))
            if len(runs) > 1:
                run.unsure.add(number)
            runs.remove(run)
            return run
    return None


def _doubtful(run: Run, numbers: Sequence[Numbered]) -> set[int]:
    """List the numbers of a run that stand a second time where they might as well be meant."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for found in numbers:
        places[found.number].append(found.block)
    doubtful = set()
    for at, row in enumerate(run.rows):
        before = run.rows[at - 1].block if at else -1
        after = run.rows[at + 1].block if at + 1 < len(run.rows) else run.blocks[1] + 1
        if sum(before < block < after for block in places[row.number]) > 1:
            doubtful.add(row.number)
    return doubtful


def _outermost(runs: Sequence[Run]) -> list[Run]:
    """Leave out the runs that overlap a longer one."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda each: -len(each.rows)):
        first, last = run.blocks
        if all(last < other.blocks[0] or first > other.blocks[1] for other in kept):
            kept.append(run)
    return sorted(kept, key=lambda each: each.rows[0].block)


def longest_rise(keys: Sequence[tuple[object, ...]]) -> set[int]:
    """Give the places of the longest sequence of keys that never falls, the earliest of several.

    The keys must compare with one another. O(n log n), by patience sorting.
    """
    ends: list[int] = []
    before: list[int | None] = []
    for at, key in enumerate(keys):
        pile = bisect_right(ends, key, key=lambda place: keys[place])
        before.append(ends[pile - 1] if pile else None)
        ends[pile : pile + 1] = [at]
    places: set[int] = set()
    at_end = ends[-1] if ends else None
    while at_end is not None:
        places.add(at_end)
        at_end = before[at_end]
    return places
