"""Find star pages that stand in running text as `*425` or `[*425]`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from statistics import median

from glossator.model.books import EditionText
from glossator.model.text import BlockKind, Marker, MarkerKind, Pinpoint, PinpointOrigin
from glossator.sources.reporters import reporter_in_head

_STAR = re.compile(r"(?<![^\s“‘\"'(—-])(?:\[\*(\d{1,5})\]|\*(\d{1,5})(?=\s|[A-Za-z“‘\"]))")
_LEAST = 3  # a lone "*12" is a footnote sign, or a sum
_PAGE = (300, 15_000)  # characters: what a printed page holds, tables and long notes allowed for
_SHARE = 0.5  # of the text that star pages run through; a list of starred items is short
_NO_TEXT = frozenset({BlockKind.FOOTNOTE, BlockKind.TABLE})


def mark_stars(content: EditionText) -> EditionText:
    """Add star pages as markers and pinpoints, if they rise by one through the text.

    They must be three at least, lie as far apart as pages do, run through most
    of the text and not come twice, as the signs of notes do: no page beats a
    wrong one.
    """
    if any(marker.kind is MarkerKind.STAR_PAGE for marker in content.markers):
        return content
    stars = [
        star
        for block in content.blocks
        if block.kind not in _NO_TEXT
        for star in _STAR.finditer(content.text, block.start, block.end)
    ]
    best = _longest_rise(stars)
    if len(best) < _LEAST or not _are_pages(best, len(content.text)) or _come_twice(best, stars):
        return content
    return _with_stars(content, best)


def _longest_rise(stars: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Give the longest sequence of stars whose numbers rise by one, the first of several."""
    runs: list[list[re.Match[str]]] = []
    for star in stars:
        if runs and _number(star) == _number(runs[-1][-1]) + 1:
            runs[-1].append(star)
        else:
            runs.append([star])
    return max(runs, key=len, default=[])


def _are_pages(stars: Sequence[re.Match[str]], length: int) -> bool:
    """Tell whether stars lie as far apart as pages, through most of a text of some length."""
    apart = median(after.start() - before.start() for before, after in pairwise(stars))
    through = stars[-1].start() - stars[0].start() + 2 * apart
    return _PAGE[0] <= apart <= _PAGE[1] and through >= _SHARE * length


def _come_twice(chosen: Sequence[re.Match[str]], stars: Sequence[re.Match[str]]) -> bool:
    """Tell whether half of the chosen numbers stand elsewhere too, as calls and their notes do."""
    counts = Counter(map(_number, stars))
    return 2 * sum(counts[_number(star)] > 1 for star in chosen) >= len(chosen)


def _number(star: re.Match[str]) -> int:
    return int(_label(star))


def _label(star: re.Match[str]) -> str:
    return str(star[1] or star[2])


def _with_stars(content: EditionText, stars: list[re.Match[str]]) -> EditionText:
    scheme = f"star-page:{reporter_in_head(content.text, _number(stars[0]))}"
    markers, pinpoints = list(content.markers), list(content.pinpoints)
    for star in stars:
        label = _label(star)
        markers.append(Marker(MarkerKind.STAR_PAGE, star.start(), star.end(), label))
        pinpoints.append(Pinpoint(scheme, "", label, star.start(), PinpointOrigin.DETECTED, 0.8))
    return replace(
        content,
        markers=tuple(sorted(markers, key=attrgetter("start", "end"))),
        pinpoints=tuple(sorted(pinpoints, key=attrgetter("scheme", "start"))),
    )
