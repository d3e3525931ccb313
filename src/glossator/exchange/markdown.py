"""Write notes as CommonMark that reads well as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from glossator.exchange.area_pictures import (
    NOT_AVAILABLE,
    AreaPictures,
    alternative,
    data_address,
    is_cropped,
)
from glossator.exchange.inline import read_inline
from glossator.exchange.shown import (
    INVISIBLE,
    WORDLESS,
    LineLink,
    as_list,
    caption_rows,
    main_words,
    place_words,
    quote_beneath,
    written_items,
)
from glossator.model.entries import LINK_TO_MARK, EntryKind
from glossator.model.ids import AnnotationId
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Written

LARGEST_WITHIN = 64 << 10
"""Bytes of a picture that stands in the text itself: more of them would bury the words."""

_INLINE_MARKUP = re.compile(
    r"""
      [\\`*~|^]                     # marks something everywhere, here or in a common dialect
    | (?<![^\W_])_ | _(?![^\W_])    # emphasis, but not inside a word
    | \[(?!\d+\](?![\[(:]))         # a link, but not the year of "[1986] 1 SCR 103"
    | <(?=[A-Za-z/!?])              # HTML and autolinks
    | &(?=\#?\w+;)                  # an entity
    | =(?==)                        # ==highlight== of some programs
    """,
    re.VERBOSE,
)
_BLOCK_MARKUP = re.compile(
    r"""
      ^ (?P<number>\d{1,9}) (?P<sign>[.)]) (?=\s|$)     # "1. ", "1) "
    | ^ (?P<other> [-+](?=\s|$) | [-=](?=[-=\s]*$) | [#>] )
    """,
    re.VERBOSE,
)
_CLOSING_HASHES = re.compile(r"#+$")


_Inline = Callable[[str], str]
"""Writes words for the inside of a line."""


@dataclass(frozen=True)
class _Page:
    """What the writing of one line must know of the notes around it."""

    notes: Notes
    link: LineLink | None
    pictures: AreaPictures
    pen_names: dict[str, str]

    def styled(self, words: str) -> str:
        """Write the reader's own words: little Markdown and links to marks, all else escaped."""
        parts, at = [], 0
        for found in LINK_TO_MARK.finditer(words):
            address = self.link(AnnotationId(found[1])) if self.link else ""
            parts.append(_styled(words[at : found.start()]))
            parts.append(f"[{_inline(found[2] or 'mark')}]({_address(address or f'#^{found[1]}')})")
            at = found.end()
        return "".join((*parts, _styled(words[at:])))


def write_markdown(
    notes: Notes, *, link: LineLink | None = None, pictures: AreaPictures = MappingProxyType({})
) -> str:
    """Write notes as one CommonMark text.

    A line ends with its pen's letter, its place and the block id
    `^<annotation id>`, by which other programs point at it. Words of the
    reader and of the book are escaped: they render as they were written,
    runs of white space and control characters apart.

    Args:
        notes: what `study` made.
        link: gives the address of a line's passage; with it every place is a link.
        pictures: of the areas among the lines; one of up to 64 kB stands in the text itself.

    Returns:
        The text, ending in one newline.
    """
    notes = as_list(notes)
    page = _Page(notes, link, pictures, {pen.id: pen.name for pen in notes.pens})
    own = (_written(each, 1, page) for each in notes.written)
    parts = (*_head(notes), *own, *_sections(notes.sections, page), *_legend(notes))
    return "\n\n".join(parts) + "\n"


def _head(notes: Notes) -> Iterator[str]:
    yield _heading(1, notes.title)
    course = notes.course_name if notes.course_name != notes.title else ""
    kind = " · ".join(words for words in (notes.form_title, course) if words)
    if kind:
        yield _opening(kind)
    rows = "\n".join(f"- {label}: {_inline(words)}" for label, words in caption_rows(notes))
    if rows:
        yield rows


def _sections(sections: Iterable[NotesSection], page: _Page) -> Iterator[str]:
    for section in sections:
        title = f"{section.number}. {section.title}" if section.number else section.title
        yield _heading(section.level + 1, title)
        if section.text:
            yield _paragraphs(section.text, page.styled)
        for _, items in groupby(section.items(), type):
            yield from _items(list(items), section.level, page)
        if section.gap:
            yield _gap(section.gap)
        yield from _sections(section.sections, page)


def _items(items: Sequence[Line | LinePair | Written], level: int, page: _Page) -> Iterator[str]:
    """Write items of one type that follow one another: a list, or what the reader wrote."""
    marked = []
    for item in items:
        if isinstance(item, Written):
            yield _written(item, level, page)
        else:
            words = _pair(item, page) if isinstance(item, LinePair) else _line(item, page)
            marked.append(_item(item.number, words))
    if marked:
        yield "\n".join(marked)


def _written(item: Written, level: int, page: _Page) -> str:
    """Write what the reader wrote, with its block id and a flag where its mark is gone."""
    block_id, styled = f"^{item.entry}", page.styled
    flag = f"\n\n{_gap(item.flag)}" if item.flag else ""
    match item.kind:
        case EntryKind.HEADING:
            return f"{_heading(level + 2, item.text, styled)} {block_id}{flag}"
        case EntryKind.LIST:
            rows = [_item("", _opening(each, styled)) for each in written_items(item.text)]
            return "\n".join(rows) + f"\n\n{block_id}{flag}"
        case _:
            picture = _picture(item.picture, page) if item.picture else ""
            # One block, so that all of it is known by its id: an empty line is a second break.
            words = _paragraphs(item.text, styled).replace("\n\n", "\\\n\\\n")
            return "\n\n".join(part for part in (picture, words) if part) + f" {block_id}{flag}"


def _legend(notes: Notes) -> Iterator[str]:
    pens = [f"**{_inline(pen.letter)}** {_inline(pen.name)}" for pen in notes.pens if pen.letter]
    if pens:
        yield "---"
        yield "Pens: " + " · ".join(pens)


def _pair(pair: LinePair, page: _Page) -> str:
    """Write a first line with the one that answers it as an item beneath it."""
    first = _line(pair.first, page, named=True) if pair.first else _gap(pair.first_gap)
    second = _line(pair.second, page, named=True) if pair.second else _gap(pair.second_gap)
    return f"{first}\n{_item('', second)}"


def _line(line: Line, page: _Page, *, named: bool = False) -> str:
    """Write a line's words with its place, then its quote and its comment beneath."""
    words = _paragraphs(main_words(line)) or _picture(line, page) or f"*{WORDLESS}*"
    name = _inline(page.pen_names.get(line.pen, "")) if named else ""
    parts = [f"**{name}** {words}" if name else words]
    parts[0] += f"{_place(line, page)} ^{line.annotation}"
    quote, comment = _paragraphs(quote_beneath(line)), _paragraphs(line.comment)
    if line.place.area and main_words(line):
        parts.append(_item("", _picture(line, page)))
    if quote:
        parts.append(_indented(quote, "> ", "> "))
    if comment:
        parts.append(_item("", f"*Comment:* {comment}"))
    return "\n".join(parts)


def _picture(line: Line, page: _Page) -> str:
    """Write the picture of a line's area, or why it is not there; "" where it has none."""
    area, picture = line.place.area, page.pictures.get(line.annotation)
    if area is None:
        return ""
    if picture is None:
        return f"*{_inline(area.words)}: {NOT_AVAILABLE}*"
    if len(picture.data) <= LARGEST_WITHIN and not is_cropped(area):
        return f"![{_inline(alternative(line))}]({data_address(picture)})"
    if page.link:
        return f"[{_inline(area.words)}]({_address(page.link(line.annotation))})"
    return f"*{_inline(area.words)}: see the PDF of these notes*"


def _place(line: Line, page: _Page) -> str:
    """Write " (R · 286)", with the part after the letter as a link where there is one."""
    words = _inline(place_words(line, page.notes))
    if page.link and (address := page.link(line.annotation)):
        words = f"[{words or 'passage'}]({_address(address)})"
    inside = " · ".join(part for part in (_inline(line.letter), words) if part)
    return f" ({inside})" if inside else ""


def _gap(sentence: str) -> str:
    return f"*{_inline(sentence)}*"


def _heading(level: int, words: str, inline: _Inline | None = None) -> str:
    """Write a heading; Markdown has six levels, deeper ones stay on the sixth."""
    escaped = _CLOSING_HASHES.sub(r"\\\g<0>", (inline or _inline)(words))
    return f"{'#' * min(level, 6)} {escaped}".rstrip()


def _item(number: str, content: str) -> str:
    """Write a list item, numbered where there is a number."""
    marker = f"{number}. " if number.isascii() and number.isdecimal() else "- "
    return _indented(content, marker, " " * len(marker))


def _indented(text: str, first: str, rest: str) -> str:
    """Put `first` before the first line and `rest` before each further one that is not empty."""
    head, *tail = text.split("\n")
    return "\n".join((first + head, *((rest + line).rstrip() for line in tail)))


def _paragraphs(words: str, inline: _Inline | None = None) -> str:
    """Escape words of several lines: a line break stays one, an empty line parts paragraphs."""
    lines = (INVISIBLE.sub(" ", line).strip() for line in words.splitlines())
    paragraphs = re.split(r"\n\n+", "\n".join(lines).strip("\n"))
    return "\n\n".join(
        "\\\n".join(_opening(line, inline) for line in paragraph.split("\n"))
        for paragraph in paragraphs
    )


def _opening(words: str, inline: _Inline | None = None) -> str:
    """Escape one line that stands at the start of a block."""
    return _BLOCK_MARKUP.sub(_escape_block, (inline or _inline)(words))


def _escape_block(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\{found['sign']}"
    return "\\" + found["other"]


def _inline(words: str) -> str:
    """Escape words for the inside of a line; all white space becomes single spaces."""
    return _INLINE_MARKUP.sub(r"\\\g<0>", " ".join(INVISIBLE.sub(" ", words).split()))


def _styled(words: str) -> str:
    """Write the little Markdown of the reader's own writing as it is, all else escaped."""
    return "".join(_STYLES[piece.style](piece.words) for piece in read_inline(words))


def _kept_inline(words: str) -> str:
    """Escape as `_inline` does; a space at either end stays, for pieces stand side by side."""
    return (
        " " * words.startswith(" ") + _inline(words) + " " * (words.endswith(" ") and words != " ")
    )


_STYLES: dict[str, _Inline] = {
    "": _kept_inline,
    "em": lambda words: f"*{_inline(words)}*",
    "strong": lambda words: f"**{_inline(words)}**",
    "code": lambda words: f"`{words}`",
}


def _address(address: str) -> str:
    """Escape what would end a link too early."""
    return re.sub(r"[<>()\\\s]", lambda found: f"%{ord(found[0]):02X}", address)
