"""Find annotations' passages in a text, by their position and their words."""

from __future__ import annotations

from dataclasses import replace

from glossator.anchors.anchor import anchor
from glossator.model.books import EditionText, Source
from glossator.model.marks import Annotation, SpanPart
from glossator.model.text import FURNITURE, Span


def place_annotation(annotation: Annotation, source: Source, content: EditionText) -> Annotation:
    """Find an annotation's passages in a text; a passage that is not there stays unplaced.

    The words of a part are never altered when it is not found.
    """
    skip = interruptions(content)
    parts = tuple(
        _place_part(content.text, part, skip) if isinstance(part, SpanPart) else part
        for part in annotation.target.parts
    )
    return replace(
        annotation, target=replace(annotation.target, edition=source.edition, parts=parts)
    )


def interruptions(content: EditionText) -> tuple[Span, ...]:
    """List the spans that may interrupt a passage: markers and furniture, in order."""
    spans = [Span(marker.start, marker.end) for marker in content.markers]
    spans += [Span(block.start, block.end) for block in content.blocks if block.kind in FURNITURE]
    return tuple(sorted(spans))


def _place_part(text: str, part: SpanPart, skip: tuple[Span, ...]) -> SpanPart:
    anchored = anchor(text, part, skip=skip)
    if anchored.span is None:
        return replace(part, span=None)
    exact = text[anchored.span.start : anchored.span.end]
    return replace(part, span=anchored.span, quote=replace(part.quote, exact=exact))
