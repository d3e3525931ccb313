"""Find the blocks that look like one on other pages: running heads, page numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.text import Block

_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_LONGEST = 200  # characters: a head is short
_NEAR = 3  # blocks from a page's first or last


def find_lookalikes(content: EditionText, block: Block) -> list[Block]:
    """List the other blocks that say the same, but for numbers, at the same edge of their pages.

    Args:
        content: the text.
        block: one of its blocks.

    Returns:
        In the order of the text, without the block itself; none for a long one.
        Where the book has no pages the words alone decide, and a bare number is
        like nothing.
    """
    if block.end - block.start > _LONGEST:
        return []
    shape = _shape(content, block)
    edges = _edges(content, block)
    has_words = any(letter.isalpha() for letter in shape)
    if not has_words and not edges:
        return []
    return [
        other
        for other in content.blocks
        if other.start != block.start
        and other.end - other.start <= _LONGEST
        and _shape(content, other) == shape
        and (not edges or edges & _edges(content, other))
    ]


def _shape(content: EditionText, block: Block) -> str:
    words = " ".join(content.text[block.start : block.end].split()).casefold()
    return _NUMBERS.sub("#", words)


def _edges(content: EditionText, block: Block) -> set[str]:
    """Tell whether a block is among the first or the last few of its page."""
    if block.page_index is None:
        return set()
    page = attrgetter("page_index")
    at = bisect_left(content.blocks, block.start, key=attrgetter("start"))
    before = content.blocks[max(0, at - _NEAR) : at]
    after = content.blocks[at + 1 : at + 1 + _NEAR]
    edges = set()
    if len(before) < _NEAR or any(page(other) != block.page_index for other in before):
        edges.add("top")
    if len(after) < _NEAR or any(page(other) != block.page_index for other in after):
        edges.add("foot")
    return edges
