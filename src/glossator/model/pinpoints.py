"""Read a table of pinpoints: where a span is to be cited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from glossator.model.text import CITABLE_CONFIDENCE, SCHEME_ORDER, Pinpoint, Span


def pinpoint_at(table: Sequence[Pinpoint], span: Span) -> tuple[Pinpoint, ...]:
    """Give the pinpoints that a span is cited by, in the order of the text.

    Args:
        table: the pinpoints of one edition, of any schemes, in any order.
        span: the passage.

    Returns:
        Of the first scheme in `SCHEME_ORDER` that covers the span's start: the
        pinpoint in force at the start and, where the passage runs into another
        one, that in force at its last code point. Empty where no scheme covers
        the start with confidence enough to be cited.
    """
    last = max(span.start, span.end - 1)
    for scheme in SCHEME_ORDER:
        rows = sorted(
            (
                row
                for row in table
                if row.scheme.split(":")[0] == scheme and row.confidence >= CITABLE_CONFIDENCE
            ),
            key=lambda row: row.start,
        )
        starts = [row.start for row in rows]
        first_at = bisect_right(starts, span.start) - 1
        if first_at < 0:
            continue
        last_at = bisect_right(starts, last) - 1
        return (rows[first_at],) if last_at == first_at else (rows[first_at], rows[last_at])
    return ()
