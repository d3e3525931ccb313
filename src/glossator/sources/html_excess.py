"""Take from a page's markup what would hold its parser for minutes.

For each element the HTML standard looks through all that are open, and for
each attribute through all of its element. So depth and numbers are limited
here, far beyond what pages need, as browsers limit depth to 512.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import sub

_DEEPEST = 400
_ATTRIBUTES = re.compile(r"(<[a-zA-Z][^\s/<>]*)(?:[^\"'<>]|\"[^\"]*\"|'[^']*'){4000,}+>")
_LONG_TAG = 8_000  # characters: shorter ones have no thousands of attributes
# Elements that only their own end tag closes, and whose loss leaves text and order as they are.
_NESTING = (
    r"<(/?)(?:address|article|aside|b|big|blockquote|center|code|details|dir|div|dl|em|fieldset"
    r"|figure|font|footer|form|header|hgroup|i|label|main|menu|nav|ol|q|section|small|span|strong"
    r"|tt|u|ul)(?=[\s/>])"
)
_FLAT = frozenset({"a ", "a>", "p ", "p>", "/p", "td", "th", "tr", "li", "br"})
"""How the commonest tags begin that are none of those."""
_SHORT_TAG = 40  # characters: longer ones seldom come twice
_TAG_START = re.compile(_NESTING, re.IGNORECASE)
_TAG = re.compile(_NESTING + r"[^<>]*>?", re.IGNORECASE)


def trim_markup(html: str, deepest: int = _DEEPEST, *, few: int = 0) -> str:
    """Drop the attributes of tags with thousands, and the tags that nest too deep; text stays.

    Args:
        html: the markup of a page.
        deepest: how many elements may stand in one another.
        few: pages with fewer tags are left as deep as they are: to measure them
            takes longer than it can save.
    """
    pieces = html.split("<")
    if max(map(len, pieces)) > _LONG_TAG:
        html = _ATTRIBUTES.sub(r"\1>", html)
        pieces = html.split("<")
    if len(pieces) <= max(few, 2 * deepest) or _depth(pieces) <= deepest:
        return html
    parts, done = [], 0
    for start, end in _too_deep(html, deepest):
        parts.append(html[done:start])
        done = end
    return "".join([*parts, html[done:]]) if parts else html


class _Steps(dict[str, int]):
    """How much deeper the walk over a page stands behind a tag: 1, 0 or -1, by the tag."""

    def __missing__(self, tag: str) -> int:
        """Look at a tag that comes for the first time, as most do not."""
        found = _TAG_START.match(f"<{tag}")
        # What has no end ("" here) may be anything: at most it opens an element.
        step = (-1 if found[1] else 1) if found else int(not tag)
        if len(tag) < _SHORT_TAG:
            self[tag] = step
        return step


def _depth(pieces: Sequence[str]) -> int:
    """Measure how deep elements nest at most: the largest rise from any place to a later one.

    Args:
        pieces: the markup, parted before each tag.
    """
    steps = _Steps()
    tags = [piece[: piece.find(">") + 1] for piece in pieces if piece[:2] not in _FLAT]
    depths = list(accumulate([steps[tag] for tag in tags]))
    rises: Iterator[int] = map(sub, depths, accumulate(depths, min, initial=0))
    return max(rises, default=0)


def _too_deep(html: str, deepest: int) -> Iterator[tuple[int, int]]:
    """Give where the tags stand that open or close an element nested too deep."""
    depth = 0
    for tag in _TAG.finditer(html):
        if not tag[1]:
            depth += 1
        if depth > deepest:
            yield tag.span()
        if tag[1]:
            depth = max(0, depth - 1)
