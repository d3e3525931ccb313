"""Lay a reader's corrections over an edition's text.

The text stays as it is, to the character, so no annotation moves: what changes
is where blocks begin and end, what they are, and the table of pinpoints.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.corrections import Correction, Join, Retype, Split
from glossator.model.text import (
    FURNITURE,
    Block,
    BlockKind,
    ContentsEntry,
    Image,
    Marker,
    MarkerKind,
    Style,
)
from glossator.sources.corrected_notes import link_calls, note_label
from glossator.sources.corrected_pins import correct_pinpoints
from glossator.sources.footnotes import pin_footnotes
from glossator.sources.numbering import enumeration_label

_START = attrgetter("start")
_ASIDES = FURNITURE | {BlockKind.FOOTNOTE}


def apply_corrections(content: EditionText, corrections: Sequence[Correction]) -> EditionText:
    """Give a text as its reader has corrected it.

    Args:
        content: the edition's text as it was extracted.
        corrections: those of the edition, in any order; they apply by `made`,
            then id. One that no longer fits anything does nothing.

    Returns:
        The same text with other blocks and pinpoints. Blocks still cover it: one
        that was joined holds the newlines between its parts, with the furniture
        among them as markers; the parts of one that was split touch. Without
        corrections the very same value. Those that all did something change
        nothing more when they are applied to the result.

    O(corrections * blocks) at worst, for the moving of blocks in a list.
    """
    if not corrections:
        return content
    ordered = [c.what for c in sorted(corrections, key=lambda c: (c.made, c.id))]
    work = _Blocks(content)
    for what in ordered:
        match what:
            case Retype():
                work.retype(what)
            case Join():
                work.join(what.following)
            case Split():
                work.split(what.start)
            case _:
                pass  # pinpoints: below, all together
    corrected = replace(content, pinpoints=correct_pinpoints(content, ordered))
    return pin_footnotes(work.finish(corrected)) if work.is_changed else corrected


class _Blocks:
    """The blocks of a text while they are corrected."""

    def __init__(self, content: EditionText) -> None:
        self._text = content.text
        self._pages = content.pages
        self._markers = list(content.markers)
        self._blocks = list(content.blocks)
        self._noted: set[int] = set()  # where blocks begin that the reader made notes
        self._continued = set(content.continued)
        self.is_changed = False

    def _at(self, offset: int) -> int:
        """Give the place of the block that an offset lies in, or the one before it; -1 for none."""
        return bisect_right(self._blocks, offset, key=_START) - 1

    def _begun_at(self, start: int) -> int:
        """Give the place of the block that begins at an offset, -1 for none."""
        at = self._at(start)
        return at if at >= 0 and self._blocks[at].start == start else -1

    def retype(self, what: Retype) -> None:
        for start in what.starts:
            at = self._begun_at(start)
            if at >= 0:
                self._retype_parts(find_parts(self._blocks, self._continued, at), what)
                self.is_changed = True
                self._noted.discard(start)
                if what.kind is BlockKind.FOOTNOTE:
                    self._noted.add(start)

    def _retype_parts(self, parts: Sequence[int], what: Retype) -> None:
        """Say what a block is, with the parts in which it goes on over footnotes."""
        for nth, at in enumerate(parts):
            typed = self._typed(self._blocks[at], what)
            self._blocks[at] = replace(typed, label="") if nth else typed
            if what.kind in _ASIDES or what.kind is BlockKind.TABLE:
                self._continued.discard(typed.start)

    def _typed(self, block: Block, what: Retype) -> Block:
        label = block.label if block.kind is what.kind else ""
        words = self._text[block.start : min(block.end, block.start + 40)]
        if not label and what.kind is BlockKind.FOOTNOTE:
            label = note_label(words)
        elif not label and what.kind is BlockKind.LIST_ITEM:
            label = enumeration_label(words).strip("().")
        return replace(block, kind=what.kind, level=what.level, label=label, confidence=1.0)

    def join(self, start: int) -> None:
        """Join the block that begins at `start` with the text before it, over furniture.

        Over a footnote too, which then stands after both: the blocks stay two, and
        the second is noted to go on in the first.
        """
        last = self._begun_at(start)
        first = last - 1
        is_note = last >= 0 and self._blocks[last].kind is BlockKind.FOOTNOTE
        passed_over = FURNITURE if is_note else _ASIDES
        while first >= 0 and self._blocks[first].kind in passed_over:
            first -= 1
        if first < 0 or find_following(self._blocks, first, self._continued) != last:
            return
        if any(block.kind is BlockKind.FOOTNOTE for block in self._blocks[first + 1 : last]):
            one, two = self._blocks[first], self._blocks[last]
            self._blocks[last] = replace(two, kind=one.kind, level=one.level, label="")
            self._continued.add(start)
            self.is_changed = True
            return
        for passed in self._blocks[first + 1 : last]:
            self._cover(passed)
        joined = replace(self._blocks[first], end=self._blocks[last].end)
        self._blocks[first : last + 1] = [joined]
        self.is_changed = True

    def _cover(self, block: Block) -> None:
        """Make furniture, which a joined block now holds, one marker in it."""
        lower = bisect_left(self._markers, block.start, key=_START)
        upper = bisect_left(self._markers, block.end, key=_START)
        words = self._text[block.start : block.end]
        covered = Marker(MarkerKind.FURNITURE, block.start, block.end, words)
        self._markers[lower:upper] = [covered]

    def split(self, offset: int) -> None:
        at = self._at(offset)
        if at < 0:
            return
        block = self._blocks[at]
        if offset == block.start and offset in self._continued:
            self._continued.discard(offset)
            self.is_changed = True
            return
        start = find_split(self._text, block, self._markers, offset)
        if start is None:
            return
        end = start - 1 if self._text[start - 1] == "\n" else start
        page = block.page_index if block.page_index is None else self._page_of(start)
        second = replace(block, start=start, label="", page_index=page)
        self._blocks[at : at + 1] = [replace(block, end=end), second]
        self.is_changed = True

    def _page_of(self, offset: int) -> int:
        return max(0, bisect_right(self._pages, offset, key=_START) - 1)

    def finish(self, content: EditionText) -> EditionText:
        """Give the text with these blocks, and with all that hangs on them made to fit."""
        starts = {block.start: block for block in self._blocks}
        tables = {block.start for block in self._blocks if block.kind is BlockKind.TABLE}
        shapes = {block.start: block.end for block in content.blocks}
        corrected = replace(
            content,
            blocks=tuple(self._blocks),
            markers=tuple(_with_target(marker, starts) for marker in self._markers),
            styles=tuple(_cut_styles(content.styles, self._blocks)),
            images=_shown_images(content.images, self._markers),
            tables=tuple(
                table
                for table in content.tables
                if table.start in tables and starts[table.start].end == shapes.get(table.start)
            ),
            contents=_contents(content, starts),
            continued=tuple(sorted(self._continued & starts.keys())),
        )
        notes = [block for block in self._blocks if block.start in self._noted]
        return replace(corrected, markers=link_calls(corrected, notes))


def find_following(blocks: Sequence[Block], at: int, continued: Collection[int] = ()) -> int | None:
    """Find the block that one can be joined with: the next text, over furniture; None for none.

    Text is joined over footnotes too, but no table. Furniture is joined with
    nothing, nor a footnote with the text.

    Args:
        blocks: of the text.
        at: the place of the block.
        continued: where blocks begin that are joined already, over a footnote.
    """
    if blocks[at].kind in FURNITURE:
        return None
    is_note = blocks[at].kind is BlockKind.FOOTNOTE
    over_note = False
    for following in range(at + 1, len(blocks)):
        block = blocks[following]
        if block.kind in FURNITURE or (not is_note and block.start in continued):
            continue
        if (block.kind is BlockKind.FOOTNOTE) == is_note:
            is_table = BlockKind.TABLE in {block.kind, blocks[at].kind}
            return None if over_note and is_table else following
        if is_note:
            return None
        over_note = True
    return None


def find_parts(blocks: Sequence[Block], continued: Collection[int], at: int) -> list[int]:
    """Give the places of all parts of the paragraph that a block is one of, over footnotes."""
    if blocks[at].kind in _ASIDES or not continued:
        return [at]
    texts = [place for place, block in enumerate(blocks) if block.kind not in _ASIDES]
    first = last = texts.index(at)
    while first > 0 and blocks[texts[first]].start in continued:
        first -= 1
    while last + 1 < len(texts) and blocks[texts[last + 1]].start in continued:
        last += 1
    return texts[first : last + 1]


def find_split(text: str, block: Block, markers: Sequence[Marker], offset: int) -> int | None:
    """Find where a block may be split at or after an offset, so that two blocks have words.

    Furniture is not split: it has to be made text first.

    Args:
        text: of the edition.
        block: holds the offset.
        markers: of the edition; none is cut in two.
        offset: in code points.
    """
    at = bisect_right(markers, offset, key=_START) - 1
    if block.kind in FURNITURE:
        return None
    if at >= 0 and markers[at].start < offset < markers[at].end:
        is_hidden = markers[at].kind is MarkerKind.FURNITURE
        offset = markers[at].end if is_hidden else markers[at].start
    while offset < block.end and text[offset].isspace():
        offset += 1
    has_words = bool(text[block.start : offset].strip())
    return offset if block.start < offset < block.end and has_words else None


def _with_target(marker: Marker, starts: dict[int, Block]) -> Marker:
    """Let a call that leads to no block's beginning any more lead nowhere."""
    return marker if marker.target in starts else replace(marker, target=None)


def _cut_styles(styles: Sequence[Style], blocks: Sequence[Block]) -> list[Style]:
    """Cut the runs of style that reach over the end of a block."""
    cut: list[Style] = []
    for style in styles:
        at = bisect_right(blocks, style.start, key=_START) - 1
        while at < len(blocks) and blocks[at].start < style.end:
            start = max(style.start, blocks[at].start)
            end = min(style.end, blocks[at].end)
            if start < end:
                cut.append(replace(style, start=start, end=end))
            at += 1
    return cut


def _shown_images(images: Sequence[Image], markers: Sequence[Marker]) -> tuple[Image, ...]:
    shown = {marker.start for marker in markers if marker.kind is MarkerKind.IMAGE}
    return tuple(image for image in images if image.start in shown)


def _contents(content: EditionText, starts: dict[int, Block]) -> tuple[ContentsEntry, ...]:
    """Let the declared contents follow what the reader made a heading, or no heading."""
    if not content.contents:
        return ()
    headed = {b.start for b in content.blocks if b.kind is BlockKind.HEADING}
    now = {start for start, block in starts.items() if block.kind is BlockKind.HEADING}
    kept = [entry for entry in content.contents if entry.start not in headed - now]
    known = {entry.start for entry in kept}
    for start in now - headed - known:
        title = " ".join(content.text[start : starts[start].end].split())
        kept.append(ContentsEntry(title, starts[start].level, start))
    return tuple(sorted(kept, key=_START)) if now - headed - known else tuple(kept)
