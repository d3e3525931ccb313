"""A quote to the span it stands at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossator.anchors.fold import fold, fold_text
from glossator.model.errors import AmbiguousQuoteError, QuoteNotFoundError
from glossator.model.marks import TextQuote
from glossator.model.text import Span

_SHOWN_CONTEXT = 20  # code points on each side of a place in the list of an ambiguous quote


def find_quote(text: str, exact: str, *, skip: Sequence[Span] = ()) -> list[Span]:
    """Find all places where words stand in a text.

    Args:
        text: the edition's canonical text.
        exact: the words, as typed or copied.
        skip: spans that may interrupt the words: markers, furniture.

    Returns:
        The places where the words stand letter by letter, in order,
        overlapping ones included. Only where there is none: those that differ in white space,
        line ends, quotation marks, hyphens and dashes, soft hyphens, ligatures
        and composed characters, or are interrupted by a span to skip. Only where
        there is none of these: those that differ likewise, the spans to skip
        being among the words (as in a text copied whole).

    O(len(text)): 0.1 s CPU on 3 M code points where it has to fold the text,
    0.2 s where it has to fold it without and with the spans to skip.
    """
    if not exact:
        return []
    verbatim = [Span(start, start + len(exact)) for start in _occurrences(text, exact)]
    if verbatim:
        return verbatim
    folded = fold(exact)
    if not folded:
        return []
    places = _find_folded(text, folded, tuple(skip))
    return places if places or not skip else _find_folded(text, folded, ())


def _find_folded(text: str, folded: str, skip: tuple[Span, ...]) -> list[Span]:
    index = fold_text(text, skip)
    starts = _occurrences(index.folded, folded)
    return [index.span_of(start, start + len(folded)) for start in starts]


def locate_quote(
    text: str,
    quote: TextQuote,
    *,
    source_title: str,
    near: int | None = None,
    skip: Sequence[Span] = (),
) -> Span:
    """Find where a quote stands in a text.

    Of several occurrences the one whose surroundings agree best wins; a tie
    goes to the one nearest to `near`, then to the first.

    Args:
        text: the edition's canonical text.
        quote: the passage; `exact` must not be empty.
        source_title: what to call the source in an error.
        near: where the passage was last seen, in code points from the start;
            None where that is not known.
        skip: spans that may interrupt the passage: markers, furniture.

    Returns:
        The span of the passage. `text[span.start:span.end]` is `quote.exact`,
        but for what `find_quote` forgives.

    Raises:
        ValueError: `quote.exact` is empty.
        QuoteNotFoundError: the words do not occur in `text`.
        AmbiguousQuoteError: they occur several times, and neither their
            surroundings nor `near` say which is meant.
    """
    if not quote.exact:
        raise ValueError(f"the quote to find in {source_title} is empty")
    places = find_quote(text, quote.exact, skip=skip)
    if not places:
        raise QuoteNotFoundError(quote.exact, source_title)
    best = agreeing_best(text, quote, places)
    if len(best) > 1 and near is None:
        listed = tuple((place.start, _context(text, place)) for place in places)
        raise AmbiguousQuoteError(quote.exact, source_title, listed)
    return min(best, key=lambda place: abs(place.start - (near or 0)))


def agreeing_best(text: str, quote: TextQuote, places: Sequence[Span]) -> list[Span]:
    """Choose among places by their surroundings.

    Args:
        text: the edition's canonical text.
        quote: the passage with what surrounded it.
        places: where its words stand.

    Returns:
        Those that agree best; all of them where the quote has no surroundings.
    """
    if len(places) < 2 or not (quote.prefix or quote.suffix):
        return list(places)
    scores = [agreement(text, quote, place) for place in places]
    best = max(scores)
    return [place for place, score in zip(places, scores, strict=True) if score == best]


def agreement(text: str, quote: TextQuote, place: Span) -> tuple[int, int]:
    """Measure how far the surroundings of a place agree with the quote's.

    Args:
        text: the edition's canonical text.
        quote: the passage with what surrounded it.
        place: where its words stand.

    Returns:
        How many code points next to the passage are equal, folded and then
        raw: white space decides only between places that are equal without it.
    """
    # twice the length, since what vanishes in folding may have grown
    before = text[max(0, place.start - 2 * len(quote.prefix)) : place.start]
    after = text[place.end : place.end + 2 * len(quote.suffix)]
    return (
        _common(fold(before)[::-1], fold(quote.prefix)[::-1])
        + _common(fold(after), fold(quote.suffix)),
        _common(before[::-1], quote.prefix[::-1]) + _common(after, quote.suffix),
    )


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Give every offset at which words begin, overlapping ones included."""
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _common(first: str, second: str) -> int:
    """Count the code points that two texts begin with in common."""
    pairs = zip(first, second, strict=False)
    return next(
        (count for count, (one, other) in enumerate(pairs) if one != other),
        min(len(first), len(second)),
    )


def _context(text: str, place: Span) -> str:
    """Show a place with what surrounds it, on one line."""
    words = text[place.start : place.end]
    if len(words) > 2 * _SHOWN_CONTEXT:
        words = f"{words[:_SHOWN_CONTEXT]}…{words[-_SHOWN_CONTEXT:]}"
    before = text[max(0, place.start - _SHOWN_CONTEXT) : place.start]
    after = text[place.end : place.end + _SHOWN_CONTEXT]
    return " ".join(f"{before}{words}{after}".split())
