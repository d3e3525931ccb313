"""A part of a target found again in a text, with a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossator.anchors.fold import fold
from glossator.anchors.quotes import agreeing_best, agreement, find_quote
from glossator.model.marks import SpanPart, TextQuote
from glossator.model.text import Span

ACCEPTED = 0.5
"""A place with a lower score is none: an honest orphan beats a wrong place."""

_TELLING = 24  # folded code points: a passage this long that occurs once vouches for itself
_TELLING_SCORE = 0.7


class Verdict(StrEnum):
    """What became of a passage."""

    KEPT = "kept"  # the same words, where they were or nowhere known before
    MOVED = "moved"  # the same words elsewhere
    CHANGED = "changed"  # found, but white space, hyphens or the like differ
    ORPHAN = "orphan"  # no place that is sure enough


@dataclass(frozen=True, slots=True)
class Anchored:
    """The verdict on a part.

    Attributes:
        verdict: what became of the passage.
        span: where it stands; None for an orphan.
        score: 0 to 1, how much of the passage and of what surrounded it agrees.
    """

    verdict: Verdict
    span: Span | None
    score: float


def anchor(text: str, part: SpanPart, *, skip: Sequence[Span] = ()) -> Anchored:
    """Find a passage again in a text.

    Where the text at the old span is still the quote, that is its place.
    Otherwise the quote is looked for, and its surroundings choose between
    several places; where they do not, the passage is an orphan.

    Args:
        text: the canonical text of the edition in use.
        part: the passage; its span may be of an older text, or None.
        skip: spans that may interrupt the passage: markers, furniture.

    Returns:
        The verdict; never a span with a score below `ACCEPTED`.
    """
    quote = part.quote
    if part.span and _stands_at(text, part.span, quote):
        return Anchored(Verdict.KEPT, part.span, 1.0)
    places = find_quote(text, quote.exact, skip=skip)
    best = agreeing_best(text, quote, places)
    if len(best) != 1:
        return Anchored(Verdict.ORPHAN, None, 0.0)
    score = _score(text, quote, best[0], alone=len(places) == 1)
    if score < ACCEPTED:
        return Anchored(Verdict.ORPHAN, None, score)
    return Anchored(_verdict(text, part, best[0]), best[0], score)


def _stands_at(text: str, span: Span, quote: TextQuote) -> bool:
    return span.end <= len(text) and text[span.start : span.end] == quote.exact


def _verdict(text: str, part: SpanPart, place: Span) -> Verdict:
    if not _stands_at(text, place, part.quote):
        return Verdict.CHANGED
    return Verdict.MOVED if part.span else Verdict.KEPT


def _score(text: str, quote: TextQuote, place: Span, *, alone: bool) -> float:
    """Give the share of the folded code points of quote and surroundings that agree."""
    words = len(fold(quote.exact)) or len(quote.exact)
    around = len(fold(quote.prefix)) + len(fold(quote.suffix))
    agreeing, _ = agreement(text, quote, place)
    score = (words + agreeing) / (words + around)
    return max(score, _TELLING_SCORE) if alone and words >= _TELLING else score
