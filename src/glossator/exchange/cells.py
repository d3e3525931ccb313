"""Notes as rows of cells: a matrix as it is, all else a row a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossator.exchange.shown import main_words, quote_beneath
from glossator.exchange.shown import written_words as plain_writing
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Written
from glossator.model.pens import FormKind

LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet can hold."""

CUT = " […]"
"""What a cell ends with that could not hold all of its words."""

_HEADS = ("Part", "No.", "Words", "Passage", "Comment", "Source", "Place", "Pen")


def rows_of(notes: Notes) -> list[list[str]]:
    """Give notes as rows, the heads of the columns first."""
    return _matrix(notes) if notes.kind is FormKind.MATRIX else _table(notes)


def cells_cut(notes: Notes) -> int:
    """Count the cells that hold more words than a spreadsheet can."""
    return sum(len(words) > LONGEST_CELL for row in rows_of(notes) for words in row)


def _matrix(notes: Notes) -> list[list[str]]:
    columns = [part.title for part in notes.sections[0].sections] if notes.sections else []
    rows = [["Source", *columns]]
    for source in notes.sections:
        cells = ["\n".join(_in_cell(part)) for part in source.sections]
        rows.append([source.title, *cells])
    return rows


def _in_cell(part: NotesSection) -> Iterator[str]:
    for item in part.items():
        if isinstance(item, Written):
            yield plain_writing(item.text)
        elif isinstance(item, Line):
            place = " · ".join(filter(None, (item.letter, item.place.pinpoint)))
            yield f"{main_words(item)} ({place})" if place else main_words(item)


def _table(notes: Notes) -> list[list[str]]:
    names = {pen.id: pen.name for pen in notes.pens}
    rows = [list(_HEADS)]
    rows += ([own_part, "", plain_writing(own.text), *[""] * 5] for own_part, own in _top(notes))
    for path, section in _walk(notes.sections, ()):
        for item in section.items():
            if isinstance(item, Written):
                rows.append([path, "", plain_writing(item.text), *[""] * 5])
                continue
            sides = (item.first, item.second) if isinstance(item, LinePair) else (item,)
            for line in filter(None, sides):
                rows.append(
                    [
                        path,
                        item.number,
                        main_words(line),
                        quote_beneath(line) or (line.quote if line.own_words else ""),
                        line.comment,
                        line.place.source_title,
                        line.place.pinpoint,
                        names.get(line.pen, line.letter),
                    ]
                )
    return rows


def _top(notes: Notes) -> Iterator[tuple[str, Written]]:
    yield from (("", own) for own in notes.written)


def _walk(
    sections: Iterable[NotesSection], above: Sequence[str]
) -> Iterator[tuple[str, NotesSection]]:
    for section in sections:
        name = f"{section.number}. {section.title}" if section.number else section.title
        path = (*above, name)
        yield " > ".join(path), section
        yield from _walk(section.sections, path)
