"""Gather the running text of one block with its styles and markers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from glossator.model.text import (
    IMAGE_SIGN,
    BlockKind,
    Image,
    Marker,
    MarkerKind,
    Style,
    StyleKind,
)
from glossator.sources.blocks import Piece

_BLANKS = " \t\n\r\f"
_UNEVEN = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")  # not the single blanks
_SOFT_END = re.compile(r"(?<=[^\W\d_])\xad[ \t]*[\n\r][ \t\n\r]*(?=[^\W\d_])")


def fold_blanks(text: str) -> str:
    """Give running text with runs of blanks as one, and none at either end.

    A soft hyphen at a line's end goes, with the line's end.
    """
    if "\xad" in text:
        text = _SOFT_END.sub("", text)
    core = text.strip(_BLANKS)
    # Looking for single characters, and stripping lines, is ten times faster than the expression.
    if "\n" in core:
        core = " ".join([line for part in core.split("\n") if (line := part.strip(_BLANKS))])
    if "  " in core or "\t" in core or "\r" in core or "\f" in core:
        core = _UNEVEN.sub(" ", core)
    return core


@dataclass(slots=True)
class InlineText:
    """The text of a block as it grows: runs of blanks count as one, none at either end.

    A soft hyphen stays, but for one that breaks a word at a line's end.
    Styles that are open stay open over `take`, so that an emphasis which spans
    two paragraphs marks both.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    markers: list[Marker] = field(default_factory=list)
    calls: dict[int, str] = field(default_factory=dict)
    styles: list[Style] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    blank_due: bool = False
    _joints: set[int] = field(default_factory=set)  # where a blank parts two parts
    _open: dict[StyleKind, list[int]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Append running text."""
        core = fold_blanks(text)
        if not core:
            self.blank_due = self.blank_due or bool(text)
            return
        if self.length and (self.blank_due or text[0] in _BLANKS):
            self._joints.add(self.length)
            self.parts.append(" ")
            self.length += 1
        self.parts.append(core)
        self.length += len(core)
        self.blank_due = text[-1] in _BLANKS

    def _append(self, text: str) -> None:
        if self.blank_due and self.length:
            self._joints.add(self.length)
            self.parts.append(" ")
            self.length += 1
        self.blank_due = False
        self.parts.append(text)
        self.length += len(text)

    def add_marker(self, kind: MarkerKind, text: str, label: str, calls: str = "") -> int:
        """Append text that is not running text and give its start.

        Args:
            kind: of the marker.
            text: as it stands in the block.
            label: as in `Marker`.
            calls: the name of the note it calls, "" for none.
        """
        self._append(" ".join(text.split()) or label)
        start = self.length - len(self.parts[-1])
        self.markers.append(Marker(kind, start, self.length, label))
        if calls:
            self.calls[start] = calls
        return start

    def add_image(self, image: Image, shows: str) -> None:
        """Append a picture; `shows` is its alternative text, and its own `start` is not used."""
        start = self.add_marker(MarkerKind.IMAGE, IMAGE_SIGN, " ".join(shows.split()))
        self.images.append(replace(image, start=start))

    def open_style(self, kind: StyleKind) -> None:
        """Begin a run of a style; runs of one kind may nest."""
        self._open.setdefault(kind, []).append(self.length)

    def close_style(self, kind: StyleKind) -> None:
        """End the innermost run of a style."""
        starts = self._open.get(kind)
        if starts:
            start = starts.pop()
            if not starts:
                del self._open[kind]
                self._note_style(kind, start)

    def _note_style(self, kind: StyleKind, start: int) -> None:
        start += start in self._joints
        if start < self.length:
            self.styles.append(Style(kind, start, self.length))

    def take(self, kind: BlockKind, *, level: int = 0, label: str = "") -> Piece:
        """Give what has been gathered as a piece, and begin anew."""
        for style, starts in self._open.items():
            self._note_style(style, starts[0])
            starts[:] = [0] * len(starts)
        text, names = "".join(self.parts), tuple(self.names)
        # By position, which takes half the time; what is empty and stays here is used again.
        piece = Piece(
            kind,
            text,
            level,
            None,
            label,
            1.0,
            self.markers,
            self.calls,
            self.styles,
            names,
            self.images,
        )
        self.parts.clear()
        self._joints.clear()
        self.names.clear()
        self.length, self.blank_due = 0, False
        self.markers, self.calls, self.styles, self.images = [], {}, [], []
        return piece
