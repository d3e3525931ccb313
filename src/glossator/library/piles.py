"""Things done to several sources at once, each as one step."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.library.binned import name_pile
from glossator.library.courses import refuse_other_pens
from glossator.library.library import Library
from glossator.model.operations import Change, Step, Write


def move_sources(library: Library, step_id: str, sources: Sequence[str], course_id: str) -> Change:
    """Move sources to another course.

    Raises:
        NotFoundError: a source or the course does not exist; none is moved.
        InvalidRequestError: none was named, or the course uses other pens than
            one of theirs; none is moved.
        NotSavedError: it could not be written.
    """
    catalogue = library.catalogue
    course = catalogue.get_course(course_id)
    found = [catalogue.get_source(source) for source in sources]
    for source in found:
        refuse_other_pens(library, source.title, source.course, course_id)
    label = f"Moved {name_pile(found)} to {course.name}"
    writes = tuple(Write("source", source.id, "course", course.id) for source in found)
    return library.commit(Step(step_id, "move_sources", label, writes))


def archive_sources(
    library: Library, step_id: str, sources: Sequence[str], *, archived: bool
) -> Change:
    """Put sources out of the way, or back among the others.

    Raises:
        NotFoundError: one of them does not exist; none is changed.
        InvalidRequestError: none was named.
        NotSavedError: it could not be written.
    """
    found = [library.catalogue.get_source(source) for source in sources]
    label = f"Archived {name_pile(found)}" if archived else f"Unarchived {name_pile(found)}"
    writes = tuple(Write("source", source.id, "archived", archived) for source in found)
    return library.commit(Step(step_id, "archive_sources", label, writes))
