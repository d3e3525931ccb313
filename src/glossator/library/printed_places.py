"""Marks known from a printed book, placed in a text that has come.

Such a mark keeps what the reader typed, words and printed place, as a part of its
target for ever; where its words stand in a text comes as parts before that one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossator.anchors.describe import describe
from glossator.anchors.typed import find_typed
from glossator.model.books import EditionText
from glossator.model.marks import Annotation, Part, PlacePart, SpanPart
from glossator.model.text import Span
from glossator.study.printed import pinpoints_named

_AROUND = 4000  # code points, more than a printed page: numbers are often a page off


def printed_place(annotation: Annotation) -> PlacePart | None:
    """Give what the reader typed from the printed book; None for a mark of another kind."""
    parts = annotation.target.parts
    return next((part for part in parts if isinstance(part, PlacePart)), None)


def placed_parts(
    content: EditionText, parts: Sequence[Part], skip: Sequence[Span]
) -> tuple[Part, ...]:
    """Place a printed passage by its typed words, unless one of its parts has a place.

    Args:
        content: the text.
        parts: of a target; those with spans already looked for in this text.
        skip: what may interrupt a passage: `placing.interruptions`.

    Returns:
        The parts, the passages found before what was typed; unchanged where
        nothing was typed, or it is not found.
    """
    typed = next((part for part in parts if isinstance(part, PlacePart)), None)
    if typed is None or any(isinstance(part, SpanPart) and part.span for part in parts):
        return tuple(parts)
    near = list(_regions(content, typed))
    spans = find_typed(content.text, typed.words, near=near, skip=skip)
    if not spans:
        return tuple(parts)
    kept = (part for part in parts if not isinstance(part, SpanPart))
    return (*(SpanPart(span, describe(content.text, span)) for span in spans), *kept)


def _regions(content: EditionText, typed: PlacePart) -> Iterator[Span]:
    """Give where a printed place is in a text: the page itself, then what is around it."""
    pages = list(pinpoints_named(content.pinpoints, typed))
    yield from pages
    for page in pages:
        yield Span(max(0, page.start - _AROUND), min(len(content.text), page.end + _AROUND))
