"""Rows read off the pages of a SQLite file one by one, whatever is wrong with the others.

SQLite finds a page by the pages above it, so that one damaged page hides all below it.
Here every page is looked at by itself: one that is a leaf gives its rows. What they are
worth is for the caller to say, by their hashes. See "Database File Format" and
"Write-Ahead Log" of sqlite.org.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

MAGIC = b"SQLite format 3\0"
PAGE_SIZE = 4096
"""Of every journal that this program has made."""

_HEADER = 100  # of the file, before the first page's own
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_WAL_HEADER, _FRAME_HEADER = 32, 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_INTEGER_SIZES = (0, 1, 2, 3, 4, 6, 8)
_BROKEN = (IndexError, ValueError, struct.error, OverflowError)


class Row(NamedTuple):
    """A row of some table or index.

    Attributes:
        rowid: None in an index, and in a table without row ids.
        values: of its columns; text that is no UTF-8 has marks of replacement.
    """

    rowid: int | None
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a database, as one looks at it.

    Attributes:
        size: of a page, in bytes.
        count: of pages; they are numbered from 1.
        read: gives a page by its number, b"" for one that cannot be read.
    """

    size: int
    count: int
    read: Callable[[int], bytes]


class Frame(NamedTuple):
    """A page in a write-ahead log.

    Attributes:
        number: of the page.
        is_commit: a transaction ends with it.
        is_sound: it and all before it agree with their checksums.
        content: of the page.
    """

    number: int
    is_commit: bool
    is_sound: bool
    content: bytes


@contextmanager
def open_pages(path: Path) -> Iterator[Pages]:
    """Open a database file for its pages; the disk may refuse some of them.

    Raises:
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        size = _page_size(_read_at(file, 0, _HEADER))

        def read(number: int) -> bytes:
            return _read_at(file, (number - 1) * size, size)

        yield Pages(size, (path.stat().st_size + size - 1) // size, read)


def overlaid(pages: Pages, frames: list[Frame]) -> Pages:
    """Lay the pages of a write-ahead log over those of its database; the later ones count."""
    over = {frame.number: frame.content for frame in frames}
    count = max([pages.count, *over])
    return Pages(pages.size, count, lambda number: over.get(number) or pages.read(number))


def read_frames(path: Path) -> list[Frame]:
    """Read a write-ahead log, also behind a fault in it; [] where it is none.

    Raises:
        OSError: it cannot be read.
    """
    content = path.read_bytes()
    if len(content) < _WAL_HEADER:
        return []
    magic, _, size, _, *salts = struct.unpack(">6I", content[:24])
    is_header_sound = magic in _WAL_MAGIC
    order = ">" if magic == _WAL_MAGIC[1] else "<"
    size = size if is_header_sound and _is_page_size(size) else PAGE_SIZE
    total = _checksum(content[:24], (0, 0), order)
    is_sound = is_header_sound and total == struct.unpack(">2I", content[24:32])
    frames: list[Frame] = []
    for at in range(_WAL_HEADER, len(content) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, commit, *rest = struct.unpack(">6I", content[at : at + _FRAME_HEADER])
        page = content[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        if rest[:2] != salts:  # of an earlier round of the log, or damaged beyond telling
            is_sound = False
            continue
        if is_sound:
            total = _checksum(page, _checksum(content[at : at + 8], total, order), order)
            is_sound = total == tuple(rest[2:])
        if number:
            frames.append(Frame(number, commit > 0, is_sound, page))
    return frames


def committed(frames: list[Frame]) -> list[Frame]:
    """Give the frames that SQLite would read: sound ones, up to the end of a transaction."""
    ends = [at for at, frame in enumerate(frames, 1) if frame.is_sound and frame.is_commit]
    return frames[: max(ends, default=0)]


def rows_of(pages: Pages, number: int) -> Iterator[Row]:
    """Read the rows that stand on a page; those that cannot be read are passed over."""
    content = pages.read(number)
    start = _HEADER if number == 1 else 0
    if len(content) < pages.size or content[start] not in {_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER}:
        return
    kind = content[start]
    pointers = start + (12 if kind == _INDEX_INNER else 8)
    (count,) = struct.unpack(">H", content[start + 3 : start + 5])
    for at in range(pointers, min(pointers + 2 * count, pages.size - 1), 2):
        (cell,) = struct.unpack(">H", content[at : at + 2])
        try:
            yield _read_cell(pages, content, kind, cell)
        except _BROKEN:
            continue


def _read_at(file: IO[bytes], at: int, size: int) -> bytes:
    try:
        file.seek(at)
        return file.read(size)
    except OSError:  # a bad place on the disk; the next page may be sound
        return b""


def _page_size(content: bytes) -> int:
    told = int.from_bytes(content[16:18], "big")
    size = 65536 if told == 1 else told
    is_told = content.startswith(MAGIC) and _is_page_size(size)
    return size if is_told else PAGE_SIZE


def _is_page_size(size: int) -> bool:
    return 512 <= size <= 65536 and size & (size - 1) == 0


def _checksum(content: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = before
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return first, second


def _read_cell(pages: Pages, content: bytes, kind: int, at: int) -> Row:
    if kind == _INDEX_INNER:
        at += 4  # the page below
    length, at = _varint(content, at)
    rowid = None
    if kind == _TABLE_LEAF:
        rowid, at = _varint(content, at)
    room = pages.size - 35 if kind == _TABLE_LEAF else (pages.size - 12) * 64 // 255 - 23
    return Row(rowid, _decode(_payload(pages, content, at, length, room)))


def _payload(pages: Pages, content: bytes, at: int, length: int, room: int) -> bytes:
    """Give a cell's bytes, those on overflow pages too; `room` is how many a page may hold."""
    if length <= room:
        return content[at : at + length]
    least = (pages.size - 12) * 32 // 255 - 23
    here = least + (length - least) % (pages.size - 4)
    here = here if here <= room else least
    payload = [content[at : at + here]]
    following = int.from_bytes(content[at + here : at + here + 4], "big")
    left = length - here
    while left > 0:
        page = pages.read(following) if following else b""
        if len(page) < pages.size or len(payload) > pages.count:
            raise ValueError(f"the overflow page {following} cannot be read")
        payload.append(page[4 : 4 + left])
        left -= pages.size - 4
        following = int.from_bytes(page[:4], "big")
    return b"".join(payload)


def _decode(record: bytes) -> tuple[Any, ...]:
    end, at = _varint(record, 0)
    kinds = []
    while at < end:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values = []
    at = end
    for kind in kinds:
        value, at = _value(record, at, kind)
        values.append(value)
    if at > len(record):
        raise ValueError(f"a record of {len(record)} bytes should have {at}")
    return tuple(values)


def _value(record: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind >= 12:
        end = at + (kind - 12) // 2
        content = record[at:end]
        return (content.decode("utf-8", "replace") if kind & 1 else content), end
    if kind <= 6:
        end = at + _INTEGER_SIZES[kind]
        return (int.from_bytes(record[at:end], "big", signed=True) if kind else None), end
    if kind == 7:
        return struct.unpack(">d", record[at : at + 8])[0], at + 8
    if kind in {8, 9}:
        return kind - 8, at
    raise ValueError(f"there is no value of kind {kind}")


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = content[at]
    at += 1
    if value < 0x80:
        return value, at
    value &= 0x7F
    for _ in range(7):
        byte = content[at]
        at += 1
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at
    return (value << 8) | content[at], at + 1
