"""Write notes as a spreadsheet: a matrix as a table, all else a row a line."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from glossator.exchange.cells import CUT, LONGEST_CELL, rows_of
from glossator.exchange.shown import INVISIBLE
from glossator.exchange.zips import without_clocks
from glossator.model.notes import Notes
from glossator.model.pens import FormKind

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTHS = (24, 8, 60, 60, 40, 30, 12, 12)


def write_xlsx(notes: Notes) -> bytes:
    """Write notes as an XLSX file; the same notes give the same bytes.

    Words are always text, never a formula, whatever they begin with. A matrix is a sheet with
    its sources down and its columns across, the first row and column standing still; each line
    ends with its pen's letter and place. Other notes have a row a line.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(notes.form_title))
    rows = rows_of(notes)
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
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _sheet_name(title: str) -> str:
    """Give a name that a sheet may have: 31 characters, none of its own signs."""
    return re.sub(r"[\[\]:*?/\\']", " ", INVISIBLE.sub(" ", title)).strip()[:31] or "Notes"


def _without_time(name: str, content: bytes) -> bytes:
    """Take the time of writing out of a part: openpyxl sets it at the end."""
    if name != "docProps/core.xml":
        return content
    modified = rb"(<dcterms:modified[^>]*>)[^<]*"
    return re.sub(modified, rb"\g<1>2000-01-01T00:00:00Z", content)
