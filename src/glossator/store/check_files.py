"""The check of a library's files beside its journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from glossator.model.books import Original
from glossator.model.ids import EditionId, OriginalHash
from glossator.store import files
from glossator.store.findings import Finding, Kind, OnProgress
from glossator.store.folder import EDITIONS, JOURNAL, LOCK, ORIGINALS, PENS
from glossator.store.writing import list_temporary_files

_OWN = {
    ORIGINALS: "your files as they were",
    EDITIONS: "the texts of your books",
    PENS: "your pens as files",
}


@dataclass(slots=True)
class Named:
    """The files that the log names: originals by hash, and editions."""

    originals: dict[OriginalHash, Original] = field(default_factory=dict)
    editions: set[EditionId] = field(default_factory=set)


def check_folders(folder: Path) -> Iterator[Finding]:
    """Look for folders of the library that are missing."""
    for name, what in _OWN.items():
        path = folder / name
        if path.exists() and not path.is_dir():
            yield Finding(
                Kind.FOLDER,
                f"{name} should be a folder ({what}) and is a file, so the library cannot be "
                "opened: move it away.",
                name,
            )
        elif not path.exists():
            yield Finding(
                Kind.FOLDER,
                f"The folder {name}/ ({what}) is missing: put it back from a copy if it held "
                "anything; an empty one is made by `glossator check --mend`.",
                name,
            )


def check_originals(
    folder: Path, named: Named, on_progress: OnProgress, *, deep: bool
) -> Iterator[Finding]:
    """Look for originals that are missing or altered."""
    for count, original in enumerate(named.originals.values()):
        on_progress(f"{ORIGINALS}/", count, len(named.originals))
        path = files.original_path(folder, original.hash)
        if not path.is_file():
            fault = "is missing"
        elif path.stat().st_size != original.size or (
            deep and files.hash_file(path) != original.hash
        ):
            fault = "was altered"
        else:
            continue
        yield Finding(
            Kind.ORIGINAL,
            f"The original of “{original.file_name}”, {ORIGINALS}/{original.hash}, {fault}: "
            "text and marks are kept without it; if you have the file somewhere, `glossator "
            "find-originals FOLDER` puts it back.",
            original.hash,
        )


def check_editions(
    folder: Path, named: Named, on_progress: OnProgress, *, deep: bool
) -> Iterator[Finding]:
    """Look for texts that are missing or damaged."""
    for count, edition in enumerate(sorted(named.editions)):
        on_progress(f"{EDITIONS}/", count, len(named.editions))
        fault = files.find_edition_fault(files.edition_path(folder, edition), deep=deep)
        if fault is not None:
            yield Finding(
                Kind.EDITION,
                f"The text of a book, {EDITIONS}/{edition}, cannot be used: {fault}. Its marks are "
                "kept; `glossator check --mend` reads the text from its original again.",
                edition,
            )


def check_lock(folder: Path) -> Iterator[Finding]:
    """Look whether the lock is a file."""
    path = folder / LOCK
    if path.exists() and not path.is_file():
        yield Finding(
            Kind.LOCK, f"{LOCK} is no file, so the library cannot be opened: move it away."
        )


def check_temporary(folder: Path) -> Iterator[Finding]:
    """Look for what a broken write has left."""
    for path in list_temporary_files(folder):
        name = path.relative_to(folder).as_posix()
        yield Finding(
            Kind.LEFT_OVER,
            f"{name} was left by a write that was broken off; the next start deletes it.",
            name,
        )


def check_put_aside(folder: Path) -> Iterator[Finding]:
    """Look for changes that were put aside when the library was opened."""
    for path in sorted(folder.glob(f"{JOURNAL}-wal-*")):
        yield Finding(
            Kind.ASIDE,
            f"{path.name} holds changes that were put aside when the library was opened, since "
            "they could not be read or did not belong to it. Close the program and have "
            "`glossator salvage` make a library with what they hold, or delete the file.",
            path.name,
        )


def check_unnamed(folder: Path, named: Named) -> Iterator[Finding]:
    """Look for originals and texts that no book has."""
    known = {files.original_path(folder, original) for original in named.originals}
    known |= {files.edition_path(folder, edition) for edition in named.editions}
    known |= set(list_temporary_files(folder))
    kept = {path for name in (ORIGINALS, EDITIONS) for path in (folder / name).glob("*")}
    for path in sorted(kept - known):
        name = path.relative_to(folder).as_posix()
        yield Finding(
            Kind.UNNAMED,
            f"{name} belongs to no book of the library: an import may have been broken off. "
            "Import the book's file again, or delete this one; no mark is on it.",
            name,
        )
