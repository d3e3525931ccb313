"""Put the rows of an RTF's table together."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.sources.office_drafts import Draft
from glossator.sources.office_tables import Cell, is_layout, join_cells

_MOST_CELLS = 200  # in a row


@dataclass(slots=True)
class CellShape:
    """What a row says of one of its cells before it comes.

    Attributes:
        right: where it ends, in twentieths of a point.
        continues_left: whether the cell to its left covers it.
        continues_above: whether the cell above covers it.
        begins_tall: whether it covers cells below.
    """

    right: int = 0
    continues_left: bool = False
    continues_above: bool = False
    begins_tall: bool = False


@dataclass(slots=True)
class _Row:
    shapes: list[CellShape]
    cells: list[list[Draft]]
    is_head: bool


@dataclass(slots=True)
class RowState:
    """The row that is being read: the shapes of its cells, and those that have come."""

    shapes: list[CellShape] = field(default_factory=list)
    next_shape: CellShape = field(default_factory=CellShape)
    is_head: bool = False
    cells: list[list[Draft]] = field(default_factory=list)

    def define(self) -> None:
        """Begin to say what the row is."""
        self.shapes, self.next_shape, self.is_head = [], CellShape(), False

    def end_shape(self, right: int) -> None:
        """Say where the next cell ends."""
        self.next_shape.right = right
        if len(self.shapes) < _MOST_CELLS:
            self.shapes.append(self.next_shape)
        self.next_shape = CellShape()


class RtfTable:
    """The rows of a table as they come."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []

    def add(self, state: RowState) -> None:
        """Take the row that has come; its shapes hold for the next as well."""
        shapes = state.shapes[: len(state.cells)]
        last = shapes[-1].right if shapes else 0
        for at in range(len(shapes), len(state.cells)):  # cells that the row did not speak of
            shapes.append(CellShape(last + at + 1))
        self._rows.append(_Row(shapes, state.cells, state.is_head))
        state.cells = []

    def take(self) -> list[Draft]:
        """Give the table as a block, or as paragraphs where it only arranges the page."""
        rights = sorted({shape.right for row in self._rows for shape in row.shapes})
        column_of = {right: at for at, right in enumerate(rights)}
        rows: list[list[Cell]] = []
        open_cells: dict[int, Cell] = {}
        header_rows = 0
        for row in self._rows:
            header_rows += row.is_head and header_rows == len(rows)
            rows.append(_place(row, column_of, open_cells))
        self._rows = []
        if is_layout(rows):
            drafts = [draft for cells in rows for cell in cells for draft in cell.drafts]
            for draft in drafts:
                draft.in_table = True
            return drafts
        return [join_cells(rows, len(rights), header_rows)]


def _place(row: _Row, column_of: dict[int, int], open_cells: dict[int, Cell]) -> list[Cell]:
    """Give the cells that begin in a row, and let those above and to the left cover others."""
    cells: list[Cell] = []
    column = 0
    for shape, drafts in zip(row.shapes, row.cells, strict=True):
        end = max(column_of[shape.right] + 1, column + 1)
        above = open_cells.get(column)
        if shape.continues_left and cells:
            cells[-1].columns += end - column
            cells[-1].drafts += drafts
        elif shape.continues_above and above is not None:
            above.rows += 1
        else:
            cells.append(Cell(drafts, column, end - column))
            open_cells.pop(column, None)
            if shape.begins_tall:
                open_cells[column] = cells[-1]
        column = end
    return cells
