"""Lay the drafts of a PDF out as one text, and keep each word's box."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence

from glossator.model.books import EditionText
from glossator.model.text import (
    Area,
    BlockKind,
    Image,
    Marker,
    MarkerKind,
    Page,
    PinpointOrigin,
    StyleKind,
)
from glossator.sources.blocks import Piece, TextBuilder
from glossator.sources.boxes import pack_numbers
from glossator.sources.pdf_drafts import Draft
from glossator.sources.pdf_drawings import Picture
from glossator.sources.pdf_line_pins import PlacedLine, pin_lines
from glossator.sources.pdf_notes import Note, find_calls
from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet
from glossator.sources.pdf_words import BOLD, ITALIC, RAISED, SMALL_CAPS
from glossator.sources.printed import PrintedPage

_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_LAST_WORD = re.compile(r"[\w-]+$")
_FIRST_WORD = re.compile(r"[\w-]+")
_TIGHT_END = re.compile(r"(?:—|\d[-–/])$")
_STAMP = 0.8  # the confidence in a clerk's stamp
_STYLES = (
    (ITALIC, StyleKind.ITALIC),
    (BOLD, StyleKind.BOLD),
    (SMALL_CAPS, StyleKind.SMALL_CAPS),
    (RAISED, StyleKind.SUPERSCRIPT),
)


class Layout:
    """Lays out one book: first `place` its drafts, then `finish`."""

    def __init__(self, sheets: Sequence[Sheet], notes: Sequence[Note]) -> None:
        self._sheets = sheets
        self._notes: dict[int, list[Note]] = {}
        for note in notes:
            self._notes.setdefault(note.page, []).append(note)
        self._known = {note.name() for note in notes}
        self._builder = TextBuilder()
        self._boxes = [array("d") for _ in sheets]
        self._starts: dict[int, int] = {}
        self._returns: list[tuple[int, int]] = []  # (page, from where its text goes on)
        self._lines: list[PlacedLine] = []
        self._done = 0
        self._compounds = _find_compounds(sheets)

    def place(self, drafts: Iterable[Draft]) -> None:
        """Place the drafts; a page's furniture and notes follow the block that ends the page."""
        for draft in drafts:
            self._finish_pages(draft.rows[0].page)
            self._add(draft, is_body=True)
        self._finish_pages(len(self._sheets))

    def _finish_pages(self, upto: int) -> None:
        """Add furniture and notes of all pages before `upto` that have not had theirs."""
        begun = upto in self._starts
        for index in range(self._done, upto):
            self._starts.setdefault(index, self._builder.length)
            self._add_furniture(self._sheets[index])
            start = self._builder.length
            for note in self._notes.get(index, ()):
                draft = Draft(note.rows, BlockKind.FOOTNOTE, 0, note.label, note.confidence())
                self._add(draft, name=note.name())
            if begun and self._builder.length > start:
                # Text of the page `upto` stands before these notes and after them.
                self._returns += [(index, start), (upto, self._builder.length)]
        self._done = max(self._done, upto)

    def _add_furniture(self, sheet: Sheet) -> None:
        for row in sheet.heads:
            self._add(Draft([row], BlockKind.RUNNING_HEAD, confidence=row.confidence))
        for row in sheet.stamp:
            self._add(Draft([row], BlockKind.RUNNING_HEAD, confidence=_STAMP))
        for row in sheet.numbers:
            self._add(Draft([row], BlockKind.PAGE_NUMBER, confidence=row.confidence))
        if sheet.line_numbers:
            self._add(Draft([sheet.line_numbers], BlockKind.LINE_NUMBER))

    def _add(self, draft: Draft, *, is_body: bool = False, name: str = "") -> None:
        """Add a draft as a block, with its boxes, styles and footnote calls."""
        piece = Piece(
            draft.kind,
            "",
            draft.level,
            draft.rows[0].page,
            draft.label,
            draft.confidence,
            names=(name,) if name else (),
        )
        draft.start = self._builder.length
        if draft.picture:
            self._add_picture(piece, draft.rows[0], draft.picture)
            return
        base, length = self._builder.length, len(draft.lead)
        parts: list[str] = [draft.lead]
        for at, row in enumerate(draft.rows):
            if is_body:
                self._starts.setdefault(row.page, base + length)
                self._lines.append(PlacedLine(row.page, base + length, row.number, row.counted))
            elif at and row.page != draft.rows[at - 1].page:
                self._returns.append((row.page, base + length))  # a note goes on on another page
            seam = self._seam(draft, at)
            self._take_words(row, base + length, with_hyphen=seam[:1] == "-")
            _take_faces(piece, row, length)
            self._take_calls(piece, row, length, is_note=bool(name))
            parts += (row.text, seam)
            length += len(row.text) + len(seam)
        piece.text, piece.table = "".join(parts), draft.table
        self._builder.add(piece)

    def _add_picture(self, piece: Piece, row: Row, picture: Picture) -> None:
        """Add a block that holds nothing but a picture."""
        self._starts.setdefault(row.page, self._builder.length)
        left, top, right, bottom = picture.box
        sheet = self._sheets[row.page]
        x, y, width, height = _as_shown((left, top, right - left, bottom - top), sheet)
        piece.text, shows = row.text, ""
        if sheet.is_scan:
            shows = f"Page {row.page + 1}"
        piece.markers.append(Marker(MarkerKind.IMAGE, 0, 1, shows))
        area = Area(row.page, x, y, width, height)
        piece.images.append(Image(0, area=area))
        self._builder.add(piece)

    def _seam(self, draft: Draft, at: int) -> str:
        """Give what stands after a row of a block: a space, a hyphen or nothing.

        A hyphen at a line's end goes, unless the word has it elsewhere in the
        book too, or a capital or a digit follows ("Anglo-American"). After a
        table's cell stands what parts it from the next.
        """
        row = draft.rows[at]
        if draft.seams and draft.seams[at] != " ":
            return f"-{draft.seams[at]}" if row.broken else draft.seams[at]
        following = draft.rows[at + 1] if at + 1 < len(draft.rows) else None
        if row.broken:
            return self._hyphen(row, following)
        tight = following is None or _TIGHT_END.search(row.text) or following.text[0] == "—"
        return "" if tight else " "

    def _hyphen(self, row: Row, following: Row | None) -> str:
        """Give the hyphen of a word broken at a row's end, "" where it is only the line's."""
        first = _LAST_WORD.search(row.text)
        second = _FIRST_WORD.match(following.text) if following else None
        if not first or not second:
            return "-"
        in_capitals = first[0].isupper() and second[0].isupper()
        if not (second[0][0].islower() or in_capitals):
            return "-"
        return "-" if f"{first[0]}-{second[0]}".casefold() in self._compounds else ""

    def _take_words(self, row: Row, at: int, *, with_hyphen: bool) -> None:
        words, boxes = row.words, self._boxes[row.page]
        sheet = self._sheets[row.page]
        if sheet.frame.turns != sheet.shown.turns:
            for word in range(0, len(words), 6):
                words[word + 2 : word + 6] = array(
                    "f", _as_shown(words[word + 2 : word + 6], sheet)
                )
        before = len(boxes)
        boxes.extend(words.tolist())
        for word in range(before, len(boxes), 6):
            boxes[word] += at
            boxes[word + 1] += at
        if with_hyphen:
            boxes[-5] += 1
        row.words = array("f")  # not needed any more, and there are half a million in a long book

    def _take_calls(self, piece: Piece, row: Row, at: int, *, is_note: bool) -> None:
        for start, end, name in find_calls(row, self._known):
            if is_note and at + start == 0:
                continue  # the note's own number
            label = row.text[start:end]
            piece.markers.append(Marker(MarkerKind.FOOTNOTE_CALL, at + start, at + end, label))
            piece.calls[at + start] = name

    def words_on(self, page: int) -> array[float]:
        """Give the words of a page that have been placed, flat as in `boxes.pack_numbers`."""
        return self._boxes[page]

    def finish(
        self, printed: Sequence[PrintedPage | None], labels: Sequence[str], language: str
    ) -> tuple[EditionText, tuple[bytes, ...]]:
        """Give the text and each page's packed boxes.

        Args:
            printed: for each page the number printed on it.
            labels: for each page the label that the file declares, "" for none.
            language: as in `EditionText`.
        """
        pages = []
        for sheet, start in zip(self._sheets, self._page_starts(), strict=True):
            shown = sheet.shown
            pages.append(Page(sheet.index, labels[sheet.index], start, shown.width, shown.height))
        self._pin(pages, printed, labels)
        content = self._builder.finish(pages=pages, language=language)
        boxes = tuple(pack_numbers(self._boxes[page.index], page.start) for page in content.pages)
        return content, boxes

    def _page_starts(self) -> list[int]:
        """Give where each page begins; one that is all notes of another begins with the next."""
        starts = [self._starts.get(sheet.index, self._builder.length) for sheet in self._sheets]
        for at in range(len(starts) - 2, -1, -1):
            starts[at] = min(starts[at], starts[at + 1])
        return starts

    def _pin(
        self, pages: Sequence[Page], printed: Sequence[PrintedPage | None], labels: Sequence[str]
    ) -> None:
        """Pin each page where its text begins, and where it comes back after another's notes."""
        places = [(page.index, page.start) for page in pages] + self._returns
        for index, start in places:
            if number := printed[index]:
                self._builder.pin(
                    "printed-page",
                    number.label,
                    start,
                    PinpointOrigin.DETECTED,
                    part=number.part,
                    confidence=number.confidence,
                )
            if labels[index]:
                self._builder.pin("pdf-label", labels[index], start, PinpointOrigin.DECLARED)
        pin_lines(self._builder, self._lines, printed)


def _as_shown(measures: Sequence[float], sheet: Sheet) -> tuple[float, float, float, float]:
    """Turn x, y, width and height as a page is read into those as it is shown."""
    x, y, width, height = measures
    if sheet.frame.turns == sheet.shown.turns:
        return x, y, width, height
    left, top, right, bottom = sheet.shown.place(*sheet.frame.lift((x, y, x + width, y + height)))
    return left, top, right - left, bottom - top


def _take_faces(piece: Piece, row: Row, at: int) -> None:
    """Add the styles of a row, which begins at an offset of the piece."""
    for start, end, face in row.faces:
        for bit, kind in _STYLES:
            if face & bit:
                begun = _goes_on_from(piece, kind, at) if start == 0 else None
                piece.styles.append((at + start if begun is None else begun, at + end, kind))


def _goes_on_from(piece: Piece, kind: StyleKind, at: int) -> int | None:
    """Take out the run of a style that the row before ended with, and give its start."""
    for known in reversed(piece.styles[-len(_STYLES) :]):
        start, end, style = known
        if style is kind and at - end <= 1:
            piece.styles.remove(known)
            return start
    return None


def _find_compounds(sheets: Sequence[Sheet]) -> frozenset[str]:
    """Collect the words that the book writes with a hyphen inside a line."""
    return frozenset(
        compound
        for sheet in sheets
        for rows in (sheet.body, sheet.notes)
        for row in rows
        if "-" in row.text
        for compound in _COMPOUND.findall(row.text.casefold())
    )
