"""Find the page numbers printed on pages, and the parts in which they count.

The numbers that stand in the top and bottom rows are believed only where they
rise by one from page to page. In a slip opinion they begin anew with each
separate opinion, whose name then stands in the running head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_EDGE_NUMBER = re.compile(
    r"(?P<dash>[-–—]\s?)?(?:page\s+|p\.\s?|\[)?(?P<number>\d{1,4}|[ivxlcIVXLC]{1,7})"
    r"(?:\]|\s?[-–—]|\s+of\s+\d{1,4}|\s?/\s?\d{1,4})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberSeen:
    """A number at the edge of a page.

    Attributes:
        value: as a number.
        label: as printed.
        slot: where it stood: row from the top or (negative) from the bottom, and "first",
            "last" or "alone" in its row; roman numbers have slots of their own.
    """

    value: int
    label: str
    slot: tuple[int, str]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The number printed on a page: its label, the part it counts in, and how sure it is."""

    label: str
    part: str
    confidence: float


def numbers_in_row(text: str, row: int) -> list[NumberSeen]:
    """List the page numbers that a row at a page's edge may carry.

    Args:
        text: of the row.
        row: its place: 0, 1, 2 from the top, -1, -2, -3 from the bottom.
    """
    if whole := _EDGE_NUMBER.fullmatch(text.strip()):
        seen = _seen(whole["number"], row, "alone")
        return [seen] if seen else []
    words = text.split()
    if len(words) < 2:
        return []
    edges = ((words[0], "first"), (words[-1], "last"))
    return [seen for word, side in edges if word.isdecimal() and (seen := _seen(word, row, side))]


def _seen(word: str, row: int, side: str) -> NumberSeen | None:
    if word.isdecimal():
        return NumberSeen(int(word), word, (row, side))
    lower = word.lower()
    if not _ROMAN.fullmatch(lower):
        return None
    digits = [_DIGITS[letter] for letter in lower]
    value = sum(
        -digit if at + 1 < len(digits) and digit < digits[at + 1] else digit
        for at, digit in enumerate(digits)
    )
    return NumberSeen(value, word, (row, "roman"))


def fit_printed_pages(
    seen: Sequence[Sequence[NumberSeen]], names: Sequence[str]
) -> list[PrintedPage | None]:
    """Choose for each page the number printed on it, or None.

    Args:
        seen: for each page the numbers at its edges.
        names: for each page what its running head calls the part, "" where it says nothing.

    Returns:
        For each page its number; None where no rising sequence holds it.

    A sequence is a run of pages whose numbers rise with the pages. The longest
    is taken first, then the next of what it leaves, so that numbers which only
    happen to rise in the middle lose. Runs of one or two pages count only
    where their number stands in a slot that a longer run has proved.
    """
    chosen: list[NumberSeen | None] = [None] * len(seen)
    sureness = [0.0] * len(seen)
    proved: set[str] = set()
    for run in _runs(seen):
        slots = {number.slot[1] for _, number in run}
        if any(chosen[at] for at, _ in run) or not (len(run) >= 3 or slots <= proved):
            continue
        proved |= slots
        for at, number in run:
            chosen[at], sureness[at] = number, _sureness(len(run))
    _fill_gaps(chosen, sureness)
    return _with_parts(chosen, sureness, names)


def _sureness(length: int) -> float:
    """Give the confidence in a run: the longer it rises, the less by chance."""
    return 0.95 if length >= 5 else 0.85 if length >= 3 else 0.6


def _fill_gaps(chosen: list[NumberSeen | None], sureness: list[float]) -> None:
    """Number a page that stands without a number between two whose numbers differ by two."""
    for at in range(1, len(chosen) - 1):
        before = chosen[at - 1]
        if before is not None and chosen[at] is None and _skips_one(before, chosen[at + 1]):
            value = before.value + 1
            chosen[at], sureness[at] = NumberSeen(value, str(value), before.slot), 0.7


def _skips_one(before: NumberSeen, after: NumberSeen | None) -> bool:
    """Tell whether one arabic number lies between two."""
    return after is not None and before.value + 2 == after.value and not _is_roman(before)


def _runs(seen: Sequence[Sequence[NumberSeen]]) -> list[list[tuple[int, NumberSeen]]]:
    """List the runs of numbers that rise with the pages, longest first."""
    lines: dict[tuple[int, bool], list[tuple[int, NumberSeen]]] = {}
    runs = []
    for at, numbers in enumerate(seen):
        for number in {(n.value, n.slot[1] == "roman"): n for n in numbers}.values():
            key = (number.value - at, number.slot[1] == "roman")
            line = lines.get(key)
            # A page without a number (a title, a plate) may stand between two that have one.
            if line is None or at - line[-1][0] > 2:
                line = lines[key] = []
                runs.append(line)
            line.append((at, number))
    return sorted(runs, key=lambda run: (-len(run), run[0][0]))


def _with_parts(
    chosen: Sequence[NumberSeen | None], sureness: Sequence[float], names: Sequence[str]
) -> list[PrintedPage | None]:
    """Name the parts; where numbers do not restart, there is only one, without a name."""
    restarts = _restarts(chosen)
    parts = _name_parts(names, restarts) if len(restarts) > 1 else [""] * len(chosen)
    return [
        PrintedPage(number.label, part, sure) if number else None
        for number, part, sure in zip(chosen, parts, sureness, strict=True)
    ]


def _restarts(chosen: Sequence[NumberSeen | None]) -> list[int]:
    """List the pages at which numbers of one kind begin anew, the first page among them."""
    restarts = [0]
    before: NumberSeen | None = None
    for at, number in enumerate(chosen):
        if number and before and _falls(before, number):
            restarts.append(at)
        before = number or before
    return restarts


def _falls(before: NumberSeen, number: NumberSeen) -> bool:
    return number.value <= before.value and _is_roman(number) == _is_roman(before)


def _name_parts(names: Sequence[str], restarts: Sequence[int]) -> list[str]:
    """Give each page the name that most of its part's heads have, counted where it comes again."""
    parts: list[str] = []
    taken: Counter[str] = Counter()
    for start, stop in zip(restarts, [*restarts[1:], len(names)], strict=True):
        said = Counter(name for name in names[start:stop] if name)
        name = said.most_common(1)[0][0] if said else "part"
        taken[name] += 1
        unique = name if taken[name] == 1 else f"{name} ({taken[name]})"
        parts += [unique] * (stop - start)
    return parts


def _is_roman(number: NumberSeen) -> bool:
    return number.slot[1] == "roman"
