"""The passage behind a line of notes, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossator.library.library import Library
from glossator.model.books import EditionText
from glossator.model.text import FURNITURE, Block, BlockKind, Marker, Span

_AROUND = 500  # code points before and after
_ASIDES = FURNITURE | {BlockKind.FOOTNOTE}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a paragraph, and whether the mark is on it."""

    words: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands around a mark: paragraphs, each in stretches; none without a text."""

    paragraphs: tuple[tuple[Stretch, ...], ...]


def passage_around(library: Library, annotation_id: str) -> Passage:
    """Give the paragraphs that a mark is in, and those near it, cut at words.

    Running heads, page numbers and footnotes between them are left out, unless the mark
    itself begins in one.

    Raises:
        NotFoundError: there is no such mark, or its source is gone.
    """
    annotation = library.get_annotation(annotation_id)
    content = library.content_of(library.catalogue.get_source(annotation.target.source))
    spans = annotation.spans
    if content is None or not spans:
        return Passage(())
    first, last = spans[0].start, spans[-1].end
    start, end = max(0, first - _AROUND), min(len(content.text), last + _AROUND)
    paragraphs = (
        _stretches(content, block, Span(start, end), spans)
        for block in content.blocks
        if block.end > start
        and block.start < end
        and (block.kind not in _ASIDES or any(_meet(span, block) for span in spans))
    )
    return Passage(tuple(filter(None, paragraphs)))


def _stretches(
    content: EditionText, block: Block, part: Span, spans: Sequence[Span]
) -> tuple[Stretch, ...]:
    """Cut what a part of the text has of a block where marks begin and end."""
    text = content.text
    start = _word_start(text, part.start) if block.start < part.start else block.start
    end = _word_end(text, part.end) if block.end > part.end else block.end
    edges = (edge for span in spans for edge in (span.start, span.end))
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    return tuple(
        Stretch(
            _running(content, Span(one, two)),
            any(span.start <= one and two <= span.end for span in spans),
        )
        for one, two in pairwise(cuts)
    )


def _running(content: EditionText, span: Span) -> str:
    """Give the author's running words of a stretch, without star pages and calls of notes."""
    words, at = [], span.start
    for marker in content.markers:
        if _meet(span, marker):
            words.append(content.text[at : max(at, marker.start)])
            at = max(at, min(marker.end, span.end))
    return "".join((*words, content.text[at : span.end]))


def _meet(span: Span, block: Block | Marker) -> bool:
    return span.start < block.end and span.end > block.start


def _word_start(text: str, at: int) -> int:
    """Give the start of the next word from a place."""
    space = text.find(" ", at, at + 40)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    """Give the end of the last word before a place."""
    space = text.rfind(" ", at - 40, at)
    return at if space < 0 else space
