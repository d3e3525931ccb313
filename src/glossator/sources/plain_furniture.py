"""Find running heads and page numbers in plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from glossator.sources.printed import NumberSeen, numbers_in_row

_DIGITS = re.compile(r"\d+")
_HEAD_LENGTH = 100  # characters
_LEAST = 3  # a line must come back so often to be a running head


def find_heads(lines: Sequence[str], breaks: Sequence[int]) -> dict[int, list[NumberSeen]]:
    """Tell which lines are running heads or page numbers.

    A line whose words come back at least three times with another number at
    its edge is a head; so is a line with a number at its edge that is the
    first of a page where most pages begin with a head, and a short one right
    below heads.

    Args:
        lines: of the whole text.
        breaks: the first line of each page that a form feed begins; one entry for none.

    Returns:
        For each such line, by its index, the page numbers it may carry.
    """
    numbered = dict(_numbered_lines(lines))
    heads = _repeated(lines, numbered)
    if len(breaks) > 1:
        heads |= _first_of_pages(lines, breaks, numbered, heads)
    return heads | {at: [] for at in _second_lines(lines, heads)}


def _first_of_pages(
    lines: Sequence[str],
    breaks: Sequence[int],
    numbered: dict[int, list[NumberSeen]],
    heads: dict[int, list[NumberSeen]],
) -> dict[int, list[NumberSeen]]:
    """Give the numbered first lines of pages, where most pages begin with a head."""
    firsts = [first for at in breaks if (first := _next_line(lines, at)) is not None]
    if 2 * sum(first in heads for first in firsts) <= len(firsts):
        return {}
    return {first: numbered[first] for first in firsts if first in numbered}


def _repeated(
    lines: Sequence[str], numbered: dict[int, list[NumberSeen]]
) -> dict[int, list[NumberSeen]]:
    """Give the numbered lines whose words come back often, with whatever number."""
    shape_of = {at: _DIGITS.sub("#", " ".join(lines[at].split())) for at in numbered}
    shapes = Counter(shape_of.values())
    return {at: numbered[at] for at, shape in shape_of.items() if shapes[shape] >= _LEAST}


def _numbered_lines(lines: Sequence[str]) -> Iterator[tuple[int, list[NumberSeen]]]:
    for at, line in enumerate(lines):
        text = line.strip()
        numbers = numbers_in_row(text, 0) if 0 < len(text) <= _HEAD_LENGTH else []
        if numbers and _stands_apart(line, numbers):
            yield at, numbers


def _next_line(lines: Sequence[str], start: int) -> int | None:
    """Give the first line from `start` on that is not blank, within five."""
    return next((at for at in range(start, min(start + 5, len(lines))) if lines[at].strip()), None)


def _stands_apart(line: str, numbers: Sequence[NumberSeen]) -> bool:
    """Tell whether the number is parted from the words by a wide gap, or alone."""
    return numbers[0].slot[1] in {"alone", "roman"} or "   " in line.strip()


def _second_lines(lines: Sequence[str], heads: dict[int, list[NumberSeen]]) -> list[int]:
    """Give the short, drawn-in lines right below heads, where most heads have one."""
    below = [following for at in heads if (following := _next_line(lines, at + 1)) is not None]
    second = [at for at in below if at not in heads and _is_short_and_drawn_in(lines[at])]
    return second if 2 * len(second) > len(heads) else []


def _is_short_and_drawn_in(line: str) -> bool:
    return len(line.strip()) < 60 and line[:8].isspace()
