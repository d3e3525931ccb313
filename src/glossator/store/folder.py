"""The library's folder: what lies where, and which folders can be a library."""

from __future__ import annotations

import os
from pathlib import Path

from glossator.model.errors import LibraryUnusableError
from glossator.store.platform import find_cloud_service, is_network_folder

JOURNAL = "journal.db"
LOCK = "owner.lock"
ORIGINALS = "originals"
EDITIONS = "editions"
PENS = "pens"
READING_PLACES = "reading-places.json"
READING_TIMES = "reading-times.json"
IMPORT_RECORDS = "imports.json"
RECOGNITION = "recognition"
SHARING = "sharing.json"
BACKUP = "backup"
IDENTITY = "library.id"

_OWN_FOLDERS = (ORIGINALS, EDITIONS, PENS)
_WAL = f"{JOURNAL}-wal"
_BACKUP = "backup"
_SQLITE_FILES = frozenset({JOURNAL, _WAL, f"{JOURNAL}-shm", f"{JOURNAL}-journal"})
_OWN_NAMES = _SQLITE_FILES | {
    *_OWN_FOLDERS,
    LOCK,
    READING_PLACES,
    READING_TIMES,
    IMPORT_RECORDS,
    RECOGNITION,
    SHARING,
    BACKUP,
    IDENTITY,
    "session.key",
    "devices.json",
    "devices-certificate.pem",
    "devices-key.pem",
}
_LITTER = frozenset({".DS_Store", "desktop.ini", "Thumbs.db"})


def prepare_folder(folder: Path) -> bool:
    """Make the library's folder where there is none, and refuse one that must not be used.

    Returns:
        Whether it can be written.

    Raises:
        LibraryUnusableError: it is a file, holds other things than a library,
            has lost its journal, cannot be made, or lies where it would be damaged.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = sorted(entry.name for entry in folder.iterdir())
        if JOURNAL not in names or not (folder / JOURNAL).stat().st_size:
            _refuse_without_journal(folder, names)
    except FileExistsError:
        raise LibraryUnusableError(str(folder), "it is a file. Choose a folder.") from None
    except OSError as error:
        reason = f"the folder cannot be opened or made ({error.strerror}). Choose another."
        raise LibraryUnusableError(str(folder), reason) from error
    writable = os.access(folder, os.W_OK) and (
        JOURNAL not in names or os.access(folder / JOURNAL, os.W_OK)
    )
    if writable:
        _refuse_unsafe(folder)
        _make_own_folders(folder)
    elif JOURNAL not in names:
        raise LibraryUnusableError(
            str(folder), "it is empty and cannot be written. Choose another folder."
        )
    return writable


def _refuse_without_journal(folder: Path, names: list[str]) -> None:
    kept = [name for name in (*_OWN_FOLDERS, _BACKUP, _WAL) if _holds_something(folder / name)]
    if _holds_something(folder / JOURNAL):  # another program has just made the library
        return
    if kept:
        raise LibraryUnusableError(
            str(folder),
            f"its {JOURNAL} is missing or empty, though {kept[0]} is there. Put {JOURNAL} back "
            "from a copy, or choose an empty folder; nothing was changed.",
        )
    foreign = [name for name in names if not _is_own(name) and name not in _LITTER]
    if foreign:
        raise LibraryUnusableError(
            str(folder),
            f"it holds other things (“{foreign[0]}”) and no library. Choose an empty folder, or "
            "a new one; nothing was changed.",
        )


def _is_own(name: str) -> bool:
    """Say whether a library has such a file, perhaps only while another program makes it."""
    return name in _OWN_NAMES or name.endswith(".tmp")


def _refuse_unsafe(folder: Path) -> None:
    if is_network_folder(folder):
        raise LibraryUnusableError(
            str(folder),
            "it lies on a network drive, where a database can be damaged. Choose a folder on "
            "this computer's own disk.",
        )
    service = find_cloud_service(folder)
    if service is not None:
        raise LibraryUnusableError(
            str(folder),
            f"{service} copies this folder while it changes, which damages databases. Choose a "
            f"folder that {service} leaves alone.",
        )


def _make_own_folders(folder: Path) -> None:
    try:
        for name in _OWN_FOLDERS:
            (folder / name).mkdir(exist_ok=True)
    except OSError as error:
        raise LibraryUnusableError(
            str(folder),
            f"a folder in it cannot be made ({error.strerror}). Free some space, or move away what "
            f"is in the place of {', '.join(_OWN_FOLDERS)}.",
        ) from error


def _holds_something(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() else path.is_file() and path.stat().st_size > 0
