"""Gather the blocks of a book: running text, page marks, lines of verse, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from glossator.model.text import BlockKind, MarkerKind, PinpointOrigin
from glossator.model.values import small_value
from glossator.sources.blocks import Piece, TextBuilder
from glossator.sources.html_items import own_label, refine
from glossator.sources.html_tables import TableText
from glossator.sources.inline import InlineText, fold_blanks

_LONGEST_VERSE = 80
_SURELY_PROSE = 120  # characters: `refine` may see something else in a shorter block
_FEWEST_LINES = 3
_LONGEST_NUMBER = 4
_IN_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION})


@small_value(frozen=True, slots=True)
class Context:
    """What a block's text is, for as long as the walk is inside its element.

    Attributes:
        kind: of the block.
        level: as in `Block`.
        label: as in `Block`.
        verse: whether lines are meant to stand for themselves.
        as_set: whether line ends in the markup are lines (preformatted text).
    """

    kind: BlockKind
    level: int = 0
    label: str = ""
    verse: bool = False
    as_set: bool = False


@small_value(frozen=True, slots=True)
class PageStart:
    """Where a page begins: its label, how that is known, and the offset in the block."""

    label: str
    origin: PinpointOrigin
    at: int


class Gatherer:
    """Turns what a walk finds into pieces, and adds them to `builder`.

    `inline` is the block as it grows, `context` what the text that comes now
    is; `headings` says whether headings are to be guessed, since the work marks none.
    """

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.inline = InlineText()
        self.headings = True
        self.context = Context(BlockKind.PARAGRAPH)
        self._outer: list[Context] = []
        self._breaks: list[int] = []
        self._pages: list[PageStart] = []
        self._table: TableText[PageStart] | None = None
        self._holds_number = False

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return self._table is not None

    def add_lines(self, text: str) -> None:
        """Take in text whose line ends are lines."""
        for at, line in enumerate(text.split("\n")):
            if at:
                self.break_line()
            self.inline.add(line)

    def break_line(self) -> None:
        """Take in a line break: one between lines of verse, else a blank."""
        self._breaks.append(self.inline.length)
        self.inline.add(" ")

    def add_leaf(self, text: str, heading: int) -> bool:
        """Add a block that holds nothing but text, the short way.

        Args:
            text: as the markup has it.
            heading: its level as a heading, 0 for none.

        Returns:
            False where more is going on than a block after another: nothing was added.
        """
        context = self.context
        if (
            context.kind not in _IN_LINES
            or context.as_set
            or self._pages
            or self._table is not None
        ):
            return False
        core = fold_blanks(text)
        if not core:
            return False
        if self.inline.length:
            self.flush()
        names = self.inline.names
        if heading or (len(core) > _SURELY_PROSE and core[:3].isalpha()):
            kind = BlockKind.HEADING if heading else context.kind
            self.builder.add_plain(kind, core, heading, names)
        else:
            piece = Piece(context.kind, core, names=tuple(names))
            refine(piece, headings=self.headings)
            self.builder.add(piece)
        names.clear()
        return True

    def enter(self, context: Context) -> None:
        """Begin a block."""
        if not self.inline.length:
            self.inline.blank_due = False
        elif self._holds_number:
            self._holds_number = False
            self.inline.add(" ")
        else:
            self._flush_unless_number()
        self._outer.append(self.context)
        self.context = context

    def become(self, context: Context) -> None:
        """Say that the block which is being gathered is something else than was thought."""
        self.context = context

    def leave(self, *, hold_number: bool = False) -> None:
        """End a block; `hold_number` keeps a footnote's number for the block that follows."""
        outer = self._outer.pop()
        if self.inline.length:
            if hold_number:
                self._holds_number = True
            elif outer.kind is BlockKind.FOOTNOTE:
                self._flush_unless_number()
            else:
                self.flush()
        self.context = outer

    def _flush_unless_number(self) -> None:
        """End the block, but keep a footnote's number with the words that follow it."""
        if self.context.kind is BlockKind.FOOTNOTE and self.inline.length <= _LONGEST_NUMBER:
            self.inline.add(" ")
        else:
            self.flush()

    def start_page(self, label: str, origin: PinpointOrigin, at: int = -1) -> None:
        """Note that a page begins here, or at an offset in the block."""
        if label:
            self._pages.append(PageStart(label, origin, self.inline.length if at < 0 else at))

    def flush(self) -> None:
        """End the block that is being gathered, if it holds any text.

        Without, names and page starts belong to the next block. In a table it
        goes on.
        """
        if self._table is not None:
            self.inline.add(" ")
            return
        if not self.inline.length:
            self.inline.blank_due = False
            return
        context = self.context
        piece = self.inline.take(context.kind, level=context.level, label=context.label)
        if piece.markers and _is_page_number(piece):
            self._add_page_number(piece)
            return
        if context.label and context.kind is BlockKind.LIST_ITEM:
            # Only the first block of an item carries its label.
            self.become(replace(context, label=""))
            piece.label = own_label(piece.text, context.label)
        if self._breaks:
            self._add_lines(piece, context)
            return
        refine(piece, headings=self.headings)
        start = self.builder.add(piece)
        if self._pages:
            self._pin_pages(start, 0, piece.text)
            self._carry_pages()

    def _add_page_number(self, piece: Piece) -> None:
        """Add a number that stands alone; what it names and begins is the text after it."""
        self.inline.names[:0] = piece.names
        self._carry_pages()
        self.builder.add(Piece(BlockKind.PAGE_NUMBER, piece.text))

    def _add_lines(self, piece: Piece, context: Context) -> None:
        """Add a block with line breaks: each line of it, where it is verse."""
        lines = list(_split_lines(piece, self._breaks))
        self._breaks.clear()
        if not _are_verse([line.text for _, line in lines], context):
            refine(piece, headings=self.headings)
            lines = [(0, piece)]
        for at, line in lines:
            self._pin_pages(self.builder.add(line), at, line.text)
        self._carry_pages()

    def _carry_pages(self) -> None:
        """Leave the pages that begin at the end of a block to the next one."""
        self._pages = [replace(page, at=0) for page in self._pages]

    def _pin_pages(self, start: int, at: int, text: str) -> None:
        """Pin the pages that begin in a line, which stands `at` in its block, or before it."""
        while self._pages and self._pages[0].at < at + len(text):
            page = self._pages.pop(0)
            self._pin(page, start, max(0, page.at - at), text)

    def _pin(self, page: PageStart, start: int, at: int, text: str) -> None:
        """Pin a page at an offset of a block's text, past a blank there."""
        at += text.startswith(" ", at) and at + 1 < len(text)
        self.builder.pin("epub-page", page.label, start + at, page.origin)

    def open_table(self) -> None:
        """Begin a table; until it is closed, blocks in it are parts of its cells."""
        self.flush()
        self._table = TableText()

    def open_row(self, *, in_head: bool) -> None:
        """Begin a row of the open table; `in_head` as `TableText.open_row`."""
        if self._table is not None:
            self._take_stray_words(self._table)
            self._table.open_row(in_head=in_head)

    def close_cell(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """End a cell of the open table."""
        if self._table is None:
            return
        marks = [(page, page.at) for page in self._pages]
        self._table.add_cell(self.inline, marks, tag, attributes)
        self._pages.clear()
        self._breaks.clear()

    def _take_stray_words(self, table: TableText[PageStart]) -> None:
        """Give words that stand in a table and in no cell a cell of their own."""
        if self.inline.length:
            table.open_row(in_head=False)
            self.close_cell("td", {})

    def close_table(self) -> None:
        """End the open table and add it."""
        table = self._table
        if table is None:
            return
        self._take_stray_words(table)
        self._table = None
        piece, pages = table.finish()
        start = self.builder.add(piece)
        for page, at in pages:
            self._pin(page, start, min(at, max(0, len(piece.text) - 1)), piece.text)

    def end_document(self) -> None:
        """End all that a document left open."""
        self.flush()
        self.close_table()
        self._breaks.clear()
        self._holds_number = False


def _is_page_number(piece: Piece) -> bool:
    """Tell whether a block holds the number of a page and nothing else."""
    marks = piece.markers
    return (
        len(marks) == 1
        and marks[0].kind is MarkerKind.STAR_PAGE
        and (marks[0].start, marks[0].end) == (0, len(piece.text))
    )


def _are_verse(lines: Sequence[str], context: Context) -> bool:
    """Tell whether lines stand for themselves: so marked, or several and short."""
    if len(lines) < 2 or context.kind not in _IN_LINES:
        return False
    if context.verse or context.as_set:
        return True
    return len(lines) >= _FEWEST_LINES and all(len(line) <= _LONGEST_VERSE for line in lines)


def _split_lines(piece: Piece, breaks: Sequence[int]) -> Iterator[tuple[int, Piece]]:
    """Cut a piece at offsets, blanks at the cuts left out; give each line with its offset."""
    start = 0
    for end in (*breaks, len(piece.text)):
        while start < end and piece.text[start] == " ":
            start += 1
        if start < end:
            yield start, _cut(piece, start, end, names=piece.names if start == 0 else ())
            start = end


def _cut(piece: Piece, start: int, end: int, *, names: tuple[str, ...]) -> Piece:
    """Give a part of a piece with what lies in it."""
    styles = [
        (max(first, start) - start, min(last, end) - start, kind)
        for first, last, kind in piece.styles
        if first < end and last > start
    ]
    return Piece(
        piece.kind,
        piece.text[start:end],
        level=piece.level,
        label=piece.label if start == 0 else "",
        markers=[
            replace(marker, start=marker.start - start, end=marker.end - start)
            for marker in piece.markers
            if start <= marker.start < end
        ],
        calls={at - start: name for at, name in piece.calls.items() if start <= at < end},
        styles=styles,
        names=names,
        images=[
            replace(image, start=image.start - start)
            for image in piece.images
            if start <= image.start < end
        ],
    )
