"""Read the rows of type of a PDF page from PDFium: words, boxes, faces, raised signs.

PDFium gives characters in the order of the page's content stream, with
generated line ends. Offsets in its string are not its character numbers on
every page; `_page_text` sees to that. Boxes are PDFium's loose boxes, of the
same height for every word of a face.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

ITALIC, BOLD, SMALL_CAPS, RAISED = 1, 2, 4, 8

_LINE = re.compile("[^\r\n\ufffe]+")
_WORD = re.compile(r"[^\s\x00-\x1f\ufeff\uffff]+")
_RULE = re.compile(r"[_—–=-]{4,}")
_HYPHENS = "-\xad\u2010"
_ITALIC_NAME = re.compile(r"ital|obliq|slant|cmti|cmsl|sfti", re.IGNORECASE)
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|medi(?:ital)?$|cmbx|sfbx", re.IGNORECASE)
_SMALL_CAPS_NAME = re.compile(r"smallcap|smcp|-sc\b|cmcsc", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """A row of type, left to right; measures in points from the page's top left.

    Attributes:
        page: index of its page.
        text: its words, parted by single spaces.
        left: of its first word.
        top: of its tallest word.
        right: of its last word.
        bottom: of its tallest word.
        size: height of its tallest type, about 1.2 times the size of the face.
        words: flat, six numbers a word: start and end in `text`, x, y, width, height.
        faces: (start, end, bits) for the stretches that are not plain.
        broken: whether its last word goes on in the next row (the hyphen is not in `text`).
        is_rule: whether it only draws a line ("______").
    """

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    words: array[float]
    faces: tuple[tuple[int, int, int], ...] = ()
    broken: bool = False
    is_rule: bool = False

    def raised_label(self) -> str:
        """Give the raised sign that the row begins with, as footnotes do; "" for none."""
        if self.faces and self.faces[0][0] == 0 and self.faces[0][2] & RAISED:
            return self.text[: self.faces[0][1]]
        return ""


@dataclass(slots=True)
class _Word:
    """A word, or the part of one that is set in one height."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    face: int
    glued: bool = False  # to the part before it


@dataclass(slots=True)
class _Line:
    """What PDFium takes for a line; top and bottom are those of its tallest word."""

    words: list[_Word]
    broken: bool
    left: float
    top: float
    right: float
    bottom: float


class PageReader:
    """Reads the pages of one document; holds the buffers that PDFium writes into."""

    def __init__(self) -> None:
        self._box = pdfium.FS_RECTF()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._faces: dict[tuple[bytes, int], int] = {}

    def read_rows(self, textpage: Any, page: int, left: float, top: float) -> list[Row]:
        """Give the rows of a page in reading order.

        Args:
            textpage: PDFium's handle of the page's text.
            page: its index.
            left: x of the page's left edge in PDFium's coordinates.
            top: y of the page's upper edge in PDFium's coordinates.
        """
        lines = list(self._read_lines(textpage, left, top))
        return [compose_row(line, page) for line in order_lines(lines)]

    def _read_lines(self, textpage: Any, left: float, top: float) -> Iterator[_Line]:
        text = _page_text(textpage)
        for found in _LINE.finditer(text):
            start, end = found.span()
            words: list[_Word] = []
            for word in _WORD.finditer(text, start, end):
                self._read_word(textpage, word.group(), word.start(), words)
            if not words:
                continue
            for part in words:
                part.left, part.right = part.left - left, part.right - left
                part.top, part.bottom = top - part.top, top - part.bottom
            if len(words) > 1 and _RULE.fullmatch(words[0].text):
                # A drawn line and the footnote below it, which PDFium takes for one.
                yield measure_line([words.pop(0)], broken=False)
            yield measure_line(words, broken=text[end : end + 1] == "\ufffe")

    def _read_word(self, textpage: Any, word: str, at: int, words: list[_Word]) -> None:
        """Append a word, or its parts where raised signs are set against it."""
        last = at + len(word) - 1
        x0, y1, x1, y0 = self._loose_box(textpage, at)
        face = self._face(textpage, at)
        if last > at:
            _, end_top, x1, end_bottom = self._loose_box(textpage, last)
            if abs((end_top - end_bottom) - (y1 - y0)) > 0.15 * (y1 - y0) or end_bottom - y0 > 1:
                words.extend(self._read_parts(textpage, word, at))
                return
        words.append(_Word(word, x0, y1, x1, y0, face))

    def _read_parts(self, textpage: Any, word: str, at: int) -> list[_Word]:
        """Split a word where the height of its type changes; small capitals do not split it."""
        parts: list[_Word] = []
        for offset, character in enumerate(word):
            left, top, right, bottom = self._loose_box(textpage, at + offset)
            before = parts[-1] if parts else None
            if before and abs(bottom - before.bottom) <= 0.12 * (before.top - before.bottom):
                if top < before.top - 0.8 and before.text[0].isupper() and character.isupper():
                    before.face |= SMALL_CAPS
                before.text += character
                before.right = max(before.right, right)
            else:
                face = self._face(textpage, at + offset)
                parts.append(_Word(character, left, top, right, bottom, face, glued=offset > 0))
        return parts

    def _loose_box(self, textpage: Any, at: int) -> tuple[float, float, float, float]:
        """Give (left, top, right, bottom) of a character in PDFium's coordinates."""
        box = self._box
        if pdfium.FPDFText_GetLooseCharBox(textpage, at, box) and box.top - box.bottom > 0.5:
            left, right = box.left, box.right
            return (left, box.top, right, box.bottom) if left <= right else (
                right, box.top, left, box.bottom
            )
        # A face without ascent and descent: the ink has to do.
        left, right, bottom, top = self._edges
        pdfium.FPDFText_GetCharBox(textpage, at, left, right, bottom, top)
        return left.value, max(top.value, bottom.value + 1), right.value, bottom.value

    def _face(self, textpage: Any, at: int) -> int:
        length = pdfium.FPDFText_GetFontInfo(textpage, at, self._name, 128, self._flags)
        key = (self._name.raw[: min(length, 128)], self._flags.value)
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = _face_bits(key[0].rstrip(b"\0").decode(errors="replace"), key[1])
        return face


def _page_text(textpage: Any) -> str:
    """Give the characters of a page so that each one's place is PDFium's number of it."""
    count = pdfium.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    units = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * (units - 1)].decode("utf-16-le", "replace")
    if len(text) == count and "\ufffd" not in text:
        return text
    # Characters without Unicode are left out of the string, and others count twice.
    codes = [pdfium.FPDFText_GetUnicode(textpage, at) for at in range(count)]
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        for code in codes
    )


def _face_bits(name: str, flags: int) -> int:
    """Read a face from its name and the font descriptor's flags (ISO 32000-1, table 123)."""
    face = ITALIC if _ITALIC_NAME.search(name) or flags & 64 else 0
    face |= BOLD if _BOLD_NAME.search(name) or flags & 1 << 18 else 0
    return face | (SMALL_CAPS if _SMALL_CAPS_NAME.search(name) or flags & 1 << 17 else 0)


def measure_line(words: list[_Word], *, broken: bool) -> _Line:
    """Make a line of words."""
    tallest = max(words, key=lambda word: word.bottom - word.top)
    left, right = words[0].left, words[0].right
    for word in words:
        left, right = min(left, word.left), max(right, word.right)
    return _Line(words, broken, left, tallest.top, right, tallest.bottom)


def order_lines(lines: list[_Line]) -> list[_Line]:
    """Put lines that stand side by side into one, and the lines into reading order.

    Programs draw a page in any order: footnotes first, page numbers last, a
    footnote's number after its text. Where few lines stand beside one another
    the page has one column and the order is from top to bottom. Otherwise the
    order of the stream is kept: typesetters draw columns one after the other.
    """
    joined: list[_Line] = []
    for line in lines:
        if joined and _same_row(joined[-1], line):
            joined[-1] = _join(joined[-1], line)
        else:
            joined.append(line)
    down = sorted(joined, key=lambda line: line.bottom)
    beside = sum(
        _same_row(one, two) and min(len(one.words), len(two.words)) > 2
        for one, two in pairwise(down)
    )
    if beside * 5 > len(down):
        return joined
    rows: list[_Line] = []
    for line in down:
        if rows and _same_row(rows[-1], line):
            rows[-1] = _join(rows[-1], line)
        else:
            rows.append(line)
    return rows


def _same_row(one: _Line, two: _Line) -> bool:
    if _is_rule(one) or _is_rule(two):
        return False
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    least = min(one.bottom - one.top, two.bottom - two.top)
    if shared < 0.6 * least:
        return False
    apart = max(one.left, two.left) - min(one.right, two.right)
    return apart > -0.3 * least or min(len(one.words), len(two.words)) == 1


def _is_rule(line: _Line) -> bool:
    return len(line.words) == 1 and _RULE.fullmatch(line.words[0].text) is not None


def _join(one: _Line, two: _Line) -> _Line:
    """Make one line of two; the one further right tells whether its last word is broken."""
    rightmost = one if one.right > two.right else two
    return measure_line([*one.words, *two.words], broken=rightmost.broken)


def compose_row(line: _Line, page: int) -> Row:
    """Make a row of a line: words from left to right, raised signs set against their word."""
    words = line.words
    if any(two.left < one.left for one, two in pairwise(words)):
        words = sorted(words, key=lambda word: word.left)
    height = line.bottom - line.top
    flat, faces, parts = array("f"), [], []
    length, edge = 0, None
    for word in words:
        raised = word.bottom < line.bottom - 0.12 * height and word.bottom - word.top < 0.9 * height
        close = edge is not None and word.left - edge < 0.1 * height
        if length and not (word.glued and close) and not (raised and close):
            parts.append(" ")
            length += 1
        parts.append(word.text)
        end = length + len(word.text)
        flat.extend((length, end, word.left, word.top, word.right - word.left, word.bottom - word.top))
        if face := word.face | (RAISED if raised else 0):
            faces.append((length, end, face))
        length, edge = end, word.right
    text = "".join(parts)
    broken = line.broken
    if len(text) > 2 and text[-1] in _HYPHENS and text[-2].isalpha():
        text, broken = text[:-1], True
        flat[-5] -= 1
    return Row(
        page,
        text,
        line.left,
        line.top,
        line.right,
        line.bottom,
        height,
        flat,
        _merge_faces(faces, text),
        broken,
        is_rule=_RULE.fullmatch(text) is not None,
    )


def _merge_faces(faces: Sequence[tuple[int, int, int]], text: str) -> tuple[tuple[int, int, int], ...]:
    """Join the stretches of one face over the spaces between words."""
    merged: list[tuple[int, int, int]] = []
    for start, end, face in faces:
        end = min(end, len(text))
        if merged and merged[-1][2] == face and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], end, face)
        else:
            merged.append((start, end, face))
    return tuple(merged)
