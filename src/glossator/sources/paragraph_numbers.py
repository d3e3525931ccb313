"""Find the numbers a work gives its own paragraphs and sections, and pin them.

A number counts at the beginning of a paragraph, outside every quotation, and as
one of a run that rises from 1 through most of the text: lists, headnotes and
bibliographies look the same for a while.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeAlias

from glossator.model.books import EditionText
from glossator.model.text import Block, BlockKind, Pinpoint, PinpointOrigin
from glossator.sources.paragraph_ends import end_paragraphs
from glossator.sources.part_names import name_parts
from glossator.sources.quoted import quoted_at
from glossator.sources.rising import Numbered, Run, find_runs, longest_rise

_SECTION = re.compile(r"§§?\s?(\d[\w.:\-–]*\w|\d)(?P<stop>\.?)(?:\s|$)")
_PIECES = re.compile(r"\d+|[A-Za-z]+")
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_RUNNING = _TEXT | {BlockKind.QUOTATION}
_SURE, _UNSURE = 0.9, 0.3
_RESTARTED = 0.8


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write the number of a paragraph.

    Attributes:
        pattern: at a block's beginning; its first group is the number.
        least: how many numbers make a run.
        share: how many of the paragraphs from a run's first to its last are numbered.
        through: how much of the text all runs together go through.
    """

    pattern: re.Pattern[str]
    least: int
    share: float
    through: float


_Begun: TypeAlias = tuple[int, int, int]
"""A block by its number, where its words begin, and its end."""

_FORMS = (
    _Form(re.compile(r"[\[({]?¶\s?(\d{1,4})[\])}]?\.?(?:\s|$)"), 3, 0.4, 0.3),
    _Form(re.compile(r"\[(\d{1,4})\](?:\s|$)"), 3, 0.6, 0.5),
    _Form(re.compile(r"(\d{1,4})\.\s"), 5, 0.6, 0.5),
)


def with_paragraph_numbers(content: EditionText) -> EditionText:
    """Add pinpoints of scheme "paragraph": statute sections and numbered paragraphs.

    A heading or paragraph that begins "§ 18-301." counts wherever it stands;
    "¶ 12", "[12]" and "12." count as runs that rise from 1 by 1. Where numbers
    begin anew, each run is a part, named by the heading before it. Where something
    else follows a run, it ends. A text that has such pinpoints already stays as it is.
    """
    if any(row.scheme == "paragraph" for row in content.pinpoints):
        return content
    found = _sections(content) if "§" in content.text else []
    begun = [] if found else _begun_by_sign(content)
    for form in _FORMS:
        found = found or _numbered(content, form, begun)
    if not found:
        return content
    rows = sorted((*content.pinpoints, *found), key=attrgetter("scheme", "start"))
    return end_paragraphs(replace(content, pinpoints=tuple(rows)))


def _sections(content: EditionText) -> list[Pinpoint]:
    """Pin the sections of a statute; one alone, or none by its sign, is a citation.

    One whose number falls behind those around it is not sure.
    """
    found = [
        (section[1], block)
        for block in content.blocks
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}
        and (section := _section_at(content.text, block))
    ]
    headed = any(content.text[block.start] == "§" for _, block in found)
    if not headed or len(found) < 2:
        return []
    rising = longest_rise([_section_key(number) for number, _ in found])
    return [
        _paragraph(f"§ {number}", block.start, 0.95 if at in rising else _UNSURE)
        for at, (number, block) in enumerate(found)
    ]


def _section_at(text: str, block: Block) -> re.Match[str] | None:
    """Find the section that a block begins; a paragraph ends the number with a full stop."""
    section = _SECTION.match(text, block.start, min(block.end, block.start + 60))
    return section if section and (section["stop"] or block.kind is BlockKind.HEADING) else None


def _section_key(number: str) -> tuple[tuple[bool, int, str], ...]:
    """Give a key by which sections sort as people number them: 18-9 before 18-301."""
    return tuple(
        (False, int(piece), "") if piece.isdecimal() else (True, 0, piece.lower())
        for piece in _PIECES.findall(number)
    )


def _numbered(content: EditionText, form: _Form, begun: Sequence[_Begun]) -> list[Pinpoint]:
    """Pin the paragraphs whose numbers, in one form, rise from 1 through most of the text."""
    numbers = [
        Numbered(int(found[1]), at)
        for at, start, end in begun
        if (found := form.pattern.match(content.text, start, end))
    ]
    if len(numbers) < form.least:
        return []
    is_quoted = quoted_at(content)
    own = [found for found in numbers if not is_quoted(content.blocks[found.block].start)]
    runs = [run for run in find_runs(own, form.least) if _is_dense(content, run, form.share)]
    if sum(_length(content, run) for run in runs) < form.through * _length_of_text(content):
        return []
    parts = name_parts(content, [run.blocks for run in runs])
    sure = _SURE if len(runs) == 1 else _RESTARTED
    return [
        row
        for run, part in zip(runs, parts, strict=True)
        for row in _pin_run(content, run, part, sure)
    ]


def _begun_by_sign(content: EditionText) -> list[_Begun]:
    """List the blocks of text that begin with no letter; a star page may stand before that."""
    text, begun = content.text, []
    ends = {marker.start: marker.end for marker in content.markers}
    for at, block in enumerate(content.blocks):
        if block.kind not in _TEXT:
            continue
        start = block.start
        while start in ends:
            start = ends[start] + text.startswith(" ", ends[start])
        if not text[start : start + 1].isalpha():
            begun.append((at, start, block.end))
    return begun


def _pin_run(content: EditionText, run: Run, part: str, sure: float) -> Iterator[Pinpoint]:
    """Pin the numbers of a run; where one is missing, what may be its paragraph is unsure."""
    for at, row in enumerate(run.rows):
        start = content.blocks[row.block].start
        following = run.rows[at + 1] if at + 1 < len(run.rows) else None
        is_gap = following is not None and following.number > row.number + 1
        # The missing number stands in this block, or begins the block after it.
        has_room = is_gap and following is not None and following.block > row.block + 1
        doubtful = row.number in run.unsure or (is_gap and not has_room)
        yield _paragraph(str(row.number), start, _UNSURE if doubtful else sure, part)
        if has_room:
            after = content.blocks[row.block + 1].start
            yield _paragraph(str(row.number + 1), after, _UNSURE, part)


def _is_dense(content: EditionText, run: Run, share: float) -> bool:
    """Tell whether few paragraphs stand without a number from a run's first to its last."""
    first, last = run.blocks
    paragraphs = sum(b.kind is BlockKind.PARAGRAPH for b in content.blocks[first : last + 1])
    return len(run.rows) >= share * paragraphs


def _length(content: EditionText, run: Run) -> int:
    """Give how much of a text a run goes through, in code points of its blocks of text."""
    first, last = run.blocks
    return sum(_length_of(block) for block in content.blocks[first : last + 1])


def _length_of_text(content: EditionText) -> int:
    return sum(_length_of(block) for block in content.blocks)


def _length_of(block: Block) -> int:
    return block.end - block.start if block.kind in _RUNNING else 0


def _paragraph(label: str, start: int, confidence: float, part: str = "") -> Pinpoint:
    return Pinpoint("paragraph", part, label, start, PinpointOrigin.DETECTED, confidence)
