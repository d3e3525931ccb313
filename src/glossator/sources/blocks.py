"""Build an edition's text block by block, so that every offset is exact.

A reader of one format gives pieces (a block's text with the markers and styles
inside it); the builder joins them with one newline, shifts the offsets and ties
footnote calls to the notes they call.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TypeAlias

from glossator.model.books import EditionText
from glossator.model.text import (
    IMAGE_SIGN,
    Block,
    BlockKind,
    ContentsEntry,
    Image,
    Marker,
    MarkerKind,
    Page,
    Pinpoint,
    PinpointOrigin,
    Style,
    StyleKind,
    Table,
)
from glossator.sources.footnotes import pin_footnotes

# C0 and C1 controls, separators that other programs take for line ends, byte
# order marks and non-characters: nothing a reader sees, and each would break
# "a block holds no newline" or the way to UTF-8.
_UNFIT_CHARACTERS = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_UNFIT = re.compile(f"[{_UNFIT_CHARACTERS}]")
# By what is fit, ASCII first: twice as fast as by what is not.
_FIT_RANGES = " -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_FIT = re.compile(f"[{_FIT_RANGES}]*+")
_FIT_OR_KEPT = re.compile(f"[{_FIT_RANGES}\t\n]*+")
_ASCII_CONTROLS = bytes([*range(0x20), 0x7F])
_BLANKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


StyleRun: TypeAlias = tuple[int, int, StyleKind]
"""Where a style begins and ends in a piece. (A `Style` is made when its place in the whole text is
known: to make it twice would take a good part of the time of reading.)"""


@dataclass(slots=True)
class Piece:
    """A block to be: offsets of `markers` and `styles` count from the piece's start.

    Attributes:
        kind: what it is.
        text: with no newline, tables excepted.
        level: as in `Block`.
        page_index: as in `Block`.
        label: as in `Block`.
        confidence: as in `Block`.
        markers: the markers in it; `target` is not used.
        calls: for each footnote call the name of the note it calls, by the call's start.
        styles: the styles in it.
        names: names by which a call can call this piece.
        images: the pictures in it, their `start` counted from the piece's start.
        table: what its text alone does not say; its `start` is not used.
    """

    kind: BlockKind
    text: str
    level: int = 0
    page_index: int | None = None
    label: str = ""
    confidence: float = 1.0
    markers: list[Marker] = field(default_factory=list)
    calls: dict[int, str] = field(default_factory=dict)
    styles: list[StyleRun] = field(default_factory=list)
    names: tuple[str, ...] = ()
    images: list[Image] = field(default_factory=list)
    table: Table | None = None


def clean_text(text: str, *, keep: str = "") -> str:
    """Replace what no text may hold, one character for one.

    Separators become a space; other controls, lone surrogates and
    non-characters become U+FFFD. The characters in `keep` stay.
    """

    def fit(found: re.Match[str]) -> str:
        unfit = found.group()
        if unfit in keep:
            return unfit
        return " " if unfit in _BLANKS else "\ufffd"

    # Two ways to see that all is well, each faster than to look for what is unfit.
    if text.isascii() and len(text.encode().translate(None, _ASCII_CONTROLS)) == len(text):
        return text
    if (_FIT_OR_KEPT if keep == "\t\n" else _FIT).fullmatch(text):
        return text
    return _UNFIT.sub(fit, text)


class TextBuilder:
    """Gathers pieces, pages and pinpoints into an `EditionText`.

    `length` is always where the next piece will start.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._markers: list[Marker] = []
        self._styles: list[StyleRun] = []
        self._calls: list[tuple[int, str]] = []
        self._targets: dict[str, int] = {}
        self._pinpoints: list[Pinpoint] = []
        self._images: list[Image] = []
        self._tables: list[Table] = []
        self._contents: list[tuple[ContentsEntry, str]] = []
        self.length = 0

    def add(self, piece: Piece) -> int:
        """Append a piece as a block and give the offset of its first character.

        A piece without text leaves no block; its names then point to the
        block that comes next.
        """
        start = self.length
        for name in piece.names:
            self._targets.setdefault(name, start)
        if not piece.text:
            return start
        text = clean_text(piece.text, keep="\t\n" if piece.kind is BlockKind.TABLE else "")
        end = start + len(text)
        self._parts.append(text)
        self._blocks.append(
            Block(
                piece.kind,
                piece.level,
                start,
                end,
                piece.page_index,
                piece.label,
                piece.confidence,
            )
        )
        if piece.markers or piece.styles or piece.images or piece.table is not None:
            self._take_inline(piece, start)
        self.length = end + 1
        return start

    def add_plain(self, kind: BlockKind, text: str, level: int, names: Sequence[str]) -> None:
        """Append text without anything in it as a block, as `add` does, in half the time."""
        start = self.length
        for name in names:
            self._targets.setdefault(name, start)
        end = start + len(text)
        self._parts.append(clean_text(text))
        self._blocks.append(Block(kind, level, start, end))
        self.length = end + 1

    def _take_inline(self, piece: Piece, start: int) -> None:
        size = len(piece.text)
        for marker in piece.markers:
            if piece.calls and (name := piece.calls.get(marker.start)):
                self._calls.append((len(self._markers), name))
            self._markers.append(
                Marker(marker.kind, marker.start + start, marker.end + start, marker.label)
            )
        for first, last, kind in piece.styles:
            if first < min(last, size):
                self._styles.append((first + start, min(last, size) + start, kind))
        if piece.images:
            self._images += [replace(image, start=image.start + start) for image in piece.images]
        if piece.table is not None:
            self._tables.append(replace(piece.table, start=start))

    def add_contents_entry(self, title: str, level: int, name: str) -> None:
        """Note an entry of the declared contents; `name` is one of a piece added at any time."""
        self._contents.append((ContentsEntry(" ".join(title.split()), level, 0), name))

    def pin(
        self, scheme: str, label: str, start: int, origin: PinpointOrigin, **more: float | str
    ) -> None:
        """Note that a label holds from `start` on; `more` may give `part` and `confidence`."""
        part, confidence = str(more.get("part", "")), float(more.get("confidence", 1.0))
        self._pinpoints.append(Pinpoint(scheme, part, label, start, origin, confidence))

    def place_of(self, name: str) -> int | None:
        """Say where the piece of a name starts; None where no piece has had it yet."""
        return self._targets.get(name)

    def finish(
        self, *, pages: Iterable[Page] = (), language: str = "", direction: str = ""
    ) -> EditionText:
        """Give the whole as an edition's text; contents whose place is unknown are left out."""
        text = "\n".join(self._parts)
        for at, name in self._calls:
            if name in self._targets and self._targets[name] < len(text):
                mark = self._markers[at]
                target = self._targets[name]
                self._markers[at] = Marker(mark.kind, mark.start, mark.end, mark.label, target)
        content = EditionText(
            text=text,
            blocks=tuple(self._blocks),
            pages=tuple(replace(page, start=min(page.start, len(text))) for page in pages),
            pinpoints=_sorted_pinpoints(self._pinpoints, len(text)),
            markers=tuple(sorted(self._markers, key=attrgetter("start", "end"))),
            styles=tuple([Style(kind, start, end) for start, end, kind in sorted(self._styles)]),
            language=language,
            direction=direction,
            images=tuple(sorted(self._images, key=attrgetter("start"))),
            tables=tuple(self._tables),
            contents=tuple(
                replace(entry, start=self._targets[name])
                for entry, name in self._contents
                if entry.title and self._targets.get(name, len(text)) < len(text)
            ),
        )
        return pin_footnotes(content)


def _sorted_pinpoints(pinpoints: Sequence[Pinpoint], length: int) -> tuple[Pinpoint, ...]:
    """Sort by scheme and start; of several at one place the last one given holds."""
    placed = {(row.scheme, row.start): row for row in pinpoints if row.start < length}
    return tuple(sorted(placed.values(), key=attrgetter("scheme", "start")))


def check_invariants(content: EditionText, *, corrected: bool = False) -> list[str]:
    """List every way in which an edition's text breaks the rules of DESIGN.md section 4.

    Args:
        content: the text.
        corrected: whether a reader's corrections are laid over it: then blocks
            may hold newlines, and may touch where one was split.

    Returns:
        One sentence a fault; empty when the text is sound.
    """
    faults = _block_faults(content, corrected=corrected)
    try:
        content.text.encode()
    except UnicodeEncodeError as error:
        faults.append(f"the text cannot be written as UTF-8: {error}")
    faults += _inline_faults(content) + _image_faults(content)
    return faults + _outside_faults(content) + _order_faults(content)


def _block_faults(content: EditionText, *, corrected: bool) -> list[str]:
    faults, expected = [], 0
    for block in content.blocks:
        touches = corrected and block.start == expected - 1
        if block.start != expected and not touches:
            faults.append(f"{block} should start at {expected}")
        if content.text[block.end : block.end + 1] not in {"\n", ""} and not corrected:
            faults.append(f"{block} is not followed by a newline")
        faults += _faults_inside(block, content.text[block.start : block.end], newlines=corrected)
        expected = block.end + 1
    if expected != (len(content.text) + 1 if content.blocks else len(content.text)):
        faults.append(f"the blocks cover {expected - 1} of {len(content.text)} characters")
    return faults


def _faults_inside(block: Block, held: str, *, newlines: bool) -> list[str]:
    if not held:
        return [f"{block} is empty"]
    newline = "\n" in held and block.kind is not BlockKind.TABLE and not newlines
    return [f"{block} holds a newline"] if newline else []


def _inline_faults(content: EditionText) -> list[str]:
    faults = []
    block_at = _block_finder(content.blocks)
    inlines: list[Marker | Style] = [*content.markers, *content.styles]
    for inline in inlines:
        block = block_at(inline.start)
        if block is None or not block.start <= inline.start < inline.end <= block.end:
            faults.append(f"{inline} does not lie inside one block")
    for marker in content.markers:
        target = marker.target if marker.kind is MarkerKind.FOOTNOTE_CALL else None
        if target is not None and getattr(block_at(target), "start", None) != target:
            faults.append(f"{marker} calls a note that is no footnote")
    return faults


def _image_faults(content: EditionText) -> list[str]:
    """Hold images and their markers against each other."""
    marked = [marker.start for marker in content.markers if marker.kind is MarkerKind.IMAGE]
    if marked != [image.start for image in content.images]:
        return ["the images are not those that have a marker"]
    return [
        f"{image} does not stand on an image sign"
        for image in content.images
        if content.text[image.start] != IMAGE_SIGN
    ]


def _outside_faults(content: EditionText) -> list[str]:
    size = len(content.text)
    faults = [f"{row} lies outside the text" for row in content.pinpoints if row.start >= size]
    return faults + [f"{page} lies outside the text" for page in content.pages if page.start > size]


def _order_faults(content: EditionText) -> list[str]:
    faults = []
    if not set(content.continued) <= {block.start for block in content.blocks[1:]}:
        faults.append("something goes on with the text before it that is no block")
    if list(content.pinpoints) != sorted(content.pinpoints, key=attrgetter("scheme", "start")):
        faults.append("the pinpoints are not sorted by scheme and start")
    for name in ("markers", "styles", "pages"):
        starts = [placed.start for placed in getattr(content, name)]
        if starts != sorted(starts):
            faults.append(f"the {name} are not sorted by start")
    if [page.index for page in content.pages] != list(range(len(content.pages))):
        faults.append("the pages are not in order")
    return faults


def _block_finder(blocks: Sequence[Block]) -> Callable[[int], Block | None]:
    """Give a function that finds the block holding an offset, in O(log blocks)."""
    starts = [block.start for block in blocks]

    def block_at(offset: int) -> Block | None:
        at = bisect_right(starts, offset) - 1
        return blocks[at] if at >= 0 else None

    return block_at
