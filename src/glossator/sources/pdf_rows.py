"""Put the words of a PDF page together into rows of type, in reading order."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from glossator.sources.pdf_words import RAISED, Word

_RULE = re.compile(r"[_—–=-]{4,}")
_HYPHENS = "-\xad\u2010"


@dataclass(slots=True, eq=False)
class Column:
    """A column of type on a page, with its edges once they are measured, in points.

    Attributes:
        side: as in `pdf_columns.Region`.
        left: edge of its type.
        right: likewise.
        middle: the axis on which its titles stand.
        is_caption: as in `pdf_columns.Region`.
    """

    side: str = ""
    is_caption: bool = False
    left: float = 0.0
    right: float = 0.0
    middle: float = 0.0


@dataclass(slots=True)
class Row:
    """A row of type, left to right; measures in points from the page's top left.

    Attributes:
        page: index of its page.
        text: its words, parted by single spaces.
        left: of its first word.
        top: of most of its type.
        right: of its last word.
        bottom: of most of its type.
        size: 1.2 times the size, in points, in which most of it is set.
        words: flat, six numbers a word: start and end in `text`, x, y, width, height.
        faces: (start, end, bits) for the stretches that are not plain.
        broken: whether its last word goes on in the next row (the hyphen is not in `text`).
        is_rule: whether it only draws a line ("______"); a drawn one has no text.
        column: in which it stands.
        widest: its widest space, in points.
        below_rule: whether a line is drawn above it.
        underlined: whether one is drawn under all of it.
        confidence: in what it was taken for, where that is furniture.
        number: of the line that it is among those counted in the margin; 0 for none.
        counted: whether that number stands beside it, and was not counted from its neighbours.
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
    column: Column = field(default_factory=Column)
    widest: float = 0.0
    below_rule: bool = False
    underlined: bool = False
    confidence: float = 0.9
    number: int = 0
    counted: bool = False

    def raised_label(self) -> str:
        """Give the raised sign that the row begins with, as footnotes do; "" for none."""
        if self.faces and self.faces[0][0] == 0 and self.faces[0][2] & RAISED:
            return self.text[: self.faces[0][1]]
        return ""


@dataclass(slots=True)
class Line:
    """Words that stand side by side.

    Attributes:
        words: from left to right.
        broken: whether the last one goes on in the next line.
        left: of its first word.
        top: of most of its type.
        right: of its last word.
        bottom: of most of its type.
        size: as in `Row`.
        widest: its widest space, in points.
    """

    words: list[Word]
    broken: bool
    left: float
    top: float
    right: float
    bottom: float
    size: float
    widest: float


def make_lines(words: list[Word], *, broken: bool) -> list[Line]:
    """Make lines of what PDFium takes for one: short rows of small type are often several."""
    if len({word.top for word in words}) == 1:
        return [measure(words, broken=broken)]
    rows = [[words[0]]]
    for before, word in pairwise(words):
        if before.top != word.top:
            shared = min(before.bottom, word.bottom) - max(before.top, word.top)
            if shared < 0.3 * min(before.bottom - before.top, word.bottom - word.top):
                rows.append([])
        rows[-1].append(word)
    last = len(rows) - 1
    return [measure(row, broken=broken and at == last) for at, row in enumerate(rows)]


def measure(words: list[Word], *, broken: bool) -> Line:
    """Make a line of words; the size in which most of it is set gives top and bottom."""
    spaces = [two.left - one.right for one, two in pairwise(words)]
    if spaces and min(spaces) < 0 and any(two.left < one.left for one, two in pairwise(words)):
        words = sorted(words, key=lambda word: word.left)
        spaces = [two.left - one.right for one, two in pairwise(words)]
    usual = _usual_word(words)
    right = words[-1].right if len(words) < 2 else max([word.right for word in words])
    widest = max(spaces, default=0.0)
    return Line(
        words, broken, words[0].left, usual.top, right, usual.bottom, usual.size, max(0.0, widest)
    )


def _usual_word(words: Sequence[Word]) -> Word:
    """Give a word of the size in which most of a line is set."""
    sizes = [word.size for word in words]
    if max(sizes) - min(sizes) < 0.05:
        return words[0]
    weights: dict[float, int] = {}
    for word in words:
        size = round(word.size, 1)
        weights[size] = weights.get(size, 0) + len(word.text)
    chosen = max(weights, key=weights.__getitem__)
    return next(word for word in words if round(word.size, 1) == chosen)


def order_lines(lines: Sequence[Line]) -> list[Line]:
    """Put lines that stand side by side into one, and the lines of one column from top to bottom.

    Programs draw a page in any order: footnotes first, page numbers last, a
    footnote's number after its text.
    """
    return _join_neighbours(sorted(_join_neighbours(lines), key=lambda line: line.bottom))


def _join_neighbours(lines: Sequence[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in lines:
        if joined and _same_row(joined[-1], line):
            before = joined.pop()
            broken = (before if before.right > line.right else line).broken
            line = measure([*before.words, *line.words], broken=broken)  # noqa: PLW2901
        joined.append(line)
    return joined


def _same_row(one: Line, two: Line) -> bool:
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    least = min(one.bottom - one.top, two.bottom - two.top)
    if shared < 0.6 * least or _is_rule(one) or _is_rule(two):
        return False
    apart = max(one.left, two.left) - min(one.right, two.right)
    return apart > -0.3 * least or min(len(one.words), len(two.words)) == 1


def _is_rule(line: Line) -> bool:
    return len(line.words) == 1 and _RULE.fullmatch(line.words[0].text) is not None


def compose_row(line: Line, page: int, column: Column) -> Row:
    """Make a row of a line; raised signs are set against their word."""
    words, usual_top, tight = line.words, line.top, 0.1 * line.size
    flat: list[float] = []
    faces: list[tuple[int, int, int]] = []
    parts: list[str] = []
    length, edge = 0, words[0].left
    for word in words:
        left, top, text = word.left, word.top, word.text
        raised = top != usual_top and _is_raised(word, line)
        if parts and (left - edge >= tight or _stands_off(word, raised=raised, at=len(parts))):
            parts.append(" ")
            length += 1
        parts.append(text)
        end = length + len(text)
        flat += (length, end, left, top, word.right - left, word.bottom - top)
        if face := word.face | (RAISED if raised else 0):
            faces.append((length, end, face))
        length, edge = end, word.right
    text = "".join(parts)
    is_rule = _RULE.fullmatch(text) is not None
    ends_in_hyphen = len(text) > 2 and text[-1] in _HYPHENS and text[-2].isalpha()
    if ends_in_hyphen:
        text = text[:-1]
        flat[-5] -= 1
    return Row(
        page,
        text,
        line.left,
        line.top,
        line.right,
        line.bottom,
        line.size,
        array("f", flat),
        _merge_faces(faces, len(text)),
        line.broken or ends_in_hyphen,
        is_rule,
        column,
        line.widest,
    )


def part_of_row(row: Row, first: int, stop: int) -> Row:
    """Give a part of a row as a row of its own.

    Args:
        row: the row.
        first: where its first word stands in `row.words`.
        stop: where its last word ends there.
    """
    words = row.words[first:stop]
    start, end = int(words[0]), int(words[-5])
    for at in range(0, len(words), 6):
        words[at] -= start
        words[at + 1] -= start
    faces = tuple(
        (max(0, a - start), min(b, end) - start, face)
        for a, b, face in row.faces
        if b > start and a < end
    )
    right = words[-4] + words[-2]
    is_last = stop == len(row.words)
    return Row(
        row.page,
        row.text[start:end],
        words[2],
        row.top,
        right,
        row.bottom,
        row.size,
        words,
        faces,
        broken=row.broken and is_last,
        column=row.column,
    )


def _is_raised(word: Word, line: Line) -> bool:
    return word.size < 0.85 * line.size and word.bottom < line.bottom - 0.12 * line.size


def _stands_off(word: Word, *, raised: bool, at: int) -> bool:
    """Tell whether a space goes before a word set close to the one before.

    After a footnote's own number, the first part of its row, it always does.
    """
    return not (raised or (word.glued and at > 1))


def _merge_faces(
    faces: Sequence[tuple[int, int, int]], length: int
) -> tuple[tuple[int, int, int], ...]:
    """Join the stretches of one face over the spaces between words."""
    merged: list[tuple[int, int, int]] = []
    for start, end, face in faces:
        if merged and merged[-1][2] == face and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], min(end, length), face)
        else:
            merged.append((start, min(end, length), face))
    return tuple(merged)
