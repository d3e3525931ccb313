"""Where an annotation stands, ready to be shown: pinpoint, order and words without furniture."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from glossator.model.books import EditionText, Source
from glossator.model.ids import EditionId
from glossator.model.marks import Annotation, AreaPart, Part, PlacePart, SpanPart
from glossator.model.notes import Place
from glossator.model.text import FURNITURE, Block, BlockKind, Marker, Span
from glossator.study.areas import cite_area, order_of_area, show_area
from glossator.study.citing import cite_span, opinion_at
from glossator.study.printed import UNPLACED, cite_printed, order_of_printed

_ASIDES = FURNITURE | {BlockKind.FOOTNOTE}
_Piece = TypeVar("_Piece", Block, Marker)
_START = attrgetter("start")


def make_place(source: Source, content: EditionText | None, annotation: Annotation) -> Place:
    """Say where an annotation stands, how it is cited and what its passage says.

    Args:
        source: its source.
        content: the text of the source's edition in use, which the spans are
            of; None without a file.
        annotation: the annotation.

    Returns:
        Its place. The quote leaves out markers, and furniture and footnotes
        that the passage runs across; the parts of a target are joined by an
        ellipsis. The pinpoint is the one to cite; where none is sure it is
        empty, never a guess, but in a PDF counts the pages of the file and
        says so ("PDF p. 5"). An area stands where its page or picture does, also
        in another text of the same file; one of another file has no pinpoint and
        no place, and is not drawn on that file's pages. A passage of a printed
        book is cited as the reader typed it, also when it is found in a text,
        whose words are then shown.

    O(log of the edition's tables + length of the passage).
    """
    parts, edition = _telling(annotation.target.parts), annotation.target.edition
    if source.edition and _is_of_same_file(source, edition):
        edition = source.edition  # its pages and pictures are those of the text in use
    pages = content if edition in (None, source.edition) else None
    grounds = [pages if isinstance(part, AreaPart) else content for part in parts]
    pinpoint = _pinpoint(source, annotation, grounds, parts)
    area = next((part for part in parts if isinstance(part, AreaPart)), None)
    return Place(
        source=source.id,
        source_title=source.title,
        span=annotation.span,
        pinpoint=pinpoint,
        order=min(map(_order, grounds, parts)),
        quote=" … ".join(filter(None, (_show(content, part) for part in parts))),
        area=show_area(area, edition, pages, pinpoint) if area else None,
        opinion=opinion_at(content, annotation.span) if content and annotation.span else "",
    )


def _pinpoint(
    source: Source,
    annotation: Annotation,
    grounds: Sequence[EditionText | None],
    parts: Sequence[Part],
) -> str:
    """Cite the parts of a target: as the reader typed it, else by the texts they are in."""
    typed = [cite_printed(part) for part in annotation.target.parts if isinstance(part, PlacePart)]
    cited = typed or [
        _cite(source, content, part) for content, part in zip(grounds, parts, strict=True)
    ]
    return ", ".join(dict.fromkeys(filter(None, cited)))


def without_opinion(place: Place) -> Place:
    """Give a place without the name of its opinion in the pinpoint, for where that stands above."""
    return replace(place, pinpoint=place.pinpoint.replace(f" ({place.opinion})", ""))


def _telling(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Leave out what says twice what a mark is about: typed words, or the passage they stand for.

    Of a passage typed from a printed book the text's words are shown where they
    have a place, and the typed ones where they have none.
    """
    if not any(isinstance(part, PlacePart) for part in parts):
        return parts
    placed = any(isinstance(part, SpanPart) and part.span for part in parts)
    silent = PlacePart if placed else SpanPart
    return tuple(part for part in parts if not isinstance(part, silent))


def _is_of_same_file(source: Source, edition: EditionId | None) -> bool:
    """Tell whether a text was taken from the same file as the text in use."""
    return source.original is not None and any(
        text.edition == edition and text.original.hash == source.original.hash
        for text in source.editions
    )


def _show(content: EditionText | None, part: Part) -> str:
    """Give the words of a part as a line of notes shows them."""
    match part:
        case SpanPart(span=Span() as span) if content:
            return _running_words(content, span) or _fold_space(part.quote.exact)
        case SpanPart():
            return _fold_space(part.quote.exact)
        case PlacePart():
            return _fold_space(part.words)
        case _:
            return ""


def _cite(source: Source, content: EditionText | None, part: Part) -> str:
    """Give the pinpoint of a part, "" where none is sure."""
    match part:
        case SpanPart(span=Span() as span) if content:
            return cite_span(source, content, span)
        case AreaPart():
            return cite_area(source, content, part)
        case _:
            return ""


def _order(content: EditionText | None, part: Part) -> int:
    """Give where a part stands in the text, in code points."""
    match part:
        case SpanPart(span=Span() as span):
            return span.start
        case AreaPart():
            at = order_of_area(content, part)
            return UNPLACED if at is None else at
        case PlacePart():
            return order_of_printed(content, part)
        case _:
            return UNPLACED


def _running_words(content: EditionText, span: Span) -> str:
    """Give the author's running words of a passage, white space folded."""
    words, at = [], span.start
    for aside in sorted(_asides(content, span)):
        words.append(content.text[at : aside.start])
        at = max(at, aside.end)
    words.append(content.text[at : span.end])
    return _fold_space("".join(words))


def _asides(content: EditionText, span: Span) -> Iterator[Span]:
    """Find what interrupts the running words of a passage.

    A passage that begins in a footnote is about footnotes and shows them.
    """
    blocks = _within(content.blocks, span)
    begun_in = {block.kind for block in blocks[:1] if block.start <= span.start}
    yield from (_clip(block, span) for block in blocks if block.kind in _ASIDES - begun_in)
    yield from (_clip(marker, span) for marker in _within(content.markers, span))


def _within(pieces: Sequence[_Piece], span: Span) -> list[_Piece]:
    """Give the blocks or markers that share a code point with a span."""
    first = max(0, bisect_right(pieces, span.start, key=_START) - 1)
    last = bisect_left(pieces, span.end, key=_START)
    return [piece for piece in pieces[first:last] if piece.end > span.start]


def _clip(piece: Block | Marker, span: Span) -> Span:
    """Give what a block or marker has of a span."""
    return Span(max(piece.start, span.start), min(piece.end, span.end))


def _fold_space(words: str) -> str:
    return " ".join(words.split())
