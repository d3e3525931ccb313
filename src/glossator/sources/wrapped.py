"""Join hard-wrapped lines of plain text into paragraphs."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from statistics import median

_NUMBER = re.compile(r"[IVXL]{1,6}\.?|[A-Z]\.?")
_RULE = re.compile(r"\s*[_—–=-]{5,}\s*")
_UNWRAPPED = 120  # characters: where lines are this long, a line is a paragraph
_LONGEST = 300  # lines: what runs on for longer is no paragraph, but prose unparted or a table


def join_wrapped(text: str) -> list[str]:
    """Give the paragraphs of a text, each on one line, blanks collapsed."""
    lines = [line.expandtabs() for line in text.splitlines()]
    return [join_lines(lines[rows.start : rows.stop])[0] for rows in split_paragraphs(lines)]


def split_paragraphs(lines: Sequence[str]) -> Iterator[range]:
    """Split lines into paragraphs: at blank lines, indented first lines, and around verse.

    Returns:
        The numbers of each paragraph's lines.
    """
    width = typical_width(lines)
    start: int | None = None
    for at, line in enumerate(chain(lines, [""])):
        if line.strip() and not _RULE.fullmatch(line):
            start = at if start is None else start
        elif start is not None:
            yield from _split_chunk(range(start, at), lines, width)
            start = None


def typical_width(lines: Sequence[str]) -> int:
    """Give the width to which a text is wrapped, in characters: long lines count, short do not."""
    lengths = sorted(len(line.rstrip()) for line in lines if len(line.strip()) > 20)
    return lengths[len(lengths) * 4 // 5] if lengths else 0


def _split_chunk(chunk: range, lines: Sequence[str], width: int) -> Iterator[range]:
    """Split lines without a blank one between them."""
    if width > _UNWRAPPED or _is_verse(lines[chunk.start : chunk.stop], width):
        yield from _line_by_line(chunk)
        return
    margin = int(median(_indent(lines[at]) for at in chunk))
    start = chunk.start
    for at in chunk[1:]:
        before, line = lines[at - 1], lines[at]
        # The second line may be drawn in further than the first: a hanging paragraph.
        drawn_in = at - start > 1 and _is_drawn_in(before, line, margin)
        unparted = len(chunk) > _LONGEST and _ends_short(before, width)
        if drawn_in or unparted or _are_parted(before, line, width):
            yield from _paragraph(range(start, at))
            start = at
    yield from _paragraph(range(start, chunk.stop))


def _paragraph(rows: range) -> Iterator[range]:
    """Give lines as one paragraph, or one by one where they are too many for it."""
    yield from _line_by_line(rows) if len(rows) > _LONGEST else [rows]


def _line_by_line(rows: range) -> Iterator[range]:
    return (range(at, at + 1) for at in rows)


def _is_drawn_in(before: str, line: str, margin: int) -> bool:
    """Tell whether a line is drawn in as the first of a paragraph is."""
    return _indent(line) > _indent(before) and _indent(line) >= margin + 2


def _are_parted(before: str, line: str, width: int) -> bool:
    """Tell whether two lines cannot be of one paragraph, wherever in it they stand."""
    return (
        (_indent(line) != _indent(before) and _ends_short(before, width))
        or is_centred(line, width) != is_centred(before, width)
        or _NUMBER.fullmatch(before.strip()) is not None
    )


def is_centred(line: str, width: int) -> bool:
    """Tell whether a line stands in the middle of lines of a width, well drawn in on both sides."""
    left, right = _indent(line), width - len(line.rstrip())
    return min(left, right) > 0.08 * width and abs(left - right) <= 0.25 * width


def _is_verse(lines: Sequence[str], width: int) -> bool:
    """Tell verse, addresses and the like: three lines or more, all short, most begin large."""
    if len(lines) < 3 or max(len(line.rstrip()) for line in lines[:-1]) > 0.75 * width:
        return False
    return sum(line.lstrip()[:1].isupper() for line in lines) * 3 >= len(lines) * 2


def _ends_short(line: str, width: int) -> bool:
    return len(line.rstrip()) < 0.8 * width and line.rstrip()[-1:] in ".?!:;”\"')]"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def join_lines(lines: Iterable[str]) -> tuple[str, array[int]]:
    """Join the lines of a paragraph; a word broken by a hyphen becomes whole again.

    Returns:
        The text, and where in it each line begins.
    """
    parts: list[str] = []
    starts, length = array("q"), 0
    for line in lines:
        words = " ".join(line.split())
        if parts and _is_broken(parts[-1], words):
            parts[-1] = parts[-1][:-1]
            length -= 1
        elif parts:
            parts.append(" ")
            length += 1
        starts.append(length)
        parts.append(words)
        length += len(words)
    return "".join(parts), starts


def _is_broken(before: str, after: str) -> bool:
    """Tell whether a word runs on over a line's end.

    A hyphen may be the word's own, so a small letter has to follow; a soft
    hyphen is there for nothing else.
    """
    if not before[-2:-1].isalpha():
        return False
    if before[-1] == "\xad":
        return after[:1].isalpha()
    return before[-1] == "-" and after[:1].islower()
