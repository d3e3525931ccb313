"""Finding marks by their words, their pen or their source, to link to them."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from glossator.library.library import Library
from glossator.model.ids import AnnotationId, CourseId, SourceId
from glossator.model.marks import Annotation
from glossator.model.operations import Change

_ORDINARY = frozenset({"annotation", "correction", "topic"})
"""What may change without a title, a course or the name of a pen changing."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A mark as it is looked for: where it stands, and all its words folded."""

    source: SourceId
    start: int
    words: str


class MarkSearch:
    """The words of all marks, folded once and then kept in step with the library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._entries: dict[AnnotationId, _Entry] | None = None
        self._stale: set[AnnotationId] = set()
        self._stop = library.subscribe(self._note)

    def find(self, course: str, typed: str, *, besides: str, most: int) -> list[Annotation]:
        """Find the marks that have every typed word, the nearest first.

        Args:
            course: whose marks come before those of other courses.
            typed: words or beginnings of words of the passage, the own words, the
                pen or the source; without any, every mark is found.
            besides: a mark that is not wanted, and whose source comes first; or "".
            most: how many to give at most.

        Returns:
            The marks of the source of `besides`, then those of the course by title of
            source, then those of other courses by
            course and title; each in the order of the text.

        Raises:
            NotFoundError: there is no such course.

        O(marks), after all their words were folded for the first search.
        """
        rank = self._rank_sources(self._library.catalogue.get_course(course).id, besides)
        asked = typed.casefold().split()
        found = (
            (rank[entry.source], entry.start, mark)
            for mark, entry in self._current().items()
            if entry.source in rank and mark != besides and all(w in entry.words for w in asked)
        )
        nearest = (self._library.find_annotation(mark) for *_, mark in heapq.nsmallest(most, found))
        return [mark for mark in nearest if mark is not None]

    def _rank_sources(self, course: CourseId, mark: str) -> dict[SourceId, int]:
        here = self._library.find_annotation(AnnotationId(mark)) if mark else None
        own = here.target.source if here else ""
        courses = self._library.catalogue.courses
        sources = sorted(
            self._library.catalogue.sources.values(),
            key=lambda each: (
                each.id != own,
                each.course != course,
                courses[each.course].name if each.course in courses else "",
                each.title,
                each.id,
            ),
        )
        return {source.id: place for place, source in enumerate(sources)}

    def close(self) -> None:
        """Stop listening to the library."""
        self._stop()

    def _current(self) -> dict[AnnotationId, _Entry]:
        with self._lock:
            if self._entries is None:
                self._entries = dict(self._read_all())
            for mark in self._stale:
                annotation = self._library.find_annotation(mark)
                if annotation is None:
                    self._entries.pop(mark, None)
                else:
                    self._entries[mark] = self._entry_of(annotation)
            self._stale.clear()
            return dict(self._entries)

    def _read_all(self) -> Iterator[tuple[AnnotationId, _Entry]]:
        sources = self._library.catalogue.sources
        for annotation in self._library.store.list_annotations():
            if annotation.target.source in sources:
                yield annotation.id, self._entry_of(annotation)

    def _entry_of(self, annotation: Annotation) -> _Entry:
        catalogue = self._library.catalogue
        source = catalogue.get_source(annotation.target.source)
        pens = catalogue.system_of(source).pens
        pen = next((pen.name for pen in pens if pen.id == annotation.pen), "")
        words = (annotation.own_words, annotation.exact, annotation.comment, pen, source.title)
        start = annotation.span.start if annotation.span else source.length
        return _Entry(source.id, start, "\n".join(words).casefold())

    def _note(self, happening: object) -> None:
        if not isinstance(happening, Change):
            return
        with self._lock:
            if any(entity not in _ORDINARY for entity, _ in happening.touched):
                self._entries = None
            self._stale.update(
                AnnotationId(id) for entity, id in happening.touched if entity == "annotation"
            )


def find_marks(
    library: Library, course: str, typed: str, *, besides: str = "", most: int = 12
) -> list[Annotation]:
    """Find marks, as `MarkSearch.find` does."""
    search = library.service(MarkSearch, lambda: MarkSearch(library))
    return search.find(course, typed, besides=besides, most=most)
