"""The text of an edition: spans, blocks, pages, markers, styles, pinpoints.

All offsets are Unicode code points from the start of the edition's canonical
text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glossator.model.values import small_value


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a text.

    Raises:
        ValueError: `start` is negative or after `end`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(
                f"a span runs forward from 0 or later (got {self.start} to {self.end})"
            )


class BlockKind(StrEnum):
    """The types of block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE = "table"
    QUOTATION = "quotation"
    FOOTNOTE = "footnote"
    RUNNING_HEAD = "running-head"
    PAGE_NUMBER = "page-number"
    LINE_NUMBER = "line-number"


FURNITURE = frozenset({BlockKind.RUNNING_HEAD, BlockKind.PAGE_NUMBER, BlockKind.LINE_NUMBER})
"""Kinds that stay in the text but are skipped by reading, search and quotation."""


@small_value(frozen=True, slots=True)
class Block:
    """A typed stretch of text.

    It holds no newline (tables excepted: one a row, cells parted by tabs);
    blocks follow one another, parted by exactly one newline.

    Attributes:
        kind: what it is.
        level: 1 to 6 for a heading, the depth from 1 for a list item, else 0.
        start: first code point.
        end: one past the last.
        page_index: the page it begins on, from 0; None where the book has no pages.
        label: what it is numbered by ("(a)", "23.", of a footnote "3"), else ""; its text
            may begin with it or not.
        confidence: how sure the extractor is of the kind, 0 to 1.
    """

    kind: BlockKind
    level: int
    start: int
    end: int
    page_index: int | None = None
    label: str = ""
    confidence: float = 1.0


class MarkerKind(StrEnum):
    """The types of marker."""

    STAR_PAGE = "star-page"
    FOOTNOTE_CALL = "footnote-call"
    LINE_NUMBER = "line-number"
    IMAGE = "image"
    FURNITURE = "furniture"


IMAGE_SIGN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for a picture in a text: one code point, under a marker of kind `IMAGE`."""


@small_value(frozen=True, slots=True)
class Marker:
    """A span inside a block that is not the author's running text.

    Attributes:
        kind: what it is.
        start: first code point.
        end: one past the last.
        label: the page, note or line it names, without ornament ("425", "3"); of an
            image what its author says it shows (alternative text), "" for nothing.
        target: where the footnote it calls begins, in code points, if known.
    """

    kind: MarkerKind
    start: int
    end: int
    label: str
    target: int | None = None


class StyleKind(StrEnum):
    """The inline styles that are kept, since they carry meaning in books."""

    ITALIC = "italic"
    BOLD = "bold"
    SMALL_CAPS = "small-caps"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@small_value(frozen=True, slots=True)
class Style:
    """A run of inline style inside one block."""

    kind: StyleKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the original.

    Attributes:
        index: from 0.
        label: the label the file gives it, "" where it gives none (never invented).
        start: the first code point of its body.
        width: in points.
        height: in points.
    """

    index: int
    label: str
    start: int
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a page: its index from 0, points from the page's top left."""

    page_index: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that stands in a text.

    Attributes:
        start: where its `IMAGE_SIGN` stands.
        name: SHA-256 (hex) of its bytes, which the edition keeps under this name;
            "" for a picture that is part of a page.
        media_type: of the bytes: "image/png", "image/jpeg", "image/gif",
            "image/webp" or "image/svg+xml" (made harmless); "" without bytes.
        width: in pixels, 0 where not known.
        height: likewise.
        area: the part of a page that shows it, where it has no bytes of its own.
    """

    start: int
    name: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """What a table's text alone does not say.

    Attributes:
        start: of its block, whose lines are the rows and whose tabs part the cells;
            cells that a wider or taller one covers are there, empty.
        header_rows: how many rows at the top are heads of columns.
        spans: (row, column, rows, columns) of each cell that is larger than one.
    """

    start: int
    header_rows: int = 0
    spans: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the table of contents that a file declares: level from 1, place of its text."""

    title: str
    level: int
    start: int


class ForeignKind(StrEnum):
    """What other programs leave in a file."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKE_OUT = "strike-out"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ForeignMark:
    """A mark that a reader made in another program and that came with the file.

    Attributes:
        name: the id that the other program gave it (PDF /NM, a Word comment's
            id), "" for none; unique in the file where it is not "".
        kind: what it looks like there.
        spans: the passage, in order; empty where it stands on no text.
        author: "" where not said.
        created: RFC 3339, "" where not said.
        colour: "#rrggbb", "" for none.
        comment: what its author wrote, plain text; "" for nothing.
        area: where it is drawn, in a file that has pages.
    """

    name: str
    kind: ForeignKind
    spans: tuple[Span, ...]
    author: str = ""
    created: str = ""
    colour: str = ""
    comment: str = ""
    area: Area | None = None


class PinpointOrigin(StrEnum):
    """How a pinpoint is known."""

    DECLARED = "declared"
    MARKUP = "markup"
    DETECTED = "detected"
    USER = "user"


@small_value(frozen=True, slots=True)
class Pinpoint:
    """Where a passage is cited: from `start` up to the next pinpoint of its scheme.

    Attributes:
        scheme: "printed-page", "star-page:<reporter>", "paragraph", "line",
            "footnote", "epub-page" or "pdf-label".
        part: names the part of the file in which labels count ("syllabus",
            "dissent"); "" where they run through the whole file. Of lines that are
            counted page by page it is the page ("214").
        label: as printed ("13", "xiv", "§ 18-301"); "" where the numbers end: from there
            on nothing of the scheme holds (`pinpoints.end_at`).
        start: first code point it holds for.
        origin: how it is known.
        confidence: 0 to 1.
    """

    scheme: str
    part: str
    label: str
    start: int
    origin: PinpointOrigin
    confidence: float


SCHEME_ORDER = ("star-page", "printed-page", "paragraph", "epub-page", "pdf-label", "line")
"""Which scheme is cited when a text has several, the first known one winning."""

CITABLE_CONFIDENCE = 0.5
"""A pinpoint less sure than this is not cited: no pinpoint beats a wrong one."""
