"""Find the numbers by which a work counts its own paragraphs, as judgments do.

They are one run: each is the last plus one, from the beginning to the end of
the work. Lists inside paragraphs and numbers inside quotations are not of it,
though they look the same; what tells them apart is that they cannot be fitted
into the run without changing the form of its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_OWN = re.compile(r"(?P<open>[\[(]?)(?P<count>[1-9]\d{0,3})(?P<close>[\])]?[.:]?)")
_SWITCH = 0.6  # what a change of form costs; a number of the run is worth 1
_SKIP = 1.0  # what each missing number costs
_MOST_SKIPPED = 3
_LATE_START = 2.0  # what a run costs that does not begin with 1
_SHORTEST = 3
_LONG = 20
_WEIGHTY = 0.25  # of the text of another run
_IN_PARENTHESES = 0.4  # what a number "(3)" is worth


@dataclass(slots=True)
class Candidate:
    """A paragraph that has a number.

    Attributes:
        place: its index among the paragraphs.
        label: as printed.
        series: tells the lists of the file apart.
        size: of the paragraph in code points.
    """

    place: int
    label: str
    series: str
    size: int


@dataclass(slots=True)
class _Link:
    """A candidate in the best run that ends with it."""

    candidate: Candidate
    count: int
    form: str
    score: float
    before: _Link | None = None
    length: int = 1


def bare_label(label: str) -> str:
    """Give a paragraph's number as it is cited: "23" for "[23]" and "23."; "" for none of them."""
    found = _OWN.fullmatch(label)
    return found["count"] if found else ""


def find_own_numbers(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Give the candidates that are the work's own run, in order; empty for less than three.

    O(n × forms of numbers).
    """
    candidates = list(candidates)
    run = _best_run(candidates)
    while len(run) >= _SHORTEST:
        # An order or a statute annexed to a judgment may be longer than it: the first run of
        # some weight is the work's own.
        earlier = _best_run(one for one in candidates if one.place < run[0].place)
        if len(earlier) < _SHORTEST or _size(earlier) < _WEIGHTY * _size(run):
            return run
        run = earlier
    return []


def _best_run(candidates: Iterable[Candidate]) -> list[Candidate]:
    best: _Link | None = None
    by_count: dict[int, dict[str, _Link]] = {}
    for candidate in candidates:
        link = _link_of(candidate, by_count)
        if link is None:
            continue
        links = by_count.setdefault(link.count, {})
        if link.form not in links or link.score > links[link.form].score:
            links[link.form] = link
        if best is None or link.score > best.score:
            best = link
    return _run(best) if best is not None else []


def _size(run: Sequence[Candidate]) -> int:
    return sum(candidate.size for candidate in run)


def _link_of(candidate: Candidate, by_count: dict[int, dict[str, _Link]]) -> _Link | None:
    """Join a candidate to the best run that it goes on with; an earlier one wins a tie."""
    found = _OWN.fullmatch(candidate.label)
    if not found:
        return None
    count, shape = int(found["count"]), found["open"] + "#" + found["close"]
    form = f"{shape} {candidate.series}"
    worth = _IN_PARENTHESES if found["open"] == "(" else 1.0
    link = _Link(candidate, count, form, worth - (_LATE_START if count > 1 else 0.0))
    for skipped in range(_MOST_SKIPPED + 1):
        for before in by_count.get(count - 1 - skipped, {}).values():
            score = before.score + worth - skipped * _SKIP
            score -= _SWITCH if before.form != form else 0.0
            if score > link.score:
                link.score, link.before, link.length = score, before, before.length + 1
    return link


def _run(last: _Link) -> list[Candidate]:
    run, link = [], last
    while True:
        run.append(link.candidate)
        if link.before is None:
            return run[::-1]
        link = link.before


def covers_work(run: Sequence[Candidate], sizes: Sequence[int]) -> bool:
    """Tell whether a run numbers the work, and not a list in it.

    Args:
        run: of candidates.
        sizes: of all paragraphs of the work's body, in code points.

    Returns:
        Whether a third of the text stands from the run's beginning to its end
        (annexes may be long: a long run need not), and a fifth of that in the
        numbered paragraphs themselves.
    """
    if not run:
        return False
    total = sum(sizes)
    within = sum(sizes[run[0].place : run[-1].place + 1])
    numbered = sum(candidate.size for candidate in run)
    return (within * 3 >= total or len(run) >= _LONG) and numbered * 5 >= within
