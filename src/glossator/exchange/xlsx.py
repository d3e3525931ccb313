"""Write notes as a spreadsheet: a matrix as a table, all else a row a line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from glossator.exchange.shown import INVISIBLE, main_words, quote_beneath
from glossator.exchange.shown import written_words as plain_writing
from glossator.exchange.zips import without_clocks
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Written
from glossator.model.pens import FormKind

LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet can hold."""

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_CUT = " […]"
_WIDTHS = (24, 8, 60, 60, 40, 30, 12, 12)
_HEADS = ("Part", "No.", "Words", "Passage", "Comment", "Source", "Place", "Pen")


def write_xlsx(notes: Notes) -> bytes:
    """Write notes as an XLSX file; the same notes give the same bytes.

    Words are always text, never a formula, whatever they begin with. A matrix is a sheet with
    its sources down and its columns across, the first row and column standing still; each line
    ends with its pen's letter and place. Other notes have a row a line.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(notes.form_title))
    rows = _matrix(notes) if notes.kind is FormKind.MATRIX else _table(notes)
    width = len(rows[0])
    widths = (24, *(44 for _ in rows[0][1:])) if notes.kind is FormKind.MATRIX else _WIDTHS
    for number in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(number)].width = widths[number - 1]
    sheet.freeze_panes = "B2" if notes.kind is FormKind.MATRIX else "A2"
    for index, row in enumerate(rows):
        sheet.append([_cell(sheet, words, bold=index == 0) for words in row])
    book.properties.creator, book.properties.title = "", _text(notes.title)
    book.properties.created = book.properties.modified = _NO_TIME
    data = io.BytesIO()
    book.save(data)
    return without_clocks(data.getvalue(), _without_time)


def lost_in_xlsx(notes: Notes) -> tuple[str, ...]:
    """Say what a spreadsheet of these notes cannot carry, in sentences."""
    rows = _matrix(notes) if notes.kind is FormKind.MATRIX else _table(notes)
    cut = sum(len(words) > LONGEST_CELL for row in rows for words in row)
    sentence = (
        f"{cut} cells have more than {LONGEST_CELL:,} characters and are cut (“{_CUT.strip()}”)."
    )
    return (sentence,) if cut else ()


def _matrix(notes: Notes) -> list[list[str]]:
    columns = [part.title for part in notes.sections[0].sections] if notes.sections else []
    rows = [["Source", *columns]]
    for source in notes.sections:
        cells = ["\n".join(_in_cell(part)) for part in source.sections]
        rows.append([source.title, *cells])
    return rows


def _in_cell(part: NotesSection) -> Iterator[str]:
    for item in part.items():
        if isinstance(item, Written):
            yield plain_writing(item.text)
        elif isinstance(item, Line):
            place = " · ".join(filter(None, (item.letter, item.place.pinpoint)))
            yield f"{main_words(item)} ({place})" if place else main_words(item)


def _table(notes: Notes) -> list[list[str]]:
    names = {pen.id: pen.name for pen in notes.pens}
    rows = [list(_HEADS)]
    rows += ([own_part, "", plain_writing(own.text), *[""] * 5] for own_part, own in _top(notes))
    for path, section in _walk(notes.sections, ()):
        for item in section.items():
            if isinstance(item, Written):
                rows.append([path, "", plain_writing(item.text), *[""] * 5])
                continue
            sides = (item.first, item.second) if isinstance(item, LinePair) else (item,)
            for line in filter(None, sides):
                rows.append(
                    [
                        path,
                        item.number,
                        main_words(line),
                        quote_beneath(line) or (line.quote if line.own_words else ""),
                        line.comment,
                        line.place.source_title,
                        line.place.pinpoint,
                        names.get(line.pen, line.letter),
                    ]
                )
    return rows


def _top(notes: Notes) -> Iterator[tuple[str, Written]]:
    yield from (("", own) for own in notes.written)


def _walk(
    sections: Iterable[NotesSection], above: Sequence[str]
) -> Iterator[tuple[str, NotesSection]]:
    for section in sections:
        name = f"{section.number}. {section.title}" if section.number else section.title
        path = (*above, name)
        yield " > ".join(path), section
        yield from _walk(section.sections, path)


def _cell(sheet: object, words: str, *, bold: bool) -> Cell:
    cell: Cell = WriteOnlyCell(sheet)
    cell.value = _text(words)
    cell.data_type = "s"  # never a formula
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold)
    return cell


def _text(words: str) -> str:
    lines = (INVISIBLE.sub(" ", line).rstrip() for line in words.splitlines())
    text = "\n".join(lines)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT


def _sheet_name(title: str) -> str:
    """Give a name that a sheet may have: 31 characters, none of its own signs."""
    return re.sub(r"[\[\]:*?/\\']", " ", INVISIBLE.sub(" ", title)).strip()[:31] or "Notes"


def _without_time(name: str, content: bytes) -> bytes:
    """Take the time of writing out of a part: openpyxl sets it at the end."""
    if name != "docProps/core.xml":
        return content
    modified = rb"(<dcterms:modified[^>]*>)[^<]*"
    return re.sub(modified, rb"\g<1>2000-01-01T00:00:00Z", content)
