"""What every writer of notes shows of a caption, a line and its place.

One module, so that paper and Markdown never disagree on what a line says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from glossator.model.entries import LINK_TO_MARK
from glossator.model.ids import AnnotationId
from glossator.model.notes import Line, Notes, NotesSection, walk_sections
from glossator.model.pens import FormKind

LineLink = Callable[[AnnotationId], str]
"""Gives the address that opens an annotation's passage; "" for none."""

INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters without a shape: they are as good as spaces."""

WORDLESS = "passage without words"
"""Stands for a line that has neither own words nor a quote (a page of a book not at hand)."""

_CAPTION_LABELS = (
    ("parties", "Parties"),
    ("court", "Court"),
    ("decided", "Decided"),
    ("citation", "Citation"),
    ("docket", "Docket"),
    ("judges", "Judges"),
)


def caption_rows(notes: Notes) -> tuple[tuple[str, str], ...]:
    """List what is known of the source as (label, words), but for what the title says already."""
    if notes.caption is None:
        return ()
    rows = ((label, str(getattr(notes.caption, name))) for name, label in _CAPTION_LABELS)
    return tuple((label, words) for label, words in rows if words and words != notes.title)


def as_list(notes: Notes) -> Notes:
    """Give a matrix as the list it is on paper: the cells of each source that hold something."""
    if notes.kind is not FormKind.MATRIX:
        return notes
    sections = tuple(
        replace(row, sections=tuple(cell for cell in row.sections if any(cell.items())))
        for row in notes.sections
    )
    return replace(notes, sections=sections)


def all_lines(sections: Iterable[NotesSection]) -> Iterator[Line]:
    """Give every line that stands in sections, those of pairs and of parts below included."""
    for section in walk_sections(sections):
        yield from section.own_lines()


def written_words(text: str) -> str:
    """Give what a reader wrote as plain words: a link to a mark shows the words it stands for."""
    return LINK_TO_MARK.sub(lambda found: found[2] or "mark", text)


def written_items(text: str) -> list[str]:
    """Give the items of a list that a reader wrote, one a line, without signs before them."""
    items = (re.sub(r"^\s*(?:[-*•]|\d+[.)])\s+", "", line).strip() for line in text.splitlines())
    return [item for item in items if item]


def shown_words(line: Line) -> str:
    """Give what a line says first, or what stands for it; "" where a picture says it."""
    return main_words(line) or ("" if line.place.area else WORDLESS)


def main_words(line: Line) -> str:
    """Give what a line says first: own words where it shows some, else the quote in “…”."""
    if line.own_words and ("own-words" in line.shows or not line.quote):
        return line.own_words
    return f"“{line.quote}”" if line.quote else ""


def quote_beneath(line: Line) -> str:
    """Give the quote that stands beneath a line's own words, "" for none."""
    both = line.own_words and {"own-words", "quote"} <= set(line.shows)
    return line.quote if both else ""


def table_columns(lines: Iterable[Line], notes: Notes) -> tuple[str, ...]:
    """Name the columns of a table of lines: those in which some line has something."""
    lines = tuple(lines)
    there = (
        ("Words", True),
        ("Passage", any(quote_beneath(line) for line in lines)),
        ("Comment", any(line.comment for line in lines)),
        ("Source", names_source(notes)),
        ("Place", True),
    )
    return tuple(name for name, is_there in there if is_there)


def table_cell(line: Line, column: str) -> str:
    """Give what a line has in a column; its place comes with its pen's letter."""
    match column:
        case "Words":
            number = f"{line.number}. " if line.number else ""
            return number + shown_words(line)
        case "Passage":
            return quote_beneath(line)
        case "Comment":
            return line.comment
        case "Source":
            return line.place.source_title
        case _:
            return " ".join(filter(None, (line.letter, line.place.pinpoint)))


def names_source(notes: Notes) -> bool:
    """Tell whether a line must say of which source it is: some notes say it above the line."""
    return notes.kind not in (FormKind.BRIEF, FormKind.MATRIX, FormKind.READING)


def place_words(line: Line, notes: Notes) -> str:
    """Say where a line's passage stands: in a course's notes its source comes first."""
    place = line.place
    if names_source(notes):
        return ", ".join(words for words in (place.source_title, place.pinpoint) if words)
    return place.pinpoint
