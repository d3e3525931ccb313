"""The paragraphs of an RTF's text, or of one of its notes, as they are gathered."""

from __future__ import annotations

from glossator.model.text import BlockKind, Image, MarkerKind, StyleKind
from glossator.sources.inline import InlineText
from glossator.sources.office_drafts import Anchor, Draft, Numbered
from glossator.sources.office_inline import NO_STYLES, turn_styles
from glossator.sources.rtf_state import Face, Look
from glossator.sources.rtf_tables import RowState, RtfTable

_PER_POINT = 20


class RtfStory:
    """One text: `drafts` are its paragraphs and tables so far."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.row = RowState()
        self._cell: list[Draft] = []
        self._table: RtfTable | None = None
        self._inline = InlineText()
        self._held: frozenset[StyleKind] = NO_STYLES
        self._begin()

    def _begin(self) -> None:
        self._label = ""
        self._anchors: list[Anchor] = []
        self._size, self._underlined, self._mark = 0.0, 0, ""

    def add(self, text: str, face: Face) -> None:
        """Append running text."""
        self._held = turn_styles(self._inline, self._held, face.kinds)
        self._size = max(self._size, face.size)
        self._underlined += len(text) if face.is_underlined else 0
        self._inline.add(text)

    def set_mark(self, name: str) -> None:
        """Say which foreign mark the text that follows is under; "" for none."""
        if name != self._mark:
            if self._mark:
                self._anchors.append(Anchor(self._mark, self._inline.length, ends=True))
            if name:
                self._anchors.append(Anchor(name, self._inline.length, ends=False))
            self._mark = name

    def call_note(self, name: str, label: str) -> None:
        """Append the call of a note."""
        self._held = turn_styles(self._inline, self._held, NO_STYLES)
        self._inline.add_marker(MarkerKind.FOOTNOTE_CALL, "", label, name)

    def add_image(self, image: Image) -> None:
        """Append a picture."""
        self._held = turn_styles(self._inline, self._held, NO_STYLES)
        self._inline.add_image(image, "")

    def set_label(self, label: str) -> None:
        """Say what number is printed before the paragraph."""
        self._label = " ".join(label.split())

    def end_paragraph(self, look: Look, outline: int, style: str) -> None:
        """End the paragraph that is being gathered."""
        draft = self._take(look, outline, style)
        if look.in_table:
            self._cell.append(draft)
            return
        self._end_table()
        self.drafts.append(draft)

    def end_cell(self, look: Look) -> None:
        """End a cell of a table."""
        self._cell.append(self._take(look, 0, ""))
        self.row.cells.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """End a row of a table."""
        if self.row.cells:
            self._table = self._table or RtfTable()
            self._table.add(self.row)

    def _end_table(self) -> None:
        if self._table is not None:
            self.drafts += self._table.take()
            self._table = None

    def finish(self, look: Look) -> list[Draft]:
        """End whatever is open and give all."""
        last = self._take(look, 0, "")
        if self.row.cells or self._cell:  # the file breaks off in a row
            self.row.cells.append(self._cell)
            self._cell = []
            self.end_row()
        self._end_table()
        self.drafts.append(last)
        return self.drafts

    def _take(self, look: Look, outline: int, style: str) -> Draft:
        self._held = turn_styles(self._inline, self._held, NO_STYLES)
        mark = self._mark
        self.set_mark("")
        piece = self._inline.take(BlockKind.PARAGRAPH)
        if outline:
            piece.kind, piece.level = BlockKind.HEADING, min(6, outline)
        draft = Draft(
            piece,
            number=self._number(look),
            style=style,
            left=look.left / _PER_POINT,
            right=look.right / _PER_POINT,
            is_centred=look.is_centred,
            size=self._size,
            is_underlined=0 < len(piece.text) <= self._underlined,
            is_contents=style.casefold().startswith("toc"),
            is_rtl=look.is_rtl,
            anchors=self._anchors,
        )
        self._begin()
        self.set_mark(mark)
        return draft

    def _number(self, look: Look) -> Numbered | None:
        if not self._label:
            return None
        is_bullet = not any(map(str.isalnum, self._label))
        series = f"{look.list_name}/{look.list_level}"
        return Numbered(self._label, series, look.list_level, is_bullet)
