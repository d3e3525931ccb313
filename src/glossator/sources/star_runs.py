"""Runs of numbers in running text that rise by one from page to page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_LEAST = 3  # a lone "*12" is a footnote sign, or a sum
_PAGE = (300, 15_000)  # characters: what a printed page holds, tables and long notes allowed for
_SHARE = 0.5  # of the text that star pages run through; a list of starred items is short

_GAP = 3  # pages that may be missing before one that shows that a run has ended


@dataclass(frozen=True, slots=True)
class Star:
    """A number that may begin a page: its place, and whether it stands in a quotation."""

    number: int
    start: int
    end: int
    quoted: bool


def own_run(
    stars: Sequence[Star], length: int, *, least: int = _LEAST, once: bool = False
) -> list[Star]:
    """Give the longest run of stars that rises by one, if it is one of pages; else nothing.

    Args:
        stars: of one form, in the order of the text.
        length: of the text.
        least: how many of a run must not be quoted.
        once: whether a run is none if any of its numbers comes again.
    """
    run = _longest_rise(stars)
    own = [star for star in run if not star.quoted]
    if len(own) < least or not _are_pages(run, length):
        return []
    twice = _coming_twice(run, stars)
    return [] if twice and (once or 2 * twice >= len(run)) else run


@dataclass(frozen=True, slots=True)
class _Link:
    """A star as the last one of a run: how many of the run are not quoted, and what came before."""

    star: Star
    own: int
    before: _Link | None


def _longest_rise(stars: Sequence[Star]) -> list[Star]:
    """Give the run with most numbers that are not quoted; of several the first.

    A quoted one is taken only between two of the run.
    """
    best: dict[int, _Link] = {}
    for star in stars:
        before, known = best.get(star.number - 1), best.get(star.number)
        own = (before.own if before else 0) + (not star.quoted)
        if (before or not star.quoted) and (known is None or own > known.own):
            best[star.number] = _Link(star, own, before)
    link = max(best.values(), key=lambda each: each.own, default=None)
    run: list[Star] = []
    while link is not None:
        run.append(link.star)
        link = link.before
    return run[::-1]


def _are_pages(stars: Sequence[Star], length: int) -> bool:
    """Tell whether stars lie as far apart as pages, through most of a text of some length."""
    apart = median(after.start - before.start for before, after in pairwise(stars))
    through = stars[-1].start - stars[0].start + 2 * apart
    return _PAGE[0] <= apart <= _PAGE[1] and through >= _SHARE * length


def find_stop(run: Sequence[Star], stars: Sequence[Star]) -> int | None:
    """Find where a page begins that is not of a run but seems to go on after it; None for nowhere.

    What follows is not on the run's last page, whatever page it is on.
    """
    last = run[-1]
    return next(
        (s.start for s in stars if s.start > last.start and 0 < s.number - last.number <= _GAP),
        None,
    )


def _coming_twice(chosen: Sequence[Star], stars: Sequence[Star]) -> int:
    """Count the chosen numbers that stand elsewhere too, as those of calls and their notes do."""
    counts = Counter(star.number for star in stars if not star.quoted)
    return sum(counts[star.number] > 1 for star in chosen)
