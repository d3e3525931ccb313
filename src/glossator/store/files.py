"""Originals and editions: files of the library that are written once and never altered.

An edition is a ZIP with fixed dates, so that anybody can read it without us:
`edition.json` says what made it, `text.txt` is its text (UTF-8), the other `.json`
files list its blocks, pages, pinpoints, markers and styles, and, where there are any,
its images, tables, contents and foreign marks; `boxes.bin` holds each page's packed
word boxes one after another, `images/<name>` the bytes of an image.
"""

from __future__ import annotations

import hashlib
import shutil
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple, TypeVar

import msgspec

from glossator.model.books import EditionText, Extraction, Extractor, edition_id
from glossator.model.errors import LibraryUnusableError, RefusedFileError
from glossator.model.ids import EditionId, OriginalHash
from glossator.model.text import (
    Block,
    ContentsEntry,
    ForeignMark,
    Image,
    Marker,
    Page,
    Pinpoint,
    Style,
    Table,
)
from glossator.store.folder import EDITIONS, ORIGINALS
from glossator.store.platform import open_ordinary_file
from glossator.store.writing import put_in_place, saving, temporary_file

EDITION_FORMAT = 2
"""Version of the edition file that this program writes; 1 had no images, tables and contents."""

DAMAGE = (
    OSError,
    EOFError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a damaged edition can raise."""

T = TypeVar("T")

_SELDOM = ("images", "tables", "contents", "foreign_marks")
_CHUNK = 1 << 20
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_COMPRESSION = 6


class KeptOriginal(NamedTuple):
    """An original in the library.

    Attributes:
        hash: SHA-256 of its bytes.
        size: bytes.
        is_new: it was not there before; only then may it be discarded again.
    """

    hash: OriginalHash
    size: int
    is_new: bool


class _Header(msgspec.Struct):
    """What `edition.json` holds; `length` in code points, `text_sha256` of the UTF-8 bytes."""

    format: int
    original: OriginalHash
    extractor: Extractor
    language: str
    length: int
    text_sha256: str
    direction: str = ""


class _PageBoxes(msgspec.Struct, array_like=True):
    """Of one page in `boxes.bin`: bytes and their CRC-32."""

    size: int
    crc: int


def keep_original(folder: Path, file: Path) -> KeptOriginal:
    """Copy a file into the library under the hash of its bytes; the file itself is only read.

    Raises:
        RefusedFileError: the file cannot be read, or is no file (a folder, pipe or device).
        NotSavedError: the copy could not be written; nothing is left of it.
    """
    try:
        reading = open_ordinary_file(file)
    except OSError as error:
        raise RefusedFileError(file.name, _unreadable(error)) from error
    if reading is None:
        raise RefusedFileError(
            file.name, "it is no file that can be read as a book. Choose the book's own file."
        )
    digest, size = hashlib.sha256(), 0
    with (
        reading,
        saving(f"The original of “{file.name}”"),
        temporary_file(folder / ORIGINALS) as copy,
    ):
        while chunk := _read_chunk(reading, file.name):
            digest.update(chunk)
            size += copy.write(chunk)
        original = OriginalHash(digest.hexdigest())
        target = original_path(folder, original)
        is_new = not target.exists()
        if is_new or hash_file(target) != original:
            put_in_place(copy, target)
    return KeptOriginal(original, size, is_new)


def discard_original(folder: Path, original: OriginalHash) -> None:
    """Take away an original that turned out to be no book; nothing happens if it is gone."""
    with suppress(OSError):
        original_path(folder, original).unlink()


def discard_edition(folder: Path, edition: EditionId) -> None:
    """Take away an edition that nothing names any more; nothing happens if it is gone."""
    with suppress(OSError):
        edition_path(folder, edition).unlink()


def original_path(folder: Path, original: OriginalHash) -> Path:
    """Say where an original lies, whether or not it is there."""
    return folder / ORIGINALS / original


def hash_file(path: Path) -> OriginalHash:
    """Hash a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return OriginalHash(hashlib.file_digest(file, "sha256").hexdigest())


def keep_edition(
    folder: Path, edition: EditionId, original: OriginalHash, extraction: Extraction
) -> None:
    """Write an edition once; one that is there and sound is left alone.

    Raises:
        NotSavedError: it could not be written; nothing is left of it.
    """
    target = edition_path(folder, edition)
    if target.exists() and find_edition_fault(target) is None:
        return
    with saving("The text of a book"), temporary_file(folder / EDITIONS) as file:
        _write_edition(file, original, extraction)
        put_in_place(file, target)


def keep_copy(file: Path, target: Path) -> None:
    """Copy a file, known to be the right one, to its place in the library.

    Raises:
        NotSavedError: it could not be written; nothing is left of it.
    """
    with saving("A book's file"), temporary_file(target.parent) as copy, file.open("rb") as reading:
        shutil.copyfileobj(reading, copy)
        put_in_place(copy, target)


def edition_path(folder: Path, edition: EditionId) -> Path:
    """Say where an edition lies, whether or not it is there."""
    return folder / EDITIONS / edition


def read_edition(folder: Path, edition: EditionId) -> EditionText:
    """Read an edition's text and structure (3 M characters: some 60 ms of CPU).

    Raises:
        LibraryUnusableError: its file is missing or damaged.
    """
    try:
        with zipfile.ZipFile(edition_path(folder, edition)) as archive:
            return _read_text(archive, _read_header(archive))
    except DAMAGE as error:
        raise _edition_unusable(folder, edition, error) from error


def read_boxes(folder: Path, edition: EditionId, page_index: int) -> bytes:
    """Read a page's packed word boxes; b"" for a page that has none.

    Raises:
        LibraryUnusableError: the edition's file is missing or damaged.
    """
    try:
        with zipfile.ZipFile(edition_path(folder, edition)) as archive:
            index = _read_boxes_index(archive)
            if not 0 <= page_index < len(index):
                return b""
            with archive.open("boxes.bin") as boxes:
                boxes.seek(sum(page.size for page in index[:page_index]))
                packed = boxes.read(index[page_index].size)
            if zlib.crc32(packed) != index[page_index].crc:
                raise ValueError(f"the boxes of page {page_index} do not agree with their checksum")
            return packed
    except DAMAGE as error:
        raise _edition_unusable(folder, edition, error) from error


def read_image(folder: Path, edition: EditionId, name: str) -> bytes | None:
    """Read the bytes of an image by its name; None where the edition has none of that name.

    Raises:
        LibraryUnusableError: the edition's file is missing or damaged.
    """
    try:
        with zipfile.ZipFile(edition_path(folder, edition)) as archive:
            found = archive.NameToInfo.get(f"images/{name}")
            return None if found is None else archive.read(found)
    except DAMAGE as error:
        raise _edition_unusable(folder, edition, error) from error


def read_foreign_marks(folder: Path, edition: EditionId) -> tuple[ForeignMark, ...]:
    """Read the marks of other programs in an edition, without its text (well under 1 ms).

    Raises:
        LibraryUnusableError: the edition's file is missing or damaged.
    """
    try:
        with zipfile.ZipFile(edition_path(folder, edition)) as archive:
            return _read_some(archive, "foreign_marks.json", tuple[ForeignMark, ...])
    except DAMAGE as error:
        raise _edition_unusable(folder, edition, error) from error


def find_edition_id(path: Path) -> EditionId | None:
    """Say which edition a file holds, by what it says of itself; None where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            header = _read_header(archive)
    except DAMAGE:
        return None
    return edition_id(header.original, header.extractor)


def find_edition_fault(path: Path, *, deep: bool = True) -> str | None:
    """Say in a clause what is wrong with an edition's file; None if it is sound.

    Args:
        path: the file.
        deep: read all of it, not its table of contents and header alone.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            header = _read_header(archive)
            if not deep:
                return None
            broken = archive.testzip()
            if broken is not None:
                return f"it is damaged ({broken} in it was altered)"
            content = _read_text(archive, header)
            size = sum(page.size for page in _read_boxes_index(archive))
            if archive.getinfo("boxes.bin").file_size != size:
                return "it is damaged (the boxes of its pages are not all there)"
    except DAMAGE as error:
        return _clause(error)
    if hashlib.sha256(content.text.encode()).hexdigest() != header.text_sha256:
        return "it is damaged (its text was altered)"
    return None


def _write_edition(file: IO[bytes], original: OriginalHash, extraction: Extraction) -> None:
    content = extraction.content
    text = content.text.encode()
    header = _Header(
        format=EDITION_FORMAT,
        original=original,
        extractor=extraction.extractor,
        language=content.language,
        length=len(content.text),
        text_sha256=hashlib.sha256(text).hexdigest(),
        direction=content.direction,
    )
    boxes = [_PageBoxes(len(packed), zlib.crc32(packed)) for packed in extraction.boxes]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        _add(archive, "edition.json", msgspec.json.format(msgspec.json.encode(header)))
        _add(archive, "text.txt", text)
        _add(archive, "blocks.json", msgspec.json.encode(content.blocks))
        _add(archive, "pages.json", msgspec.json.encode(content.pages))
        _add(archive, "pinpoints.json", msgspec.json.encode(content.pinpoints))
        _add(archive, "markers.json", msgspec.json.encode(content.markers))
        _add(archive, "styles.json", msgspec.json.encode(content.styles))
        _add(archive, "boxes.json", msgspec.json.encode(boxes))
        for name in _SELDOM:
            if entries := getattr(content, name):
                _add(archive, f"{name}.json", msgspec.json.encode(entries))
        for name, picture in extraction.pictures.items():
            _add(archive, f"images/{name}", picture, zipfile.ZIP_STORED)
        # Packed already; stored as it is, one page can be read without the others.
        _add(archive, "boxes.bin", b"".join(extraction.boxes), zipfile.ZIP_STORED)


def _add(
    archive: zipfile.ZipFile, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED
) -> None:
    entry = zipfile.ZipInfo(name, _FIXED_DATE)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _read_header(archive: zipfile.ZipFile) -> _Header:
    return msgspec.json.decode(archive.read("edition.json"), type=_Header)


def _read_text(archive: zipfile.ZipFile, header: _Header) -> EditionText:
    return EditionText(
        text=archive.read("text.txt").decode(),
        blocks=_read_list(archive, "blocks.json", tuple[Block, ...]),
        pages=_read_list(archive, "pages.json", tuple[Page, ...]),
        pinpoints=_read_list(archive, "pinpoints.json", tuple[Pinpoint, ...]),
        markers=_read_list(archive, "markers.json", tuple[Marker, ...]),
        styles=_read_list(archive, "styles.json", tuple[Style, ...]),
        language=header.language,
        direction=header.direction,
        images=_read_some(archive, "images.json", tuple[Image, ...]),
        tables=_read_some(archive, "tables.json", tuple[Table, ...]),
        contents=_read_some(archive, "contents.json", tuple[ContentsEntry, ...]),
        foreign_marks=_read_some(archive, "foreign_marks.json", tuple[ForeignMark, ...]),
    )


def _read_some(archive: zipfile.ZipFile, name: str, kind: type[tuple[T, ...]]) -> tuple[T, ...]:
    """Read a list that is left out where it is empty."""
    return _read_list(archive, name, kind) if name in archive.NameToInfo else ()


def _read_boxes_index(archive: zipfile.ZipFile) -> tuple[_PageBoxes, ...]:
    return _read_list(archive, "boxes.json", tuple[_PageBoxes, ...])


def _read_list(archive: zipfile.ZipFile, name: str, kind: type[T]) -> T:
    return msgspec.json.decode(archive.read(name), type=kind)


def _read_chunk(file: IO[bytes], name: str) -> bytes:
    try:
        return file.read(_CHUNK)
    except OSError as error:
        raise RefusedFileError(name, _unreadable(error)) from error


def _unreadable(error: OSError) -> str:
    return f"it cannot be read ({error.strerror}). Check that it is there and may be opened."


def _edition_unusable(folder: Path, edition: str, error: Exception) -> LibraryUnusableError:
    return LibraryUnusableError(
        str(folder),
        f"the text of a book, {EDITIONS}/{edition}, cannot be read: {_clause(error)}. Put the file "
        "back from a copy, or import the book's file again; its marks are kept.",
    )


def _clause(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is missing"
    return f"it is damaged ({error})"
