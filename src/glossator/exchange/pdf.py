"""Write notes as a PDF that can be handed out, set by Typst from `notes.typ`."""

from __future__ import annotations

import io
import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pikepdf
import typst

from glossator.exchange.area_pictures import (
    NOT_AVAILABLE,
    AreaPictures,
    alternative,
    as_svg,
)
from glossator.exchange.inline import read_inline
from glossator.exchange.scripts import script_and_font
from glossator.exchange.shown import (
    LineLink,
    all_lines,
    as_list,
    caption_rows,
    names_source,
    quote_beneath,
    shown_words,
    written_items,
    written_words,
)
from glossator.exchange.stand_ins import replace_clusters, stand_in, unusual_clusters, visible
from glossator.model.entries import EntryKind
from glossator.model.errors import ExportError, InvalidRequestError
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Written

PAPERS = ("a4", "letter")

_HERE = Path(__file__).parent
_NOTES = _HERE / "notes.typ"
_SPECIMEN = _HERE / "specimen.typ"
_LONG = 900  # code points: an entry this long may break over two pages, about ten rows of type
_VERY_LONG = 10_000  # code points: the best breaks of so many words could take minutes
_MORE_THAN_A_PAGE = 60_000  # characters of JSON: 130 short lines, or ten thousand letters
_UNBROKEN = re.compile(r"[^\s\u200b]{30}")  # an address, say: longer than a column is wide
_UNSHOWABLE = re.compile('the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")  # as Typst writes signs without a shape
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_PIXEL = 0.75  # points, as CSS has it

_Part = dict[str, object]


@dataclass(frozen=True, slots=True)
class _With:
    """What goes with the words of notes."""

    link: LineLink | None
    pictures: AreaPictures


def write_pdf(
    notes: Notes,
    *,
    paper: str,
    printed_on: str,
    author: str = "",
    link: LineLink | None = None,
    pictures: AreaPictures = MappingProxyType({}),
) -> bytes:
    """Write notes as a tagged PDF (PDF/UA-1).

    The same arguments give the same bytes, unless a font of the machine is
    needed. Characters that no font can have (private use, unassigned) are
    printed as U+FFFD; for emoji and symbols that no font here has stands
    their name in brackets.

    Args:
        notes: what `study` made.
        paper: "a4" or "letter".
        printed_on: the date in the foot, as shown.
        author: whose notes they are, for the file's properties; "" for nobody.
        link: gives the address of a line's passage; with it every place is a link.
        pictures: of the areas among the lines; one that is missing is said to be.

    Raises:
        InvalidRequestError: `paper` is neither.
        ExportError: no font on this machine has some letter; it names the
            script and a font to install.
    """
    if paper not in PAPERS:
        raise InvalidRequestError(f"There is no paper “{paper}” to print on: choose a4 or letter.")
    notes = as_list(notes)
    content = _content(notes, _With(link, pictures))
    may_fit_one_page = len(json.dumps(content["parts"])) < _MORE_THAN_A_PAGE
    content |= {
        "paper": paper,
        "printed_on": _shown(printed_on),
        "author": _shown(author),
        "may_fit_one_page": may_fit_one_page,
    }
    text, needs_system_fonts = _with_stand_ins(json.dumps(content, ensure_ascii=False), notes.title)
    try:
        shown = json.dumps(_drawings(notes.sections, pictures))
        return _typeset(_NOTES, text, system_fonts=needs_system_fonts, pictures=shown)
    except typst.TypstError as error:
        reason = f"the typesetter gave up ({error.message}). Save the notes as Markdown instead."
        raise ExportError(f"The PDF of “{notes.title}”", reason) from error


def count_pages(pdf: bytes) -> int:
    """Count the pages of a PDF that was written here."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _with_stand_ins(text: str, title: str) -> tuple[str, bool]:
    """Put words for the pictures that no font has, and tell whether the machine's fonts are needed.

    Those are only searched for what the bundled ones lack: it takes time, and
    the sheet then depends on them.
    """
    lacking = _without_glyph(unusual_clusters(text), system_fonts=False)
    missing = _without_glyph(lacking, system_fonts=True)
    words = {cluster: stand_in(cluster) for cluster in missing}
    letters = {cluster for cluster, word in words.items() if word is None}
    if letters:
        raise ExportError(f"The PDF of “{title}”", _missing_font(letters))
    stand_ins = {cluster: word for cluster, word in words.items() if word}
    return _replaced(text, stand_ins) if stand_ins else text, missing < lacking


def _replaced(text: str, stand_ins: dict[str, str]) -> str:
    """Replace clusters in the content; its lines may break over pages, for they have grown."""
    content = json.loads(replace_clusters(text, stand_ins))
    for part in content["parts"]:
        part["long"] = True
    return json.dumps(content, ensure_ascii=False)


def _missing_font(letters: set[str]) -> str:
    wanted = sorted({script_and_font(visible(cluster)[-1]) for cluster in letters})
    scripts = " and ".join(script for script, _ in wanted)
    fonts = " and ".join(f"“{font}”" for _, font in wanted)
    return (
        f"no font on this computer has {scripts} characters such as “{min(letters)}”. Install "
        f"{fonts} and try again, or save the notes as Markdown; the notes themselves are complete."
    )


def _without_glyph(clusters: set[str], *, system_fonts: bool) -> set[str]:
    """Give those that no font has, by setting each of them once."""
    if not clusters:
        return set()
    try:
        _typeset(_SPECIMEN, json.dumps(sorted(clusters)), system_fonts=system_fonts)
    except typst.TypstError as error:
        named = _UNSHOWABLE.findall(error.diagnostic)
        missing = set("".join(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), t) for t in named))
        return {cluster for cluster in clusters if missing.intersection(visible(cluster))}
    return set()


def _typeset(template: Path, content: str, *, system_fonts: bool, pictures: str = "{}") -> bytes:
    """Run Typst; PDF/UA is also what makes it refuse characters it has no glyph for."""
    return typst.compile(
        template.read_bytes(),
        font_paths=_fonts(system_fonts=system_fonts),
        ignore_system_fonts=not system_fonts,
        sys_inputs={"notes": content, "pictures": pictures},
        pdf_standards=["ua-1"],
    )


@cache
def _fonts(*, system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system_fonts,
        include_embedded_fonts=True,
        font_paths=[_HERE / "fonts"],
    )


def _content(notes: Notes, extras: _With) -> _Part:
    """Say in JSON values what `notes.typ` sets."""
    caption = dict(caption_rows(notes))
    details = (caption.get(label) for label in ("Court", "Decided", "Citation", "Docket"))
    rows = (caption.get("Parties"), " · ".join(filter(None, details)), caption.get("Judges"))
    return {
        "kind": str(notes.kind),
        "title": _shown(notes.title),
        "form_title": _shown(notes.form_title),
        "running_title": textwrap.shorten(_shown(notes.title), 56, placeholder=" …"),
        "running_course": textwrap.shorten(_shown(notes.course_name), 36, placeholder=" …"),
        "caption": [_shown(row) for row in rows if row],
        "pens": [
            {"letter": _shown(pen.letter), "name": _shown(pen.name), "colour": pen.colour}
            for pen in notes.pens
        ],
        "parts": [
            *(_written(each, 1, extras) for each in notes.written),
            *(part for section in notes.sections for part in _section(section, 1, notes, extras)),
        ],
    }


def _section(section: NotesSection, level: int, notes: Notes, extras: _With) -> Iterator[_Part]:
    """Give a section's heading, what stands in it, and its parts below, in order."""
    yield {
        "kind": "heading",
        "level": level,
        "number": _shown(section.number),
        "words": _shown(section.title),
    }
    for item in section.items():
        if isinstance(item, Written):
            yield _written(item, level, extras)
        elif isinstance(item, LinePair):
            yield from _pair(item, notes, extras)
        else:
            yield _line(item, notes, extras)
    if section.gap:
        yield _gap(section.gap)
    for below in section.sections:
        yield from _section(below, level + 1, notes, extras)


def _pair(pair: LinePair, notes: Notes, extras: _With) -> Iterator[_Part]:
    """Give the two lines of a pair, the first with their number; they stay on one page."""
    names = {pen.id: pen.name for pen in notes.pens}
    sides = ((pair.first, pair.first_gap), (pair.second, pair.second_gap))
    for index, (line, gap) in enumerate(sides):
        part = _line(line, notes, extras) if line else _gap(gap)
        if line:
            part["label"] = _shown(names.get(line.pen, ""))
        yield part | {"number": "" if index else _shown(pair.number), "sticky": index == 0}


def _written(item: Written, level: int, extras: _With) -> _Part:
    """Give what the reader wrote; a heading of the reader's is one below its section's."""
    words = written_words(item.text)
    if item.kind is EntryKind.HEADING:
        plain = "".join(piece.words for piece in read_inline(words))
        return {"kind": "heading", "level": level + 1, "number": "", "words": _shown(plain)}
    is_list = item.kind is EntryKind.LIST
    return {
        "kind": "own",
        "number": "",
        "items": [_styled(_shown(each)) for each in written_items(words)] if is_list else [],
        "words": [] if is_list else [[_styled(row) for row in part] for part in _paragraphs(words)],
        "area": _area(item.picture, extras.pictures) if item.picture else None,
        "flag": _shown(item.flag),
        "sticky": False,
        "long": len(words) > _LONG,
        "linebreaks": "optimized" if len(words) < _VERY_LONG else "simple",
    }


def _styled(words: str) -> list[_Part]:
    """Give words as pieces of one style."""
    return [{"words": piece.words, "style": piece.style} for piece in read_inline(words)]


def _line(line: Line, notes: Notes, extras: _With) -> _Part:
    words, quote = shown_words(line), quote_beneath(line)
    length = len(words) + len(quote) + len(line.comment)
    return {
        "kind": "line",
        "number": _shown(line.number),
        "label": "",
        "words": _paragraphs(words),
        "source": _shown(line.place.source_title) if names_source(notes) else "",
        "quote": _shown(quote),
        "comment": _paragraphs(line.comment),
        "letter": _shown(line.letter),
        "colour": line.colour,
        "place": _shown(line.place.pinpoint),
        "link": extras.link(line.annotation) if extras.link else "",
        "area": _area(line, extras.pictures),
        "sticky": False,
        "long": length > _LONG,
        "linebreaks": "optimized" if length < _VERY_LONG else "simple",
    }


def _area(line: Line, pictures: AreaPictures) -> _Part | None:
    """Say how large the picture of a line's area is, in points, and what stands for it."""
    area = line.place.area
    if area is None:
        return None
    has_picture = line.annotation in pictures
    scale = _PIXEL if area.part.image else 1
    return {
        "picture": line.annotation if has_picture else "",
        "missing": f"[{area.words}: {NOT_AVAILABLE}]",
        "words": _shown(alternative(line)),
        "width": area.part.width * scale,
        "height": area.part.height * scale,
    }


def _drawings(sections: Iterable[NotesSection], pictures: AreaPictures) -> dict[str, str]:
    """Give the picture of each line that has one, by its annotation, as SVG."""
    found = {}
    for line in all_lines(sections):
        if line.place.area and line.annotation in pictures:
            found[str(line.annotation)] = as_svg(line.place.area, pictures[line.annotation])
    return found


def _gap(sentence: str) -> _Part:
    return {"kind": "gap", "number": "", "words": _shown(sentence), "sticky": False}


def _paragraphs(words: str) -> list[list[str]]:
    """Split words into paragraphs at empty lines, and these into their lines."""
    lines = "\n".join(line.strip() for line in words.splitlines())
    paragraphs = re.split(r"\n\n+", lines.strip("\n"))
    return [[_shown(line) for line in part.split("\n")] for part in paragraphs if part]


def _shown(words: str) -> str:
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
