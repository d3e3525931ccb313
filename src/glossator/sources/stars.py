"""Find star pages that stand in running text as `*425`, `[*425]` or, of a second reporter, `**12`.

A number counts only as one of a run that rises by one through the text. What is
quoted has the star pages of another work: such a number fills a gap of the
work's own run where it fits exactly, and counts for nothing else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from statistics import median

from glossator.model.books import EditionText
from glossator.model.text import BlockKind, Marker, MarkerKind, Pinpoint, PinpointOrigin
from glossator.sources.quoted import quoted_at
from glossator.sources.reporters import Declared, reporters_in_head

_STAR = re.compile(
    r"(?<![^\s“‘\"'(—-])(?:\[(?P<signs>\*{1,3})(?P<number>\d{1,5})\]"
    r"|(?P<bare>\*{1,3})(?P<digits>\d{1,5})(?=\s|[A-Za-z“‘\"]))"
)
_LEAST = 3  # a lone "*12" is a footnote sign, or a sum
_PAGE = (300, 15_000)  # characters: what a printed page holds, tables and long notes allowed for
_SHARE = 0.5  # of the text that star pages run through; a list of starred items is short
_NO_TEXT = frozenset({BlockKind.FOOTNOTE, BlockKind.TABLE})
_SURE, _FILLED = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class _Star:
    """A starred number: its place, how many stars it has, and whether it stands in a quotation."""

    number: int
    start: int
    end: int
    signs: int
    quoted: bool


def mark_stars(content: EditionText) -> EditionText:
    """Add star pages as markers and pinpoints, those of each reporter by its own stars.

    A run must have three numbers at least that are not quoted, as far apart as
    pages lie, through most of the text, and not come twice, as the signs of
    notes do: no page beats a wrong one.
    """
    if any(marker.kind is MarkerKind.STAR_PAGE for marker in content.markers):
        return content
    families: defaultdict[int, list[_Star]] = defaultdict(list)
    for star in _find_stars(content):
        families[star.signs].append(star)
    runs = [
        run for signs in sorted(families) if (run := _own_run(families[signs], len(content.text)))
    ]
    return _with_stars(content, runs) if runs else content


def _find_stars(content: EditionText) -> Iterator[_Star]:
    if "*" not in content.text:
        return
    is_quoted = quoted_at(content)
    for block in content.blocks:
        if block.kind in _NO_TEXT:
            continue
        for found in _STAR.finditer(content.text, block.start, block.end):
            signs, number = found["signs"] or found["bare"], found["number"] or found["digits"]
            start, end = found.span()
            yield _Star(int(number), start, end, len(signs), is_quoted(start))


def _own_run(stars: Sequence[_Star], length: int) -> list[_Star]:
    """Give the longest run of stars that rises by one, if it is one of pages; else nothing."""
    run = _longest_rise(stars)
    own = [star for star in run if not star.quoted]
    if len(own) < _LEAST or not _are_pages(run, length) or _come_twice(run, stars):
        return []
    return run


@dataclass(frozen=True, slots=True)
class _Link:
    """A star as the last one of a run: how many of the run are not quoted, and what came before."""

    star: _Star
    own: int
    before: _Link | None


def _longest_rise(stars: Sequence[_Star]) -> list[_Star]:
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
    run: list[_Star] = []
    while link is not None:
        run.append(link.star)
        link = link.before
    return run[::-1]


def _are_pages(stars: Sequence[_Star], length: int) -> bool:
    """Tell whether stars lie as far apart as pages, through most of a text of some length."""
    apart = median(after.start - before.start for before, after in pairwise(stars))
    through = stars[-1].start - stars[0].start + 2 * apart
    return _PAGE[0] <= apart <= _PAGE[1] and through >= _SHARE * length


def _come_twice(chosen: Sequence[_Star], stars: Sequence[_Star]) -> bool:
    """Tell whether half of the chosen numbers stand elsewhere too, as calls and their notes do."""
    counts = Counter(star.number for star in stars if not star.quoted)
    return 2 * sum(counts[star.number] > 1 for star in chosen) >= len(chosen)


def name_star_pages(content: EditionText, title: str, declared: Declared | None) -> EditionText:
    """Name the reporters of star pages that were marked up, and pin the pages they begin on.

    Args:
        content: a text whose schemes of star pages tell the series apart; where one
            has letters, it is the reporter's name already.
        title: of the page, where it may cite itself.
        declared: the pages that the document says it has; they count for the
            series whose first star is one of them, and for no other.
    """
    firsts: dict[str, Pinpoint] = {}
    for row in sorted(content.pinpoints, key=attrgetter("start")):
        if row.scheme.startswith("star-page:"):
            firsts.setdefault(row.scheme, row)
    if not firsts:
        return content
    runs = [(_reporter_of(row.scheme), _number_of(row.label)) for row in firsts.values()]
    named = reporters_in_head(f"{title} {content.text}", runs, declared)
    schemes = {scheme: f"star-page:{name}" for scheme, (name, _) in zip(firsts, named, strict=True)}
    rows = [
        Pinpoint(schemes[row.scheme], "", str(begins), 0, PinpointOrigin.DECLARED, 1.0)
        for row, (_, begins) in zip(firsts.values(), named, strict=True)
        if begins and row.start
    ]
    rows += [
        replace(row, scheme=schemes[row.scheme])
        if schemes.get(row.scheme, row.scheme) != row.scheme
        else row
        for row in content.pinpoints
    ]
    return replace(content, pinpoints=tuple(sorted(rows, key=attrgetter("scheme", "start"))))


def _reporter_of(scheme: str) -> str:
    """Give the reporter that a scheme names, "" where it only counts."""
    series = scheme.removeprefix("star-page:")
    return series if any(map(str.isalpha, series)) else ""


def _number_of(label: str) -> int:
    return int(label) if label.isdecimal() else 0


def _with_stars(content: EditionText, runs: Sequence[Sequence[_Star]]) -> EditionText:
    names = reporters_in_head(content.text, [("", run[0].number) for run in runs])
    markers, pinpoints = list(content.markers), list(content.pinpoints)
    for run, (reporter, first) in zip(runs, names, strict=True):
        scheme = f"star-page:{reporter}"
        if first and run[0].start:
            pinpoints.append(Pinpoint(scheme, "", str(first), 0, PinpointOrigin.DECLARED, _SURE))
        for star in run:
            label, sure = str(star.number), _FILLED if star.quoted else _SURE
            markers.append(Marker(MarkerKind.STAR_PAGE, star.start, star.end, label))
            row = Pinpoint(scheme, "", label, star.start, PinpointOrigin.DETECTED, sure)
            pinpoints.append(row)
    return replace(
        content,
        markers=tuple(sorted(markers, key=attrgetter("start", "end"))),
        pinpoints=tuple(sorted(pinpoints, key=attrgetter("scheme", "start"))),
    )
