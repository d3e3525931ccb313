"""Read the tables of a page of HTML: which are tables at all, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Generic, TypeAlias, TypeVar

from selectolax.lexbor import LexborNode

from glossator.model.text import BlockKind, Table
from glossator.sources.blocks import Piece
from glossator.sources.html_pages import PageMark
from glossator.sources.inline import InlineText, fold_blanks

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
class _Row(Generic[Mark]):
    """A row: the texts of its cells, and what is to be said of those that are more than words.

    Attributes:
        in_head: whether it stands in the table's head.
        texts: of its cells.
        heads: how many of the cells are heads.
        spans: how many rows and columns a cell takes, by its place; 0 rows: all that follow.
        held: what stands in a cell's text, and the marks in it, by its place.
    """

    in_head: bool = False
    texts: list[str] = field(default_factory=list)
    heads: int = 0
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    held: dict[int, tuple[Piece, Sequence[tuple[Mark, int]]]] = field(default_factory=dict)


_Line: TypeAlias = Sequence[int | None]
"""Which cell of a row stands in each column, None where a wider or taller one covers it."""


class TableText(Generic[Mark]):
    """Gathers the rows and cells of one table."""

    def __init__(self) -> None:
        self._rows: list[_Row[Mark]] = []

    def open_row(self, *, in_head: bool) -> None:
        """Begin a row; `in_head`: it stands in the table's head (thead)."""
        self._rows.append(_Row(in_head))

    def add_cell(
        self,
        inline: InlineText,
        marks: Sequence[tuple[Mark, int]],
        tag: str,
        attributes: Mapping[str, str | None],
    ) -> None:
        """Add the next cell of the row.

        Args:
            inline: what was gathered in it, which is taken from there.
            marks: the places in it that the reader of the format notes.
            tag: "th" for a cell that is a head.
            attributes: of its element.
        """
        row = self._last_row()
        at = len(row.texts)
        if marks or not inline.is_bare:
            piece = inline.take(BlockKind.TABLE)
            row.held[at] = piece, marks
            row.texts.append(piece.text)
        else:
            row.texts.append(inline.take_text())
        row.heads += tag == "th"
        if "rowspan" in attributes or "colspan" in attributes:
            rows = _number(attributes, "rowspan", 65_534)
            columns = max(1, _number(attributes, "colspan", _WIDEST))
            if (rows, columns) != (1, 1):
                row.spans[at] = rows, columns

    def add_words(self, words: str, tag: str) -> None:
        """Add the next cell of the row, one that holds words and nothing else."""
        row = self._last_row()
        row.texts.append(fold_blanks(words))
        row.heads += tag == "th"

    def _last_row(self) -> _Row[Mark]:
        if not self._rows:
            self.open_row(in_head=False)
        return self._rows[-1]

    def finish(self) -> tuple[Piece, list[tuple[Mark, int]]]:
        """Give the table as a piece, and the marks in it; rows without words are left out."""
        rows = [row for row in self._rows if row.texts]
        filled = [row for row in rows if any(row.texts)]
        if not filled:
            return _nothing(rows), []
        if all(down == 1 for row in rows for down, _ in row.spans.values()):
            rows = filled
        lines: list[_Line] = [range(len(row.texts)) for row in rows]
        spans: list[tuple[int, int, int, int]] = []
        if any(row.spans for row in rows):
            lines, spans = _lay_out(rows)
        piece, marks = _join(rows, lines)
        heads = _count_heads(rows)
        piece.table = Table(0, heads, tuple(spans)) if heads or spans else None
        return piece, marks


def _nothing(rows: list[_Row[Mark]]) -> Piece:
    """Give a table without words: only the names that lead to it remain."""
    names = tuple(name for row in rows for piece, _ in row.held.values() for name in piece.names)
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
        if not (row.in_head if declared else row.heads == len(row.texts)):
            break
        heads += 1
    return heads if heads < len(rows) or declared else 0


def _lay_out(rows: list[_Row[Mark]]) -> tuple[list[_Line], list[tuple[int, int, int, int]]]:
    """Put the cells into columns (HTML, 4.9.12.1).

    Returns:
        The rows, and (row, column, rows, columns) of each cell larger than one.
    """
    lines: list[_Line] = []
    spans: list[tuple[int, int, int, int]] = []
    covered: dict[int, int] = {}  # column -> how many rows it is covered for, this one included
    left = _MOST_CELLS
    for at, row in enumerate(rows):
        line: list[int | None] = []
        below = {column: down - 1 for column, down in covered.items() if down > 1}
        for cell in range(len(row.texts)):
            _skip_covered(line, covered)
            down, columns = row.spans.get(cell, (1, 1))
            tall = min(down or len(rows), len(rows) - at)
            if columns * tall > left:
                tall = columns = 1
            left -= columns * tall
            if columns > 1 or tall > 1:
                spans.append((at, len(line), tall, columns))
            if tall > 1:
                below.update(dict.fromkeys(range(len(line), len(line) + columns), tall - 1))
            line += [cell, *[None] * (columns - 1)]
        _skip_covered(line, covered)
        lines.append(line)
        covered = below
    return lines, spans


def _skip_covered(line: list[int | None], covered: Mapping[int, int]) -> None:
    while covered.get(len(line)):
        line.append(None)


def _join(
    rows: Sequence[_Row[Mark]], lines: Sequence[_Line]
) -> tuple[Piece, list[tuple[Mark, int]]]:
    """Join the cells' texts: a row a line, cells parted by tabs."""
    whole = Piece(BlockKind.TABLE, "")
    marks: list[tuple[Mark, int]] = []
    written: list[str] = []
    start = 0
    for row, line in zip(rows, lines, strict=True):
        texts = ["" if cell is None else row.texts[cell] for cell in line]
        if row.held:
            starts = list(accumulate((len(text) + 1 for text in texts), initial=start))
            for cell, (piece, places) in row.held.items():
                first = starts[line.index(cell)]
                _take_in(whole, piece, first)
                marks += [(mark, first + place) for mark, place in places]
        written.append("\t".join(texts))
        start += len(written[-1]) + 1
    whole.text = "\n".join(written)
    return whole, marks


def _take_in(whole: Piece, cell: Piece, start: int) -> None:
    """Take what stands in a cell into the table; the cell's text begins at `start`."""
    for marker in cell.markers:
        shifted = replace(marker, start=marker.start + start, end=marker.end + start)
        whole.markers.append(shifted)
    whole.calls |= {at + start: name for at, name in cell.calls.items()}
    whole.styles += [(first + start, last + start, kind) for first, last, kind in cell.styles]
    whole.images += [replace(image, start=image.start + start) for image in cell.images]
    whole.names += cell.names
