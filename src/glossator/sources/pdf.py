"""Read PDFs with PDFium: rows of type, put together into text, blocks, pages and word boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from glossator.model.books import Extraction, Extractor, Offer
from glossator.sources.extract import Opened
from glossator.sources.paragraph_numbers import with_paragraph_numbers
from glossator.sources.pdf_caption import read_caption, read_title
from glossator.sources.pdf_contents import locate_contents
from glossator.sources.pdf_furniture import take_furniture
from glossator.sources.pdf_line_pins import count_lines
from glossator.sources.pdf_marks import read_marks
from glossator.sources.pdf_metadata import declared_titles, read_bibliography
from glossator.sources.pdf_notes import take_notes
from glossator.sources.pdf_opening import open_document
from glossator.sources.pdf_outline import apply_outline, read_outline
from glossator.sources.pdf_pages import drop_repeated_pictures, read_sheets
from glossator.sources.pdf_paragraphs import Paragraphs
from glossator.sources.pdf_pictures import scan_problem
from glossator.sources.pdf_sheets import Sheet, body_size, set_margins
from glossator.sources.pdf_tables import take_tables
from glossator.sources.pdf_text import Layout
from glossator.sources.pdf_xmp import read_xmp
from glossator.sources.stars import mark_stars

EXTRACTOR = Extractor("pdf", 5)

_NO_TEXT = "The pages hold neither text nor pictures: there is nothing to read or to mark."
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


def read_retyped(opened: Opened, retype: Callable[[Sheet], Sheet]) -> Extraction:
    """Read a PDF some of whose pages are changed before they are put together; as `read_book`."""
    return _read(opened, None, retype)


def _as_it_is(sheet: Sheet) -> Sheet:
    return sheet


def _read(
    opened: Opened, limit: int | None, retype: Callable[[Sheet], Sheet] = _as_it_is
) -> Extraction:
    """Read the first `limit` pages, all where it is None."""
    with open_document(opened) as (document, repaired):
        count = len(document) if limit is None else min(limit, len(document))
        problems = [_REPAIRED] if repaired else []
        sheets = [retype(sheet) for sheet in read_sheets(document, count, opened, problems)]
        labels = _declared_labels(document, count)
        metadata = document.get_metadata_dict()
        language = _language(document)
        bookmarks = [mark for mark in read_outline(document) if mark.page < count]
    xmp = {} if repaired or limit is not None else read_xmp(opened)
    drop_repeated_pictures(sheets)
    printed = take_furniture(sheets)
    size = body_size(sheets)
    notes = take_notes(sheets, size)
    tables = take_tables(sheets)
    set_margins(sheets)
    count_lines(sheets)
    drafts = Paragraphs(sheets, size).group(tables)
    caption = read_caption(drafts)
    title = read_title(declared_titles(metadata, xmp), caption, drafts, opened.file_name)
    layout = Layout(sheets, notes)
    drafts = apply_outline(drafts, bookmarks, sheets)
    layout.place(drafts)
    content, boxes = layout.finish(printed, labels, language)
    contents = locate_contents(bookmarks, drafts, sheets, content)
    marks = read_marks(opened, sheets, content, layout.words_on)
    content = replace(content, contents=contents, foreign_marks=marks)
    scans = scan_problem(sheets, count)
    problems += [scans] if scans else [] if content.text else [_NO_TEXT]
    return Extraction(
        EXTRACTOR,
        mark_stars(with_paragraph_numbers(content)),
        boxes,
        title,
        caption,
        tuple(problems),
        read_bibliography(metadata, caption, language, xmp),
        offers=(Offer.RECOGNISE,) if scans else (),
    )


def _declared_labels(document: pypdfium2.PdfDocument, count: int) -> list[str]:
    """Give the pages' labels, "" for all where they only count from 1 as any page does.

    As PDFium gives them: on the practice files pikepdf gives the same ones, but
    makes up numbers where a file has none.
    """
    labels = [document.get_page_label(index) or "" for index in range(count)]
    telling = any(label and label != str(at + 1) for at, label in enumerate(labels))
    return labels if telling else [""] * count


def _language(document: pypdfium2.PdfDocument) -> str:
    """Give the language that the file's catalogue declares, "" for none."""
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size < 100:
        return ""
    buffer = (ctypes.c_ushort * size)()
    pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, size)
    declared = bytes(buffer)[: size - 2].decode("utf-16-le", "replace").strip()
    return declared if declared.replace("-", "").isalnum() and declared.isascii() else ""
