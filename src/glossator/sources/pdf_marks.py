"""Read the marks that other programs left in a PDF: highlights, underlines, notes.

pikepdf gives the annotations as they are written (ISO 32000-1, 12.5);
PDFium refuses the colour of most. The file is opened once more only where a
page was seen to carry such marks.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from glossator.model.books import EditionText
from glossator.model.text import Area, ForeignKind, ForeignMark, Span
from glossator.sources.blocks import clean_text
from glossator.sources.extract import Opened
from glossator.sources.pdf_frames import Box, Frame
from glossator.sources.pdf_sheets import Sheet

_KINDS = {
    "/Highlight": ForeignKind.HIGHLIGHT,
    "/Underline": ForeignKind.UNDERLINE,
    "/Squiggly": ForeignKind.UNDERLINE,
    "/StrikeOut": ForeignKind.STRIKE_OUT,
    "/Text": ForeignKind.NOTE,
    "/FreeText": ForeignKind.NOTE,
}
_MOST = 20_000  # marks that are read of one file
_MOST_QUADS = 2_000  # of one mark
_MOST_LETTERS = 100_000  # of a comment
_INSIDE = 0.5  # the share of a word that must lie in a mark
_DATE = re.compile(
    r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?\s*(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?"
)

WordsOn = Callable[[int], "array[float]"]
"""Gives the words of a page, flat: start, end, x, y, width, height of each."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An annotation as it was read: what it is, the mark made of it, and what it answers."""

    own: tuple[int, int]
    mark: ForeignMark | None
    comment: str
    answers: tuple[int, int] | None


def read_marks(
    opened: Opened,
    sheets: Sequence[Sheet],
    content: EditionText,
    words_on: WordsOn,
) -> tuple[ForeignMark, ...]:
    """Give the marks of a file in the order of its text; none where none can be read.

    Args:
        opened: the file.
        sheets: its pages, which know whether they carry marks.
        content: the text.
        words_on: gives the words of a page.
    """
    marked = [sheet for sheet in sheets if sheet.has_marks]
    if not marked:
        return ()
    try:
        with pikepdf.open(opened.path, password=opened.password or "") as pdf:
            found = list(_read_all(pdf, marked, content.text, words_on))
    except (pikepdf.PdfError, ValueError, OverflowError):
        return ()
    return _named_once(sorted(_folded(found), key=lambda mark: _place(mark, content)))


def _read_all(
    pdf: pikepdf.Pdf, sheets: Iterable[Sheet], text: str, words_on: WordsOn
) -> Iterator[_Found]:
    count = 0
    for sheet in sheets:
        if sheet.index >= len(pdf.pages):
            return
        words = words_on(sheet.index)
        annotations: Any = pdf.pages[sheet.index].obj.get("/Annots")
        for at, item in enumerate(annotations if _is_array(annotations) else ()):
            count += 1
            if count > _MOST:
                return
            if isinstance(item, pikepdf.Dictionary):
                yield _read_one(item, sheet, at, text, words)


def _read_one(item: Any, sheet: Sheet, at: int, text: str, words: array[float]) -> _Found:
    """Read an annotation; one that is no mark may still be a reply or a pop-up with words."""
    own = item.objgen if item.is_indirect else (-sheet.index, -at)
    kind = _KINDS.get(str(item.get("/Subtype", "")))
    comment = _text(item.get("/Contents"))
    answered = item.get("/IRT")
    if answered is None and str(item.get("/Subtype", "")) == "/Popup":
        answered = item.get("/Parent")
    if isinstance(answered, pikepdf.Dictionary) or kind is None:
        target = answered.objgen if isinstance(answered, pikepdf.Dictionary) else None
        state = "/StateModel" in item  # "Accepted", "Marked": another program's own business
        return _Found(own, None, "" if state else comment, target)
    boxes = [box for box in _boxes(item, sheet.shown) if box[2] > box[0] and box[3] > box[1]]
    mark = ForeignMark(
        name=_text(item.get("/NM")),
        kind=kind,
        spans=() if kind is ForeignKind.NOTE else _spans(boxes, text, words),
        author=_text(item.get("/T")),
        created=_date(item.get("/CreationDate")) or _date(item.get("/M")),
        colour=_colour(item.get("/C")),
        comment=comment,
        area=_area(boxes, sheet.index),
    )
    return _Found(own, mark, "", None)


def _is_array(value: object) -> bool:
    return isinstance(value, pikepdf.Array)


def _text(value: object) -> str:
    """Give a text string as plain text, "" for anything else; its lines end as in Unix."""
    if not isinstance(value, pikepdf.String):
        return ""
    whole = str(value)[:_MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n")
    return clean_text(whole, keep="\n").strip()


def _date(value: object) -> str:
    """Give a PDF date (ISO 32000-1, 7.9.4) in RFC 3339, "" for none; without a zone it is UTC."""
    found = _DATE.fullmatch(_text(value))
    if not found or not found[1] > "0000":
        return ""
    year, month, day, hour, minute, second = (
        part or usual
        for part, usual in zip(found.groups()[:6], ("", "01", "01", "00", "00", "00"), strict=True)
    )
    if month > "12" or month < "01" or day > "31" or hour > "23" or max(minute, second) > "59":
        return ""
    zone = f"{found[8]}{found[9]}:{found[10] or '00'}" if found[8] else "Z"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"


def _numbers(value: object) -> list[float]:
    """Give the numbers of an array, [] where anything else stands in it."""
    if not isinstance(value, pikepdf.Array):
        return []
    try:
        return [float(item) for item in list(value)[: 8 * _MOST_QUADS]]
    except (TypeError, ValueError, ArithmeticError):
        return []


def _colour(value: object) -> str:
    """Give a colour of 1, 3 or 4 components as "#rrggbb", "" for none."""
    parts = [min(1.0, max(0.0, part)) for part in _numbers(value)]
    if len(parts) == 4:
        *inks, black = parts
        parts = [(1 - ink) * (1 - black) for ink in inks]
    if len(parts) == 1:
        parts *= 3
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts) if len(parts) == 3 else ""


def _boxes(item: Any, frame: Frame) -> list[Box]:
    """Give the boxes of a mark on its page: of each quadrilateral, else of its rectangle."""
    points = _numbers(item.get("/QuadPoints"))
    quads = [points[at : at + 8] for at in range(0, len(points) - 7, 8)]
    if not quads:
        rectangle = _numbers(item.get("/Rect"))
        quads = [rectangle] if len(rectangle) == 4 else []
    # The corners' order differs between programs; their bounds do not.
    return [
        frame.place(min(quad[::2]), max(quad[1::2]), max(quad[::2]), min(quad[1::2]))
        for quad in quads
    ]


def _spans(boxes: Sequence[Box], text: str, words: array[float]) -> tuple[Span, ...]:
    """Give the stretches of text whose words lie in a mark, joined over blanks."""
    spans: list[Span] = []
    starts = sorted(
        (int(words[at]), int(words[at + 1]))
        for at in range(0, len(words), 6)
        if any(_lies_in(words[at + 2 : at + 6], box) for box in boxes)
    )
    for start, end in starts:
        if spans and not text[spans[-1].end : start].strip() and start - spans[-1].end <= 1:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def _lies_in(word: array[float], box: Box) -> bool:
    """Tell whether half of a word's width lies in a box, and half of the lower one's height."""
    x, y, width, height = word
    across = min(x + width, box[2]) - max(x, box[0])
    down = min(y + height, box[3]) - max(y, box[1])
    return across >= _INSIDE * width and down >= _INSIDE * min(height, box[3] - box[1])


def _area(boxes: Sequence[Box], page: int) -> Area | None:
    """Give the rectangle around a mark; None where it says nothing of its place."""
    if not boxes:
        return None
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return Area(page, left, top, right - left, bottom - top)


def _folded(found: Sequence[_Found]) -> list[ForeignMark]:
    """Add what replies and pop-ups say to the comment of the mark that they answer."""
    answers = {one.own: one.answers for one in found}
    said: dict[tuple[int, int], list[str]] = {}
    for one in found:
        root, steps = one.answers, 0
        while root is not None and answers.get(root) is not None and steps < 50:
            root, steps = answers[root], steps + 1
        if root is not None and one.comment:
            said.setdefault(root, []).append(one.comment)
    return [
        replace(one.mark, comment=_joined([one.mark.comment, *said.get(one.own, ())]))
        for one in found
        if one.mark
    ]


def _joined(comments: Iterable[str]) -> str:
    """Join comments, each once: a pop-up often says the same as its mark."""
    return "\n\n".join(dict.fromkeys(comment for comment in comments if comment))


def _place(mark: ForeignMark, content: EditionText) -> tuple[float, ...]:
    """Give where a mark stands in the text; one that stands on none follows its page's start."""
    page = mark.area.page_index if mark.area else 0
    top = mark.area.y if mark.area else 0.0
    start = mark.spans[0].start if mark.spans else content.pages[page].start
    return start, page, top


def _named_once(marks: Iterable[ForeignMark]) -> tuple[ForeignMark, ...]:
    """Take their names from marks that share one: only the first may keep it."""
    seen: set[str] = {""}
    unique = []
    for mark in marks:
        unique.append(replace(mark, name="") if mark.name in seen else mark)
        seen.add(mark.name)
    return tuple(unique)
