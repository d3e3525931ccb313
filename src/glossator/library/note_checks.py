"""Checks of notes as they stand now."""

from __future__ import annotations

from glossator.exchange.pdf import count_pages
from glossator.library.library import Library
from glossator.library.note_files import Wish, write_notes
from glossator.library.notes import make_notes
from glossator.model.errors import ExportError
from glossator.study.checks import Finding, check, check_length


def check_notes(
    library: Library, form: str, *, source: str | None, course: str | None
) -> list[Finding]:
    """List what there is to mend in notes.

    Raises:
        NotFoundError: there is no such source or course.
        InvalidRequestError: there is no such form, or it is of the other scope.
    """
    return check(make_notes(library, form, source=source, course=course))


def check_print(
    library: Library, form: str, *, source: str | None, course: str | None
) -> list[Finding]:
    """Say whether a brief fits one page of A4, and what to shorten; prints it to find out.

    Raises as `check_notes`.
    """
    notes = make_notes(library, form, source=source, course=course)
    try:
        pages = count_pages(write_notes(library, notes, Wish("pdf")).data)
    except ExportError:
        return []  # the export itself says what stands against it
    return check_length(notes, pages)
