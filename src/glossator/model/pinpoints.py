"""Read a table of pinpoints: where a span is to be cited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from glossator.model.text import (
    CITABLE_CONFIDENCE,
    SCHEME_ORDER,
    Pinpoint,
    PinpointOrigin,
    Span,
)


def _passes_none(_row: Pinpoint) -> bool:
    """Pass over no pinpoint."""
    return False


def pinpoint_at(
    table: Sequence[Pinpoint],
    span: Span,
    *,
    prefer: str = "",
    passes: Callable[[Pinpoint], bool] = _passes_none,
) -> tuple[Pinpoint, ...]:
    """Give the pinpoints that a span is cited by, in the order of the text.

    Args:
        table: the pinpoints of one edition, sorted by scheme, then start.
        span: the passage.
        prefer: the scheme to cite by, where it covers the passage.
        passes: which pinpoints count for nothing here: those inside footnotes,
            for a passage of the text.

    Returns:
        Of the preferred scheme, or else the first in `SCHEME_ORDER`, that covers
        the span's start: the pinpoint in force there and, where the passage runs
        into another one that is sure, that in force at its last code point. Empty where no
        scheme covers the start, or the one in force is not sure enough to be cited.

    O(log n) for each scheme in the table.
    """
    for scheme in list_schemes(table, prefer):
        first = in_force(table, scheme, span.start, passes)
        if first is None or first.confidence < CITABLE_CONFIDENCE:
            continue
        last = in_force(table, scheme, max(span.start, span.end - 1), passes)
        is_sure = last is not None and last.confidence >= CITABLE_CONFIDENCE
        return (first, last) if last and is_sure and last is not first else (first,)
    return ()


def list_schemes(table: Sequence[Pinpoint], prefer: str = "") -> Iterator[str]:
    """Give the schemes of a table that can be cited, the preferred one first."""
    if prefer:
        yield prefer
    for kind in SCHEME_ORDER:
        yield from (scheme for scheme in _schemes_of(table, kind) if scheme != prefer)


def _schemes_of(table: Sequence[Pinpoint], kind: str) -> Iterator[str]:
    """Give the schemes of one kind that occur ("star-page:S.E.2d", "star-page:Va.")."""
    at = bisect_right(table, kind, key=lambda row: row.scheme)
    if at and table[at - 1].scheme == kind:
        yield kind
    while at < len(table) and table[at].scheme.startswith(f"{kind}:"):
        yield table[at].scheme
        at = bisect_right(table, table[at].scheme, key=lambda row: row.scheme)


def in_force(
    table: Sequence[Pinpoint],
    scheme: str,
    offset: int,
    passes: Callable[[Pinpoint], bool] = _passes_none,
) -> Pinpoint | None:
    """Give the pinpoint of a scheme that holds at an offset; None before the first."""
    at = bisect_right(table, (scheme, offset), key=lambda row: (row.scheme, row.start)) - 1
    while at >= 0 and table[at].scheme == scheme and passes(table[at]):
        at -= 1
    return table[at] if at >= 0 and table[at].scheme == scheme else None


def end_at(scheme: str, part: str, start: int) -> Pinpoint:
    """Say that from a place on nothing of a scheme holds: an annex after numbered paragraphs."""
    return Pinpoint(scheme, part, "", start, PinpointOrigin.DETECTED, 0.0)
