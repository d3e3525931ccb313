"""An exam sheet as a page shows it."""

from __future__ import annotations

import base64

import msgspec

from glossator.library.library import Library
from glossator.library.note_files import Wish
from glossator.library.sheets import SheetRoom, draw_sheet, size_in
from glossator.model.notes import Line, Notes
from glossator.web.wire_forms import LeftOutView, SheetView, SizeDetail


def sheet_view(library: Library, notes: Notes, wish: Wish) -> SheetView:
    """Squeeze the notes of an exam sheet and show what came out."""
    room = SheetRoom(wish.pages, wish.columns, wish.paper)
    sheet, pictures = draw_sheet(library, notes, room, wish.ink)
    return SheetView(
        pages=sheet.pages,
        type_size=sheet.type_size,
        has_details=sheet.has_details,
        kept=sheet.kept,
        left_out=list(map(_left_out, sheet.left_out)),
        left_out_writing=[own.text for own in sheet.left_out_writing],
        pictures=[base64.b64encode(each).decode() for each in pictures],
        size=msgspec.convert(msgspec.to_builtins(size_in(library, notes, room)), SizeDetail),
    )


def _left_out(line: Line) -> LeftOutView:
    place = line.place
    words = line.own_words or line.quote
    return LeftOutView(line.annotation, words, place.source_title, place.pinpoint, line.importance)
