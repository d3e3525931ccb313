"""Read plain text: paragraphs, headings, form feeds as pages, running heads, star pages."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from glossator.model.books import Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.model.text import BlockKind, Page, PinpointOrigin
from glossator.sources.blocks import Piece, TextBuilder
from glossator.sources.decoding import decode_text
from glossator.sources.extract import Opened
from glossator.sources.numbering import (
    enumeration_label,
    heading_rank,
    looks_like_heading,
    with_paragraph_numbers,
)
from glossator.sources.plain_furniture import find_heads
from glossator.sources.printed import NumberSeen, fit_printed_pages
from glossator.sources.stars import mark_stars
from glossator.sources.wrapped import is_centred, join_lines, split_paragraphs, typical_width

EXTRACTOR = Extractor("text", 1)
_BLANK = "the file holds nothing but blanks. Fetch it again from where it came."


def read_book(opened: Opened) -> Extraction:
    """Read a text; raises RefusedFileError where it is blank."""
    text, problems = decode_text(opened.path.read_bytes())
    opened.on_progress(100, 1000)
    extraction = read_text(text, problems)
    if not extraction.content.text:
        raise RefusedFileError(opened.file_name, _BLANK)
    opened.on_progress(1000, 1000)
    return extraction


def read_text(text: str, problems: tuple[str, ...] = ()) -> Extraction:
    """Read a text that is decoded already; it may come out empty."""
    reading = _Reading(text)
    reading.read()
    pages = [Page(at, "", start) for at, start in enumerate(reading.page_starts())]
    content = reading.builder.finish(pages=pages if len(pages) > 1 else ())
    return Extraction(EXTRACTOR, mark_stars(with_paragraph_numbers(content)), problems=problems)


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
            self._lines += [line.expandtabs() for line in page.split("\n")]
        if len(self._breaks) > 1 and not any(map(str.strip, self._lines[self._breaks[-1] :])):
            self._breaks.pop()
        self._heads = find_heads(self._lines, self._breaks)
        self._width = typical_width(self._lines)
        self._starts: list[tuple[int, int]] = []  # (line, where its text begins)

    def read(self) -> None:
        """Build the paragraphs, each followed by the heads that interrupt it."""
        body = self._body()
        waiting = sorted(self._heads)
        for chosen in split_paragraphs([line for _, line in body]):
            numbers = [body[at][0] for at in chosen]
            while waiting and waiting[0] < numbers[0]:
                self._add_head(waiting.pop(0))
            self._add_paragraph(numbers)
        for head in waiting:
            self._add_head(head)
        self._pin_printed_pages()

    def _body(self) -> list[tuple[int, str]]:
        """Give the lines without heads; blanks beside a head go where a sentence runs on."""
        body: list[tuple[int, str]] = []
        after_head = False
        for at, line in enumerate(self._lines):
            if at in self._heads:
                after_head = True
                self._drop_blanks(body)
            elif line.strip() or not (after_head and self._runs_on(body)):
                after_head = False
                body.append((at, line))
        return body

    def _drop_blanks(self, body: list[tuple[int, str]]) -> None:
        """Drop the blank lines at the end, if a sentence before them runs on."""
        if self._runs_on(body):
            while len(body) > 1 and not body[-1][1].strip():
                body.pop()

    def _runs_on(self, body: list[tuple[int, str]]) -> bool:
        last = next((line.rstrip() for _, line in reversed(body) if line.strip()), "")
        return bool(last) and (len(last) > 0.8 * self._width or last[-1] not in ".?!:”\"'’)]")

    def _add_head(self, at: int) -> None:
        text = " ".join(self._lines[at].split())
        kind = BlockKind.PAGE_NUMBER if _is_number(self._heads[at]) else BlockKind.RUNNING_HEAD
        self.builder.add(Piece(kind, text, page_index=self._page_of(at), confidence=0.9))

    def _add_paragraph(self, numbers: list[int]) -> None:
        lines = [self._lines[at] for at in numbers]
        text, offsets = join_lines(lines)
        piece = self._typed(Piece(BlockKind.PARAGRAPH, text), lines)
        piece.page_index = self._page_of(numbers[0])
        start = self.builder.add(piece)
        self._starts += [(at, start + offset) for at, offset in zip(numbers, offsets, strict=True)]

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
        at = bisect_left(self._starts, (line, 0))
        return self._starts[at][1] if at < len(self._starts) else max(0, self.builder.length - 1)

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
