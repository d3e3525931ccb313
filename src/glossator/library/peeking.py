"""The passage behind a line of notes, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from glossator.library.library import Library
from glossator.model.text import FURNITURE, BlockKind

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
    paragraphs = []
    for block in content.blocks:
        if block.end <= start or block.start >= end:
            continue
        holds = any(span.start < block.end and span.end > block.start for span in spans)
        if block.kind in _ASIDES and not holds:
            continue
        at = _word_start(content.text, start) if block.start < start else block.start
        until = _word_end(content.text, end) if block.end > end else block.end
        edges = (edge for span in spans for edge in (span.start, span.end))
        cuts = sorted({at, until, *(edge for edge in edges if at < edge < until)})
        paragraphs.append(
            tuple(
                Stretch(content.text[one:two], any(s.start <= one and two <= s.end for s in spans))
                for one, two in pairwise(cuts)
            )
        )
    return Passage(tuple(paragraph for paragraph in paragraphs if paragraph))


def _word_start(text: str, at: int) -> int:
    """Give the start of the next word from a place."""
    space = text.find(" ", at, at + 40)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    """Give the end of the last word before a place."""
    space = text.rfind(" ", at - 40, at)
    return at if space < 0 else space
