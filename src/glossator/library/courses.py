"""Courses and sources: add, rename, move, delete."""

from __future__ import annotations

import re
from dataclasses import asdict

from glossator.library.catalogue import FIRST_PRESET, Catalogue
from glossator.library.library import Library
from glossator.library.pens import preset_writes
from glossator.model.books import Caption
from glossator.model.courses import Course
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import CourseId, PenSystemId
from glossator.model.operations import Change, IsNew, Step, Write
from glossator.store.records import course_writes, deletion

FIRST_COURSE_NAME = "My course"


def add_course(library: Library, step_id: str, course_id: str, name: str, preset: str) -> Change:
    """Add a course with a pen system of its own, made from a preset.

    Raises:
        InvalidRequestError: the name is empty or there is no such preset.
        NotSavedError: it could not be written.
    """
    cleaned = _clean(name, "A course needs a name.")
    system, writes = preset_writes(preset, free_system_id(library.catalogue, cleaned))
    course = Course(CourseId(course_id), cleaned, system)
    label = f"Added the course {cleaned}"
    step = Step(step_id, "add_course", label, writes + course_writes(course))
    return library.commit(step, [IsNew("course", course.id), IsNew("pen-system", system)])


def add_course_with_pens(
    library: Library, step_id: str, course_id: str, name: str, system_id: str
) -> Change:
    """Add a course that uses a pen system the library has, together with other courses.

    Raises:
        InvalidRequestError: the name is empty.
        NotFoundError: there is no such pen system.
        NotSavedError: it could not be written.
    """
    cleaned = _clean(name, "A course needs a name.")
    with library.pens_lock:  # so that the pens are not deleted at this moment
        system = library.catalogue.get_system(system_id)
        course = Course(CourseId(course_id), cleaned, system.id)
        label = f"Added the course {cleaned}"
        step = Step(step_id, "add_course", label, course_writes(course))
        return library.commit(step, [IsNew("course", course.id)])


def change_course(library: Library, step_id: str, course_id: str, name: str) -> Change:
    """Rename a course.

    Raises:
        NotFoundError: there is no such course.
        InvalidRequestError: the name is empty.
        NotSavedError: it could not be written.
    """
    course = library.catalogue.get_course(course_id)
    cleaned = _clean(name, "A course needs a name.")
    write = Write("course", course.id, "name", cleaned)
    label = f"Renamed the course {course.name} to {cleaned}"
    return library.commit(Step(step_id, "change_course", label, (write,)))


def course_for_import(library: Library, course: str | None) -> Course:
    """Give the course that files go to: the one named, else the first; made if there is none.

    Raises:
        NotFoundError: the course named does not exist.
        NotSavedError: it could not be written.
    """
    if course:
        return library.catalogue.get_course(course)
    if not library.catalogue.courses:
        add_course(library, library.new_id(), library.new_id(), FIRST_COURSE_NAME, FIRST_PRESET)
    return next(iter(library.catalogue.courses.values()))


def change_source(
    library: Library,
    step_id: str,
    source_id: str,
    *,
    title: str | None = None,
    caption: Caption | None = None,
    course: str | None = None,
) -> Change:
    """Change a source's title or caption, or move it to another course.

    Raises:
        NotFoundError: there is no such source or course.
        InvalidRequestError: the title is empty, the other course has another pen
            system, or nothing was given to change.
        NotSavedError: it could not be written.
    """
    source = library.catalogue.get_source(source_id)
    writes: list[Write] = []
    if title is not None:
        cleaned = _clean(title, "A source needs a title.")
        writes.append(Write("source", source.id, "title", cleaned))
    if caption is not None:
        writes.append(Write("source", source.id, "caption", asdict(caption)))
    if course is not None:
        refuse_other_pens(library, source.title, source.course, course)
        writes.append(Write("source", source.id, "course", course))
    if not writes:
        raise InvalidRequestError(f"Nothing was given to change on {source.title}.")
    label = f"Changed the details of {source.title}"
    return library.commit(Step(step_id, "change_source", label, tuple(writes)))


def delete_source(library: Library, step_id: str, source_id: str) -> Change:
    """Put a source into the bin: its file and marks are kept, and undo brings it back.

    Raises:
        NotFoundError: there is no such source.
        NotSavedError: it could not be written.
    """
    source = library.catalogue.get_source(source_id)
    write = deletion("source", source.id)
    label = f"Took {source.title} out of the library"
    return library.commit(Step(step_id, "delete_source", label, (write,)))


def refuse_other_pens(library: Library, title: str, old: CourseId, new: str) -> None:
    """See to it that a source stays among courses that use the same pens.

    Raises:
        NotFoundError: the new course does not exist.
        InvalidRequestError: it uses other pens than the old one.
    """
    before = library.catalogue.courses.get(old)
    after = library.catalogue.get_course(new)
    if before is not None and before.pen_system != after.pen_system:
        raise InvalidRequestError(
            f"{title} stays in {before.name}: {after.name} uses other pens, and its marks "
            "would lose their meaning there."
        )


def free_system_id(catalogue: Catalogue, name: str) -> PenSystemId:
    """Make an id for a new pen system, and so a name for its file, that no other has."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40] or "pens"
    number = 1
    candidate = stem
    while candidate in catalogue.systems.keys() | catalogue.deleted_systems:
        number += 1
        candidate = f"{stem}-{number}"
    return PenSystemId(candidate)


def _clean(name: str, complaint: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise InvalidRequestError(f"{complaint} Nothing was changed.")
    return cleaned
