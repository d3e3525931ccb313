"""Read plain text: paragraphs, headings, form feeds as pages, running heads, star pages."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, replace

from glossator.model.books import Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.model.text import BlockKind, Page, PinpointOrigin
from glossator.sources.blocks import Piece, TextBuilder
from glossator.sources.decoding import decode_book
from glossator.sources.extract import Opened, write_parameters
from glossator.sources.numbering import (
    enumeration_label,
    heading_rank,
    looks_like_heading,
)
from glossator.sources.paragraph_numbers import with_paragraph_numbers
from glossator.sources.plain_furniture import find_heads
from glossator.sources.printed import NumberSeen, fit_printed_pages
from glossator.sources.stars import mark_stars
from glossator.sources.wrapped import is_centred, join_lines, split_paragraphs, typical_width

EXTRACTOR = Extractor("text", 4)
_BLANK = "the file holds nothing but blanks. Fetch it again from where it came."


def read_book(opened: Opened) -> Extraction:
    """Read a text; raises RefusedFileError where it is blank."""
    decoded = decode_book(opened.path.read_bytes(), opened.parameters)
    opened.on_progress(100, 1000)
    extraction = read_text(decoded.text)
    extraction = replace(
        extraction,
        extractor=replace(EXTRACTOR, parameters=write_parameters(decoded.followed)),
        problems=(*decoded.problems, *extraction.problems),
        offers=decoded.offers,
    )
    if not extraction.content.text:
        raise RefusedFileError(opened.file_name, _BLANK)
    opened.on_progress(1000, 1000)
    return extraction


def read_text(text: str) -> Extraction:
    """Read a text that is decoded already; it may come out empty."""
    reading = _Reading(text)
    reading.read()
    pages = [Page(at, "", start) for at, start in enumerate(reading.page_starts())]
    content = reading.builder.finish(pages=pages if len(pages) > 1 else ())
    return Extraction(EXTRACTOR, mark_stars(with_paragraph_numbers(content)))


@dataclass(slots=True)
class _Sheet:
    """What begins at a running head: its line, the numbers and the name the head gives."""

    line: int
    numbers: list[NumberSeen]
    name: str = ""


class _Reading:
    """One pass over the lines of a text."""

    def __init__(self, text: str) -> None:
        self.builder = TextBuilder()
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._breaks: list[int] = []
        self._lines: list[str] = []
        for page in text.split("\f"):
            self._breaks.append(len(self._lines))
            self._lines += page.expandtabs().split("\n")
        if len(self._breaks) > 1 and not any(map(str.strip, self._lines[self._breaks[-1] :])):
            self._breaks.pop()
        self._heads = find_heads(self._lines, self._breaks)
        self._width = typical_width(self._lines)
        # Of the lines that went into paragraphs, in step: their numbers, and where each begins.
        self._placed, self._starts = array("q"), array("q")

    def read(self) -> None:
        """Build the paragraphs, each followed by the heads that interrupt it."""
        body = self._body()
        waiting = deque(sorted(self._heads))
        for rows in split_paragraphs([self._lines[at] for at in body]):
            numbers = body[rows.start : rows.stop]
            while waiting and waiting[0] < numbers[0]:
                self._add_head(waiting.popleft())
            self._add_paragraph(numbers)
        for head in waiting:
            self._add_head(head)
        self._pin_printed_pages()

    def _body(self) -> array[int]:
        """List the lines without heads; blanks beside a head go where a sentence runs on."""
        body = array("q")
        last, after_head = "", False  # `last`: the words of the last line that has any
        for at, line in enumerate(self._lines):
            words = line.strip()
            if at in self._heads:
                after_head = True
                self._drop_blanks(body, last)
            elif words or not (after_head and self._runs_on(last)):
                after_head = False
                body.append(at)
                last = line.rstrip() if words else last
        return body

    def _drop_blanks(self, body: array[int], last: str) -> None:
        """Drop the blank lines at the end, if the sentence before them runs on."""
        if self._runs_on(last):
            while not self._lines[body[-1]].strip():
                body.pop()

    def _runs_on(self, last: str) -> bool:
        return bool(last) and (len(last) > 0.8 * self._width or last[-1] not in ".?!:”\"'’)]")

    def _add_head(self, at: int) -> None:
        text = " ".join(self._lines[at].split())
        kind = BlockKind.PAGE_NUMBER if _is_number(self._heads[at]) else BlockKind.RUNNING_HEAD
        self.builder.add(Piece(kind, text, page_index=self._page_of(at), confidence=0.9))

    def _add_paragraph(self, numbers: array[int]) -> None:
        lines = [self._lines[at] for at in numbers]
        text, offsets = join_lines(lines)
        piece = self._typed(Piece(BlockKind.PARAGRAPH, text), lines)
        piece.page_index = self._page_of(numbers[0])
        start = self.builder.add(piece)
        self._placed.extend(numbers)
        self._starts.extend(start + offset for offset in offsets)

    def _typed(self, piece: Piece, lines: list[str]) -> Piece:
        """Tell headings and list items from paragraphs."""
        text = piece.text
        capitals = text.isupper() and len(text) < 150 and len(lines) <= 3
        if (capitals and self._is_centred(lines)) or looks_like_heading(text):
            piece.kind, piece.level = BlockKind.HEADING, 1 + heading_rank(text)
            piece.confidence = 0.7
        elif label := enumeration_label(text):
            piece.kind, piece.level = BlockKind.LIST_ITEM, 1
            piece.label, piece.confidence = label.strip("().") or label, 0.7
        return piece

    def _is_centred(self, lines: list[str]) -> bool:
        if not self._width:
            return True
        return all(is_centred(line, self._width) for line in lines)

    def _page_of(self, line: int) -> int | None:
        if len(self._breaks) < 2:
            return None
        return bisect_left(self._breaks, line + 1) - 1

    def page_starts(self) -> list[int]:
        """Give for each form-fed page where the text of its first line begins."""
        return [self._start_after(line) for line in self._breaks]

    def _start_after(self, line: int) -> int:
        at = bisect_left(self._placed, line)
        return self._starts[at] if at < len(self._starts) else max(0, self.builder.length - 1)

    def _pin_printed_pages(self) -> None:
        sheets = self._sheets()
        fitted = fit_printed_pages([s.numbers for s in sheets], [s.name for s in sheets])
        for sheet, page in zip(sheets, fitted, strict=True):
            if page is not None:
                self.builder.pin(
                    "printed-page",
                    page.label,
                    self._start_after(sheet.line),
                    PinpointOrigin.DETECTED,
                    part=page.part,
                    confidence=page.confidence,
                )

    def _sheets(self) -> list[_Sheet]:
        """Give the pages: those parted by form feeds, or else one for each numbered head."""
        fed = len(self._breaks) > 1
        sheets = [_Sheet(line, []) for line in self._breaks] if fed else []
        for line in sorted(self._heads):
            numbers = self._heads[line]
            if numbers and not fed:
                sheets.append(_Sheet(line, []))
            if sheets:
                sheet = sheets[self._page_of(line) or 0] if fed else sheets[-1]
                sheet.numbers += numbers
                if not numbers and not sheet.name:
                    sheet.name = self._lines[line].strip()
        return sheets


def _is_number(numbers: list[NumberSeen]) -> bool:
    return bool(numbers) and numbers[0].slot[1] in {"alone", "roman"}
