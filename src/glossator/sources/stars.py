"""Find star pages that stand in running text as `*425` or `[*425]`."""

from __future__ import annotations

import re
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
    found = [
        (star, int(star[1] or star[2]))
        for block in content.blocks
        if block.kind is not BlockKind.FOOTNOTE
        for star in _STAR.finditer(content.text, block.start, block.end)
    ]
    chain: list[re.Match[str]] = []
    best: list[re.Match[str]] = []
    for at, (star, number) in enumerate(found):
        rises = at > 0 and number == found[at - 1][1] + 1
        chain = [*chain, star] if rises else [star]
        best = max(best, chain, key=len)
    if len(best) < _LEAST:
        return content
    return _with_stars(content, best)


def _with_stars(content: EditionText, stars: list[re.Match[str]]) -> EditionText:
    markers, pinpoints = list(content.markers), list(content.pinpoints)
    for star in stars:
        label = star[1] or star[2]
        markers.append(Marker(MarkerKind.STAR_PAGE, star.start(), star.end(), label))
        pinpoints.append(
            Pinpoint("star-page:", "", label, star.start(), PinpointOrigin.DETECTED, 0.8)
        )
    return replace(
        content,
        markers=tuple(sorted(markers, key=attrgetter("start", "end"))),
        pinpoints=tuple(sorted(pinpoints, key=attrgetter("scheme", "start"))),
    )
