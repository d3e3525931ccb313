"""Pack the word boxes of a page into about a thousand bytes, and back."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain

from glossator.model.books import WordBox

_HEADER = struct.Struct("<4sIi")  # magic, number of words, first word's distance from the start
_MAGIC = b"gwb1"
_SCALE = 10.0  # boxes are kept to a tenth of a point
_FAR = 0xFFFF  # a gap too wide for its column: the true one stands in the list of wide gaps
_FIELDS = 6


def pack_boxes(words: Sequence[WordBox], page_start: int) -> bytes:
    """Pack the words of one page; see `pack_numbers`."""
    flat = ((w.start, w.end, w.x, w.y, w.width, w.height) for w in words)
    return pack_numbers(array("d", chain.from_iterable(flat)), page_start)


def pack_numbers(flat: array[float], page_start: int) -> bytes:
    """Pack the words of one page, given as six numbers each, without an object a word.

    They are sorted by their place in the text and stored as columns of 16-bit
    numbers, one after the other, through zlib: gap from the word before and
    length in code points; distance from that word's right edge and from its
    top, width and height in tenths of a point. About 1.2 kB for a page of 350
    words. Measures are cut to what 16 bits hold (3,276 pt).

    Args:
        flat: start, end, x, y, width, height of each word, in any order.
        page_start: where the page's text starts, in code points.
    """
    flat = _in_order(flat)
    starts = [int(start) for start in flat[0::_FIELDS]]
    first = starts[0] if starts else page_start
    gaps = [after - before for before, after in zip([first, *starts], starts, strict=False)]
    lengths = [int(end) - start for end, start in zip(flat[1::_FIELDS], starts, strict=True)]
    wide = array("I", [gap for gap in gaps if gap >= _FAR])
    columns = [_column("H", gaps), _column("H", lengths), *_measures(flat)]
    header = _HEADER.pack(_MAGIC, len(starts), first - page_start)
    return zlib.compress(header + b"".join(map(_little, columns)) + _little(wide), 6)


def _in_order(flat: array[float]) -> array[float]:
    """Sort words by their start; most pages have them in order."""
    starts = flat[0::_FIELDS].tolist()
    if starts == sorted(starts):
        return flat
    order = sorted(range(len(starts)), key=starts.__getitem__)
    return array("d", chain.from_iterable(flat[_FIELDS * at : _FIELDS * (at + 1)] for at in order))


def _measures(flat: array[float]) -> list[array[int]]:
    """Give the columns of spaces, steps down, widths and heights, in tenths of a point."""
    xs, ys, widths, heights = (
        _column("h", map(round, map(_SCALE.__mul__, flat[field::_FIELDS])))
        for field in range(2, _FIELDS)
    )
    edges = [0, *(x + width for x, width in zip(xs, widths, strict=True))]
    spaces = array("H", [(x - edge) & 0xFFFF for x, edge in zip(xs, edges, strict=False)])
    steps = array("H", [(y - before) & 0xFFFF for y, before in zip(ys, [0, *ys], strict=False)])
    return [spaces, steps, widths, heights]


def unpack_boxes(data: bytes, page_start: int) -> list[WordBox]:
    """Give back the words that `pack_boxes` packed, sorted by start, to a tenth of a point.

    Raises:
        ValueError: `data` was not made by `pack_boxes`.
    """
    raw, count, first = _open_packed(data)
    columns = [
        _native("H" if field < 4 else "h", raw, _HEADER.size + 2 * count * field, 2 * count)
        for field in range(_FIELDS)
    ]
    wide = _HEADER.size + 2 * count * _FIELDS
    far = iter(_native("I", raw, wide, len(raw) - wide))
    words: list[WordBox] = []
    start, edge, y = page_start + first, 0, 0
    for gap, length, space, step, width, height in zip(*columns, strict=True):
        start += gap if gap < _FAR else next(far)
        x, y = _signed(edge + space), _signed(y + step)
        edge = x + width
        box = (x / _SCALE, y / _SCALE, width / _SCALE, height / _SCALE)
        words.append(WordBox(start, start + length, *box))
    return words


def _open_packed(data: bytes) -> tuple[bytes, int, int]:
    """Give what was packed, its number of words, and how far the first is from the page's start."""
    try:
        raw = zlib.decompress(data)
        magic, count, first = _HEADER.unpack_from(raw)
    except (zlib.error, struct.error) as error:
        raise ValueError(f"{len(data)} bytes are no packed word boxes: {error}") from error
    if magic != _MAGIC or len(raw) < _HEADER.size + 2 * _FIELDS * count:
        raise ValueError(f"{len(data)} bytes are no packed word boxes")
    return raw, count, first


def _signed(number: int) -> int:
    return (number + 0x8000) % 0x10000 - 0x8000


def _column(typecode: str, values: Iterable[int]) -> array[int]:
    values = list(values)
    try:
        return array(typecode, values)
    except OverflowError:
        least, most = (0, 0xFFFF) if typecode == "H" else (-0x8000, 0x7FFF)
        return array(typecode, [max(least, min(most, value)) for value in values])


def _little(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column.tobytes()


def _native(typecode: str, raw: bytes, start: int, size: int) -> array[int]:
    column = array(typecode, raw[start : start + size])
    if sys.byteorder == "big":
        column.byteswap()
    return column
