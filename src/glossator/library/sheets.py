"""Exam sheets: an outline squeezed to the size that its form, or the reader just now, says."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.exchange.pdf import Ink
from glossator.exchange.sheet import Squeezed, draw_pages, squeeze
from glossator.library.library import Library
from glossator.model.notes import Notes
from glossator.model.pens import SheetSize

_MOST_DRAWN = 6  # pages


@dataclass(frozen=True, slots=True)
class SheetRoom:
    """How much room an exam sheet is to have; what is None is as its form has it."""

    pages: int | None = None
    text_columns: int | None = None
    paper: str | None = None


def squeeze_notes(library: Library, notes: Notes, room: SheetRoom, ink: Ink) -> Squeezed:
    """Squeeze the notes of an exam sheet.

    Args:
        library: whose notes they are.
        notes: as compiled, of kind sheet.
        room: how much room there is.
        ink: what of the pens' colours is printed.

    Raises:
        InvalidRequestError: there is no such paper, or no such number of pages or columns.
        SheetTooSmallError: what may not be left out takes more pages.
        ExportError: it cannot be set.
    """
    return squeeze(notes, size_in(library, notes, room), printed_on=library.today(), ink=ink)


def draw_sheet(
    library: Library, notes: Notes, room: SheetRoom, ink: Ink
) -> tuple[Squeezed, list[bytes]]:
    """Squeeze the notes of an exam sheet, and draw its first pages as PNG.

    Raises as `squeeze_notes`.
    """
    squeezed = squeeze_notes(library, notes, room, ink)
    return squeezed, draw_pages(squeezed, _MOST_DRAWN)


def size_in(library: Library, notes: Notes, room: SheetRoom) -> SheetSize:
    """Give how much room an exam sheet has: as wished, else as its form says."""
    course = library.catalogue.get_course(notes.scope)
    forms = library.catalogue.get_system(course.pen_system).forms
    size = next((form.size for form in forms if form.id == notes.form), SheetSize())
    return SheetSize(
        pages=room.pages or size.pages,
        text_columns=room.text_columns or size.text_columns,
        paper=room.paper or size.paper,
        smallest_type=size.smallest_type,
    )


def report_of(squeezed: Squeezed) -> tuple[str, ...]:
    """Say in sentences what is not on an exam sheet."""
    sentences = []
    lines, writing = len(squeezed.left_out), len(squeezed.left_out_writing)
    if lines:
        sentences.append(f"{lines:,} of {lines + squeezed.kept:,} lines did not fit.")
    if writing:
        sentences.append(f"{writing:,} of your own texts did not fit.")
    if not squeezed.has_details:
        sentences.append("Quotes beneath own words, and comments, were left out for room.")
    return tuple(sentences)
