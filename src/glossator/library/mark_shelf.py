"""The marks of each source with their places, kept in memory and in step with the log.

Notes are made from them again after every change; reading and decoding all marks for that would
take most of the time. Only what a change touched is read again.
"""

from __future__ import annotations

import threading
from dataclasses import replace

from glossator.library.library import Library
from glossator.library.staleness import Staleness
from glossator.model.books import Source
from glossator.model.ids import AnnotationId, SourceId
from glossator.model.marks import Annotation, SpanPart, TextQuote
from glossator.model.notes import Place

Mark = tuple[Annotation, Place]

_NO_QUOTE = TextQuote("")
_MOVES_PLACES = frozenset({"correction", "source"})
"""What may change where the marks of a source stand, or how they are cited."""


class MarkShelf:
    """The marks of a library, read source by source when they are first asked for.

    They are kept without their selectors, which are half of what a mark takes in memory.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._reading = threading.Lock()
        self._marks: dict[SourceId, dict[AnnotationId, Mark]] = {}
        self._source_of: dict[AnnotationId, SourceId] = {}
        self._staleness = Staleness(library, _MOVES_PLACES)

    def of(self, source: Source) -> list[Mark]:
        """List the marks of a source with their places, in no order.

        Raises:
            NotFoundError: the source is gone.
        """
        with self._reading:
            self._catch_up()
            known = self._marks.get(source.id)
            if known is None:
                known = self._marks[source.id] = self._read(source.id)
            return list(known.values())

    def find(self, annotation: AnnotationId) -> Mark | None:
        """Give a mark of a source that was asked for before; None where there is none."""
        with self._reading:
            self._catch_up()
            source = self._source_of.get(annotation)
            return self._marks[source].get(annotation) if source in self._marks else None

    def close(self) -> None:
        """Listen no more."""
        self._staleness.close()

    def _read(self, source: SourceId) -> dict[AnnotationId, Mark]:
        found: dict[AnnotationId, Mark] = {}
        for annotation in self._library.store.list_annotations(source=source):
            self._source_of[annotation.id] = source
            found[annotation.id] = self._mark(annotation)
        return found

    def _mark(self, annotation: Annotation) -> Mark:
        """Give what notes are made of: the place has all that they say of the passage."""
        place = self._library.place_afresh(annotation)
        parts = (SpanPart(place.span, _NO_QUOTE),)
        lean = replace(annotation.target, parts=parts)
        return replace(annotation, target=lean, created="", modified="", foreign=""), place

    def _catch_up(self) -> None:
        """Read again what changed since the last time."""
        stale = self._staleness.take()
        if stale is None:
            self._marks.clear()
            self._source_of.clear()
            return
        for annotation_id in stale:
            before = self._source_of.pop(annotation_id, None)
            if before is not None:
                self._marks.get(before, {}).pop(annotation_id, None)
            annotation = self._library.find_annotation(annotation_id)
            source = annotation.target.source if annotation else None
            if annotation and source in self._marks and source in self._library.catalogue.sources:
                self._source_of[annotation.id] = annotation.target.source
                self._marks[annotation.target.source][annotation.id] = self._mark(annotation)


def mark_shelf_of(library: Library) -> MarkShelf:
    """Give the one shelf of a library."""
    return library.service(MarkShelf, lambda: MarkShelf(library))


def marks_of(library: Library, source: Source) -> list[Mark]:
    """List the marks of a source with their places, in no order."""
    return mark_shelf_of(library).of(source)
