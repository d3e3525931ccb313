"""Find annotations' passages in a text, by their position and their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from glossator.anchors.anchor import anchor
from glossator.anchors.describe import describe
from glossator.library.printed_places import placed_parts
from glossator.model.books import EditionText, Source, SourceEdition
from glossator.model.ids import EditionId, OriginalHash
from glossator.model.marks import Annotation, AreaPart, SpanPart, Target
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
    parts = placed_parts(content, parts, skip)
    return replace(
        annotation, target=replace(annotation.target, edition=source.edition, parts=parts)
    )


def carry_annotations(
    annotations: Sequence[Annotation],
    text: SourceEdition,
    content: EditionText,
    original_of: Mapping[EditionId, OriginalHash],
) -> list[Annotation]:
    """Find the passages of annotations in another text than the one they stood in.

    Args:
        annotations: in any order.
        text: the text that comes into use.
        content: what it holds.
        original_of: of which file each text is; an area stays with its file.

    Returns:
        The annotations in their order. A passage that is not found keeps its
        words and has no place; one that is found has the words of this text.
    """
    skip = interruptions(content)
    carried = []
    for annotation in annotations:
        target = annotation.target
        if target.edition == text.edition:
            carried.append(annotation)
            continue
        parts = tuple(
            _carry_part(content.text, part, skip) if isinstance(part, SpanPart) else part
            for part in target.parts
        )
        parts = placed_parts(content, parts, skip)
        edition = target.edition if _keeps_to_its_file(target, text, original_of) else text.edition
        carried.append(replace(annotation, target=replace(target, edition=edition, parts=parts)))
    return carried


def _keeps_to_its_file(
    target: Target,
    text: SourceEdition,
    original_of: Mapping[EditionId, OriginalHash],
) -> bool:
    """Tell a mark on an area of a page that belongs to another file than the text does."""
    if target.edition is None or not all(isinstance(part, AreaPart) for part in target.parts):
        return False
    return original_of.get(target.edition) != text.original.hash


def _carry_part(text: str, part: SpanPart, skip: tuple[Span, ...]) -> SpanPart:
    """Find a passage in another text: an offset there means nothing unless all around agrees."""
    if part.span and part.span.end <= len(text) and describe(text, part.span) == part.quote:
        return part
    span = anchor(text, replace(part, span=None), skip=skip).span
    if span is None:
        return replace(part, span=None)
    return replace(part, span=span, quote=describe(text, span))


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
