"""What a file of notes cannot carry, told with the file: nothing goes missing silently."""

from __future__ import annotations

from collections.abc import Iterator

from glossator.exchange.area_pictures import AreaPictures, is_cropped
from glossator.exchange.cells import CUT, LONGEST_CELL, cells_cut
from glossator.exchange.markdown import LARGEST_WITHIN
from glossator.exchange.shown import all_lines
from glossator.model.notes import Line, Notes, walk_sections
from glossator.model.pens import FormKind, Layout

_NAMES = {
    "md": "Markdown",
    "text": "plain text",
    "html": "the page",
    "pdf": "the PDF",
    "docx": "the Word file",
    "xlsx": "the spreadsheet",
}
_WORD_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/tiff"})


def losses(notes: Notes, to: str, pictures: AreaPictures) -> tuple[str, ...]:
    """Say in sentences what a file of notes does not hold that the notes do.

    Args:
        notes: what was written.
        to: "md", "text", "html", "pdf", "docx" or "xlsx".
        pictures: those that were at hand.

    Returns:
        Nothing where all is there.
    """
    name = _NAMES.get(to, "the file")
    return tuple(
        sentence
        for sentence in (
            _hidden(notes, name),
            _pictures(notes, to, name, pictures),
            _layouts(notes, to, name),
            _cells(notes) if to == "xlsx" else "",
        )
        if sentence
    )


def _hidden(notes: Notes, name: str) -> str:
    count = sum(len(section.hidden) for section in walk_sections(notes.sections))
    return (
        f"{_counted(count, 'line')} that you hid here {_are(count)} not in {name}." if count else ""
    )


def _pictures(notes: Notes, to: str, name: str, pictures: AreaPictures) -> str:
    lost = sum(not _carries(to, line, pictures) for line in _pictured(notes))
    return f"{_counted(lost, 'picture')} {_are(lost)} not in {name}." if lost else ""


def _pictured(notes: Notes) -> Iterator[Line]:
    written = [
        *notes.written,
        *(own for part in walk_sections(notes.sections) for own in part.written),
    ]
    lines = (*all_lines(notes.sections), *(own.picture for own in written if own.picture))
    yield from (line for line in lines if line.place.area)


def _carries(to: str, line: Line, pictures: AreaPictures) -> bool:
    """Tell whether a kind of file holds the picture of a line."""
    picture, area = pictures.get(line.annotation), line.place.area
    if picture is None or area is None or to in {"xlsx", "text"}:
        return False
    if to == "md":
        return len(picture.data) <= LARGEST_WITHIN and not is_cropped(area)
    return to != "docx" or picture.media_type in _WORD_PICTURES


def _layouts(notes: Notes, to: str, name: str) -> str:
    """Say that tables and paragraphs are lists where every line must be known by its id."""
    set_otherwise = [
        part for part in walk_sections(notes.sections) if part.layout is not Layout.LIST
    ]
    if to == "md" and set_otherwise:
        return f"In {name} every line stands on its own: tables and paragraphs are lists."
    if to == "docx" and notes.kind is FormKind.MATRIX:
        return f"In {name} a matrix is a list of its sources; the spreadsheet has it as a table."
    return ""


def _cells(notes: Notes) -> str:
    count = cells_cut(notes)
    most = f"more than {LONGEST_CELL:,} characters and ended in “{CUT.strip()}”"
    return f"{_counted(count, 'cell')} had {most}." if count else ""


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
