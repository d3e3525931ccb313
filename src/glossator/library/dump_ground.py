"""A library and a dump seen as one: what will be here when the dump has been read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from glossator.exchange.jsonld import Dump
from glossator.library.catalogue import Catalogue
from glossator.library.library import Library
from glossator.model.books import Source
from glossator.model.courses import Course
from glossator.model.ids import AnnotationId, CourseId, SourceId, TopicId
from glossator.model.pens import PenSystem
from glossator.study.pen_file import read_pen_system


@dataclass(frozen=True, slots=True)
class Ground:
    """What will be here; of a thing that is in both, the library's.

    Attributes:
        courses: by id, those of the library first.
        sources: by id.
        topics: their ids.
        marks: their ids.
        systems: the pen system of each course that has one.
        same: for sources of the dump that are here already, which of ours each is.
        deleted: ids of the sources and courses that were deleted here.
    """

    courses: Mapping[CourseId, Course]
    sources: Mapping[SourceId, Source]
    topics: Collection[TopicId]
    marks: Collection[AnnotationId]
    systems: Mapping[CourseId, PenSystem]
    same: Mapping[SourceId, SourceId]
    deleted: Collection[str]

    def course_of(self, scope: str) -> Course | None:
        """Give the course that notes over a source or a course belong to."""
        source = self.sources.get(SourceId(scope))
        return self.courses.get(source.course if source else CourseId(scope))


def make_ground(
    library: Library,
    dump: Dump,
    *,
    marks: Collection[AnnotationId],
    same: Mapping[SourceId, SourceId],
) -> Ground:
    """Lay a library and a dump together.

    Args:
        library: the library.
        dump: what comes; every pen system in it can be read.
        marks: ids of the marks that are here.
        same: for sources of the dump which of ours each is.
    """
    catalogue = library.catalogue
    coming = {course.id: course for course in dump.courses if course.id not in catalogue.courses}
    courses = {**catalogue.courses, **coming}
    return Ground(
        courses=courses,
        sources={source.id: source for source in dump.sources} | dict(catalogue.sources),
        topics={*catalogue.topics, *(topic.id for topic in dump.topics)},
        marks={*marks, *(annotation.id for annotation in dump.annotations)},
        systems={
            course.id: system
            for course in courses.values()
            if (system := _find_system(catalogue, dump, course))
        },
        same=same,
        deleted={*library.store.list_deleted("source"), *library.store.list_deleted("course")},
    )


def _find_system(catalogue: Catalogue, dump: Dump, course: Course) -> PenSystem | None:
    """Find a course's pens: of one that comes, those that come with it."""
    coming = dict(dump.pen_systems).get(course.pen_system)
    if coming is None or course.id in catalogue.courses:
        return catalogue.systems.get(course.pen_system)
    return read_pen_system(coming, file_name=f"{course.pen_system}.toml")
