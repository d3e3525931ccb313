"""Finding in the text of one source: what a reader's search shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from glossator.anchors.finding import find_all
from glossator.library.library import Library
from glossator.library.placing import interruptions
from glossator.model.finding import Wanted
from glossator.model.text import Span

HITS_AT_MOST = 1000
_CONTEXT = 60  # code points on each side of a hit
_WORDS_AT_MOST = 200  # code points of a hit that are shown


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where something was found, with what stands around it on one line."""

    span: Span
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in a text, in order; `more` where there are more than are listed."""

    hits: tuple[Hit, ...]
    more: bool


def find_in_source(
    library: Library, source_id: str, wanted: Wanted, *, in_marks: bool = False
) -> Hits:
    """Find words or a pattern in the text in use of a source.

    Args:
        library: the library.
        source_id: where to look.
        wanted: what to look for.
        in_marks: whether only hits within a mark count.

    Returns:
        At most `HITS_AT_MOST` hits; none where the source has no text.

    Raises:
        NotFoundError: there is no such source.
        InvalidRequestError: the pattern cannot be used.
    """
    source = library.catalogue.get_source(source_id)
    content = library.content_of(source)
    if content is None:
        return Hits((), more=False)
    skip = interruptions(content)
    found = find_all(content.text, wanted, skip=skip)
    if in_marks:
        marks = library.store.list_annotations(source=source.id)
        found = _within(found, _joined([span for mark in marks for span in mark.spans]))
    spans = list(islice(found, HITS_AT_MOST + 1))
    hits = tuple(show_hit(content.text, span, skip) for span in spans[:HITS_AT_MOST])
    return Hits(hits, more=len(spans) > HITS_AT_MOST)


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Join spans that touch or overlap."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _within(found: Iterator[Span], marked: Sequence[Span]) -> Iterator[Span]:
    """Give the hits that lie in one of `marked`, which are in order and apart."""
    for hit in found:
        at = bisect_right(marked, hit.start, key=lambda span: span.start) - 1
        if at >= 0 and hit.end <= marked[at].end:
            yield hit


def show_hit(text: str, span: Span, skip: Sequence[Span]) -> Hit:
    """Show a place with what stands around it, without the spans to skip, which are in order."""
    before = Span(max(0, span.start - _CONTEXT), span.start)
    after = Span(span.end, min(len(text), span.end + _CONTEXT))
    words = _shown(text, span, skip).strip()
    if len(words) > _WORDS_AT_MOST:
        words = f"{words[:_WORDS_AT_MOST]}…"
    ahead = _shown(text, before, skip).lstrip()
    behind = _shown(text, after, skip).rstrip()
    if before.start > 0:  # no part of a word at either end
        ahead = ahead.partition(" ")[2] or ahead
    if after.end < len(text):
        behind = behind.rpartition(" ")[0] or behind
    return Hit(span, ahead, words, behind)


def _shown(text: str, span: Span, skip: Sequence[Span]) -> str:
    """Give the words of a span on one line, without the spans to skip."""
    shown = ""
    at = span.start
    first = max(0, bisect_right(skip, at, key=lambda one: one.start) - 1)
    for number in range(first, len(skip)):
        one = skip[number]
        if one.start >= span.end:
            break
        shown += text[at : max(at, one.start)]
        at = max(at, one.end)
    shown += text[at : span.end]
    edges = (" " if shown[:1].isspace() else "", " " if shown[-1:].isspace() else "")
    return f"{edges[0]}{' '.join(shown.split())}{edges[1]}"
