"""Unpacking: a packed library as a new one, or taken into the one that is here.

A pack may come from anywhere: nothing in it is believed. The journal's chain is
checked, files are taken by their hashes, and nothing is written by a name in it.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import msgspec

from glossator.library.library import Library
from glossator.library.missing_files import keep_found, list_missing_files
from glossator.library.opening import absolute_folder, open_library
from glossator.library.packing import ABOUT, FORMAT, JOURNAL_LINES, About, Progress
from glossator.library.receiving import receive, receive_fork
from glossator.model.errors import GlossatorError, InvalidRequestError
from glossator.model.operations import Operation
from glossator.store.folder import EDITIONS, JOURNAL, ORIGINALS
from glossator.store.lines import decode_steps
from glossator.store.writing import saving, temporary_file

_AT_ONCE = 5_000
_LONGEST_LINE = 64 << 20
_LARGEST_ABOUT = 1 << 20
_LARGEST_FILE = 4 << 30
_DAMAGE = (OSError, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError)
_ZIP_DAMAGE = (*_DAMAGE, zipfile.BadZipFile, zlib.error)


class PackError(GlossatorError):
    """A file is no packed library, or is damaged."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path.name} cannot be taken: {reason}")


@dataclass(slots=True)
class Unpacked:
    """What was unpacked.

    Attributes:
        name: of what was packed.
        added: operations that were new.
        books: files of books that were brought.
        missing: files of books that are not here now.
        same: all is as it was when it was packed; None where the pack does not say
            (a course), or the library holds more.
    """

    name: str
    added: int = 0
    books: int = 0
    missing: int = 0
    same: bool | None = None
    forked: list[str] = field(default_factory=list)


def unpack(path: Path, folder: Path, on_progress: Progress) -> Unpacked:
    """Make a new library from a pack.

    Args:
        path: the pack.
        folder: where the library is to be: a new or empty folder.
        on_progress: called with what is being read, how much of it is, and of how much.

    Raises:
        PackError: it is no packed library, or was damaged or altered. What could
            be taken before that is in the new library.
        InvalidRequestError: there is a library in the folder already.
        LibraryUnusableError: the folder cannot be a library.
    """
    if (absolute_folder(folder) / JOURNAL).exists():
        raise InvalidRequestError(
            f"There is a library in {folder} already. Unpack into a new folder (--library DIR), "
            "or take the pack into that library with “glossator merge”; nothing was changed."
        )
    with _opened(path) as archive:
        about = _read_about(path, archive)
        with open_library(folder, space=about.space) as opened:
            unpacked = _take(opened.library, path, archive, about, on_progress)
            if about.state:
                unpacked.same = opened.library.store.state_hash() == about.state
            return unpacked


def merge_pack(library: Library, path: Path, on_progress: Progress) -> Unpacked:
    """Take a pack of the same library into it: what another computer had, carried on a stick.

    Raises:
        PackError: it is no packed library, was damaged or altered, or is of another one.
        NotSavedError: the disk refused; what was taken before that is kept.
    """
    with _opened(path) as archive:
        about = _read_about(path, archive)
        if about.space != library.store.space:
            raise PackError(
                path,
                f"it is of another library (“{about.name}”). Unpack it into a folder of its own: "
                f"glossator unpack {path.name} --library NEW-FOLDER. Nothing was changed.",
            )
        return _take(library, path, archive, about, on_progress)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise PackError(path, "there is no such file.") from error
    except _ZIP_DAMAGE as error:
        raise PackError(
            path, f"it is damaged, or no packed library ({error}). Copy it again from where it was."
        ) from error


def _read_about(path: Path, archive: zipfile.ZipFile) -> About:
    if ABOUT not in archive.NameToInfo or JOURNAL_LINES not in archive.NameToInfo:
        raise PackError(
            path, "it is a zip of something else. Choose a file that “glossator pack” has written."
        )
    with archive.open(ABOUT) as file:
        about = msgspec.json.decode(file.read(_LARGEST_ABOUT), type=About)
    if about.format > FORMAT:
        raise PackError(path, "a newer Glossator wrote it. Install the newer one here, too.")
    return about


def _take(
    library: Library, path: Path, archive: zipfile.ZipFile, about: About, on_progress: Progress
) -> Unpacked:
    unpacked = Unpacked(about.name)
    try:
        for replica in _take_log(library, archive, about, on_progress, unpacked):
            _take_fork(library, archive, replica, unpacked)
    except InvalidRequestError as error:
        raise PackError(path, f"its journal was refused. {error}") from error
    _take_books(library, archive, on_progress, unpacked)
    missing = list_missing_files(library)
    unpacked.missing = len(missing.originals) + len(missing.editions)
    return unpacked


def _take_log(
    library: Library,
    archive: zipfile.ZipFile,
    about: About,
    on_progress: Progress,
    unpacked: Unpacked,
) -> list[str]:
    """Take the journal in; gives the replicas of which there are two histories."""
    forked: dict[str, None] = {}
    done = 0
    for steps in _in_parcels(_read_steps(archive)):
        on_progress("journal", done, about.operations)
        received = receive(library, steps)
        unpacked.added += received.added
        forked.update(dict.fromkeys(received.forked))
        done += sum(map(len, steps))
    return list(forked)


def _take_fork(
    library: Library, archive: zipfile.ZipFile, replica: str, unpacked: Unpacked
) -> None:
    theirs = [step for step in _read_steps(archive) if step[0].replica == replica]
    unpacked.added += receive_fork(library, theirs).added
    unpacked.forked.append(replica)


def _read_steps(archive: zipfile.ZipFile) -> Iterator[list[Operation]]:
    with archive.open(JOURNAL_LINES) as file:
        yield from decode_steps(_lines(file))


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise ValueError("a line of its journal is far too long")
        yield line


def _in_parcels(steps: Iterator[list[Operation]]) -> Iterator[list[list[Operation]]]:
    parcel: list[list[Operation]] = []
    count = 0
    for step in steps:
        parcel.append(step)
        count += len(step)
        if count >= _AT_ONCE:
            yield parcel
            parcel, count = [], 0
    if parcel:
        yield parcel


def _take_books(
    library: Library, archive: zipfile.ZipFile, on_progress: Progress, unpacked: Unpacked
) -> None:
    """Bring the files that are missing here, each known by its hash."""
    missing = list_missing_files(library)
    places = {ORIGINALS: set(missing.originals), EDITIONS: set(missing.editions)}
    for number, entry in enumerate(archive.infolist()):
        on_progress("books", number, len(archive.infolist()))
        kind, _, rest = entry.filename.partition("/")
        name = rest.partition("/")[0].removesuffix(".zip")
        if name in places.get(kind, ()) and entry.file_size <= _LARGEST_FILE:
            unpacked.books += _take_book(library, archive, entry, kind, name)


def _take_book(
    library: Library, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, kind: str, name: str
) -> bool:
    folder = library.folder / kind
    with saving("A book's file"), temporary_file(folder) as copy, archive.open(entry) as file:
        while chunk := file.read(1 << 20):
            copy.write(chunk)
        copy.flush()
        return keep_found(library, kind, name, Path(copy.name))
