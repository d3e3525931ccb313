"""Take the numbers that count a page's lines out of its margins.

Pleading paper and the bills of many parliaments number every line or every
fifth. Such numbers stand apart from the text, one below the other, and rise by
the same step; the rows beside them are running text, not cells of a table.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from glossator.sources.pdf_rows import Column, Line, Row, measure
from glossator.sources.pdf_words import Word

_STEPS = {1: 5, 2: 4, 5: 3, 10: 3}  # by what they rise, and how many there must be
_APART = 0.8  # times the size of type between a number and its row
_ALIGNED = 6.0  # points between the middles of two numbers
_CELLS = 1.2  # times the size of type: rows with wider spaces are cells of a table

_Mark = tuple[int, Word]
"""The place of a line among its page's, and the word at its edge."""


def take_line_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[Word]]:
    """Part the line numbers from the lines of a page.

    Returns:
        The lines without them, and the numbers from top to bottom; the lines
        as they were where the page has none.
    """
    for edge in (0, -1):
        marks = _longest_count(list(_marks(lines, edge)))
        if marks and _count_lines(marks, lines, edge):
            numbered = dict(marks)
            left = (_without(line, numbered.get(at)) for at, line in enumerate(lines))
            return [line for line in left if line is not None], [word for _, word in marks]
    return list(lines), []


def _marks(lines: Sequence[Line], edge: int) -> Iterator[_Mark]:
    """Give the small numbers that stand apart at the left (0) or right (-1) of lines."""
    for at, line in enumerate(lines):
        word = line.words[edge]
        if len(word.text) > 3 or not (word.text.isdecimal() and word.text.isascii()):
            continue
        if len(line.words) > 1:
            near = line.words[1 if edge == 0 else -2]
            space = near.left - word.right if edge == 0 else word.left - near.right
            if space <= _APART * line.size:
                continue
        yield at, word


def _longest_count(marks: list[_Mark]) -> list[_Mark]:
    """Give the longest run of numbers that stand below one another and rise by one step."""
    marks.sort(key=lambda mark: mark[1].top)
    runs: list[list[_Mark]] = []
    for mark in marks:
        if runs and _counts_on(runs[-1], mark):
            runs[-1].append(mark)
        else:
            # The one before may begin this run with another step, but not be of both.
            runs.append([mark])
    longest = max(runs, key=len, default=[])
    if len(longest) < 2:
        return []
    return longest if len(longest) >= _STEPS[_step(longest[0], longest[1])] else []


def _counts_on(run: Sequence[_Mark], mark: _Mark) -> bool:
    (_, last), (_, word) = run[-1], mark
    if abs(last.left + last.right - word.left - word.right) > 2 * _ALIGNED:
        return False
    step = _step(run[-1], mark)
    return step in _STEPS and (len(run) == 1 or step == _step(run[0], run[1]))


def _step(one: _Mark, two: _Mark) -> int:
    return int(two[1].text) - int(one[1].text)


def _count_lines(marks: Sequence[_Mark], lines: Sequence[Line], edge: int) -> bool:
    """Tell whether numbers count the lines of running text that stand beside them."""
    step = _step(marks[0], marks[1])
    top, bottom = marks[0][1].top, marks[-1][1].bottom
    own = {at for at, _ in marks}
    texts = [
        words
        for at, line in enumerate(lines)
        if top - 2 < line.bottom
        and line.top < bottom + 2
        and (words := _rest(line, edge) if at in own else line.words)
    ]
    if not texts or not _beside(marks, texts, edge):
        return False
    if step > 1 and not 0.5 * step < len(texts) / len(marks) < 1.6 * step:
        return False
    spaces = [max((b.left - a.right for a, b in pairwise(words)), default=0.0) for words in texts]
    return median(spaces) < _CELLS * texts[0][0].size


def _rest(line: Line, edge: int) -> list[Word]:
    return line.words[1:] if edge == 0 else line.words[:-1]


def _beside(marks: Sequence[_Mark], texts: Sequence[Sequence[Word]], edge: int) -> bool:
    """Tell whether nearly all rows stand inside of the numbers' margin."""
    if edge == 0:
        limit = max(word.right for _, word in marks)
        inside = sum(words[0].left > limit for words in texts)
    else:
        limit = min(word.left for _, word in marks)
        inside = sum(words[-1].right < limit for words in texts)
    return inside >= 0.9 * len(texts)


def _without(line: Line, number: Word | None) -> Line | None:
    """Give a line without its number; None where nothing is left."""
    if number is None:
        return line
    words = [word for word in line.words if word is not number]
    return measure(words, broken=line.broken) if words else None


def number_row(words: Sequence[Word], page: int) -> Row:
    """Make one row of line numbers."""
    flat: array[float] = array("f")
    start = 0
    for word in words:
        end = start + len(word.text)
        flat.extend((start, end, word.left, word.top))
        flat.extend((word.right - word.left, word.bottom - word.top))
        start = end + 1
    first, last = words[0], words[-1]
    text = " ".join(word.text for word in words)
    size = first.bottom - first.top
    return Row(
        page, text, first.left, first.top, first.right, last.bottom, size, flat, column=Column()
    )
