"""Squeezes an outline onto so many pages, by setting it and looking: an exam sheet.

Type is made smaller first, then quotes and comments go, then lines: the least important
first, of equally important ones the longest. What the reader marked as most important
and the headings above it never go.
"""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typst

from glossator.exchange.pdf import Ink, gave_up, refuse_paper
from glossator.exchange.pdf_content import JsonPart, one_line, own_part, paragraphs_of
from glossator.exchange.shown import (
    main_words,
    quote_beneath,
    shown_words,
    written_words,
)
from glossator.exchange.typesetting import query_number, typeset, typeset_pictures, with_stand_ins
from glossator.model.entries import EntryKind
from glossator.model.errors import InvalidRequestError, SheetTooSmallError
from glossator.model.marks import MOST_IMPORTANT
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Written
from glossator.model.pens import MOST_COLUMNS, MOST_PAGES, SheetSize

_TEMPLATE = Path(__file__).parent / "sheet.typ"
_LARGEST_TYPE = 10.0  # points
_STEP = 0.25  # points from one size of type to the next
_OWN_IMPORTANCE = 2  # what the reader wrote outlives what was only marked
_LONGEST_SOURCE = 32  # characters
_LONG = 500  # code points: a line this long may go on in the next column

_Item = Line | Written
_Place = tuple[str, str]
"""An item by the key of its section and its id there."""


@dataclass(frozen=True, slots=True)
class Squeezed:
    """An exam sheet.

    Attributes:
        pdf: the sheet.
        pages: how many it has; fewer than asked for where all fits on fewer.
        type_size: the size of its type in points.
        has_details: quotes beneath own words, and comments, are on it.
        notes: what is on it.
        kept: how many lines are on it.
        left_out: the lines that are not, the most important first.
        left_out_writing: what the reader wrote into the outline and is not on it.
        content: what was set, for drawing it.
    """

    pdf: bytes
    pages: int
    type_size: float
    has_details: bool
    notes: Notes
    kept: int
    left_out: tuple[Line, ...]
    left_out_writing: tuple[Written, ...]
    content: str


def draw_pages(sheet: Squeezed, most: int) -> list[bytes]:
    """Draw the first pages of an exam sheet, at most so many, as PNG at 110 dots an inch."""
    text, needs_system_fonts = with_stand_ins(sheet.content, sheet.notes.title)
    return typeset_pictures(_TEMPLATE, text, system_fonts=needs_system_fonts)[:most]


def squeeze(
    notes: Notes, size: SheetSize, *, printed_on: str, author: str = "", ink: Ink = "colour"
) -> Squeezed:
    """Set an outline on the pages of an exam sheet.

    Args:
        notes: the outline, with its reader's own writing and order.
        size: how much room there is.
        printed_on: the date in the foot, as shown.
        author: whose it is, for the file's properties; "" for nobody.
        ink: what of the pens' colours is printed.

    Raises:
        InvalidRequestError: there is no such paper, or no such number of pages or columns.
        SheetTooSmallError: what may not go takes more pages; it names how many.
        ExportError: no font on this machine has some letter.

    About ten layouts are tried, each in time linear in what is on them.
    """
    _refuse_size(size)
    press = _Press(notes, size, one_line(printed_on), one_line(author), ink)
    ranked = _in_order_of_going(notes)
    for has_details in (True, False):
        if press.fits(set(), has_details=has_details, type_size=size.smallest_type):
            return press.sheet(ranked, 0, has_details=has_details)
    may_go = [place for place, item in ranked if _importance(item) < MOST_IMPORTANT]
    least = press.pages(set(may_go), has_details=False, type_size=size.smallest_type)
    if least > size.pages:
        raise SheetTooSmallError(notes.title, size.pages, least, size.smallest_type)
    gone = _first(
        lambda count: press.fits(
            set(may_go[:count]), has_details=False, type_size=size.smallest_type
        ),
        len(may_go),
    )
    return press.sheet(ranked, gone, has_details=False)


def _refuse_size(size: SheetSize) -> None:
    refuse_paper(size.paper)
    if not (1 <= size.pages <= MOST_PAGES and 1 <= size.text_columns <= MOST_COLUMNS):
        raise InvalidRequestError(
            f"An exam sheet cannot have {size.pages} pages in {size.text_columns} columns: choose "
            f"1 to {MOST_PAGES} pages and 1 to {MOST_COLUMNS} columns."
        )


@dataclass(frozen=True, slots=True)
class _Press:
    """Sets notes with some items left out, and counts the pages."""

    notes: Notes
    size: SheetSize
    printed_on: str
    author: str
    ink: Ink

    def fits(self, gone: Collection[_Place], *, has_details: bool, type_size: float) -> bool:
        return self.pages(gone, has_details=has_details, type_size=type_size) <= self.size.pages

    def pages(self, gone: Collection[_Place], *, has_details: bool, type_size: float) -> int:
        content = self._content(_without(self.notes, gone), type_size, has_details=has_details)
        text, needs_system_fonts = with_stand_ins(content, self.notes.title)
        try:
            return query_number(_TEMPLATE, text, "<pages>", system_fonts=needs_system_fonts)
        except typst.TypstError as error:
            raise gave_up(self.notes, error) from error

    def sheet(
        self, ranked: Sequence[tuple[_Place, _Item]], gone: int, *, has_details: bool
    ) -> Squeezed:
        """Set what is left in the largest type that fits."""
        out = {place for place, _ in ranked[:gone]}
        notes = _without(self.notes, out)
        sizes = _sizes(self.size.smallest_type)
        at = _first(
            lambda at: self.fits(out, has_details=has_details, type_size=sizes[at]), len(sizes) - 1
        )
        content = self._content(notes, sizes[at], has_details=has_details)
        text, needs_system_fonts = with_stand_ins(content, notes.title)
        left_out = [item for _, item in reversed(ranked[:gone])]
        return Squeezed(
            pdf=typeset(_TEMPLATE, text, system_fonts=needs_system_fonts),
            pages=self.pages(out, has_details=has_details, type_size=sizes[at]),
            type_size=sizes[at],
            has_details=has_details,
            notes=notes,
            kept=sum(isinstance(item, Line) for _, item in ranked[gone:]),
            left_out=tuple(item for item in left_out if isinstance(item, Line)),
            left_out_writing=tuple(item for item in left_out if isinstance(item, Written)),
            content=content,
        )

    def _content(self, notes: Notes, type_size: float, *, has_details: bool) -> str:
        """Say in JSON what `sheet.typ` sets."""
        parts = [
            part
            for section in notes.sections
            for part in _section(section, has_details=has_details)
        ]
        content = {
            "title": one_line(notes.title),
            "form_title": one_line(notes.form_title),
            "author": self.author,
            "printed_on": self.printed_on,
            "paper": self.size.paper,
            "text_columns": self.size.text_columns,
            "type_size": type_size,
            "ink": self.ink,
            "parts": [*(_part(each, 0, has_details=has_details) for each in notes.written), *parts],
        }
        return json.dumps(content, ensure_ascii=False)


def _sizes(smallest: float) -> list[float]:
    """List the sizes of type, the largest first; the last one is the smallest allowed."""
    steps = max(0, math.ceil((_LARGEST_TYPE - smallest) / _STEP))
    return [*(_LARGEST_TYPE - _STEP * step for step in range(steps)), smallest]


def _first(holds: Callable[[int], bool], last: int) -> int:
    """Find the first number up to `last` for which something holds that then goes on holding."""
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _in_order_of_going(notes: Notes) -> list[tuple[_Place, _Item]]:
    """List all items, those that may go first in front: unimportant ones, then long ones."""
    top = ((("", str(item.entry)), item) for item in notes.written)
    found: list[tuple[_Place, _Item]] = [*top, *_items(notes.sections)]
    return sorted(found, key=lambda each: (_importance(each[1]), -_length(each[1]), each[0]))


def _items(sections: Sequence[NotesSection]) -> Iterator[tuple[_Place, _Item]]:
    for section in sections:
        for item in _flat(section):
            yield (section.key, _id(item)), item
        yield from _items(section.sections)


def _flat(section: NotesSection) -> Iterator[_Item]:
    for item in section.items():
        if isinstance(item, LinePair):
            yield from item.sides()
        else:
            yield item


def _id(item: _Item) -> str:
    return item.annotation if isinstance(item, Line) else item.entry


def _importance(item: _Item) -> int:
    return item.importance if isinstance(item, Line) else _OWN_IMPORTANCE


def _length(item: _Item) -> int:
    return len(main_words(item)) if isinstance(item, Line) else len(item.text)


def _without(notes: Notes, gone: Collection[_Place]) -> Notes:
    """Leave items out, and the parts that have nothing then."""
    return replace(
        notes,
        sections=tuple(_pruned(notes.sections, gone)),
        written=tuple(item for item in notes.written if ("", item.entry) not in gone),
    )


def _pruned(sections: Sequence[NotesSection], gone: Collection[_Place]) -> Iterator[NotesSection]:
    for section in sections:
        below = tuple(_pruned(section.sections, gone))
        kept = [item for item in _flat(section) if (section.key, _id(item)) not in gone]
        if not kept and not below:
            continue
        lines = tuple(item for item in kept if isinstance(item, Line))
        yield replace(
            section,
            lines=lines,
            pairs=(),
            gap="",
            sections=below,
            written=tuple(_written_among(kept)),
        )


def _written_among(kept: Sequence[_Item]) -> Iterator[Written]:
    """Give what the reader wrote, standing after the lines that are left before it."""
    lines = 0
    for item in kept:
        if isinstance(item, Line):
            lines += 1
        else:
            yield replace(item, after=lines)


def _section(section: NotesSection, *, has_details: bool) -> Iterator[JsonPart]:
    yield {
        "kind": "heading",
        "level": section.level,
        "number": one_line(section.number),
        "words": one_line(section.title),
    }
    for item in _flat(section):
        yield _part(item, section.level, has_details=has_details)
    for below in section.sections:
        yield from _section(below, has_details=has_details)


def _part(item: _Item, level: int, *, has_details: bool) -> JsonPart:
    if isinstance(item, Written):
        words = written_words(item.text)
        kind = EntryKind.LIST if item.kind is EntryKind.LIST else EntryKind.PARAGRAPH
        return own_part(words, kind) | {"level": level}
    return {
        "kind": "line",
        "level": level,
        "words": paragraphs_of(
            shown_words(item) or (item.place.area.words if item.place.area else "")
        ),
        "quote": one_line(quote_beneath(item)) if has_details else "",
        "comment": one_line(item.comment) if has_details else "",
        "letter": one_line(item.letter),
        "colour": item.colour,
        "source": textwrap.shorten(
            one_line(item.place.source_title), _LONGEST_SOURCE, placeholder=" …"
        ),
        "place": one_line(item.place.pinpoint),
        "long": len(item.own_words or item.quote) > _LONG,
    }
