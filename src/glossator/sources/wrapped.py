"""Join hard-wrapped lines of plain text into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

_NUMBER = re.compile(r"[IVXL]{1,6}\.?|[A-Z]\.?")
_HYPHEN = re.compile(r"[^\W\d_][-\xad]$")
_RULE = re.compile(r"\s*[_—–=-]{5,}\s*")
_UNWRAPPED = 120  # characters: where lines are this long, a line is a paragraph


def join_wrapped(text: str) -> list[str]:
    """Give the paragraphs of a text, each on one line, blanks collapsed."""
    lines = [line.expandtabs() for line in text.splitlines()]
    return [join_lines([lines[at] for at in chosen])[0] for chosen in split_paragraphs(lines)]


def split_paragraphs(lines: Sequence[str]) -> Iterator[list[int]]:
    """Split lines into paragraphs: at blank lines, indented first lines, and around verse.

    Returns:
        The numbers of each paragraph's lines.
    """
    width = typical_width(lines)
    gathered: list[int] = []
    for at, line in enumerate((*lines, "")):
        if line.strip() and not _RULE.fullmatch(line):
            gathered.append(at)
        elif gathered:
            yield from _split_chunk(gathered, lines, width)
            gathered = []


def typical_width(lines: Sequence[str]) -> int:
    """Give the width to which a text is wrapped, in characters: long lines count, short do not."""
    lengths = sorted(len(line.rstrip()) for line in lines if len(line.strip()) > 20)
    return lengths[len(lengths) * 4 // 5] if lengths else 0


def _split_chunk(chosen: list[int], lines: Sequence[str], width: int) -> Iterator[list[int]]:
    """Split lines without a blank one between them."""
    if width > _UNWRAPPED or _is_verse([lines[at] for at in chosen], width):
        yield from ([at] for at in chosen)
        return
    margin = int(median(_indent(lines[at]) for at in chosen))
    paragraph = [chosen[0]]
    for at, following in pairwise(chosen):
        before, line = lines[at], lines[following]
        # The second line may be drawn in further than the first: a hanging paragraph.
        drawn_in = len(paragraph) > 1 and _is_drawn_in(before, line, margin)
        if drawn_in or _are_parted(before, line, width):
            yield paragraph
            paragraph = []
        paragraph.append(following)
    yield paragraph


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


def join_lines(lines: Sequence[str]) -> tuple[str, list[int]]:
    """Join the lines of a paragraph; a word broken by a hyphen becomes whole again.

    Returns:
        The text, and where in it each line begins.
    """
    joined, starts = "", []
    for line in lines:
        words = " ".join(line.replace("\xad", "-" if line.rstrip()[-1:] == "\xad" else "").split())
        if _HYPHEN.search(joined) and words[:1].islower():
            joined = joined[:-1]
        elif joined:
            joined += " "
        starts.append(len(joined))
        joined += words
    return joined, starts
