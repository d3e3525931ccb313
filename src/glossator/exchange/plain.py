"""Write notes as plain text for the clipboard, every line with what it is cited by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glossator.exchange.inline import read_inline
from glossator.exchange.shown import (
    INVISIBLE,
    as_list,
    quote_beneath,
    shown_words,
    written_items,
    written_words,
)
from glossator.model.entries import EntryKind
from glossator.model.ids import SourceId
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Written

Citations = Mapping[SourceId, str]
"""How each source is cited: "84 N.H. 114"; one without a citation is left out."""


def write_plain(notes: Notes, citations: Citations) -> str:
    """Write notes as plain text.

    Args:
        notes: what `study` made.
        citations: of the sources of its lines.

    Returns:
        The text, ending in one newline. Headings stand alone, lines behind a dash, each
        with its source, citation and pinpoint in brackets.
    """
    notes = as_list(notes)
    head = f"{_inline(notes.title)} - {_inline(notes.form_title)}"
    own = (_written(each) for each in notes.written)
    return "\n".join([head, "", *own, *_sections(notes.sections, citations)]).strip() + "\n"


def write_plain_line(line: Line, citations: Citations) -> str:
    """Write one line with its citation, for a place where it stands alone.

    Returns:
        'Words. (Hawkins v. McGee, 84 N.H. 114, 115)', the passage after own words.
    """
    quote = line.quote if line.own_words else ""
    words = " ".join(filter(None, (_inline(_said(line)), f"“{_inline(quote)}”" if quote else "")))
    return f"{words} ({_cited(line, citations)})"


def _sections(sections: Iterable[NotesSection], citations: Citations) -> Iterator[str]:
    for section in sections:
        number = f"{section.number}. " if section.number else ""
        yield f"\n{number}{_inline(section.title)}"
        if section.text:
            yield _plain(section.text)
        for item in section.items():
            yield from _item(item, citations)
        if section.gap:
            yield f"({_inline(section.gap)})"
        yield from _sections(section.sections, citations)


def _item(item: Line | LinePair | Written, citations: Citations) -> Iterator[str]:
    if isinstance(item, Written):
        yield _written(item)
    elif isinstance(item, LinePair):
        sides = ((item.first, item.first_gap), (item.second, item.second_gap))
        for index, (line, gap) in enumerate(sides):
            mark = f"{item.number}." if index == 0 else "  -"
            yield f"{mark} {_line(line, citations) if line else f'({_inline(gap)})'}"
    else:
        yield f"{f'{item.number}.' if item.number else '-'} {_line(item, citations)}"


def _line(line: Line, citations: Citations) -> str:
    quote = quote_beneath(line)
    beneath = f"\n  “{_inline(quote)}”" if quote else ""
    return f"{_inline(_said(line))} ({_cited(line, citations)}){beneath}"


def _said(line: Line) -> str:
    return shown_words(line) or (line.place.area.words if line.place.area else "")


def _cited(line: Line, citations: Citations) -> str:
    place = line.place
    parts = (place.source_title, citations.get(place.source, ""), place.pinpoint)
    return ", ".join(_inline(part) for part in parts if part)


def _written(item: Written) -> str:
    words = written_words(item.text)
    if item.kind is EntryKind.LIST:
        return "\n".join(f"- {_plain(each)}" for each in written_items(words))
    return _plain(words)


def _plain(words: str) -> str:
    """Give little Markdown as the words it stands for; lines stay lines."""
    rows = words.splitlines()
    return "\n".join(_inline("".join(piece.words for piece in read_inline(row))) for row in rows)


def _inline(words: str) -> str:
    return " ".join(INVISIBLE.sub(" ", words).split())
