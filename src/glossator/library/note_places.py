"""From a passage to the notes: every line that uses a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossator.library.library import Library
from glossator.library.notes import make_notes_of
from glossator.model.errors import NotFoundError
from glossator.model.ids import CourseId, SourceId
from glossator.model.notes import Notes, NotesSection
from glossator.model.pens import Form, FormKind


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A line of notes.

    Attributes:
        form: the id of its form.
        scope: the source or course that the notes are of.
        form_title: "Outline".
        path: the headings above it, the outermost first; empty in a matrix cell without.
        is_hidden: the reader took it out of sight there.
    """

    form: str
    scope: SourceId | CourseId
    form_title: str
    path: tuple[str, ...]
    is_hidden: bool = False


def lines_using(library: Library, annotation_id: str) -> list[LinePlace]:
    """List where a mark stands in notes, form by form; an exam sheet is of its outline.

    Raises:
        NotFoundError: there is no such mark.
    """
    annotation = library.find_annotation(annotation_id)
    if annotation is None:
        raise NotFoundError("mark", annotation_id)
    source = library.catalogue.get_source(annotation.target.source)
    course = library.catalogue.get_course(source.course)
    system = library.catalogue.get_system(course.pen_system)
    places: list[LinePlace] = []
    for form in system.forms:
        if form.kind is FormKind.SHEET:
            continue
        notes = make_notes_of(library, form, system, course, source)
        places += _in_notes(notes, form, annotation_id)
    return places


def _in_notes(notes: Notes, form: Form, annotation: str) -> Iterator[LinePlace]:
    for path, is_hidden in _paths(notes.sections, annotation, ()):
        yield LinePlace(form.id, notes.scope, form.title, path, is_hidden)


def _paths(
    sections: Sequence[NotesSection], annotation: str, above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], bool]]:
    for section in sections:
        number = f"{section.number}. " if section.number else ""
        path = (*above, number + section.title)
        if any(line.annotation == annotation for line in section.own_lines()):
            yield path, False
        elif any(line.annotation == annotation for line in section.hidden):
            yield path, True
        yield from _paths(section.sections, annotation, path)
