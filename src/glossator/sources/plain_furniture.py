"""Find running heads and page numbers in plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from glossator.sources.printed import NumberSeen, numbers_in_row

_DIGITS = re.compile(r"\d+")
_LEAST = 3  # a line must come back so often to be a running head


def find_heads(lines: Sequence[str]) -> dict[int, list[NumberSeen]]:
    """Tell which lines are running heads or page numbers.

    A line whose words come back at least three times with another number at
    its edge is a head; so is a short one that comes back right below heads.

    Returns:
        For each such line, by its index, the page numbers it may carry.
    """
    numbered: dict[int, list[NumberSeen]] = {}
    shapes: Counter[str] = Counter()
    shape_of: dict[int, str] = {}
    for at, line in enumerate(lines):
        text = line.strip()
        if not text or len(text) > 100 or not (numbers := numbers_in_row(text, 0)):
            continue
        if not _stands_apart(line, numbers):
            continue
        numbered[at], shape_of[at] = numbers, _DIGITS.sub("#", " ".join(text.split()))
        shapes[shape_of[at]] += 1
    heads = {at: numbered[at] for at, shape in shape_of.items() if shapes[shape] >= _LEAST}
    return heads | {at: [] for at in _second_lines(lines, heads)}


def _stands_apart(line: str, numbers: Sequence[NumberSeen]) -> bool:
    """Tell whether the number is parted from the words by a wide gap, or alone."""
    return numbers[0].slot[1] in {"alone", "roman"} or "   " in line.strip()


def _second_lines(lines: Sequence[str], heads: dict[int, list[NumberSeen]]) -> list[int]:
    below: dict[int, str] = {}
    for at in heads:
        following = next(
            (n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), at
        )
        text = lines[following].strip()
        if following != at and len(text) < 60 and lines[following][:8].isspace():
            below[following] = text
    said = Counter(below.values())
    return [at for at, text in below.items() if said[text] >= 2]
