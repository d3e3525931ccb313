"""Read the words of a PDF page from PDFium: text, box, face, raised signs.

PDFium gives characters in the order of the page's content stream, with
generated line ends. Offsets in its string are not its character numbers on
every page; `_page_text` sees to that. Boxes are PDFium's loose boxes, of the
same height for every word of a face. One call costs about half a
microsecond, so a word costs three calls: its first and last box and its face.
"""

from __future__ import annotations

import ctypes
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot, pi
from typing import Any

import pypdfium2.raw as pdfium

from glossator.sources.pdf_frames import NO_FRAME, Box, Frame

ITALIC, BOLD, SMALL_CAPS, RAISED = 1, 2, 4, 8

_SAMPLES = 16  # characters of a page whose direction is asked for

_LINE = re.compile("[^\r\n\ufffe]+")
_WORD = re.compile(r"[^\s\x00-\x1f\ufeff\uffff]+")
# Where a face's own raised digits may stand, whose loose boxes are like those of any other.
_MAYBE_RAISED = re.compile(
    r"^\d{1,3}(?=$|[^\W\d_]|[“‘\"'(\[§])|(?<=[^\W\d_]|[.,;:!?”’\"')\]])\d{1,3}$"
)
_ITALIC_NAME = re.compile(r"ital|obliq|slant|cmti|cmsl|sfti", re.IGNORECASE)
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|medi(?:ital)?$|cmbx|sfbx", re.IGNORECASE)
_SMALL_CAPS_NAME = re.compile(r"smallcap|smcp|-sc\b|cmcsc", re.IGNORECASE)


def _unchecked(function: Any) -> Any:
    """Give a function of PDFium's without the checks that ctypes makes of its arguments.

    They take longer than the function itself, half a million times in a long book.
    """
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_GET_LOOSE_BOX = _unchecked(pdfium.FPDFText_GetLooseCharBox)
_GET_FONT = _unchecked(pdfium.FPDFText_GetFontInfo)
_NAME_LENGTH = ctypes.c_ulong(128)
_UNPACK_BOX = struct.Struct("4f").unpack_from  # FS_RECTF: left, top, right, bottom


@dataclass(slots=True)
class Word:
    """A word, or the part of one that is set in one size.

    Attributes:
        text: without blanks.
        left: of its box, as `top`, `right` and `bottom`: in points from the page's upper left.
        face: bits: `ITALIC`, `BOLD`, `SMALL_CAPS`.
        size: 1.2 times the size of its face in points, the height of most faces' boxes.
        glued: to the part before it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    face: int
    size: float
    glued: bool = False


class WordReader:
    """Reads the pages of one document; holds the buffers that PDFium writes into."""

    def __init__(self) -> None:
        box, name, flags = pdfium.FS_RECTF(), ctypes.create_string_buffer(128), ctypes.c_int()
        self._box, self._name, self._flags = memoryview(box).cast("B"), name, flags
        self._box_place = ctypes.byref(box)
        self._name_place, self._flags_place = ctypes.byref(name), ctypes.byref(flags)
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()
        self._faces: dict[tuple[bytes, int], tuple[int, float]] = {}
        self._frame = NO_FRAME
        self._textpage: Any = None
        self._handle = ctypes.c_void_p()

    def read_turns(self, textpage: Any, usual: int) -> int:
        """Give by how many quarters a page must be turned so that most of its type stands upright.

        Args:
            textpage: PDFium's handle of the page's text.
            usual: as the page is shown; kept unless nearly all of the type says otherwise.
        """
        count = pdfium.FPDFText_CountChars(textpage)
        if count < _SAMPLES:
            return usual
        angles = [
            pdfium.FPDFText_GetCharAngle(textpage, at) for at in range(0, count, count // _SAMPLES)
        ]
        # PDFium counts the quarters of a character against the clock.
        quarters = [-round(2 * angle / pi) % 4 for angle in angles if angle >= 0]
        most = max(quarters, key=quarters.count, default=usual)
        return most if quarters.count(most) > 0.8 * len(angles) else usual

    def read_lines(self, textpage: Any, frame: Frame) -> Iterator[tuple[list[Word], bool]]:
        """Give the words of each of PDFium's lines, and whether the last one is broken there.

        Args:
            textpage: PDFium's handle of the page's text.
            frame: of the page.
        """
        self._frame, self._textpage = frame, textpage
        self._handle = ctypes.cast(textpage, ctypes.c_void_p)
        text = _page_text(textpage)
        for line in _LINE.finditer(text):
            start, end = line.span()
            words: list[Word] = []
            for found in _WORD.finditer(text, start, end):
                self._read_word(found.group(), found.start(), words)
            if words:
                yield words, text[end : end + 1] == "\ufffe"

    def _read_word(self, text: str, at: int, words: list[Word]) -> None:
        """Append a word, or its parts where raised signs are set against it."""
        left, top, right, bottom = self._loose_box(at)
        if len(text) > 1:
            _, end_top, right, end_bottom = self._loose_box(at + len(text) - 1)
            if end_top != top and abs(end_bottom - bottom) + abs(end_top - top) > 0.1 * (
                bottom - top
            ):
                words.extend(self._read_parts(text, at))
                return
        face, scale = self._face(at, bottom - top)
        words.append(Word(text, left, top, right, bottom, face, scale * (bottom - top)))
        if text[0].isdecimal() or text[-1].isdecimal():
            self._split_raised_digits(at, words)

    def _split_raised_digits(self, at: int, words: list[Word]) -> None:
        """Split the last word where it begins or ends with digits whose ink stands high."""
        whole = words[-1]
        found = _MAYBE_RAISED.search(whole.text)
        if not found:
            return
        start, end = found.span()
        left, top, _, bottom = self._ink_box(at + start)
        height = whole.bottom - whole.top
        if whole.bottom - bottom < 0.4 * height or bottom - top > 0.6 * height:
            return
        right = self._ink_box(at + end - 1)[2]
        digits = Word(
            found.group(), left, top, right, bottom, whole.face, 0.6 * whole.size, start > 0
        )
        words.pop()
        if start > 0:
            whole.text, whole.right = whole.text[:start], left
            words += (whole, digits)
        else:
            whole.text, whole.left, whole.glued = whole.text[end:], right, True
            words += (digits, whole) if whole.text else (digits,)

    def _read_parts(self, text: str, at: int) -> list[Word]:
        """Split a word where its base line changes; small capitals do not split it."""
        parts: list[Word] = []
        for offset, character in enumerate(text):
            left, top, right, bottom = self._loose_box(at + offset)
            before = parts[-1] if parts else None
            if before and abs(bottom - before.bottom) <= 0.12 * (before.bottom - before.top):
                if top > before.top + 0.8 and before.text[0].isupper() and character.isupper():
                    before.face |= SMALL_CAPS
                before.text += character
                before.right = max(before.right, right)
            else:
                face, scale = self._face(at + offset, bottom - top)
                size = scale * (bottom - top)
                parts.append(Word(character, left, top, right, bottom, face, size, offset > 0))
        return parts

    def _loose_box(self, at: int) -> Box:
        """Give the box of a character: as high as its face, as wide as its advance."""
        _GET_LOOSE_BOX(self._handle, at, self._box_place)
        left, top, right, bottom = _UNPACK_BOX(self._box)
        if top - bottom < 0.5:  # a face without ascent and descent
            return self._ink_box(at)
        if left > right:
            left, right = right, left
        frame = self._frame
        if frame.turns:
            return frame.place(left, top, right, bottom)
        return left - frame.left, frame.top - top, right - frame.left, frame.top - bottom

    def _ink_box(self, at: int) -> Box:
        """Give the box of a character's ink, one point high at least."""
        left, right, bottom, top = self._edges
        pdfium.FPDFText_GetCharBox(self._textpage, at, left, right, bottom, top)
        upper = max(top.value, bottom.value + 1)
        return self._frame.place(left.value, upper, max(left.value, right.value), bottom.value)

    def _face(self, at: int, height: float) -> tuple[int, float]:
        """Give a character's face, and what the height of its box is multiplied by for its size.

        Faces differ in the height of their boxes: that of a bold one may be a quarter lower.
        """
        _GET_FONT(self._handle, at, self._name_place, _NAME_LENGTH, self._flags_place)
        key = (self._name.value, self._flags.value)
        face = self._faces.get(key)
        if face is None:
            matrix = self._matrix
            pdfium.FPDFText_GetMatrix(self._textpage, at, matrix)
            size = pdfium.FPDFText_GetFontSize(self._textpage, at) * hypot(matrix.c, matrix.d)
            scale = 1.2 * size / height if 0.5 < 1.2 * size / height < 2 else 1.0
            bits = _face_bits(key[0].decode(errors="replace"), key[1])
            face = self._faces[key] = (bits, scale)
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
    codes = (pdfium.FPDFText_GetUnicode(textpage, at) for at in range(count))
    return "".join(
        chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        for code in codes
    )


def _face_bits(name: str, flags: int) -> int:
    """Read a face from its name and the font descriptor's flags (ISO 32000-1, table 123)."""
    face = ITALIC if _ITALIC_NAME.search(name) or flags & 1 << 6 else 0
    face |= BOLD if _BOLD_NAME.search(name) or flags & 1 << 18 else 0
    # The flag for small capitals is set by some programs for whole families.
    return face | (SMALL_CAPS if _SMALL_CAPS_NAME.search(name) else 0)
