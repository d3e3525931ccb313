"""Pack the word boxes of a page into a few hundred bytes, and back."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Sequence

from glossator.model.books import WordBox

_HEADER = struct.Struct("<4sIi")  # magic, number of words, offset of the first from the page's start
_MAGIC = b"gwb1"
_SCALE = 10  # boxes are kept to a tenth of a point
_FAR = 0xFFFF  # a gap too wide for its column; the true one stands in the list of wide gaps


def pack_boxes(words: Sequence[WordBox], page_start: int) -> bytes:
    """Pack the words of one page, sorted by their place in the text.

    Columns (gap from the word before, length, x, y, width, height) of 16-bit
    numbers, in tenths of a point, one after the other, then zlib: about 1.2 kB
    a page of 350 words. Sizes and places are cut to what 16 bits hold
    (6,553 pt); x and y may be negative (down to -3,276 pt).

    Args:
        words: of one page, in any order.
        page_start: where the page's text starts, in code points.
    """
    ordered = sorted(words, key=lambda word: (word.start, word.end))
    first = ordered[0].start - page_start if ordered else 0
    gaps, wide = array("H"), array("I")
    before = page_start + first
    for word in ordered:
        gap = word.start - before
        gaps.append(min(gap, _FAR))
        if gap >= _FAR:
            wide.append(gap)
        before = word.start
    columns = [gaps, array("H", (min(word.end - word.start, _FAR) for word in ordered))]
    columns.append(array("H", (_signed(word.x) for word in ordered)))
    columns.append(array("H", (_signed(word.y) for word in ordered)))
    columns.append(array("H", (_unsigned(word.width) for word in ordered)))
    columns.append(array("H", (_unsigned(word.height) for word in ordered)))
    body = b"".join(_little(column) for column in columns) + _little(wide)
    return zlib.compress(_HEADER.pack(_MAGIC, len(ordered), first) + body, 6)


def unpack_boxes(data: bytes, page_start: int) -> list[WordBox]:
    """Give back the words that `pack_boxes` packed, to a tenth of a point.

    Raises:
        ValueError: `data` was not made by `pack_boxes`.
    """
    try:
        raw = zlib.decompress(data)
        magic, count, first = _HEADER.unpack_from(raw)
    except (zlib.error, struct.error) as error:
        raise ValueError(f"{len(data)} bytes are no packed word boxes: {error}") from error
    if magic != _MAGIC or len(raw) < _HEADER.size + 12 * count:
        raise ValueError(f"{len(data)} bytes are no packed word boxes")
    columns = array("H", raw[_HEADER.size : _HEADER.size + 12 * count])
    wide = array("I", raw[_HEADER.size + 12 * count :])
    if sys.byteorder == "big":
        columns.byteswap()
        wide.byteswap()
    gaps, lengths, xs, ys, widths, heights = (
        columns[at * count : (at + 1) * count] for at in range(6)
    )
    far = iter(wide)
    words, start = [], page_start + first
    for at in range(count):
        start += gaps[at] if gaps[at] < _FAR else next(far)
        words.append(
            WordBox(
                start,
                start + lengths[at],
                _from_signed(xs[at]),
                _from_signed(ys[at]),
                widths[at] / _SCALE,
                heights[at] / _SCALE,
            )
        )
    return words


def _signed(points: float) -> int:
    return max(-0x8000, min(0x7FFF, round(points * _SCALE))) & 0xFFFF


def _from_signed(packed: int) -> float:
    return (packed - 0x10000 if packed >= 0x8000 else packed) / _SCALE


def _unsigned(points: float) -> int:
    return max(0, min(0xFFFF, round(points * _SCALE)))


def _little(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column.tobytes()
