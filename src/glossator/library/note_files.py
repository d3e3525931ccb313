"""Notes as files, each with what it cannot carry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from glossator.exchange.area_pictures import AreaPictures
from glossator.exchange.html import write_html
from glossator.exchange.losses import losses
from glossator.exchange.markdown import write_markdown
from glossator.exchange.pdf import Ink, write_pdf
from glossator.exchange.plain import write_plain, write_plain_line
from glossator.exchange.shown import all_lines
from glossator.library.area_pictures import fetch_area_pictures
from glossator.library.library import Library
from glossator.library.sheets import SheetRoom, report_of, squeeze_notes
from glossator.model.errors import NotFoundError
from glossator.model.ids import SourceId
from glossator.model.notes import Notes
from glossator.model.pens import FormKind

FileKind = Literal["md", "text", "html", "pdf", "docx", "xlsx"]

_PRINT_SCALE = 3.0  # pixels a point: 216 to the inch
_SCREEN_SCALE = 1.5


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file of notes is wanted.

    Attributes:
        to: the format.
        paper: "a4" or "letter"; None for A4, of an exam sheet for what its form says.
        ink: what of the pens' colours is printed.
        pages: of an exam sheet, None for what its form says.
        columns: likewise.
    """

    to: FileKind = "md"
    paper: str | None = None
    ink: Ink = "colour"
    pages: int | None = None
    columns: int | None = None


@dataclass(frozen=True, slots=True)
class NotesFile:
    """Notes as a file, and in sentences what it does not hold."""

    data: bytes
    left_out: tuple[str, ...]


def write_notes(library: Library, notes: Notes, wish: Wish) -> NotesFile:
    """Write notes as a file; those of an exam sheet are squeezed first.

    Raises:
        InvalidRequestError: there is no such paper.
        SheetTooSmallError: the exam sheet has too few pages.
        ExportError: the file cannot be made.
    """
    left_out: tuple[str, ...] = ()
    if notes.kind is FormKind.SHEET:
        room = SheetRoom(wish.pages, wish.columns, wish.paper)
        squeezed = squeeze_notes(library, notes, room, wish.ink)
        left_out = report_of(squeezed)
        if wish.to == "pdf":
            return NotesFile(squeezed.pdf, left_out)
        notes = squeezed.notes
    scale = _PRINT_SCALE if wish.to in {"pdf", "docx"} else _SCREEN_SCALE
    pictures = fetch_area_pictures(library, notes, scale=scale)
    data = _WRITERS[wish.to](library, notes, wish, pictures)
    return NotesFile(data, (*left_out, *losses(notes, wish.to, pictures)))


def notes_line_as_text(library: Library, notes: Notes, annotation: str) -> str:
    """Write one line of notes as plain text with its citation.

    Raises:
        NotFoundError: the notes have no such line.
    """
    for line in all_lines(notes.sections):
        if line.annotation == annotation:
            return write_plain_line(line, _citations(library, notes))
    raise NotFoundError("line of these notes", annotation)


def _citations(library: Library, notes: Notes) -> Mapping[SourceId, str]:
    """Give how the sources of the lines are cited, as far as that is known."""
    sources = {line.place.source for line in all_lines(notes.sections)}
    known = library.catalogue.sources
    return {each: known[each].caption.citation for each in sources if each in known}


_Writer = Callable[[Library, Notes, Wish, AreaPictures], bytes]


def _markdown(_: Library, notes: Notes, __: Wish, pictures: AreaPictures) -> bytes:
    return write_markdown(notes, pictures=pictures).encode()


def _text(library: Library, notes: Notes, _: Wish, __: AreaPictures) -> bytes:
    return write_plain(notes, _citations(library, notes)).encode()


def _html(_: Library, notes: Notes, __: Wish, pictures: AreaPictures) -> bytes:
    return write_html(notes, pictures=pictures).encode()


def _pdf(library: Library, notes: Notes, wish: Wish, pictures: AreaPictures) -> bytes:
    paper, today = wish.paper or "a4", library.today()
    return write_pdf(notes, paper=paper, printed_on=today, ink=wish.ink, pictures=pictures)


def _docx(_: Library, notes: Notes, wish: Wish, pictures: AreaPictures) -> bytes:
    from glossator.exchange.docx import write_docx  # slow to load

    return write_docx(notes, paper=wish.paper or "a4", pictures=pictures)


def _xlsx(_: Library, notes: Notes, __: Wish, ___: AreaPictures) -> bytes:
    from glossator.exchange.xlsx import write_xlsx  # slow to load

    return write_xlsx(notes)


_WRITERS: Mapping[FileKind, _Writer] = {
    "md": _markdown,
    "text": _text,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
}
