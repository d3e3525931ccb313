"""Reads a syllabus, or a table of contents, as a tree of topics."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from glossator.model.text import Block, BlockKind

_TAB = 4  # columns
_BULLET = re.compile(r"^(?:[-*•–]|#+)\s+")
_NUMBERS = (
    re.compile(r"^(?:part|title|book|unit|teil)\s+[\divxlc]+\b[.:)\s–-]*", re.IGNORECASE),
    re.compile(
        r"^(?:chapter|ch\.|week|class|session|kapitel|chapitre)\s+[\divxlc]+\b[.:)\s–-]*",
        re.IGNORECASE,
    ),
    re.compile(r"^§+\s*[\d.:-]+[a-z]?[.:)\s–-]*"),
    re.compile(r"^(?=[MDCLXVI])[MDCLXVI]{1,7}[.)]\s+"),
    re.compile(r"^[A-Z][.)]\s+"),
    re.compile(r"^\d{1,3}(?:\.\d{1,3})*[.):]?\s+"),
    re.compile(r"^(?=[mdclxvi])[mdclxvi]{1,6}[.)]\s+"),
    re.compile(r"^\(?[a-z]{1,2}[.)]\s+"),
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A topic that is proposed: its name, and how deep it stands, 1 at the top."""

    name: str
    level: int


def read_syllabus(text: str) -> list[Proposed]:
    """Read lines as topics, the deeper indented under the less indented before them.

    Tabs count as four columns; bullets and numbers ("I.", "A.", "1.", "2.3", "(a)", "Week 3:",
    "§ 12") go. Where no line is indented, the kinds of numbers tell the depth, in the order in
    which they come first.
    """
    rows = [(_indent(line), line.strip()) for line in text.splitlines() if line.strip()]
    if len({indent for indent, _ in rows}) > 1:
        return _nested((indent, _named(words)) for indent, words in rows)
    kinds: list[int] = []
    depths: list[tuple[int, str]] = []
    for _, words in rows:
        kind = _kind(words)
        if kind not in kinds:
            kinds.append(kind)
        depths.append((kinds.index(kind), _named(words)))
    return _nested(depths)


def read_headings(text: str, blocks: Iterable[Block], deepest: int = 3) -> list[Proposed]:
    """Read the headings of a book as topics, those down to a depth, without their numbers."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    found = ((block.level, _named(text[block.start : block.end])) for block in headings)
    return [each for each in _nested(found) if each.level <= deepest]


def paths_of(proposed: Iterable[Proposed], separator: str) -> list[str]:
    """Give the path of each topic, as in "Homicide > Murder"."""
    above: list[str] = []
    paths = []
    for topic in proposed:
        above = [*above[: topic.level - 1], topic.name.replace(separator.strip(), "–")]
        paths.append(separator.join(above))
    return paths


def _nested(rows: Iterable[tuple[int, str]]) -> list[Proposed]:
    """Turn depths that leave gaps into levels without."""
    open_: list[int] = []
    found = []
    for depth, name in rows:
        while open_ and open_[-1] >= depth:
            open_.pop()
        if name:
            open_.append(depth)
            found.append(Proposed(name, len(open_)))
    return found


def _indent(line: str) -> int:
    return len(line.expandtabs(_TAB)) - len(line.expandtabs(_TAB).lstrip())


def _kind(words: str) -> int:
    """Say by which kind of number a line begins; -1 for none."""
    plain = _BULLET.sub("", words)
    kinds = (kind for kind, pattern in enumerate(_NUMBERS) if pattern.match(plain))
    return next(kinds, -1)


def _named(words: str) -> str:
    """Give a line's name without bullet and number; a line of a number alone keeps it."""
    plain = " ".join(_BULLET.sub("", words).split())
    for pattern in _NUMBERS:
        name = pattern.sub("", plain, count=1)
        if name != plain:
            return name.strip(" .:–-") or plain
    return plain.strip(" .:–-") if plain.strip(" .:–-") else ""
