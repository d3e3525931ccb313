"""Blocks of a PDF in the making, and what single rows of type look like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from glossator.model.text import BlockKind, Table
from glossator.sources.pdf_drawings import Picture
from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_words import BOLD, ITALIC, SMALL_CAPS

_BARE_NUMBER = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2}|[a-u]|\([a-zA-Z0-9]{1,3}\))\.?")
_ENDED = re.compile(r"[.?!:;]['”’\")\]\d*†]{0,4}$")


@dataclass(slots=True)
class Draft:
    """A block in the making.

    Attributes:
        rows: in order; of a picture one without words.
        kind: as in `Block`, like `level`, `label` and `confidence`.
        level: 0 for a paragraph.
        label: of a list item or note.
        confidence: in the kind.
        centred: whether it stands in the middle of its column.
        picture: the part of the page that it stands for, if it is one.
        table: what its text alone does not say of a table.
        lead: what stands before its first row: tabs, of a table.
        seams: what stands after each of its rows; empty where that is for the layout to find.
        start: where it begins in the text; -1 before it is laid out.
    """

    rows: list[Row]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str = ""
    confidence: float = 0.9
    centred: bool = False
    picture: Picture | None = None
    table: Table | None = None
    lead: str = ""
    seams: list[str] = field(default_factory=list)
    start: int = -1

    @property
    def text(self) -> str:
        """Give the rows' text, roughly joined."""
        return " ".join(row.text for row in self.rows)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do; a quotation mark or footnote call may follow."""
    return _ENDED.search(text) is not None


def is_bare_number(text: str) -> bool:
    """Tell whether a text is nothing but a number, as some headings are ("IV", "(a)")."""
    return _BARE_NUMBER.fullmatch(text) is not None


def is_bold(row: Row) -> bool:
    """Tell whether nearly all of a row is bold."""
    return bool(whole_face(row) & BOLD)


def whole_face(row: Row) -> int:
    """Give the face in which nearly all of a row is set; 0 for the plain one."""
    if not row.faces:
        return 0
    least = 0.85 * len(row.text)
    return sum(bit for bit in (ITALIC, BOLD, SMALL_CAPS) if _length_in(row, bit) > least)


def _length_in(row: Row, bit: int) -> int:
    """Count the characters of a row that are set in a face."""
    return sum(end - start for start, end, face in row.faces if face & bit)
