"""Notes: compile a form over a source or a course, and write it as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from glossator.exchange.html import write_html
from glossator.exchange.markdown import write_markdown
from glossator.exchange.pdf import write_pdf
from glossator.library.area_pictures import fetch_area_pictures
from glossator.library.entry_shelf import entries_of
from glossator.library.library import Library
from glossator.library.mark_shelf import marks_of
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
from glossator.study.notes import compile_brief, compile_list, compile_outline
from glossator.study.rules import PlaceKey, place_key

_PRINT_SCALE = 3.0  # pixels a point: 216 to the inch
_SCREEN_SCALE = 1.5


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
    if form.kind is FormKind.BRIEF:
        if of_source is None:
            raise InvalidRequestError(f"“{form.title}” is made of one source: say which one.")
        marks = _marks_of(library, [of_source])
        return _arranged(library, compile_brief(form, system, of_source, of_course, marks))
    if form.kind is FormKind.LIST:
        marks = _marks_of(library, catalogue.sources_of(of_course.id))
        return _arranged(library, compile_list(form, system, of_course, marks))
    if form.kind is FormKind.MATRIX:
        return _arranged(library, _matrix(library, form, system, of_course))
    return _arranged(library, _outline(library, form, system, of_course))


def notes_as_markdown(
    library: Library, notes: Notes, link: Callable[[AnnotationId], str] | None = None
) -> str:
    """Write notes as Markdown; with `link`, each place is a link."""
    pictures = fetch_area_pictures(library, notes, scale=_SCREEN_SCALE)
    return write_markdown(notes, link=link, pictures=pictures)


def notes_as_html(library: Library, notes: Notes) -> str:
    """Write notes as one HTML page that needs nothing else."""
    return write_html(notes, pictures=fetch_area_pictures(library, notes, scale=_SCREEN_SCALE))


def notes_as_docx(library: Library, notes: Notes, paper: str) -> bytes:
    """Write notes as a Word file.

    Raises:
        InvalidRequestError: there is no such paper.
        ExportError: the file cannot be made.
    """
    from glossator.exchange.docx import write_docx  # slow to load

    pictures = fetch_area_pictures(library, notes, scale=_PRINT_SCALE)
    return write_docx(notes, paper=paper, pictures=pictures)


def notes_as_xlsx(notes: Notes) -> bytes:
    """Write notes as a spreadsheet."""
    from glossator.exchange.xlsx import write_xlsx  # slow to load

    return write_xlsx(notes)


def notes_as_pdf(library: Library, notes: Notes, paper: str, printed_on: str) -> bytes:
    """Write notes as a PDF.

    Args:
        library: whose notes they are.
        notes: what to print.
        paper: "a4" or "letter".
        printed_on: the date for the foot of the page, as shown.

    Raises:
        InvalidRequestError: there is no such paper.
        ExportError: the PDF cannot be made.
    """
    pictures = fetch_area_pictures(library, notes, scale=_PRINT_SCALE)
    return write_pdf(notes, paper=paper, printed_on=printed_on, pictures=pictures)


def _outline(library: Library, form: Form, system: PenSystem, course: Course) -> Notes:
    catalogue = library.catalogue
    marks = _marks_of(library, catalogue.sources_of(course.id))
    kept = {entry.section for entry in entries_of(library, form.id, course.id)}
    topics = catalogue.topics_of(course.id)
    return compile_outline(form, system, course, topics, marks, kept=kept)


def _matrix(library: Library, form: Form, system: PenSystem, course: Course) -> Notes:
    catalogue = library.catalogue
    marks = _marks_of(library, catalogue.sources_of(course.id))
    return compile_matrix(form, system, course, catalogue.topics_of(course.id), marks)


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
