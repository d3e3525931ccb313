"""Write notes as one HTML file that needs nothing else: no network, no program, no script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from glossator.exchange.area_pictures import NOT_AVAILABLE, AreaPictures, alternative, as_svg
from glossator.exchange.inline import read_inline
from glossator.exchange.shown import (
    INVISIBLE,
    WORDLESS,
    LineLink,
    as_list,
    caption_rows,
    main_words,
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

_HERE = Path(__file__).parent
_LOWEST = 6  # the last heading that HTML has an element for
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class _Page:
    """What the writing of one line must know of the notes around it."""

    notes: Notes
    link: LineLink | None
    pictures: AreaPictures
    pen_names: dict[str, str]


def write_html(
    notes: Notes, *, link: LineLink | None = None, pictures: AreaPictures = MappingProxyType({})
) -> str:
    """Write notes as one HTML page.

    Each line has the id `mark-<annotation id>`, each section one made from its key, so that
    other pages can point there; the same notes give the same bytes. Words of the reader and of
    the book are escaped, and each paragraph finds its own direction. A policy in the page keeps
    it from loading or running anything.

    Args:
        notes: what `study` made.
        link: gives the address of a line's passage; with it every place is a link.
        pictures: of the areas among the lines; they stand in the page itself.

    Returns:
        The page, ending in one newline.
    """
    notes = as_list(notes)
    page = _Page(notes, link, pictures, {pen.id: pen.name for pen in notes.pens})
    names = _section_names(notes.sections)
    parts = (
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_inline(notes.title)} · {_inline(notes.form_title)}</title>",
        f"<style>\n{_style()}</style>",
        "</head>",
        "<body>",
        *_head(notes),
        *_contents(notes, names),
        "<main>",
        *(_written(each, 1, page) for each in notes.written),
        *_sections(notes.sections, page, names),
        "</main>",
        *_legend(notes),
        "</body>",
        "</html>",
    )
    return "\n".join(parts) + "\n"


@cache
def _style() -> str:
    return (_HERE / "notes.css").read_text(encoding="utf-8")


def _head(notes: Notes) -> Iterator[str]:
    yield "<header>"
    yield f'<h1 dir="auto">{_inline(notes.title)}</h1>'
    course = notes.course_name if notes.course_name != notes.title else ""
    yield f"<p>{' · '.join(_inline(words) for words in (notes.form_title, course) if words)}</p>"
    rows = caption_rows(notes)
    if rows:
        yield "<dl>"
        for label, words in rows:
            yield f'<dt>{_inline(label)}</dt><dd dir="auto">{_inline(words)}</dd>'
        yield "</dl>"
    yield "</header>"


def _contents(notes: Notes, names: dict[str, str]) -> Iterator[str]:
    """List the topics of an outline; a brief is short enough without."""
    if notes.kind is FormKind.OUTLINE and len(notes.sections) > 1:
        yield '<nav aria-label="Contents">'
        yield from _entries(notes.sections, names)
        yield "</nav>"


def _entries(sections: Iterable[NotesSection], names: dict[str, str]) -> Iterator[str]:
    yield "<ol>"
    for section in sections:
        yield f'<li><a href="#{names[section.key]}" dir="auto">{_title(section)}</a>'
        below = [each for each in section.sections if each.topic]
        if below:
            yield from _entries(below, names)
        yield "</li>"
    yield "</ol>"


def _section_names(sections: Iterable[NotesSection]) -> dict[str, str]:
    """Give each section an id for its address, by its key."""
    names: dict[str, str] = {}

    def name(some: Iterable[NotesSection]) -> None:
        for section in some:
            names[section.key] = f"part-{len(names) + 1}"
            name(section.sections)

    name(sections)
    return names


def _sections(
    sections: Iterable[NotesSection], page: _Page, names: dict[str, str]
) -> Iterator[str]:
    for section in sections:
        yield _heading(section, names[section.key])
        if section.text:
            yield f'<div class="form-text">{_styled(_paragraphs(section.text))}</div>'
        for kind, items in groupby(runs(section), type):
            yield from _items(kind, items, section, page)
        if section.gap:
            yield f'<p class="gap">{_inline(section.gap)}</p>'
        yield from _sections(section.sections, page, names)


def _items(
    kind: type,
    items: Iterable[Line | LinePair | Written | tuple[Line, ...]],
    section: NotesSection,
    page: _Page,
) -> Iterator[str]:
    """Write what follows one another in a section: lines, pairs, or what the reader wrote."""
    element = {Line: "ul", LinePair: "ol"}.get(kind)
    if element:
        yield f"<{element}>"
    for item in items:
        if isinstance(item, Written):
            yield _written(item, section.level, page)
        elif isinstance(item, tuple):
            yield _table(item, page) if section.layout is Layout.TABLE else _run(item, page)
        else:
            yield _pair(item, page) if isinstance(item, LinePair) else _line(item, page)
    if element:
        yield f"</{element}>"


def _run(lines: Sequence[Line], page: _Page) -> str:
    """Write lines one after the other, each followed by its letter and place."""
    pieces = (
        f'<span id="{escape(f"mark-{line.annotation}")}">{_inline(shown_words(line))}</span> '
        f'<small class="place">{_cited(line, page)}</small>{_picture(line, page)}'
        for line in lines
    )
    return f'<p class="run" dir="auto">{" ".join(pieces)}</p>'


def _table(lines: Sequence[Line], page: _Page) -> str:
    """Write lines as the rows of a table."""
    columns = table_columns(lines, page.notes)
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    rows = "\n".join(
        f'<tr id="{escape(f"mark-{line.annotation}")}">'
        + "".join(_cell(line, column, page) for column in columns)
        + "</tr>"
        for line in lines
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _cell(line: Line, column: str, page: _Page) -> str:
    if column == "Place":
        return f'<td class="place">{_cited(line, page)}</td>'
    picture = _picture(line, page) if column == "Words" else ""
    return f'<td dir="auto">{_paragraphs(table_cell(line, column))}{picture}</td>'


def _written(item: Written, level: int, page: _Page) -> str:
    """Write what the reader wrote into the notes, with a flag where its mark is gone."""
    words = written_words(item.text)
    match item.kind:
        case EntryKind.HEADING:
            below = min(level + 2, _LOWEST)
            inside = f'<h{below} dir="auto">{_styled(_inline(words))}</h{below}>'
        case EntryKind.LIST:
            each_item = (_styled(_inline(each)) for each in written_items(words))
            items = "".join(f'<li dir="auto">{each}</li>' for each in each_item)
            inside = f"<ul>{items}</ul>"
        case _:
            inside = (_picture(item.picture, page) if item.picture else "") + _styled(
                _paragraphs(words)
            )
    flag = f'<p class="gap">{_inline(item.flag)}</p>' if item.flag else ""
    return f'<div class="own" id="{escape(f"own-{item.entry}")}">{inside}{flag}</div>'


def _styled(escaped: str) -> str:
    """Make elements of the little Markdown in words that are escaped already."""
    return "".join(
        f"<{piece.style}>{piece.words}</{piece.style}>" if piece.style else piece.words
        for piece in read_inline(escaped)
    )


def _heading(section: NotesSection, name: str) -> str:
    level = section.level + 1
    if level <= _LOWEST:
        return f'<h{level} id="{name}" dir="auto">{_title(section)}</h{level}>'
    opening = f'<div role="heading" aria-level="{level}" id="{name}" dir="auto">'
    return f"{opening}{_title(section)}</div>"


def _title(section: NotesSection) -> str:
    number = f'<span class="number">{_inline(section.number)}.</span> ' if section.number else ""
    return f"{number}{_inline(section.title)}"


def _pair(pair: LinePair, page: _Page) -> str:
    """Write a first line with the one that answers it."""
    sides = ((pair.first, pair.first_gap), (pair.second, pair.second_gap))
    lines = "\n".join(
        _line(line, page, named=True) if line else f'<li class="gap">{_inline(gap)}</li>'
        for line, gap in sides
    )
    number = f'<span class="number">{_inline(pair.number)}.</span>'
    return f'<li class="pair">{number}\n<ul>\n{lines}\n</ul></li>'


def _line(line: Line, page: _Page, *, named: bool = False) -> str:
    """Write a line's words with its place beside, then its picture, quote and comment."""
    name = _inline(page.pen_names.get(line.pen, "")) if named else ""
    words = _paragraphs(main_words(line), f"<i>{name}</i> " if name else "")
    if not words and line.place.area is None:
        words = f"<p><i>{WORDLESS}</i></p>"
    parts = [words, _picture(line, page)]
    if names_source(page.notes):
        parts.append(f'<p class="of" dir="auto">{_inline(line.place.source_title)}</p>')
    quote, comment = _paragraphs(quote_beneath(line)), _paragraphs(line.comment)
    if quote:
        parts.append(f"<blockquote>{quote}</blockquote>")
    if comment:
        parts.append(f'<div class="comment">{comment}</div>')
    number = f'<span class="number">{_inline(line.number)}.</span> ' if line.number else ""
    inside = f'<div class="words">{number}{"".join(filter(None, parts))}</div>'
    colour = f' style="--pen: {line.colour}"' if _COLOUR.fullmatch(line.colour) else ""
    anchor = escape(f"mark-{line.annotation}")
    return f'<li class="line" id="{anchor}"{colour}>{inside}{_place(line, page)}</li>'


def _place(line: Line, page: _Page) -> str:
    """Write what stands in the margin beside a line."""
    return f'<div class="place">{_cited(line, page)}</div>'


def _cited(line: Line, page: _Page) -> str:
    """Write the pen's letter and the pinpoint, as a link where there is one."""
    pen = page.pen_names.get(line.pen, "")
    letter = f'<b title="{_inline(pen)}">{_inline(line.letter)}</b>' if line.letter else ""
    words = _inline(line.place.pinpoint)
    if page.link:
        words = f'<a href="{escape(page.link(line.annotation))}">{words or "passage"}</a>'
    return " ".join(filter(None, (letter, words)))


def _picture(line: Line, page: _Page) -> str:
    """Write the picture of a line's area, or why it is not there; "" where it has none."""
    area, picture = line.place.area, page.pictures.get(line.annotation)
    if area is None:
        return ""
    if picture is None:
        return f'<p class="gap">[{_inline(area.words)}: {NOT_AVAILABLE}]</p>'
    named = f'<svg role="img" aria-label="{_inline(alternative(line))}" '
    return as_svg(area, picture).replace("<svg ", named, 1)


def _legend(notes: Notes) -> Iterator[str]:
    pens = [pen for pen in notes.pens if pen.letter]
    if not pens:
        return
    yield '<footer><ul aria-label="Pens">'
    for pen in pens:
        colour = f' style="--pen: {pen.colour}"' if _COLOUR.fullmatch(pen.colour) else ""
        yield f"<li{colour}><i></i><b>{_inline(pen.letter)}</b> {_inline(pen.name)}</li>"
    yield "</ul></footer>"


def _paragraphs(words: str, opening: str = "") -> str:
    """Write words of several lines: a line break stays one, an empty line parts paragraphs."""
    lines = (" ".join(INVISIBLE.sub(" ", line).split()) for line in words.splitlines())
    text = "\n".join(lines).strip("\n")
    if not text:
        return ""
    parts = ("<br>".join(map(escape, part.split("\n"))) for part in re.split(r"\n\n+", text))
    first, *rest = parts
    return "".join(f'<p dir="auto">{part}</p>' for part in (opening + first, *rest))


def _inline(words: str) -> str:
    """Escape words for the inside of a line; all white space becomes single spaces."""
    return escape(" ".join(INVISIBLE.sub(" ", words).split()))
