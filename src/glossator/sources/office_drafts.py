"""What the readers of word processors' files hand on: paragraphs with what is known of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.model.text import ForeignKind, StyleKind
from glossator.sources.blocks import Piece


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a mark of another program begins or ends in a paragraph.

    Attributes:
        mark: its name in `ForeignDraft.name`.
        at: code points from the paragraph's start.
        ends: whether it ends there.
    """

    mark: str
    at: int
    ends: bool


@dataclass(slots=True)
class ForeignDraft:
    """A mark of another program before its place is known; fields as in `ForeignMark`.

    `name` finds its anchors; `is_named` tells whether the other program gave it.
    """

    name: str
    kind: ForeignKind
    author: str = ""
    created: str = ""
    colour: str = ""
    comment: str = ""
    is_named: bool = True


@dataclass(slots=True)
class Numbered:
    """A number before a paragraph.

    Attributes:
        label: as printed ("23.", "(a)", "•").
        series: tells the lists and levels of a document apart.
        level: from 0.
        is_bullet: whether it is a sign and no number.
        is_typed: whether it stands in the text itself.
    """

    label: str
    series: str
    level: int = 0
    is_bullet: bool = False
    is_typed: bool = False


@dataclass(slots=True)
class Draft:
    """A paragraph or a table that was read, and what its kind is judged by.

    Attributes:
        piece: its text; `kind` is `PARAGRAPH` where the file does not say what it is.
        number: before it, if any.
        style: the name of its style, "" for none.
        left: its indentation from the left in points.
        right: likewise from the right.
        is_centred: whether it is set in the middle.
        size: of its letters in points, 0 where not known.
        is_underlined: whether all of it is.
        in_table: whether it stands in a table that only arranges the page.
        is_contents: whether it is of a table of contents.
        anchors: where marks of other programs begin and end, in order.
        is_rtl: whether it runs from right to left.
        in_box: whether it stands in a box beside the text.
    """

    piece: Piece
    number: Numbered | None = None
    style: str = ""
    left: float = 0.0
    right: float = 0.0
    is_centred: bool = False
    size: float = 0.0
    is_underlined: bool = False
    in_table: bool = False
    is_contents: bool = False
    is_rtl: bool = False
    in_box: bool = False
    anchors: list[Anchor] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text."""
        return self.piece.text

    def is_all(self, kind: StyleKind) -> bool:
        """Tell whether all of its letters are in a style."""
        covered = sum(end - start for start, end, style in self.piece.styles if style is kind)
        return covered >= len(self.piece.text.strip()) > 0
