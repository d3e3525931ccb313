"""Read PDFs with PDFium: rows of type, put together into text, blocks, pages and word boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from glossator.model.books import Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.sources.extract import Opened
from glossator.sources.numbering import with_paragraph_numbers
from glossator.sources.pdf_caption import read_caption, read_title
from glossator.sources.pdf_furniture import take_furniture
from glossator.sources.pdf_notes import take_notes
from glossator.sources.pdf_opening import open_document
from glossator.sources.pdf_outline import apply_outline, read_outline
from glossator.sources.pdf_paragraphs import Paragraphs
from glossator.sources.pdf_rows import compose_row, make_lines, order_lines
from glossator.sources.pdf_sheets import Sheet, body_size, set_margins
from glossator.sources.pdf_text import Layout
from glossator.sources.pdf_words import Frame, WordReader
from glossator.sources.stars import mark_stars

EXTRACTOR = Extractor("pdf", 3)

_NO_PAGES = "it has no pages. Fetch it again from where it came."
_NO_TEXT = (
    "The pages hold no text, only pictures (a scan, perhaps): you can look at them, but there are "
    "no words to mark. Run text recognition on the file and import the result."
)
_REPAIRED = "The file is damaged; it was read after a repair, and something may be missing."


def read_book(opened: Opened) -> Extraction:
    """Read a PDF; raises RefusedFileError where it is locked, broken or has no pages."""
    return _read(opened, None)


def read_preview(opened: Opened, pages: int) -> Extraction:
    """Read the first `pages` pages as if the book ended there; raises as `read_book`.

    What the rest of the book would have taught is not known: a running head
    that has not come back yet may stand among the text.
    """
    return _read(opened, pages)


def _read(opened: Opened, limit: int | None) -> Extraction:
    """Read the first `limit` pages, all where it is None."""
    with open_document(opened) as (document, repaired):
        count = len(document) if limit is None else min(limit, len(document))
        if len(document) == 0:
            raise RefusedFileError(opened.file_name, _NO_PAGES)
        problems = [_REPAIRED] if repaired else []
        sheets = list(_read_sheets(document, count, opened, problems))
        labels = [document.get_page_label(index) or "" for index in range(count)]
        metadata = document.get_metadata_dict()
        language = _language(document)
        bookmarks = read_outline(document)
    printed = take_furniture(sheets)
    size = body_size(sheets)
    notes = take_notes(sheets, size)
    set_margins(sheets)
    drafts = Paragraphs(sheets, size).group()
    caption = read_caption(drafts)
    title = read_title(metadata.get("Title", ""), caption, drafts, opened.file_name)
    layout = Layout(sheets, notes)
    layout.place(apply_outline(drafts, bookmarks, sheets))
    content, boxes = layout.finish(printed, labels, language)
    if not content.text:
        problems.append(_NO_TEXT)
    content = mark_stars(with_paragraph_numbers(content))
    return Extraction(EXTRACTOR, content, boxes, title, caption, tuple(problems))


def _read_sheets(
    document: pypdfium2.PdfDocument, count: int, opened: Opened, problems: list[str]
) -> Iterator[Sheet]:
    """Read the rows of `count` pages; one that cannot be read is empty and named in `problems`."""
    reader = WordReader()
    step = max(1, count // 200)
    for index in range(count):
        try:
            sheet = _read_sheet(document, reader, index)
        except pypdfium2.PdfiumError:
            problems.append(f"Page {index + 1} could not be read and is empty.")
            sheet = Sheet(index, 0.0, 0.0, [])
        yield sheet
        if index % step == 0:
            opened.on_progress(index, count)
    opened.on_progress(count, count)


def _read_sheet(document: pypdfium2.PdfDocument, reader: WordReader, index: int) -> Sheet:
    with closing(document[index]) as page, closing(page.get_textpage()) as textpage:
        width, height = page.get_size()
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)
        lines = [
            line
            for words, broken in reader.read_lines(textpage.raw, frame)
            for line in make_lines(words, broken=broken)
        ]
    return Sheet(index, width, height, [compose_row(line, index) for line in order_lines(lines)])


def _language(document: pypdfium2.PdfDocument) -> str:
    """Give the language that the file's catalogue declares, "" for none."""
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size < 100:
        return ""
    buffer = (ctypes.c_ushort * size)()
    pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, size)
    declared = bytes(buffer)[: size - 2].decode("utf-16-le", "replace").strip()
    return declared if declared.replace("-", "").isalnum() and declared.isascii() else ""
