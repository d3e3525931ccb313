"""Number list items, and see headings and items in what is marked up as paragraphs."""

from __future__ import annotations

from collections.abc import Mapping

from glossator.model.text import BlockKind
from glossator.sources.blocks import Piece
from glossator.sources.counters import roman
from glossator.sources.numbering import (
    enumeration_label,
    heading_rank,
    looks_like_heading,
    own_number,
)

_LONGEST_HEADING = 120  # characters, as `looks_like_heading` has it


class ListNumbers:
    """The numbering of one list."""

    def __init__(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Begin a list; its tag is "ol", "ul" or "dl"."""
        start = attributes.get("start") or ""
        self._ordered, self._style = tag == "ol", attributes.get("type") or "1"
        self._number = int(start) if start.isdecimal() and len(start) < 6 else 1

    def next_label(self, attributes: Mapping[str, str | None]) -> str:
        """Give the label of the next item, "" in a list without numbers."""
        if not self._ordered:
            return ""
        own = attributes.get("value") or ""
        if own.isdecimal() and len(own) < 6:
            self._number = int(own)
        number, self._number = self._number, self._number + 1
        if self._style in {"a", "A"} and number <= 26:
            return chr(ord(self._style) + number - 1)
        if self._style in {"i", "I"} and 1 <= number < 4000:
            letters = roman(number)
            return letters.upper() if self._style == "I" else letters
        return str(number)


def own_label(text: str, by_position: str) -> str:
    """Give the label of a list item: the one that its text carries, else that of its place."""
    own = own_number(text)
    # Initials begin items too: "A." numbers one only where it agrees with the place.
    is_initial = len(own) == 1 and own.isupper() and text[:1] != "("
    if is_initial and own not in {by_position, _letter(by_position)}:
        return by_position
    return own or by_position


def _letter(number: str) -> str:
    """Give the capital that counts as a number does: C for 3, "" where there is none."""
    return chr(64 + int(number)) if number.isdecimal() and 1 <= int(number) <= 26 else ""


def refine(piece: Piece, *, headings: bool = True) -> None:
    """See a numbered heading or list item in what is marked up as a paragraph.

    Args:
        piece: changed in place.
        headings: false where the work marks its headings, so that none are to be guessed.
    """
    if piece.kind is not BlockKind.PARAGRAPH:
        return
    text = piece.text
    if len(text) > _LONGEST_HEADING and text[0].isalpha() and text[1] not in ".)":
        return  # as most do, so that the rules below are seldom asked
    label = enumeration_label(piece.text)
    if headings and looks_like_heading(piece.text):
        piece.kind, piece.confidence = BlockKind.HEADING, 0.7
        piece.level = min(6, 1 + max(1, heading_rank(piece.text)))
    elif label and not label[0].isalnum():
        piece.kind, piece.level, piece.confidence = BlockKind.LIST_ITEM, 1, 0.7
        piece.label = label
