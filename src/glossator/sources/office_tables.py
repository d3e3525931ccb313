"""Make a block of a table's cells, if it is a table and not the page's frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossator.model.text import BlockKind, Table
from glossator.sources.blocks import Piece
from glossator.sources.office_drafts import Draft

_CELL_IS_PROSE = 1_500  # characters
_MOST_PARAGRAPHS = 8  # in a cell


@dataclass(slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        drafts: its paragraphs.
        column: where it begins, from 0.
        columns: how many it covers.
        rows: likewise.
    """

    drafts: list[Draft]
    column: int = 0
    columns: int = 1
    rows: int = 1


def join_cells(rows: Sequence[Sequence[Cell]], columns: int, header_rows: int) -> Draft:
    """Make a table of its cells: a line a row, cells parted by tabs.

    Cells that a wider or taller one covers are there, empty. The numbers of
    numbered paragraphs, which are all that some cells hold, are put before them.

    Args:
        rows: of each the cells that begin in it, from left to right.
        columns: how many there are.
        header_rows: as in `Table`.
    """
    table = _TableText()
    for at, row in enumerate(rows):
        column = 0
        table.append("\n" if at else "")
        for cell in row:
            table.append("\t" * (cell.column - column))
            column = max(column, cell.column)
            table.take_cell(cell)
        table.append("\t" * (columns - 1 - column))
    return table.finish(rows, header_rows)


class _TableText:
    """The text of a table as it grows."""

    def __init__(self) -> None:
        self._draft = Draft(Piece(BlockKind.TABLE, ""))
        self._parts: list[str] = []
        self._length = 0

    def append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def take_cell(self, cell: Cell) -> None:
        first = True
        for draft in cell.drafts:
            if not draft.text and draft.number is None:
                continue
            if not first:
                self.append(" ")
            if draft.number is not None and not draft.number.is_typed and draft.number.label:
                self.append(draft.number.label + (" " if draft.text else ""))
            self._take(draft)
            first = False

    def _take(self, draft: Draft) -> None:
        at, piece = self._length, self._draft.piece
        taken = draft.piece
        self.append(taken.text)
        piece.markers += [
            replace(mark, start=mark.start + at, end=mark.end + at) for mark in taken.markers
        ]
        piece.styles += [
            (start + at, min(end, len(taken.text)) + at, kind) for start, end, kind in taken.styles
        ]
        piece.calls.update({start + at: name for start, name in taken.calls.items()})
        piece.images += [replace(image, start=image.start + at) for image in taken.images]
        self._draft.anchors += [replace(anchor, at=anchor.at + at) for anchor in draft.anchors]

    def finish(self, rows: Sequence[Sequence[Cell]], header_rows: int) -> Draft:
        spans = tuple(
            (at, cell.column, cell.rows, cell.columns)
            for at, row in enumerate(rows)
            for cell in row
            if cell.rows > 1 or cell.columns > 1
        )
        self._draft.piece.text = "".join(self._parts)
        if spans or header_rows:
            self._draft.piece.table = Table(0, header_rows, spans)
        return self._draft


def is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a table only arranges the page.

    It has one column, or cells that hold another table, a heading or whole
    paragraphs of prose.
    """
    cells = [cell for row in rows for cell in row]
    return all(len(row) <= 1 for row in rows) or any(_is_page(cell) for cell in cells)


def _is_page(cell: Cell) -> bool:
    filled = [draft for draft in cell.drafts if draft.text]
    if any(draft.piece.kind in {BlockKind.TABLE, BlockKind.HEADING} for draft in filled):
        return True
    size = sum(len(draft.text) for draft in filled)
    return size > _CELL_IS_PROSE or (len(filled) > _MOST_PARAGRAPHS and size > _CELL_IS_PROSE // 3)
