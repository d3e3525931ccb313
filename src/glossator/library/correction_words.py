"""What a correction did, in a sentence: for undo, for history and for the list of corrections."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from glossator.library.labels import shorten
from glossator.model.books import EditionText
from glossator.model.corrections import (
    Join,
    RemovePinpoint,
    Retype,
    SetPinpoint,
    ShiftScheme,
    Split,
    What,
)
from glossator.model.text import BlockKind

_KINDS = {
    BlockKind.HEADING: "a heading",
    BlockKind.PARAGRAPH: "a paragraph",
    BlockKind.LIST_ITEM: "a list item",
    BlockKind.TABLE: "a table",
    BlockKind.QUOTATION: "a quotation",
    BlockKind.FOOTNOTE: "a footnote",
    BlockKind.RUNNING_HEAD: "a running head",
    BlockKind.PAGE_NUMBER: "a page number",
    BlockKind.LINE_NUMBER: "a line number",
}
_SCHEMES = {
    "printed-page": "printed pages",
    "star-page": "star pages",
    "paragraph": "paragraph numbers",
    "line": "line numbers",
    "footnote": "footnote numbers",
    "epub-page": "pages of the e-book",
    "pdf-label": "page labels of the PDF",
}
_ONE = {
    "printed-page": "Page",
    "star-page": "Star page",
    "paragraph": "Paragraph",
    "line": "Line",
    "footnote": "Footnote",
    "epub-page": "Page",
    "pdf-label": "Page label",
}


def describe_correction(content: EditionText, what: What) -> str:
    """Say what a correction does; `content` is the text it is about, for the words it names."""
    match what:
        case Retype():
            return _describe_kind(content, what)
        case Join(start=start):
            return f"Joined two blocks at {_words(content, start)}"
        case Split(start):
            return f"Split a block at {_words(content, start)}"
        case SetPinpoint():
            on = ", counting on" if what.count_on else ""
            part = f" ({what.part})" if what.part else ""
            return f"{name_one(what.scheme)} {what.label}{part} set{on}"
        case ShiftScheme(scheme, by):
            return f"Moved the {name_scheme(scheme)} by {by:+d}"
        case RemovePinpoint(scheme, start):
            return f"Removed the {name_one(scheme).lower()} at {_words(content, start)}"


def name_scheme(scheme: str) -> str:
    """Name a scheme in words: "star pages (S.E.2d)"."""
    base, _, reporter = scheme.partition(":")
    name = _SCHEMES.get(base, base)
    return f"{name} ({reporter})" if reporter else name


def name_one(scheme: str) -> str:
    """Name one pinpoint of a scheme: "Page"."""
    return _ONE.get(scheme.split(":", maxsplit=1)[0], "Pinpoint")


def _describe_kind(content: EditionText, what: Retype) -> str:
    kind = _KINDS[what.kind]
    if what.kind is BlockKind.HEADING:
        kind = f"a heading of level {what.level}"
    words = _words(content, what.starts[0])
    if len(what.starts) == 1:
        return f"Made {words} {kind}"
    return f"Made {len(what.starts)} blocks like {words} {kind} each"


def _words(content: EditionText, start: int) -> str:
    """Give the first words from a place to the end of its block."""
    at = bisect_right(content.blocks, start, key=attrgetter("start")) - 1
    end = content.blocks[at].end if at >= 0 else start
    return f"“{shorten(content.text[start : min(end, start + 200)])}”"
