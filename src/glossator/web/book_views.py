"""From an edition's pictures, tables and contents to what goes over HTTP."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import astuple
from operator import attrgetter
from typing import TypeVar

from glossator.model.books import EditionText
from glossator.model.text import (
    Block,
    BlockKind,
    ContentsEntry,
    Image,
    Marker,
    Pinpoint,
    Style,
    Table,
)
from glossator.web import wire_book

_START = attrgetter("start")
_Placed = TypeVar("_Placed", Image, Marker, Pinpoint, Style, Table)


def within(placed: Sequence[_Placed], block: Block) -> Sequence[_Placed]:
    """Give those that start inside a block, of any that are sorted by their start."""
    first = bisect_left(placed, block.start, key=_START)
    last = bisect_left(placed, block.end, key=_START)
    return placed[first:last]


def image_views(content: EditionText, block: Block) -> list[wire_book.ImageView]:
    """Show the pictures of a block."""
    return [_image_view(image) for image in within(content.images, block)]


def table_view(content: EditionText, block: Block) -> wire_book.TableView | None:
    """Show what is known of a table's heads and large cells; None for any other block."""
    if block.kind is not BlockKind.TABLE:
        return None
    table = next(iter(within(content.tables, block)), None)
    if table is None:
        return None
    return wire_book.TableView(
        table.header_rows, [wire_book.CellSpan(*span) for span in table.spans]
    )


def contents_of(content: EditionText) -> Sequence[ContentsEntry]:
    """Give the contents that the file declares, else its headings."""
    if content.contents:
        return content.contents
    return [
        ContentsEntry(content.text[block.start : block.end], block.level, block.start)
        for block in _headings(content)
    ]


def heading_ranks(content: EditionText) -> list[wire_book.HeadingRank]:
    """Give the levels of the headings; empty where the headings are the contents."""
    if not content.contents:
        return []
    return [wire_book.HeadingRank(block.level, block.start) for block in _headings(content)]


def _headings(content: EditionText) -> list[Block]:
    return [block for block in content.blocks if block.kind is BlockKind.HEADING]


def _image_view(image: Image) -> wire_book.ImageView:
    area = wire_book.AreaView(*astuple(image.area)) if image.area else None
    return wire_book.ImageView(image.start, image.name, image.width, image.height, area)
