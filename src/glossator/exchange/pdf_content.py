"""Says in JSON values what `notes.typ` and `sheet.typ` set: words of one line, signs that show."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossator.exchange.area_pictures import NOT_AVAILABLE, AreaPictures, alternative, as_svg
from glossator.exchange.inline import read_inline
from glossator.exchange.shown import (
    LineLink,
    all_lines,
    as_list,
    caption_rows,
    names_source,
    quote_beneath,
    shown_words,
    table_cell,
    table_columns,
    written_items,
    written_words,
)
from glossator.model.entries import EntryKind
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Written, runs
from glossator.model.pens import FormKind, Layout
from glossator.study.terms import term_of

_LONG = 900  # code points: an entry this long may break over two pages, about ten rows of type
_VERY_LONG = 10_000  # code points: the best breaks of so many words could take minutes
_UNBROKEN = re.compile(r"[^\s\u200b]{30}")  # an address, say: longer than a column is wide
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_PIXEL = 0.75  # points, as CSS has it
_MOST_COLUMNS = 9  # of a matrix on a page
_LONGEST_ENTRY = 70  # characters of an entry of the index

JsonPart = dict[str, object]


@dataclass(frozen=True, slots=True)
class Extras:
    """What goes with the words of notes."""

    link: LineLink | None
    pictures: AreaPictures


def notes_content(notes: Notes, extras: Extras) -> JsonPart:
    """Say in JSON values what `notes.typ` sets."""
    caption = dict(caption_rows(notes))
    matrix = _matrix(notes, extras)
    details = (caption.get(label) for label in ("Court", "Decided", "Citation", "Docket"))
    rows = (caption.get("Parties"), " · ".join(filter(None, details)), caption.get("Judges"))
    return {
        "kind": str(notes.kind),
        "title": one_line(notes.title),
        "form_title": one_line(notes.form_title),
        "running_title": textwrap.shorten(one_line(notes.title), 56, placeholder=" …"),
        "running_course": textwrap.shorten(one_line(notes.course_name), 36, placeholder=" …"),
        "caption": [one_line(row) for row in rows if row],
        "pens": [
            {"letter": one_line(pen.letter), "name": one_line(pen.name), "colour": pen.colour}
            for pen in notes.pens
        ],
        "matrix": matrix,
        "parts": [
            *(_written(each, 1, extras) for each in notes.written),
            *(
                part
                for section in _listed(notes, matrix)
                for part in _section(section, 1, notes, extras)
            ),
        ],
    }


def _listed(notes: Notes, matrix: JsonPart | None) -> Iterable[NotesSection]:
    """Give the sections that are not in a table: a matrix too wide for one is a list."""
    if matrix is None:
        return as_list(notes).sections
    return [section for section in notes.sections if not section.key.startswith("source:")]


def _matrix(notes: Notes, extras: Extras) -> JsonPart | None:
    """Give a matrix as the table it is, None where it has too many columns for a page."""
    rows = notes.sections
    if notes.kind is not FormKind.MATRIX or not rows or len(rows[0].sections) > _MOST_COLUMNS:
        return None
    used = [
        at
        for at in range(len(rows[0].sections))
        if any(any(row.sections[at].items()) for row in rows)
    ]
    return {
        "columns": [one_line(rows[0].sections[at].title) for at in used],
        "rows": [
            {
                "title": one_line(row.title),
                "whole": all(_length(cell) < _LONG for cell in row.sections),
                "cells": [_matrix_cell(row.sections[at], notes, extras) for at in used],
            }
            for row in rows
            if row.key.startswith("source:")
        ],
    }


def _length(cell: NotesSection) -> int:
    """Give how many code points stand in a cell."""
    lines = sum(len(shown_words(line)) + len(line.place.pinpoint) for line in cell.own_lines())
    return lines + sum(len(own.text) for own in cell.written)


def _matrix_cell(cell: NotesSection, notes: Notes, extras: Extras) -> list[JsonPart]:
    return [
        _written(item, 2, extras) if isinstance(item, Written) else _line(item, notes, extras)
        for item in cell.items()
        if not isinstance(item, LinePair)
    ]


def _section(section: NotesSection, level: int, notes: Notes, extras: Extras) -> Iterator[JsonPart]:
    """Give a section's heading, what stands in it, and its parts below, in order."""
    yield {
        "kind": "heading",
        "level": level,
        "number": one_line(section.number),
        "words": one_line(section.title),
    }
    if section.text:
        yield own_part(section.text, EntryKind.PARAGRAPH)
    for item in runs(section):
        if isinstance(item, Written):
            yield _written(item, level, extras)
        elif isinstance(item, tuple):
            yield _together(item, section.layout, notes, extras)
        elif isinstance(item, LinePair):
            yield from _pair(item, notes, extras)
        else:
            yield _line(item, notes, extras)
    if section.gap:
        yield _gap(section.gap)
    for below in section.sections:
        yield from _section(below, level + 1, notes, extras)


def _pair(pair: LinePair, notes: Notes, extras: Extras) -> Iterator[JsonPart]:
    """Give the two lines of a pair, the first with their number; they stay on one page."""
    names = {pen.id: pen.name for pen in notes.pens}
    sides = ((pair.first, pair.first_gap), (pair.second, pair.second_gap))
    for index, (line, gap) in enumerate(sides):
        part = _line(line, notes, extras) if line else _gap(gap)
        if line:
            part["label"] = one_line(names.get(line.pen, ""))
        yield part | {"number": "" if index else one_line(pair.number), "sticky": index == 0}


def _written(item: Written, level: int, extras: Extras) -> JsonPart:
    """Give what the reader wrote; a heading of the reader's is one below its section's."""
    words = written_words(item.text)
    if item.kind is EntryKind.HEADING:
        plain = "".join(piece.words for piece in read_inline(words))
        return {"kind": "heading", "level": level + 1, "number": "", "words": one_line(plain)}
    part = own_part(words, item.kind)
    area = _area(item.picture, extras.pictures) if item.picture else None
    return part | {"area": area, "flag": one_line(item.flag)}


def own_part(words: str, kind: EntryKind) -> JsonPart:
    """Give words with little Markdown, as a list or as paragraphs."""
    is_list = kind is EntryKind.LIST
    return {
        "kind": "own",
        "number": "",
        "items": [_styled(one_line(each)) for each in written_items(words)] if is_list else [],
        "words": []
        if is_list
        else [[_styled(row) for row in part] for part in paragraphs_of(words)],
        "area": None,
        "flag": "",
        "sticky": False,
        "long": len(words) > _LONG,
        "linebreaks": "optimized" if len(words) < _VERY_LONG else "simple",
    }


def _together(lines: Sequence[Line], layout: Layout, notes: Notes, extras: Extras) -> JsonPart:
    """Give lines that are set as one paragraph, or as a table."""
    cited = [_line(line, notes, extras) for line in lines]
    if layout is Layout.PARAGRAPH:
        return {"kind": "run", "number": "", "lines": cited, "sticky": False}
    columns = table_columns(lines, notes)
    rows = [
        [{"words": paragraphs_of(table_cell(line, name))} for name in columns if name != "Place"]
        for line in lines
    ]
    return {
        "kind": "table",
        "number": "",
        "columns": list(columns),
        "rows": rows,
        "lines": cited,
        "sticky": False,
    }


def _styled(words: str) -> list[JsonPart]:
    """Give words as pieces of one style."""
    return [{"words": piece.words, "style": piece.style} for piece in read_inline(words)]


def _line(line: Line, notes: Notes, extras: Extras) -> JsonPart:
    words, quote = shown_words(line), quote_beneath(line)
    length = len(words) + len(quote) + len(line.comment)
    return {
        "kind": "line",
        "number": one_line(line.number),
        "label": "",
        "words": paragraphs_of(words),
        "source": one_line(line.place.source_title) if names_source(notes) else "",
        "quote": one_line(quote),
        "comment": paragraphs_of(line.comment),
        "letter": one_line(line.letter),
        "colour": line.colour,
        "place": one_line(line.place.pinpoint),
        "link": extras.link(line.annotation) if extras.link else "",
        "area": _area(line, extras.pictures),
        "entries": _index_entries(line, notes),
        "sticky": False,
        "long": length > _LONG,
        "linebreaks": "optimized" if length < _VERY_LONG else "simple",
    }


def _index_entries(line: Line, notes: Notes) -> list[JsonPart]:
    """Give under what a line of a course's notes stands in the index: its source, its term."""
    if not names_source(notes):
        return []
    roles = {pen.id: pen.becomes for pen in notes.pens}
    entries = [("authority", line.place.source_title)]
    if roles.get(line.pen) == "authority":
        entries.append(("authority", line.own_words or line.quote))
    elif roles.get(line.pen) == "definition":
        entries.append(("term", term_of(line.own_words, line.quote)))
    return [
        {"of": of, "words": textwrap.shorten(one_line(words), _LONGEST_ENTRY, placeholder=" …")}
        for of, words in entries
        if words.strip()
    ]


def _area(line: Line, pictures: AreaPictures) -> JsonPart | None:
    """Say how large the picture of a line's area is, in points, and what stands for it."""
    area = line.place.area
    if area is None:
        return None
    has_picture = line.annotation in pictures
    scale = _PIXEL if area.part.image else 1
    return {
        "picture": line.annotation if has_picture else "",
        "missing": f"[{area.words}: {NOT_AVAILABLE}]",
        "words": one_line(alternative(line)),
        "width": area.part.width * scale,
        "height": area.part.height * scale,
    }


def drawings_of(sections: Iterable[NotesSection], pictures: AreaPictures) -> dict[str, str]:
    """Give the picture of each line that has one, by its annotation, as SVG."""
    found = {}
    for line in all_lines(sections):
        if line.place.area and line.annotation in pictures:
            found[str(line.annotation)] = as_svg(line.place.area, pictures[line.annotation])
    return found


def _gap(sentence: str) -> JsonPart:
    return {"kind": "gap", "number": "", "words": one_line(sentence), "sticky": False}


def paragraphs_of(words: str) -> list[list[str]]:
    """Split words into paragraphs at empty lines, and these into their lines."""
    lines = "\n".join(line.strip() for line in words.splitlines())
    paragraphs = re.split(r"\n\n+", lines.strip("\n"))
    return [[one_line(line) for line in part.split("\n")] for part in paragraphs if part]


def one_line(words: str) -> str:
    """Give words as one line in which every character can be shown."""
    line = _UNBROKEN.sub("\\g<0>\u200b", " ".join(words.split()))
    return line if line.isprintable() else "".join(map(_showable, line))


def _showable(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    if category in {"Cn", "Co", "Cs"} or character == "\N{ZERO WIDTH NO-BREAK SPACE}":
        return _REPLACEMENT
    return character
