"""Find the columns of a page, and the order in which they are read.

A gutter is a stretch of the page that no row of type crosses, with type on
both sides in several rows. It parts columns only where something else agrees:
the order in which the program drew the page (typesetters draw one column after
the other), an upright line (drawn, or set of signs, which are then left out),
or rows that fill their columns on both sides. Where nothing does, what looks
like a gutter is the space between a table's cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from glossator.sources.pdf_frames import Box
from glossator.sources.pdf_rows import Line, measure
from glossator.sources.pdf_words import Word

_LEAST_ROWS = 3  # with type on both sides, for a gutter
_FULL_ROWS = 6  # the same, where only the rows' fullness speaks for columns
_WIDE = 1.1  # times the size of type: a wider space may be a gutter
_MIDDLE = (0.15, 0.85)  # of the type's width: a gutter lies there
_LEAST_LETTERS = 8  # a row in a side: less is a number, a label or a cell
_DEEPEST = 2
_FENCE = re.compile(r"[)\]}|:*§\uf8e0-\uf8ff⎞⎟⎠⎤⎥⎦⎫⎬⎭⎪]{1,2}")
_MOST_PIECES = 2_000  # on a page: more are a drawing made of letters


@dataclass(slots=True)
class Region:
    """Lines that are read one below the other.

    Attributes:
        side: names the column on its page: "" for the whole width, "l" and "r" for
            the two sides of a gutter, "ll", "lr" and so on for sides of sides.
        lines: in no order yet.
        is_caption: whether an upright line parts it from the other side.
    """

    side: str
    lines: list[Line]
    is_caption: bool = False


@dataclass(slots=True)
class _Piece:
    """A part of a line with no wide space in it."""

    line: int
    words: list[Word]
    left: float
    right: float
    top: float
    bottom: float
    size: float
    is_fence: bool = False

    def letters(self) -> int:
        """Count its characters."""
        return sum(len(word.text) for word in self.words)


_Side = list[_Piece]


@dataclass(slots=True)
class _Row:
    """Pieces that stand side by side, from left to right."""

    pieces: list[_Piece]

    def crosses(self, at: float) -> bool:
        """Tell whether a piece lies over a gutter."""
        return any(
            piece.left < at - 1 and piece.right > at + 1 and not piece.is_fence
            for piece in self.pieces
        )

    def sides(self, at: float) -> tuple[_Side, _Side]:
        """Part its pieces at a gutter that none of them crosses."""
        pieces = [piece for piece in self.pieces if not piece.is_fence]
        left = [piece for piece in pieces if piece.right <= at + 1]
        return left, [piece for piece in pieces if piece.right > at + 1]


@dataclass(slots=True)
class _Band:
    """Rows one below the other that leave a gutter free."""

    rows: list[_Row]
    at: float

    def both(self) -> list[tuple[_Side, _Side]]:
        """Give the two sides of each row that has type on both."""
        parted = (row.sides(self.at) for row in self.rows)
        return [(left, right) for left, right in parted if left and right]

    def side(self, which: int) -> _Side:
        """Give the pieces of the left (0) or right (1) side."""
        return [piece for row in self.rows for piece in row.sides(self.at)[which]]


def part_columns(lines: Sequence[Line], dividers: Sequence[Box] = ()) -> list[Region]:
    """Part a page's lines into regions, in reading order; one region where it has no columns.

    Args:
        lines: in the order in which PDFium gives them.
        dividers: upright lines drawn on the page.
    """
    if not _may_have_columns(lines):
        return [Region("", list(lines))]
    fences = _fences(lines)
    pieces = [piece for at, line in enumerate(lines) for piece in _pieces(at, line, fences)]
    if len(pieces) > _MOST_PIECES:
        return [Region("", list(lines))]
    drawn = [_fence_box(fence) for fence in fences.values()]
    parts = _part(pieces, [*drawn, *dividers], "")
    return [
        Region(side, _lines_of(found, lines), is_caption)
        for side, found, is_caption in parts
        if found
    ]


def _may_have_columns(lines: Sequence[Line]) -> bool:
    """Tell at little cost whether enough lines hold wide spaces or stand side by side."""
    beside = sum(_overlap(one, two) > 0.5 for one, two in pairwise(lines))
    wide = sum(line.widest > _WIDE * line.size for line in lines)
    if beside + wide >= _LEAST_ROWS:
        return True
    down = sorted(lines, key=lambda line: line.bottom)
    return sum(_overlap(one, two) > 0.5 for one, two in pairwise(down)) + wide >= _LEAST_ROWS


def _overlap(one: Line | _Piece, two: Line | _Piece) -> float:
    """Give the share of the lower one's height in which two stand side by side."""
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    return shared / max(0.1, min(one.bottom - one.top, two.bottom - two.top))


def _fences(lines: Sequence[Line]) -> dict[int, list[Word]]:
    """Find the signs that stand one below the other and part a caption in two, as ")" does.

    Returns:
        The words of each such fence, by their left edge in steps of 4 points.
    """
    found: dict[int, list[Word]] = {}
    for line in lines:
        for word in line.words:
            if len(word.text) <= 2 and _FENCE.fullmatch(word.text):
                found.setdefault(round(word.left / 4), []).append(word)
    return {edge: words for edge, words in found.items() if _is_fence(words)}


def _is_fence(words: Sequence[Word]) -> bool:
    heights = {round(word.top) for word in words}
    return len(heights) >= _LEAST_ROWS and len(heights) == len(words)


def _fence_box(words: Sequence[Word]) -> Box:
    left, top = min(word.left for word in words), min(word.top for word in words)
    return left, top, max(word.right for word in words), max(word.bottom for word in words)


def _pieces(at: int, line: Line, fences: Mapping[int, list[Word]]) -> Iterator[_Piece]:
    """Cut a line at its wide spaces and around the signs of a fence."""
    words = line.words
    if line.widest <= _WIDE * line.size and not fences:
        yield _Piece(at, words, line.left, line.right, line.top, line.bottom, line.size)
        return
    run: list[Word] = []
    was_fence = False
    for word in words:
        is_fence = any(word is sign for sign in fences.get(round(word.left / 4), ()))
        if run and (is_fence or was_fence or word.left - run[-1].right > _WIDE * line.size):
            yield _piece(at, run, line, is_fence=was_fence)
            run = []
        run.append(word)
        was_fence = is_fence
    yield _piece(at, run, line, is_fence=was_fence)


def _piece(at: int, words: list[Word], line: Line, *, is_fence: bool) -> _Piece:
    right = max(word.right for word in words)
    return _Piece(at, words, words[0].left, right, line.top, line.bottom, line.size, is_fence)


def _part(
    pieces: Sequence[_Piece], dividers: Sequence[Box], side: str
) -> Iterator[tuple[str, Sequence[_Piece], bool]]:
    """Give the regions of pieces, in reading order; sides are parted further."""
    rows = _rows(pieces)
    at = _gutter(rows, pieces) if len(side) < _DEEPEST else None
    if at is None:
        yield side, pieces, False
        return
    whole: list[_Piece] = []
    for rows_of_one, band in _bands(rows, at):
        drawn = band is not None and _is_divided(band, dividers)
        if band is None or not _are_columns(band, drawn=drawn):
            whole += [piece for row in rows_of_one for piece in row.pieces]
            continue
        if whole:
            yield side, whole, False
            whole = []
        for which, name in enumerate("lr"):
            for deeper, found, _ in _part(band.side(which), (), side + name):
                yield deeper, found, drawn
    if whole:
        yield side, whole, False


def _rows(pieces: Sequence[_Piece]) -> list[_Row]:
    """Gather the pieces that stand side by side, from top to bottom."""
    rows: list[_Row] = []
    for piece in sorted(pieces, key=lambda piece: piece.top + piece.bottom):
        if rows and _overlap(rows[-1].pieces[-1], piece) > 0.5 and _stands_free(rows[-1], piece):
            rows[-1].pieces.append(piece)
        else:
            rows.append(_Row([piece]))
    for row in rows:
        row.pieces.sort(key=lambda piece: piece.left)
    return rows


def _stands_free(row: _Row, piece: _Piece) -> bool:
    """Tell whether a piece lies over none of a row's."""
    others = row.pieces
    return all(piece.left >= one.right - 1 or piece.right <= one.left + 1 for one in others)


def _gutter(rows: Sequence[_Row], pieces: Sequence[_Piece]) -> float | None:
    """Give where the columns may part: at a fence, else at the best gutter."""
    fence = next((piece for piece in pieces if piece.is_fence), None)
    return (fence.left + fence.right) / 2 if fence else _best_gutter(rows)


def _best_gutter(rows: Sequence[_Row]) -> float | None:
    """Give the place that most rows leave free between two of their pieces; None for too few."""
    left = min(row.pieces[0].left for row in rows)
    right = max(row.pieces[-1].right for row in rows)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    edges: list[tuple[float, int]] = []
    for row in rows:
        for one, two in pairwise(row.pieces):
            start, stop = max(low, one.right), min(high, two.left)
            if stop - start > 0.5 * one.size:
                edges += ((start, 1), (stop, -1))
    return _deepest(edges)


def _deepest(edges: list[tuple[float, int]]) -> float | None:
    """Give the middle of the stretch that most intervals share, given by their two ends."""
    edges.sort()
    depth = 0
    best = (0, 0.0)
    found: float | None = None
    for (place, step), (after, _) in pairwise(edges):
        depth += step
        if after - place > 2 and (depth, after - place) > best:
            best, found = (depth, after - place), (place + after) / 2
    return found if best[0] >= _LEAST_ROWS else None


def _bands(rows: Sequence[_Row], at: float) -> Iterator[tuple[list[_Row], _Band | None]]:
    """Give runs of rows that cross a gutter, and bands of those that leave it free."""
    run: list[_Row] = []
    crossing = True
    for row in rows:
        crosses = row.crosses(at)
        apart = not crosses and bool(run) and _falls_out(run, row, at)
        if run and (crosses != crossing or apart):
            yield run, None if crossing else _Band(run, at)
            run = []
        crossing = crosses
        run.append(row)
    if run:
        yield run, None if crossing else _Band(run, at)


def _falls_out(run: Sequence[_Row], row: _Row, at: float) -> bool:
    """Tell whether a row is too far below the ones before to stand in their columns."""
    bottom = max(piece.bottom for other in run[-2:] for piece in other.pieces)
    piece = row.pieces[0]
    one_sided = not all(row.sides(at))
    return piece.top - bottom > (1.2 if one_sided else 12.0) * piece.size


def _are_columns(band: _Band, *, drawn: bool) -> bool:
    """Tell columns from the cells of a table, by all that speaks for them."""
    both = band.both()
    if not drawn and len(both) < _LEAST_ROWS:
        return False
    sides = band.side(0), band.side(1)
    if not drawn and min(_letters_a_row(side) for side in sides) < _LEAST_LETTERS:
        return False
    if drawn or _switches(sides) <= max(2.0, 0.3 * len(both)):
        return True
    return len(both) >= _FULL_ROWS and all(map(_fills, zip(*both, strict=True)))


def _is_divided(band: _Band, dividers: Sequence[Box]) -> bool:
    """Tell whether an upright line is drawn in the gutter, or set of signs like ")"."""
    if not band.both():
        return False
    top, bottom = band.rows[0].pieces[0].top, band.rows[-1].pieces[0].bottom
    near = [box for box in dividers if abs(box[0] - band.at) < 30 and box[2] > _edge(band)]
    return sum(min(b[3], bottom) - max(b[1], top) for b in near) > 0.6 * (bottom - top)


def _edge(band: _Band) -> float:
    """Give the right edge of most of a band's left side."""
    return median(piece.right for piece in band.side(0)) - 1


def _letters_a_row(side: _Side) -> float:
    return sum(piece.letters() for piece in side) / len(side)


def _switches(sides: tuple[_Side, _Side]) -> int:
    """Count how often the program that drew the page went from one side to the other, and back."""
    order = sorted(
        [(piece.line, piece.left, 0) for piece in sides[0]]
        + [(piece.line, piece.left, 1) for piece in sides[1]]
    )
    return sum(one[2] != two[2] for one, two in pairwise(order)) - 1


def _fills(rows: Sequence[_Side]) -> bool:
    """Tell whether most rows of a side are running text: as wide as the side, of several words."""
    left = min(row[0].left for row in rows)
    widths = [row[-1].right - left for row in rows]
    words = median(sum(len(piece.words) for piece in row) for row in rows)
    return words >= 4 and median(widths) > 0.8 * max(widths)


def _lines_of(pieces: Sequence[_Piece], lines: Sequence[Line]) -> list[Line]:
    """Put the pieces of a region that come from one line together again."""
    by_line: dict[int, list[Word]] = {}
    for piece in sorted(pieces, key=lambda piece: (piece.line, piece.left)):
        by_line.setdefault(piece.line, []).extend(piece.words)
    found = []
    for at, words in by_line.items():
        line = lines[at]
        if len(words) < len(line.words):
            line = measure(words, broken=line.broken and words[-1] is line.words[-1])
        found.append(line)
    return found
