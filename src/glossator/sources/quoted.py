"""Tell what of a text is quoted: the numbers in it are another work's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from glossator.model.books import EditionText
from glossator.model.text import Block, BlockKind, Span

_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'
_CURLY = re.compile("[“”]")
_BLOCKS_AT_MOST = 12
"""How many blocks a quotation goes on for that begins in one and ends in another."""


def quoted_at(content: EditionText) -> Callable[[int], bool]:
    """Give a test for offsets inside a quotation: a block of that kind, or quotation marks.

    The text is looked through when it is first asked.
    """

    @cache
    def known() -> tuple[list[int], list[int]]:
        spans = sorted(_quoted_spans(content), key=lambda span: span.start)
        reach = 0
        return [span.start for span in spans], [reach := max(reach, span.end) for span in spans]

    def is_quoted(offset: int) -> bool:
        starts, reaches = known()
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < reaches[at]

    return is_quoted


def _quoted_spans(content: EditionText) -> Iterator[Span]:
    open_since: int | None = None
    going_on = 0
    for block in content.blocks:
        if block.kind is BlockKind.QUOTATION:
            yield Span(block.start, block.end)
            continue
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
            continue
        marks = _curly_marks(content.text, block)
        if open_since is not None and _closes_first(content.text, marks):
            yield Span(open_since, marks[0] + 1)
            open_since, marks = None, marks[1:]
        going_on = going_on + 1 if open_since is not None else 0
        if going_on > _BLOCKS_AT_MOST:
            open_since = None
        pairs, left_open = _pairs(content.text, marks)
        yield from pairs
        yield from _straight_pairs(content.text, block)
        if left_open is not None:
            yield Span(left_open, block.end)
            # Each paragraph of a long quotation opens anew, and only the last one closes.
            open_since, going_on = block.end, 0


def _curly_marks(text: str, block: Block) -> list[int]:
    return [found.start() for found in _CURLY.finditer(text, block.start, block.end)]


def _closes_first(text: str, marks: Sequence[int]) -> bool:
    return bool(marks) and text[marks[0]] == _CLOSING


def _pairs(text: str, marks: Sequence[int]) -> tuple[list[Span], int | None]:
    """Pair quotation marks, nested ones too; also give where one opens that is not closed."""
    pairs: list[Span] = []
    opened: list[int] = []
    for at in marks:
        if text[at] == _OPENING:
            opened.append(at)
        elif opened:
            pairs.append(Span(opened.pop(), at + 1))
    return pairs, opened[0] if opened else None


def _straight_pairs(text: str, block: Block) -> Iterator[Span]:
    """Pair straight quotation marks in their order; an odd one out says nothing."""
    at = text.find(_STRAIGHT, block.start, block.end)
    while at >= 0:
        end = text.find(_STRAIGHT, at + 1, block.end)
        if end < 0:
            return
        yield Span(at, end + 1)
        at = text.find(_STRAIGHT, end + 1, block.end)
