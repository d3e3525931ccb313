"""Which operations belong to one course of a library."""

from __future__ import annotations

from collections.abc import Callable

from glossator.library.all_things import Fields, all_things, target_source
from glossator.library.library import Library
from glossator.model.courses import Course
from glossator.model.operations import Operation

_OF_COURSE = ("source", "topic", "rule")


def keeps_course(library: Library, course: Course) -> Callable[[Operation], bool]:
    """Give what tells whether an operation is on a thing of a course, as things are now.

    That is the course, its pens, its sources with their marks and corrections, its
    topics and rules, and what was written in notes over any of them; deleted things, too.
    """
    things = {("course", str(course.id)), ("pen-system", str(course.pen_system))}
    for kind in _OF_COURSE:
        things |= {
            (kind, id_) for id_, fields in all_things(library, kind) if _course(fields) == course.id
        }
    scopes = {id_ for kind, id_ in things if kind in {"course", "source"}}
    for kind, field in (("correction", "source"), ("entry", "scope")):
        things |= {
            (kind, id_) for id_, fields in all_things(library, kind) if fields.get(field) in scopes
        }
    things |= {
        ("annotation", id_)
        for id_, fields in all_things(library, "annotation")
        if target_source(fields) in scopes
    }
    return lambda operation: (operation.entity, operation.entity_id) in things


def _course(fields: Fields) -> object:
    return fields.get("course")
