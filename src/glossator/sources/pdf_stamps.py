"""Take a clerk's stamp off the first page: "FILED", with date and name below one another.

It is set into a corner of the caption, in the middle of its own narrow column,
and would be read row by row with what stands to its left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossator.sources.pdf_rows import Line, measure
from glossator.sources.pdf_words import Word

_SAYS = frozenset({"FILED", "ENTERED", "RECEIVED", "LODGED"})
_WIDE = 1.1  # times the size of type: a wider space parts a stamp from the text beside it
_ON_AXIS = 8.0  # points that the middle of a row of the stamp may be off that of the others
_NEAR = 18.0  # points between two rows of a stamp
_NARROW = 0.35  # of the page's width
_ASIDE = 0.1  # of the page's width that a stamp's middle is off the page's
_LEAST_ROWS = 3
_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line with no wide space between them; `line` is its place."""

    line: int
    words: tuple[Word, ...]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Where its middle stands, in points from the page's left edge."""
        return (self.words[0].left + self.words[-1].right) / 2

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.words[-1].right - self.words[0].left


def take_stamp(lines: Sequence[Line], width: float) -> tuple[list[Line], list[Line]]:
    """Part the rows of a stamp from the lines of a first page.

    Args:
        lines: of the page, in any order.
        width: of the page, in points.

    Returns:
        The lines without it, and its own from top to bottom; the lines as they
        were where the page bears none.
    """
    pieces = [piece for at, line in enumerate(lines) for piece in _pieces(at, line)]
    stamp = next(filter(None, (_grow(piece, pieces, width) for piece in pieces)), [])
    if not stamp:
        return list(lines), []
    taken = {id(word) for piece in stamp for word in piece.words}
    left = []
    for line in lines:
        words = [word for word in line.words if id(word) not in taken]
        if len(words) == len(line.words):
            left.append(line)
        elif words:
            left.append(measure(words, broken=line.broken and words[-1] is line.words[-1]))
    rows = sorted(stamp, key=lambda piece: piece.bottom)
    return left, [measure(list(piece.words), broken=False) for piece in rows]


def _pieces(at: int, line: Line) -> Iterator[_Piece]:
    run: list[Word] = []
    for word in line.words:
        if run and word.left - run[-1].right > _WIDE * line.size:
            yield _Piece(at, tuple(run), line.top, line.bottom)
            run = []
        run.append(word)
    yield _Piece(at, tuple(run), line.top, line.bottom)


def _grow(seed: _Piece, pieces: Sequence[_Piece], width: float) -> list[_Piece]:
    """Gather the rows above and below the word of a stamp; nothing where it is none."""
    says = "".join(word.text for word in seed.words).strip(".:")
    if says not in _SAYS or abs(seed.middle - width / 2) < _ASIDE * width:
        return []
    stamp, axis = [seed], seed.middle
    rest = [piece for piece in pieces if piece is not seed and _fits(piece, axis, width)]
    while len(stamp) <= _MOST_ROWS:
        top, bottom = min(p.top for p in stamp), max(p.bottom for p in stamp)
        near = [p for p in rest if p.top - bottom < _NEAR and top - p.bottom < _NEAR]
        if not near:
            return stamp if len(stamp) >= _LEAST_ROWS else []
        stamp += near
        rest = [piece for piece in rest if piece not in near]
    return []  # a column of text


def _fits(piece: _Piece, axis: float, width: float) -> bool:
    return abs(piece.middle - axis) < _ON_AXIS and piece.width < _NARROW * width
