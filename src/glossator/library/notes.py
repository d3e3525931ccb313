"""Notes: compile a form over a source or a course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossator.library.entry_shelf import entries_of
from glossator.library.library import Library
from glossator.library.mark_shelf import marks_of
from glossator.library.outline_shelf import outline_shelf_of
from glossator.library.reading import percent_read
from glossator.model.books import Source
from glossator.model.courses import Course
from glossator.model.entries import LINK_TO_MARK, Entry
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import AnnotationId
from glossator.model.marks import Annotation
from glossator.model.notes import MarkLink, Notes, Place
from glossator.model.pens import Form, FormKind, PenSystem
from glossator.study.arranging import annotations_of, arrange
from glossator.study.matrix import compile_matrix
from glossator.study.notes import compile_brief, compile_list
from glossator.study.reading_list import Reading, compile_reading_list
from glossator.study.rules import PlaceKey, place_key


def make_notes(library: Library, form_id: str, *, source: str | None, course: str | None) -> Notes:
    """Compile notes as they stand now.

    Args:
        library: the library.
        form_id: a form of the course's pen system, such as "brief".
        source: the source they are of; for forms of kind brief.
        course: the course they are of; for forms of kind outline and list.

    Raises:
        NotFoundError: there is no such source or course.
        InvalidRequestError: there is no such form, or it is of the other scope.
    """
    catalogue = library.catalogue
    of_source = catalogue.get_source(source) if source else None
    of_course = catalogue.get_course(of_source.course if of_source else course or "")
    system = catalogue.get_system(of_course.pen_system)
    form = _form(system, form_id)
    return make_notes_of(library, form, system, of_course, of_source)


def make_notes_of(
    library: Library, form: Form, system: PenSystem, course: Course, source: Source | None
) -> Notes:
    """Compile notes of a form that need not be kept anywhere yet.

    Raises:
        InvalidRequestError: the form is of one source, and none is given.
    """
    if form.kind is FormKind.BRIEF:
        if source is None:
            raise InvalidRequestError(f"“{form.title}” is made of one source: say which one.")
        topics, marks = library.catalogue.topics_of(course.id), _marks_of(library, [source])
        return _arranged(library, compile_brief(form, system, source, course, marks, topics=topics))
    return _arranged(library, _of_course(library, form, system, course))


def _of_course(library: Library, form: Form, system: PenSystem, course: Course) -> Notes:
    """Compile notes of a whole course."""
    if form.kind in {FormKind.OUTLINE, FormKind.SHEET}:
        return _outline(library, form, system, course)
    catalogue = library.catalogue
    sources = catalogue.sources_of(course.id)
    topics, marks = catalogue.topics_of(course.id), _marks_of(library, sources)
    match form.kind:
        case FormKind.LIST:
            return compile_list(form, system, course, marks, topics=topics)
        case FormKind.MATRIX:
            return compile_matrix(form, system, course, topics, marks)
        case _:
            readings = [Reading(source, read) for source, read in percent_read(library, sources)]
            return compile_reading_list(form, system, course, readings, marks, topics=topics)


def _outline(library: Library, form: Form, system: PenSystem, course: Course) -> Notes:
    """Compile an outline, or that of an exam sheet: the reader's own writing is the outline's."""
    outline = base_of(form, system)
    kept = {entry.section for entry in entries_of(library, outline.id, course.id)}
    notes = outline_shelf_of(library).outline(outline, system, course, kept=kept)
    if form.kind is FormKind.OUTLINE:
        return notes
    arranged = _arranged(library, notes)
    return replace(arranged, form=form.id, kind=form.kind, form_title=form.title)


def base_of(form: Form, system: PenSystem) -> Form:
    """Give the form that an outline is made by; of an exam sheet without parts the first outline.

    Raises:
        InvalidRequestError: the pen system has no outline.
    """
    if form.kind is FormKind.OUTLINE or form.sections:
        return form
    for other in system.forms:
        if other.kind is FormKind.OUTLINE:
            return other
    raise InvalidRequestError(
        f"“{form.title}” is squeezed out of the outline, and {system.name} has none: add a form "
        "of kind outline, or sections to the sheet."
    )


def _arranged(library: Library, notes: Notes) -> Notes:
    """Lay what the reader wrote and ordered over notes as compiled."""
    entries = entries_of(library, notes.form, notes.scope)
    named = {entry.under for entry in entries if entry.under}
    missing = named - set(annotations_of(notes)) if named else set()
    gone = {mark: key for mark in missing if (key := _former_place(library, mark))}
    return replace(arrange(notes, entries, gone), links=_links(library, entries))


def _links(library: Library, entries: Sequence[Entry]) -> tuple[MarkLink, ...]:
    """Find the marks that the reader's writing links to."""
    ids = {found[1] for entry in entries for found in LINK_TO_MARK.finditer(entry.text)}
    marks = (library.find_annotation(each) for each in sorted(ids))
    return tuple(MarkLink(mark.id, mark.target.source) for mark in marks if mark)


def _former_place(library: Library, mark: AnnotationId) -> PlaceKey | None:
    """Say where a mark stood among others, also one that was deleted; None where unknown."""
    annotation = library.find_annotation(mark) or library.find_deleted_annotation(mark)
    if annotation is None or annotation.target.source not in library.catalogue.sources:
        return None
    return place_key(mark, library.place_of(annotation))


def _marks_of(library: Library, sources: list[Source]) -> list[tuple[Annotation, Place]]:
    return [mark for source in sources for mark in marks_of(library, source)]


def _form(system: PenSystem, form_id: str) -> Form:
    form = next((form for form in system.forms if form.id == form_id), None)
    if form is None:
        known = ", ".join(form.id for form in system.forms)
        raise InvalidRequestError(
            f"The pen system {system.name} has no form “{form_id}”. It has: {known}."
        )
    return form
