"""Find star pages that stand in running text as `*425` or `[*425]`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.text import BlockKind, Marker, MarkerKind, Pinpoint, PinpointOrigin

_STAR = re.compile(r"(?<!\*)(?:\[\*(\d{1,5})\]|\*(\d{1,5})(?=\s|[A-Za-z“‘\"]))")
_LEAST = 3  # a lone "*12" is a footnote sign, or a sum


def mark_stars(content: EditionText) -> EditionText:
    """Add star pages as markers and pinpoints, if they rise by one through the text.

    Fewer than three in sequence count for nothing: no page beats a wrong one.
    """
    if any(marker.kind is MarkerKind.STAR_PAGE for marker in content.markers):
        return content
    best = _longest_rise(
        star
        for block in content.blocks
        if block.kind is not BlockKind.FOOTNOTE
        for star in _STAR.finditer(content.text, block.start, block.end)
    )
    return _with_stars(content, best) if len(best) >= _LEAST else content


def _longest_rise(stars: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Give the longest sequence of stars whose numbers rise by one, the first of several."""
    runs: list[list[re.Match[str]]] = []
    for star in stars:
        if runs and _number(star) == _number(runs[-1][-1]) + 1:
            runs[-1].append(star)
        else:
            runs.append([star])
    return max(runs, key=len, default=[])


def _number(star: re.Match[str]) -> int:
    return int(_label(star))


def _label(star: re.Match[str]) -> str:
    return str(star[1] or star[2])


def _with_stars(content: EditionText, stars: list[re.Match[str]]) -> EditionText:
    markers, pinpoints = list(content.markers), list(content.pinpoints)
    for star in stars:
        label = _label(star)
        markers.append(Marker(MarkerKind.STAR_PAGE, star.start(), star.end(), label))
        pinpoints.append(
            Pinpoint("star-page:", "", label, star.start(), PinpointOrigin.DETECTED, 0.8)
        )
    return replace(
        content,
        markers=tuple(sorted(markers, key=attrgetter("start", "end"))),
        pinpoints=tuple(sorted(pinpoints, key=attrgetter("scheme", "start"))),
    )
