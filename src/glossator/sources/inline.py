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
    StyleKind,
)
from glossator.sources.blocks import Piece, StyleRun

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
    if not core:
        return ""
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
    styles: list[StyleRun] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    blank_due: bool = False
    # A list, since few are open at a time and members of an enum are slow to look up.
    _open: list[tuple[StyleKind, int]] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append running text."""
        core = fold_blanks(text)
        if not core:
            self.blank_due = self.blank_due or bool(text)
            return
        if self.length and (self.blank_due or text[0] in _BLANKS):
            self._add_blank()
        self.parts.append(core)
        self.length += len(core)
        self.blank_due = text[-1] in _BLANKS

    def _add_blank(self) -> None:
        """Append the blank that parts two words; a style that opened before it begins after it."""
        at = self.length
        self.parts.append(" ")
        self.length = at + 1
        if self._open and self._open[-1][1] == at:
            self._open = [(kind, start + (start == at)) for kind, start in self._open]

    def _append(self, text: str) -> None:
        if self.blank_due and self.length:
            self._add_blank()
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
        self._open.append((kind, self.length))

    def close_style(self, kind: StyleKind) -> None:
        """End the innermost run of a style; those around it go on."""
        for at in range(len(self._open) - 1, -1, -1):
            opened, start = self._open[at]
            if opened is kind:
                del self._open[at]
                if start < self.length and not self._is_open(kind):
                    self.styles.append((start, self.length, kind))
                return

    def _is_open(self, kind: StyleKind) -> bool:
        return bool(self._open) and any(opened is kind for opened, _ in self._open)

    def take(self, kind: BlockKind, *, level: int = 0, label: str = "") -> Piece:
        """Give what has been gathered as a piece, and begin anew."""
        if self._open:
            self._part_styles()
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
        self.names.clear()
        self.length, self.blank_due = 0, False
        self.markers, self.calls, self.styles, self.images = [], {}, [], []
        return piece

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there that the next words would come behind or into."""
        return not self.length and self.is_bare

    @property
    def is_bare(self) -> bool:
        """Whether nothing was gathered but text."""
        # Calls and images have a marker.
        return not (self.styles or self.markers or self.names or self._open)

    def take_text(self) -> str:
        """Give the text alone and begin anew; only where it is bare."""
        text = "".join(self.parts)
        self.parts.clear()
        self.length, self.blank_due = 0, False
        return text

    def _part_styles(self) -> None:
        """End the runs that are open, and open them again for the text that comes next."""
        begun: dict[StyleKind, int] = {}
        for kind, start in self._open:
            begun.setdefault(kind, start)
        runs = [(start, self.length, kind) for kind, start in begun.items()]
        self.styles += [run for run in runs if run[0] < self.length]
        self._open = [(kind, 0) for kind, _ in self._open]
