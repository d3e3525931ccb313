"""Take from a page's markup what would hold its parser for minutes.

For each element the HTML standard looks through all that are open, and for
each attribute through all of its element. So depth and numbers are limited
here, far beyond what pages need, as browsers limit depth to 512.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DEEPEST = 400
_ATTRIBUTES = re.compile(r"(<[a-zA-Z][^\s/<>]*)(?:[^\"'<>]|\"[^\"]*\"|'[^']*'){4000,}+>")
# Elements that only their own end tag closes, and whose loss leaves text and order as they are.
_TAG = re.compile(
    r"<(/?)(?:address|article|aside|b|big|blockquote|center|code|details|dir|div|dl|em|fieldset"
    r"|figure|font|footer|form|header|hgroup|i|label|main|menu|nav|ol|q|section|small|span|strong"
    r"|tt|u|ul)(?=[\s/>])[^<>]*>?",
    re.IGNORECASE,
)


def trim_markup(html: str, *, deepest: int = _DEEPEST) -> str:
    """Drop the attributes of tags with thousands, and the tags that nest too deep; text stays.

    Args:
        html: the markup of a page.
        deepest: how many elements may stand in one another.
    """
    html = _ATTRIBUTES.sub(r"\1>", html)
    if html.count("<") < 2 * deepest:
        return html
    parts, done = [], 0
    for start, end in _too_deep(html, deepest):
        parts.append(html[done:start])
        done = end
    return "".join([*parts, html[done:]]) if parts else html


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
