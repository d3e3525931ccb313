"""A span to the quote that finds it again."""

from __future__ import annotations

from glossator.model.marks import TextQuote
from glossator.model.text import Span

CONTEXT = 64
"""How many code points before and after a passage are kept with it."""


def describe(text: str, span: Span) -> TextQuote:
    """Give the words of a span and what surrounds them.

    Args:
        text: the edition's canonical text.
        span: the passage.

    Returns:
        `exact` is the raw slice; `prefix` and `suffix` are the `CONTEXT` code
        points on either side, fewer at the ends of the text.

    Raises:
        ValueError: the span runs beyond the text.
    """
    if span.end > len(text):
        raise ValueError(f"{span} runs beyond a text of {len(text)} code points")
    return TextQuote(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )
