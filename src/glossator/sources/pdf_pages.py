"""Read the pages of a PDF: their rows of type in reading order, and what is drawn on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from glossator.sources.extract import Opened
from glossator.sources.pdf_columns import part_columns
from glossator.sources.pdf_drawings import (
    DrawingReader,
    Drawings,
    Picture,
    covered_by_images,
    find_pictures,
)
from glossator.sources.pdf_frames import Box, Frame, frame_of
from glossator.sources.pdf_line_numbers import number_row, take_line_numbers
from glossator.sources.pdf_rows import Column, Line, Row, compose_row, make_lines, order_lines
from glossator.sources.pdf_sheets import Sheet
from glossator.sources.pdf_stamps import take_stamp
from glossator.sources.pdf_words import WordReader

_MARKS = frozenset(
    {
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FREETEXT,
    }
)
_HARDLY_ANY = 120  # characters: a page with fewer may be a scan with a stamp on it
_MOST_OF_A_PAGE = 0.6  # of its area: a picture so large makes it a scan
_SOME_OF_A_PAGE = 0.05  # the same for a page without a single letter
_MOST_SHAPES = 400  # a page without text but with more shapes has its letters drawn
_REPEATED = 3  # pages on which a picture stands at one place: then it is furniture


class PageReader:
    """Reads the pages of one document."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._words = WordReader()
        self._drawings = DrawingReader()

    def read(self, index: int) -> Sheet:
        """Read one page; raises PdfiumError where PDFium cannot load it."""
        with closing(self._document[index]) as page, closing(page.get_textpage()) as textpage:
            shown = frame_of(page)
            frame = shown.turned_to(self._words.read_turns(textpage.raw, shown.turns))
            drawings = self._drawings.read(page.raw, frame)
            lines = [
                line
                for words, broken in self._words.read_lines(textpage.raw, frame)
                for line in make_lines(words, broken=broken)
            ]
            has_marks = _has_marks(page)
        lines, stamp = take_stamp(lines, frame.width) if index == 0 else (lines, [])
        lines, numbers = take_line_numbers(lines)
        sheet = Sheet(index, frame.width, frame.height, compose_rows(lines, drawings, index))
        sheet.line_numbers = number_row(numbers, index) if numbers else None
        sheet.stamp = [compose_row(line, index, Column()) for line in stamp]
        sheet.shown, sheet.frame, sheet.has_marks = shown, frame, has_marks
        _take_pictures(sheet, drawings, lines)
        return sheet


def read_sheets(
    document: pypdfium2.PdfDocument, count: int, opened: Opened, problems: list[str]
) -> Iterator[Sheet]:
    """Read the rows of `count` pages; one that cannot be read is empty and named in `problems`."""
    reader = PageReader(document)
    step = max(1, count // 200)
    for index in range(count):
        try:
            sheet = reader.read(index)
        except pypdfium2.PdfiumError:
            problems.append(f"Page {index + 1} could not be read and is empty.")
            sheet = Sheet(index, 0.0, 0.0, [])
        yield sheet
        if index % step == 0:
            opened.on_progress(index, count)
    opened.on_progress(count, count)


def compose_rows(lines: Sequence[Line], drawings: Drawings, page: int) -> list[Row]:
    """Compose the rows of a page, column by column, with the rules drawn between them."""
    rows: list[Row] = []
    columns: dict[str, Column] = {}
    for region in part_columns(lines, drawings.dividers):
        column = columns.setdefault(region.side, Column(region.side, region.is_caption))
        ordered = [compose_row(line, page, column) for line in order_lines(region.lines)]
        rows += _with_rules(ordered, drawings.rules, page, column)
    return rows


def _with_rules(rows: list[Row], rules: Sequence[Box], page: int, column: Column) -> list[Row]:
    """Put the rules that are drawn below a region's rows among them; one under words is none."""
    if not rules or not rows:
        return rows
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    for box in rules:
        _underline(rows, box)
        at = next((at for at, row in enumerate(rows) if row.bottom > box[1]), len(rows))
        if at == 0 or at == len(rows) or not left - 20 < box[0] < right:
            continue
        above, below = rows[at - 1], rows[at]
        if below.top - box[3] > -2 and box[1] - above.bottom > -0.1 * above.size:
            rule = Row(page, "", box[0], box[1], box[2], box[3], below.size, above.words[:0])
            rule.is_rule, rule.column = True, column
            rows.insert(at, rule)
    return rows


def _underline(rows: Sequence[Row], rule: Box) -> None:
    """Note of the row that a rule lies under whether it does from end to end."""
    for row in rows:
        if row.is_rule or not -0.5 * row.size < rule[1] - row.bottom < 0.15 * row.size:
            continue
        shared = min(row.right, rule[2]) - max(row.left, rule[0])
        row.underlined = shared > 0.9 * (row.right - row.left)


def _take_pictures(sheet: Sheet, drawings: Drawings, lines: Sequence[Line]) -> None:
    """Find the pictures of a page, and tell whether it is nothing but one."""
    if not (drawings.images or drawings.shapes):
        return
    letters = sum(len(row.text) for row in sheet.body)
    if letters < _HARDLY_ANY and _is_scan(drawings, sheet.frame, letters):
        sheet.is_scan = True
        sheet.pictures = [Picture((0.0, 0.0, sheet.width, sheet.height), 0.9)]
        return
    words = [(w.left, w.top, w.right, w.bottom) for line in lines for w in line.words]
    sheet.pictures = find_pictures(drawings, words, sheet.frame)


def _is_scan(drawings: Drawings, frame: Frame, letters: int) -> bool:
    least = _MOST_OF_A_PAGE if letters else _SOME_OF_A_PAGE
    if covered_by_images(drawings, frame) >= least:
        return True
    return letters == 0 and len(drawings.shapes) > _MOST_SHAPES


def _has_marks(page: pypdfium2.PdfPage) -> bool:
    """Tell whether a page has annotations of a kind that readers make."""
    for at in range(min(5_000, pdfium.FPDFPage_GetAnnotCount(page.raw))):
        mark = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if mark:
            kind = pdfium.FPDFAnnot_GetSubtype(mark)
            pdfium.FPDFPage_CloseAnnot(mark)
            if kind in _MARKS:
                return True
    return False


def drop_repeated_pictures(sheets: Sequence[Sheet]) -> None:
    """Leave out pictures that stand at one place of several pages: crests, logos, watermarks."""
    counted = Counter(
        _place(picture) for sheet in sheets if not sheet.is_scan for picture in sheet.pictures
    )
    for sheet in sheets:
        if not sheet.is_scan:
            sheet.pictures = [p for p in sheet.pictures if counted[_place(p)] < _REPEATED]


def _place(picture: Picture) -> tuple[int, ...]:
    return tuple(round(edge / 2) for edge in picture.box)
