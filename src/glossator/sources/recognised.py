"""Make a book of pages whose text was recognised, by the same row pass as a PDF's own text.

Pages that were not recognised keep what the file gives: in a PDF its text, in a
picture file the picture.
"""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from statistics import median

import msgspec
import pypdfium2

from glossator.model.books import EditionText, Extraction, Extractor, Offer
from glossator.model.recognition import RecognisedLine, RecognisedPage, RecognisedWord
from glossator.model.text import Block
from glossator.sources.boxes import unpack_boxes
from glossator.sources.extract import RECOGNISED, Opened, write_parameters
from glossator.sources.formats import detect_kind
from glossator.sources.pdf import read_retyped
from glossator.sources.pdf_drawings import Drawings, Picture
from glossator.sources.pdf_line_numbers import number_row, take_line_numbers
from glossator.sources.pdf_pages import compose_rows
from glossator.sources.pdf_rows import make_lines
from glossator.sources.pdf_sheets import Sheet
from glossator.sources.pdf_words import Word
from glossator.sources.picture_files import read_book as read_pictures

NAME, VERSION = "tesseract", 2
"""Of the extractor; the version counts how we draw pages and put words together."""

_BOX_OF_SIZE = 1.25  # the height of a face's box, of that from its tallest to its deepest letters
_ONE_SIZE = 0.16  # sizes that differ by less are one: letters without tails measure smaller

_Sure = tuple[int, int, float]
"""Where a recognised word starts, its length in code points, its confidence."""

_Confidences = Mapping[tuple[int, int, int], float]
"""Of words, by page and upper left corner in tenths of a point."""


def read_book(opened: Opened) -> Extraction:
    """Put a book together; `RECOGNISED` of the parameters names the file with its pages.

    Raises:
        RefusedFileError: the book is locked or broken.
    """
    packed = Path(opened.parameters[RECOGNISED]).read_bytes()
    pages = msgspec.msgpack.decode(packed, type=tuple[RecognisedPage, ...])
    book = _Recognised(pages)
    if detect_kind(opened.path, opened.file_name) == "pdf":
        made = read_retyped(opened, book.retype)
    else:
        made = _read_on_blank_pages(opened, book)
    confidences = book.confidences()
    content = replace(made.content, blocks=_judged(made, confidences))
    extractor = Extractor(NAME, VERSION, write_parameters({"pages": describe_pages(pages)}))
    is_left = not all(_has_words(content, at) for at in range(len(content.pages)))
    return replace(
        made,
        extractor=extractor,
        content=content,
        problems=(_told(pages, confidences), *made.problems),
        offers=(Offer.RECOGNISE,) if is_left else (),
    )


def describe_pages(pages: Sequence[RecognisedPage]) -> str:
    """Say which pages were read in which language by which engine: "1-3 eng 5.3.0, 7 deu 5.3.0"."""
    told = []
    runs = groupby(enumerate(pages), lambda at: (_how(at[1]), at[1].page_index - at[0]))
    for (how, _), run in runs:
        indices = [page.page_index + 1 for _, page in run]
        span = f"{indices[0]}-{indices[-1]}" if len(indices) > 1 else f"{indices[0]}"
        told.append(f"{span} {how}")
    return ", ".join(told)


def _how(page: RecognisedPage) -> str:
    return f"{page.language} {page.engine}"


class _Recognised:
    """Recognised pages by index, and what becomes of their words."""

    def __init__(self, pages: Sequence[RecognisedPage]) -> None:
        self._pages = {page.page_index: page for page in pages}
        self._words: list[tuple[int, Word, float]] = []

    def retype(self, sheet: Sheet) -> Sheet:
        """Give a page with its recognised rows; one that was not recognised stays as it is."""
        page = self._pages.get(sheet.index)
        if page is None:
            return sheet
        size_of = _sizes(page.lines)
        lines = [
            line
            for found in page.lines
            for line in make_lines(
                list(self._words_of(found, size_of[found.size], sheet.index)), broken=False
            )
        ]
        lines, numbers = take_line_numbers(lines)
        sheet.line_numbers = number_row(numbers, sheet.index) if numbers else None
        sheet.body = compose_rows(lines, Drawings(), sheet.index)
        sheet.pictures, sheet.is_scan = [], False
        return sheet

    def confidences(self) -> _Confidences:
        """Give each word's confidence by where it stands."""
        return {
            (page, _tenths(word.left), _tenths(word.top)): confidence
            for page, word, confidence in self._words
        }

    def _words_of(self, line: RecognisedLine, size: float, page: int) -> Iterator[Word]:
        """Give the words of a line as PDFium would: boxes as high as their face."""
        for found in line.words:
            for word in _parts(found, line.bottom, size):
                self._words.append((page, word, found.confidence))
                yield word


def _parts(found: RecognisedWord, bottom: float, size: float) -> Iterator[Word]:
    """Split a word from the raised digits before or after it."""
    whole = Word(found.text, found.left, bottom - size, found.right, bottom, 0, size)
    if not found.raised:
        yield whole
        return
    at = found.raised % len(found.text)
    edge = found.left + (found.right - found.left) * at / len(found.text)
    first, second = found.text[:at], found.text[at:]
    middle = (found.top + bottom) / 2
    if found.raised > 0:
        yield Word(first, found.left, found.top, edge, middle, 0, 0.6 * size)
        yield Word(second, edge, whole.top, found.right, bottom, 0, size, glued=True)
    else:
        yield Word(first, found.left, whole.top, edge, bottom, 0, size)
        yield Word(second, edge, found.top, found.right, middle, 0, 0.6 * size, glued=True)


def _sizes(lines: Sequence[RecognisedLine]) -> Mapping[float, float]:
    """Give the size of the face for each measured one: nearly equal ones are of one face."""
    heights = sorted(line.size for line in lines for _ in line.words)
    sizes: dict[float, float] = {}
    while heights:
        usual = median(heights)
        near = [height for height in heights if abs(height / usual - 1) < _ONE_SIZE]
        sizes.update(dict.fromkeys(near, _BOX_OF_SIZE * usual))
        heights = [height for height in heights if height not in sizes]
    return sizes


def _read_on_blank_pages(opened: Opened, book: _Recognised) -> Extraction:
    """Lay the words of a picture file on blank pages of its size."""
    pictures = read_pictures(opened)
    sizes = pictures.content.pages

    def retype(sheet: Sheet) -> Sheet:
        page = sizes[sheet.index]
        sheet.pictures = [Picture((0.0, 0.0, page.width, page.height), 0.9)]
        sheet.is_scan = True
        return book.retype(sheet)

    with tempfile.TemporaryDirectory() as folder:
        blank = Path(folder) / "blank.pdf"
        with closing(pypdfium2.PdfDocument.new()) as document:
            for page in sizes:
                document.new_page(max(page.width, 1.0), max(page.height, 1.0)).close()
            document.save(blank)
        return read_retyped(replace(opened, path=blank, password=None), retype)


def _judged(made: Extraction, confidences: _Confidences) -> tuple[Block, ...]:
    """Give each block of recognised text the confidence of its words, weighted by length."""
    sure: list[_Sure] = []
    for page, packed in zip(made.content.pages, made.boxes, strict=True):
        for box in unpack_boxes(packed, page.start):
            known = confidences.get((page.index, _tenths(box.x), _tenths(box.y)))
            if known is not None:
                sure.append((box.start, box.end - box.start, known))
    sure.sort()
    return tuple(_judge(block, sure) for block in made.content.blocks)


def _judge(block: Block, sure: Sequence[_Sure]) -> Block:
    words = sure[bisect_left(sure, (block.start, 0, 0.0)) : bisect_left(sure, (block.end, 0, 0.0))]
    letters = sum(length for _, length, _ in words)
    if not letters:
        return block
    confidence = sum(length * known for _, length, known in words) / letters
    return replace(block, confidence=round(confidence, 3))


def _tenths(points: float) -> int:
    """Round as the packed boxes are rounded."""
    return round(10 * array("f", [points])[0])


def _has_words(content: EditionText, at: int) -> bool:
    """Tell whether a page has any letter of text."""
    ends = [page.start for page in content.pages[at + 1 : at + 2]] or [len(content.text)]
    return any(map(str.isalnum, content.text[content.pages[at].start : ends[0]]))


def _told(pages: Sequence[RecognisedPage], confidences: _Confidences) -> str:
    """Say in a sentence how the text came about and how sure it is."""
    count = "one page was" if len(pages) == 1 else f"{len(pages)} pages was"
    how = ", ".join(dict.fromkeys(f"{page.language}, tesseract {page.engine}" for page in pages))
    sure = sum(confidences.values()) / max(1, len(confidences))
    return (
        f"The text of {count} recognised from pictures ({how}), on average with {sure:.0%} "
        "certainty: compare what you quote with the original page."
    )
