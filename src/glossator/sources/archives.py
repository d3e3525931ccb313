"""Open zip files of unknown origin: bounded, and never outside of themselves.

Nothing is unpacked to the disk and no archive inside an archive is opened.
What a zip declares of itself (sizes, counts, places) is checked before it is
believed. The limits: 20,000 entries; 64 MB an entry, 512 MB in all, and 200
times the packed size, each counted as bytes come out, not as declared.
"""

from __future__ import annotations

import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from glossator.model.errors import RefusedFileError
from glossator.sources.archive_paths import fold_path, unsafe_reason

MOST_ENTRIES = 20_000
LARGEST_ENTRY = 64 << 20
LARGEST_TOTAL = 512 << 20
LARGEST_RATIO = 200
RATIO_COUNTS_FROM = 1 << 20
"""A ratio is judged above this size only: small files of one letter pack well too."""

_CHUNK = 1 << 16
_ENTRY_BYTES = 46  # the least that an entry takes in the directory (APPNOTE.TXT 4.3.12)
_LARGEST_DIRECTORY = MOST_ENTRIES * 512
_ANEW = "Fetch it again from where it came."
_DAMAGED = f"it is a damaged archive: it may be cut off. {_ANEW}"
_BOMB = "Such files are made to fill a computer's memory, so nothing of it was read."
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class MemberError(RefusedFileError):
    """One file inside an archive cannot be read; a book may do without it.

    Attributes:
        member: its name in the archive.
        cause: what is wrong with it: "is missing".
    """

    def __init__(self, file_name: str, member: str, cause: str) -> None:
        self.member, self.cause = member, cause
        super().__init__(file_name, f"the file “{member}” inside it {cause}. {_ANEW}")


class Archive:
    """An open zip file; close it, or use it in a `with`.

    `names` are those of its files in the order of its directory, folders left
    out, backslashes turned; of several of one name the last counts.
    """

    def __init__(self, path: Path, file_name: str) -> None:
        """Open and check the directory.

        Args:
            path: the file; only read.
            file_name: what to call it in an error.

        Raises:
            RefusedFileError: it is no sound zip, holds too many entries, entries
                that share their bytes, or a name that leads out of its folder.
        """
        self._file_name = file_name
        self._bytes_out: dict[str, int] = {}
        try:
            with path.open("rb") as file:
                self._check_directory_size(file)
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            raise RefusedFileError(file_name, _DAMAGED) from error
        try:
            self._members = self._check_entries()
        except RefusedFileError:
            self._zip.close()
            raise
        self.names = tuple(self._members)
        self._folded: dict[str, str] = {}
        for name in self.names:
            for key in _keys(name):
                self._folded.setdefault(key, name)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def find(self, name: str) -> str | None:
        """Find a file by its name: exactly, else whatever case and accents are written like.

        Args:
            name: a path inside the archive, already decoded (`archive_paths.resolve_path`).

        Returns:
            Its name in `names`, None where there is none.
        """
        return name if name in self._members else self._folded.get(fold_path(name))

    def size_of(self, name: str) -> int:
        """Give the size that a file of `names` is declared to have, in bytes: a hint only."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """Read a file whole.

        Args:
            name: one that `find` finds.

        Raises:
            MemberError: it is missing, damaged, locked or packed in an unknown way.
            RefusedFileError: it is larger, or packed tighter, than any book's files are.
        """
        found = self.find(name)
        if found is None:
            raise MemberError(self._file_name, name, "is missing")
        info = self._members[found]
        if info.flag_bits & 1:
            raise MemberError(self._file_name, found, "is locked by a password")
        if info.compress_type not in _METHODS:
            raise MemberError(self._file_name, found, "is packed in a way that is not known here")
        try:
            return self._read_bounded(found, info)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
            raise MemberError(self._file_name, found, "is damaged") from error

    def _read_bounded(self, name: str, info: zipfile.ZipInfo) -> bytes:
        others = sum(self._bytes_out.values()) - self._bytes_out.get(name, 0)
        parts, size = [], 0
        with self._zip.open(info) as member:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                self._check_size(name, size, info.compress_size, others)
                parts.append(chunk)
        self._bytes_out[name] = size
        return b"".join(parts)

    def _check_size(self, name: str, size: int, packed: int, others: int) -> None:
        """Refuse the archive where a file, or all that was read, grows beyond the limits."""
        if size > LARGEST_ENTRY:
            reason = f"the file “{name}” inside it has more than {LARGEST_ENTRY >> 20} MB unpacked."
        elif size > RATIO_COUNTS_FROM and size > LARGEST_RATIO * packed:
            reason = f"the file “{name}” inside it unpacks to over {LARGEST_RATIO} times its size."
        elif others + size > LARGEST_TOTAL:
            reason = f"it unpacks to more than {LARGEST_TOTAL >> 20} MB."
        else:
            return
        raise RefusedFileError(self._file_name, f"{reason} {_BOMB}")

    def _check_directory_size(self, file: BinaryIO) -> None:
        """Refuse what the directory's own size shows to be too many entries, before reading it."""
        if _directory_bytes(file) > _LARGEST_DIRECTORY:
            raise RefusedFileError(self._file_name, _too_many())

    def _check_entries(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MOST_ENTRIES:
            raise RefusedFileError(self._file_name, _too_many())
        if _overlap(infos, self._zip.start_dir):
            reason = f"files inside it share their bytes, as no book's do. {_BOMB}"
            raise RefusedFileError(self._file_name, reason)
        members = {}
        for info in infos:
            name = info.filename.replace("\\", "/")
            if reason := unsafe_reason(name):
                raise RefusedFileError(self._file_name, f"{reason} Nothing of it was read.")
            if not name.endswith("/"):
                members[name] = info
        return members


def list_members(path: Path) -> frozenset[str]:
    """List the names in a zip file, to tell its kind; empty where it is no sound one."""
    try:
        with Archive(path, path.name) as archive:
            return frozenset(archive.names)
    except RefusedFileError:
        return frozenset()


def _too_many() -> str:
    return f"it holds more than {MOST_ENTRIES:,} files. {_BOMB}"


def _directory_bytes(file: BinaryIO) -> int:
    """Read how large an archive says that its directory is; 0 where it does not say.

    Of APPNOTE.TXT 4.3.16 (end of central directory) and 4.3.14 (its Zip64 form).
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557 - 20))  # the record, its longest comment, the Zip64 locator
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return 0
    counted = _number(tail[at + 10 : at + 12]) % 0xFFFF  # all ones: see the Zip64 form
    directory = _number(tail[at + 12 : at + 16]) % 0xFFFFFFFF
    if at >= 20 and tail.startswith(b"PK\x06\x07", at - 20):
        directory = max(directory, _zip64_bytes(file, _number(tail[at - 12 : at - 4])))
    return max(directory, _ENTRY_BYTES * counted)


def _zip64_bytes(file: BinaryIO, place: int) -> int:
    file.seek(min(place, 1 << 62))
    record = file.read(56)
    return _number(record[40:48]) if record.startswith(b"PK\x06\x06") else 0


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "little")


def _overlap(infos: list[zipfile.ZipInfo], end: int) -> bool:
    """Tell whether two entries hold the same bytes (D. Fifield, A better zip bomb, 2019)."""
    starts = sorted((info.header_offset, info.compress_size) for info in infos)
    ends = [*(offset for offset, _ in starts[1:]), end]
    return any(
        offset + 30 + packed > following
        for (offset, packed), following in zip(starts, ends, strict=True)
    )


def _keys(name: str) -> set[str]:
    """Give what a name is found by: folded, and as UTF-8 that the zip calls code page 437."""
    keys = {fold_path(name)}
    if not name.isascii():
        with suppress(UnicodeError):
            keys.add(fold_path(name.encode("cp437").decode()))
    return keys
