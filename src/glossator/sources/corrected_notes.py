"""Tie what a reader made a footnote to the call that it answers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.text import FURNITURE, Block, BlockKind, Marker, MarkerKind, StyleKind

_LABEL = re.compile(r"[\[(]?(?P<label>\d{1,4}|[*†‡§¶]{1,3})(?=[\s.):\]A-Z“‘\"'(]|$)")
_NEAR = 15_000  # characters between a note and its call, where a text has no pages


def note_label(words: str) -> str:
    """Give the number or sign that a footnote's words begin with, bare; "" for none."""
    found = _LABEL.match(words)
    return found["label"] if found else ""


def link_calls(content: EditionText, notes: Sequence[Block]) -> tuple[Marker, ...]:
    """Link notes to their calls: each where exactly one that leads nowhere bears its label near by.

    Near by is on the note's page or the one before it, else within some pages'
    length. Where the program knew of no note it saw no call: a raised number
    in running text then becomes one.

    Args:
        content: the text as it is corrected.
        notes: blocks of it that a reader made footnotes, in order.

    Returns:
        All markers, in order.
    """
    linked = list(content.markers)
    for note in notes:
        known = any(marker.target == note.start for marker in linked)
        if known or not note.label or note.kind is not BlockKind.FOOTNOTE:
            continue
        found = [c for c in _unlinked(content, linked, note.label) if _is_near(content, c, note)]
        if len(found) == 1:
            call = found[0]
            linked = [marker for marker in linked if marker != call]
            linked.append(replace(call, target=note.start))
    return tuple(sorted(linked, key=attrgetter("start", "end")))


def _unlinked(content: EditionText, markers: Sequence[Marker], label: str) -> Iterator[Marker]:
    """Give the calls of a label that lead nowhere, and raised numbers that may be some."""
    yield from (
        marker
        for marker in markers
        if marker.kind is MarkerKind.FOOTNOTE_CALL
        and marker.target is None
        and marker.label.strip("[]().") == label
    )
    for style in content.styles:
        is_raised = style.kind is StyleKind.SUPERSCRIPT
        if is_raised and content.text[style.start : style.end].strip("[]().") == label:
            call = Marker(MarkerKind.FOOTNOTE_CALL, style.start, style.end, label)
            if _may_call(content, call, markers):
                yield call


def _may_call(content: EditionText, call: Marker, markers: Sequence[Marker]) -> bool:
    """Tell raised signs in running text from a note's own, and from what is marked already."""
    if any(marker.start < call.end and call.start < marker.end for marker in markers):
        return False
    block = content.blocks[bisect_right(content.blocks, call.start, key=attrgetter("start")) - 1]
    is_own = block.kind is BlockKind.FOOTNOTE and block.start == call.start
    return block.kind not in FURNITURE and not is_own


def _is_near(content: EditionText, call: Marker, note: Block) -> bool:
    if note.start <= call.start < note.end:
        return False  # the note's own number
    if note.page_index is None or not content.pages:
        return abs(call.start - note.start) <= _NEAR
    page = bisect_right(content.pages, call.start, key=attrgetter("start")) - 1
    return note.page_index - 1 <= page <= note.page_index
