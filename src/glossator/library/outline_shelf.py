"""The outlines of courses in memory: after a change only the topics it touches are made anew."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, field

from glossator.library.library import Library
from glossator.library.mark_shelf import mark_shelf_of, marks_of
from glossator.library.staleness import Staleness
from glossator.model.courses import Course
from glossator.model.ids import CourseId
from glossator.model.notes import Notes
from glossator.model.pens import Form, PenSystem
from glossator.study.filed_marks import FiledMarks
from glossator.study.notes import Memory, compile_outline

_CHANGES_ALL = frozenset({"topic", "pen-system", "source", "course", "correction"})
"""What an outline is made of beside its marks and what the reader wrote in it."""


@dataclass(slots=True)
class _Kept:
    """The marks of a course by topic, and what was made of them for each form."""

    filed: FiledMarks
    made: dict[str, tuple[Form, Memory]] = field(default_factory=dict)


class OutlineShelf:
    """What the outlines of a library are made of, in step with the log."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._making = threading.Lock()
        self._courses: dict[CourseId, _Kept] = {}
        self._staleness = Staleness(library, _CHANGES_ALL)

    def outline(
        self, form: Form, system: PenSystem, course: Course, *, kept: Collection[str]
    ) -> Notes:
        """Make an outline as it stands now, from what did not change since the last time.

        Args:
            form: its form, saved or not.
            system: the pens of the course.
            course: of which course.
            kept: keys of parts that stand even where they have no line.
        """
        with self._making:
            self._catch_up()
            known = self._courses.get(course.id) or self._read(course)
            like, memory = known.made.get(form.id, (form, {}))
            if like != form:
                memory = {}
            known.made[form.id] = (form, memory)
            return compile_outline(form, system, course, known.filed, kept=kept, memory=memory)

    def close(self) -> None:
        """Listen no more."""
        self._staleness.close()

    def _read(self, course: Course) -> _Kept:
        catalogue = self._library.catalogue
        topics = catalogue.topics_of(course.id)
        sources = catalogue.sources_of(course.id)
        marks = (mark for source in sources for mark in marks_of(self._library, source))
        known = self._courses[course.id] = _Kept(FiledMarks(topics, marks))
        return known

    def _catch_up(self) -> None:
        """File what changed since the last time anew."""
        touched = self._staleness.take()
        if touched is None:
            self._courses.clear()
            return
        shelf, sources = mark_shelf_of(self._library), self._library.catalogue.sources
        for annotation in touched if self._courses else ():
            mark = shelf.find(annotation)
            source = sources.get(mark[0].target.source) if mark else None
            for course, known in self._courses.items():
                known.filed.drop(annotation)
                if mark and source and source.course == course:
                    known.filed.put(mark)


def outline_shelf_of(library: Library) -> OutlineShelf:
    """Give the one shelf of a library."""
    return library.service(OutlineShelf, lambda: OutlineShelf(library))
