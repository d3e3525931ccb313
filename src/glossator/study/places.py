"""Where annotations stand, ready to be shown: pinpoint, order and the words without furniture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from glossator.model.books import EditionText, Source
from glossator.model.marks import Annotation, AreaPart, Part, PlacePart, SpanPart
from glossator.model.notes import Place
from glossator.model.pinpoints import pinpoint_at
from glossator.model.text import (
    CITABLE_CONFIDENCE,
    FURNITURE,
    SCHEME_ORDER,
    BlockKind,
    Pinpoint,
    Span,
)

UNPLACED = 2**31 - 1
"""The order of an annotation that stands nowhere in a text: after all others."""

_ASIDES = FURNITURE | {BlockKind.FOOTNOTE}


def make_place(source: Source, content: EditionText | None, annotation: Annotation) -> Place:
    """Give the place of one annotation; see `make_places`."""
    return make_places(source, content, [annotation])[0]


def make_places(
    source: Source, content: EditionText | None, annotations: Iterable[Annotation]
) -> list[Place]:
    """Give the places of annotations of one source.

    Args:
        source: the source.
        content: the text of its edition in use; None without a file.
        annotations: their spans are of that text.

    Returns:
        For each annotation its place. The quote leaves out markers, and
        furniture and footnotes that the passage runs across; the parts of a
        target are joined by an ellipsis. The pinpoint is the one to cite; where
        none is sure it is empty, never a guess, but in a PDF counts the pages
        of the file and says so ("PDF p. 5").

    O(size of the edition's tables) once, then O(log of it + passage) for each.
    """
    text = _ReadText(content, counts_pages=_is_pdf(source)) if content else None
    return [_make_place(source, text, annotation) for annotation in annotations]


def _make_place(source: Source, text: _ReadText | None, annotation: Annotation) -> Place:
    parts = annotation.target.parts
    quotes = [_show(text, part) for part in parts]
    pinpoints = [_cite(text, part) for part in parts]
    return Place(
        source=source.id,
        source_title=source.title,
        span=annotation.span,
        pinpoint=", ".join(dict.fromkeys(filter(None, pinpoints))),
        order=min(_order(text, part) for part in parts),
        quote=" … ".join(filter(None, quotes)),
    )


def _is_pdf(source: Source) -> bool:
    return source.original is not None and source.original.kind == "pdf"


def _show(text: _ReadText | None, part: Part) -> str:
    """Give the words of a part as a notes line shows them."""
    match part:
        case SpanPart(span=Span() as span) if text:
            return text.quote(span) or _fold_space(part.quote.exact)
        case SpanPart():
            return _fold_space(part.quote.exact)
        case PlacePart():
            return _fold_space(part.words)
        case _:
            return ""


def _cite(text: _ReadText | None, part: Part) -> str:
    """Give the pinpoint of a part, "" where none is sure."""
    match part:
        case SpanPart(span=Span() as span) if text:
            return text.cite(span)
        case AreaPart() if text:
            return text.page_count(part.page_index, part.page_index)
        case PlacePart():
            return _written(part.scheme, [part.label])
        case _:
            return ""


def _order(text: _ReadText | None, part: Part) -> int:
    """Give where a part stands in the text, in code points."""
    match part:
        case SpanPart(span=Span() as span):
            return span.start
        case AreaPart() if text:
            return text.page_start(part.page_index)
        case _:
            return UNPLACED


class _ReadText:
    """An edition's text with its tables laid out for looking up a span."""

    def __init__(self, content: EditionText, *, counts_pages: bool) -> None:
        self._text = content.text
        self._blocks = content.blocks
        self._block_starts = [block.start for block in content.blocks]
        self._markers = content.markers
        self._marker_starts = [marker.start for marker in content.markers]
        self._pages = content.pages if counts_pages else ()
        self._page_starts = [page.start for page in content.pages]
        self._tables = list(_tables(content.pinpoints))

    def quote(self, span: Span) -> str:
        """Give the author's running words of a passage, white space folded."""
        words, at = [], span.start
        for aside in sorted(self._asides(span)):
            words.append(self._text[at : max(at, aside.start)])
            at = max(at, aside.end)
        words.append(self._text[at : span.end])
        return _fold_space("".join(words))

    def cite(self, span: Span) -> str:
        """Give the pinpoint of a passage, that of its first and last code point."""
        for starts, rows in self._tables:
            found = pinpoint_at(_in_force(starts, rows, span), span)
            if found:
                return _join_labels(found)
        last = max(span.start, span.end - 1)
        first_page, last_page = (
            bisect_right(self._page_starts, offset) - 1 for offset in (span.start, last)
        )
        return self.page_count(first_page, last_page)

    def page_count(self, first: int, last: int) -> str:
        """Name pages of a PDF by their count from 1; "" in other books."""
        if not 0 <= first <= last < len(self._pages):
            return ""
        return f"PDF p. {first + 1}" if first == last else f"PDF pp. {first + 1}–{last + 1}"

    def page_start(self, page_index: int) -> int:
        """Give the first code point of a page."""
        known = 0 <= page_index < len(self._page_starts)
        return self._page_starts[page_index] if known else UNPLACED

    def _asides(self, span: Span) -> Iterator[Span]:
        """Find what interrupts the running text of a passage."""
        first = max(0, bisect_right(self._block_starts, span.start) - 1)
        last = bisect_right(self._block_starts, span.end - 1) if span.end else 0
        blocks = self._blocks[first:last]
        skipped = _ASIDES - {blocks[0].kind} if blocks else _ASIDES
        for block in blocks:
            if block.kind in skipped:
                yield Span(block.start, min(block.end, span.end))
        first = max(0, bisect_right(self._marker_starts, span.start) - 1)
        last = bisect_right(self._marker_starts, span.end)
        for marker in self._markers[first:last]:
            if marker.end > span.start and marker.start < span.end:
                yield Span(max(marker.start, span.start), min(marker.end, span.end))


def _tables(pinpoints: Iterable[Pinpoint]) -> Iterator[tuple[list[int], list[Pinpoint]]]:
    """Part the pinpoints by scheme, those first that are cited first."""
    schemes: dict[str, list[Pinpoint]] = {}
    for row in pinpoints:
        schemes.setdefault(row.scheme, []).append(row)
    for base in SCHEME_ORDER:
        for scheme, rows in schemes.items():
            if scheme.split(":")[0] == base:
                rows.sort(key=lambda row: row.start)
                yield [row.start for row in rows], rows


def _in_force(starts: Sequence[int], rows: Sequence[Pinpoint], span: Span) -> Sequence[Pinpoint]:
    """Give the rows that hold within a span; none where the first is not sure.

    An unsure page does not hand its passage to the page before.
    """
    first = bisect_right(starts, span.start) - 1
    if first < 0 or rows[first].confidence < CITABLE_CONFIDENCE:
        return ()
    return rows[first : bisect_right(starts, max(span.start, span.end - 1))]


def _join_labels(pinpoints: Sequence[Pinpoint]) -> str:
    """Write one or two pinpoints of a scheme, with the part they count in."""
    first, last = pinpoints[0], pinpoints[-1]
    if first.part != last.part:
        return "–".join(_with_part(row.scheme, [row.label], row.part) for row in pinpoints)
    labels = list(dict.fromkeys(row.label for row in pinpoints))
    return _with_part(first.scheme, labels, first.part)


def _with_part(scheme: str, labels: Sequence[str], part: str) -> str:
    written = _written(scheme, labels)
    return f"{written} ({part})" if part else written


def _written(scheme: str, labels: Sequence[str]) -> str:
    """Write a label or a range of labels in the way of its scheme."""
    base, joined = scheme.split(":", maxsplit=1)[0], "–".join(labels)
    several = len(labels) > 1
    if base == "star-page":
        return f"*{joined}"
    if base == "paragraph" and all(label.isdigit() for label in labels):
        return f"¶¶ {joined}" if several else f"¶ {joined}"
    if base in {"epub-page", "pdf-label"}:
        return f"pp. {joined}" if several else f"p. {joined}"
    return " – ".join(labels) if base == "paragraph" else joined


def _fold_space(words: str) -> str:
    return " ".join(words.split())
