"""What one paragraph of a DOCX holds, once its runs are read."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from glossator.sources.blocks import Piece
from glossator.sources.docx_numbering import WordNumber
from glossator.sources.office_drafts import Anchor


@dataclass(slots=True)
class TakenText:
    """What one paragraph holds.

    Attributes:
        piece: its text.
        anchors: where marks of other programs begin and end.
        number: that of a field which begins the paragraph and counts it.
        boxes: the text boxes that hang on it.
        size: of most of a short line's letters, in points; 0 where not known.
        is_underlined: whether all of a short line is.
    """

    piece: Piece
    anchors: list[Anchor]
    number: WordNumber | None
    boxes: list[etree._Element]
    size: float
    is_underlined: bool
