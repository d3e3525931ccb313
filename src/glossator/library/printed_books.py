"""Books on the shelf: sources without a file, marked by page and typed words."""

from __future__ import annotations

from glossator.library.details import Details, clean_details
from glossator.library.library import Library
from glossator.model.books import Bibliography, Caption, Source
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import SourceId
from glossator.model.operations import Change, IsNew, Step
from glossator.store.records import source_writes


def add_source(
    library: Library,
    step_id: str,
    source_id: str,
    course: str,
    known: tuple[str, Bibliography],
) -> Change:
    """Add a book without a file to a course.

    Args:
        library: the library.
        step_id: the client's id of the step.
        source_id: made by the client.
        course: where it goes.
        known: its title, and what is known of the work.

    Raises:
        NotFoundError: there is no such course.
        InvalidRequestError: the title is empty, or another source has it.
        ChangedMeanwhileError: there is a source of this id already.
        NotSavedError: it could not be written.
    """
    wanted = library.catalogue.get_course(course)
    clean = clean_details(Details(known[0], Caption(), known[1]))
    if not clean.title:
        raise InvalidRequestError("A book needs a title. Nothing was added.")
    if any(source.title == clean.title for source in library.catalogue.sources.values()):
        raise InvalidRequestError(
            f"There is a source called {clean.title} already. Nothing was added: mark in that one, "
            "or add to the title what sets this one apart, such as its edition."
        )
    made = Source(
        id=SourceId(source_id),
        title=clean.title,
        course=wanted.id,
        original=None,
        edition=None,
        bibliography=clean.bibliography,
    )
    label = f"Added {made.title}, a book without a file"
    step = Step(step_id, "add_source", label, source_writes(made))
    return library.commit(step, [IsNew("source", made.id)])
