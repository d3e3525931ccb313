"""Read the tables of a page of HTML: which are tables at all, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeAlias, TypeVar

from selectolax.lexbor import LexborNode

from glossator.model.text import BlockKind, Style, Table
from glossator.sources.blocks import Piece
from glossator.sources.html_pages import PageMark

_CELL_IS_PROSE = 400  # characters: a longer cell is a column of the page's layout
_MOST_CELLS = 200_000  # of a table, those that wider cells cover counted
_WIDEST = 1000  # columns that one cell may span (HTML, 4.9.12)

PageMarks: TypeAlias = list[tuple[PageMark, int]]
"""Page marks and where in a piece each stands."""

Mark = TypeVar("Mark")
"""What a reader of a format notes of the places in a cell, such as the pages that begin there."""


def is_layout(table: LexborNode) -> bool:
    """Tell whether a table only arranges the page: it holds another one, or cells of prose."""
    if table.css_first("table table, pre, h1, h2, h3, ol, ul, blockquote") is not None:
        return True
    cells = table.css("td, th")
    if len(table.text()) <= _CELL_IS_PROSE:
        return len(cells) <= 1
    return len(cells) <= 1 or any(len(cell.text()) > _CELL_IS_PROSE for cell in cells)


@dataclass(slots=True)
class _Cell(Generic[Mark]):
    """A cell: its text, and how many rows and columns it takes (0 rows: all that follow)."""

    piece: Piece
    marks: list[tuple[Mark, int]]
    rows: int
    columns: int
    is_head: bool


@dataclass(slots=True)
class _Row(Generic[Mark]):
    cells: list[_Cell[Mark]] = field(default_factory=list)
    in_head: bool = False


class TableText(Generic[Mark]):
    """Gathers the cells of one table."""

    def __init__(self) -> None:
        self._rows: list[_Row[Mark]] = []

    def open_row(self, *, in_head: bool) -> None:
        """Begin a row; `in_head`: it stands in the table's head (thead)."""
        self._rows.append(_Row(in_head=in_head))

    def add_cell(
        self,
        piece: Piece,
        marks: list[tuple[Mark, int]],
        tag: str,
        attributes: Mapping[str, str | None],
    ) -> None:
        """Add the next cell of the row."""
        if not self._rows:
            self.open_row(in_head=False)
        rows = columns = 1
        if "rowspan" in attributes or "colspan" in attributes:
            rows = _number(attributes, "rowspan", 65_534)
            columns = max(1, _number(attributes, "colspan", _WIDEST))
        self._rows[-1].cells.append(_Cell(piece, marks, rows, columns, tag == "th"))

    def finish(self) -> tuple[Piece, list[tuple[Mark, int]]]:
        """Give the table as a piece, and the marks in it; rows without words are left out."""
        rows = [row for row in self._rows if row.cells]
        filled = [row for row in rows if any(cell.piece.text for cell in row.cells)]
        if not filled:
            return _nothing(rows), []
        if all(cell.rows == 1 for row in rows for cell in row.cells):
            rows = filled
        grid, spans = _lay_out(rows)
        piece, marks = _join(grid)
        heads = _count_heads(rows)
        piece.table = Table(0, heads, tuple(spans)) if heads or spans else None
        return piece, marks


def _nothing(rows: list[_Row[Mark]]) -> Piece:
    """Give a table without words: only the names that lead to it remain."""
    names = tuple(name for row in rows for cell in row.cells for name in cell.piece.names)
    return Piece(BlockKind.TABLE, "", names=names)


def _number(attributes: Mapping[str, str | None], name: str, most: int) -> int:
    """Read a span: 1 where it is not said or is no number."""
    given = (attributes.get(name) or "").strip()
    return min(int(given), most) if given.isdecimal() and len(given) < 9 else 1


def _count_heads(rows: list[_Row[Mark]]) -> int:
    """Count the rows at the top that are heads: those of thead, else those of th alone."""
    declared = any(row.in_head for row in rows)
    heads = 0
    for row in rows:
        if not (row.in_head if declared else all(cell.is_head for cell in row.cells)):
            break
        heads += 1
    return heads if heads < len(rows) or declared else 0


def _lay_out(
    rows: list[_Row[Mark]],
) -> tuple[list[list[_Cell[Mark] | None]], list[tuple[int, int, int, int]]]:
    """Put the cells into columns (HTML, 4.9.12.1); None where a wider or taller one covers.

    Returns:
        The rows, and (row, column, rows, columns) of each cell larger than one.
    """
    grid: list[list[_Cell[Mark] | None]] = []
    spans: list[tuple[int, int, int, int]] = []
    covered: dict[int, int] = {}  # column -> how many rows it is covered for, this one included
    left = _MOST_CELLS
    for at, row in enumerate(rows):
        line: list[_Cell[Mark] | None] = []
        below = {column: down - 1 for column, down in covered.items() if down > 1}
        for cell in row.cells:
            _skip_covered(line, covered)
            tall = min(cell.rows or len(rows), len(rows) - at)
            if cell.columns * tall > left:
                tall = cell.columns = 1
            left -= cell.columns * tall
            if cell.columns > 1 or tall > 1:
                spans.append((at, len(line), tall, cell.columns))
            if tall > 1:
                below.update(dict.fromkeys(range(len(line), len(line) + cell.columns), tall - 1))
            line += [cell, *[None] * (cell.columns - 1)]
        _skip_covered(line, covered)
        grid.append(line)
        covered = below
    return grid, spans


def _skip_covered(line: list[_Cell[Mark] | None], covered: Mapping[int, int]) -> None:
    while covered.get(len(line)):
        line.append(None)


def _join(grid: list[list[_Cell[Mark] | None]]) -> tuple[Piece, list[tuple[Mark, int]]]:
    """Join the cells' texts: a row a line, cells parted by tabs."""
    whole = Piece(BlockKind.TABLE, "")
    marks: list[tuple[Mark, int]] = []
    parts: list[str] = []
    length = 0
    for at, line in enumerate(grid):
        for column, cell in enumerate(line):
            between = "\t" if column else "\n" if at else ""
            length += len(between)
            parts.append(between)
            if cell is not None:
                parts.append(cell.piece.text)
                _take_in(whole, cell.piece, length)
                marks += [(mark, length + place) for mark, place in cell.marks]
                length += len(cell.piece.text)
    whole.text = "".join(parts)
    return whole, marks


def _take_in(whole: Piece, cell: Piece, start: int) -> None:
    """Take what stands in a cell into the table; the cell's text begins at `start`."""
    if not (cell.markers or cell.styles or cell.names):  # as with most cells
        return
    for marker in cell.markers:
        shifted = replace(marker, start=marker.start + start, end=marker.end + start)
        whole.markers.append(shifted)
    whole.calls |= {at + start: name for at, name in cell.calls.items()}
    whole.styles += [Style(s.kind, s.start + start, s.end + start) for s in cell.styles]
    whole.images += [replace(image, start=image.start + start) for image in cell.images]
    whole.names += cell.names
