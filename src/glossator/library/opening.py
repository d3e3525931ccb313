"""Open a library: its lock, its store, its pen files."""

from __future__ import annotations

import getpass
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from glossator.library.clocks import milliseconds, new_id
from glossator.library.library import Library
from glossator.library.pens import mirror_pen_systems, read_back_pen_files
from glossator.model.errors import GlossatorError, LibraryUnusableError
from glossator.model.ids import PenSystemId
from glossator.model.operations import Change
from glossator.store.lock import Lock, acquire_lock, read_owner
from glossator.store.sqlite import open_store

_WAIT_SECONDS = 10.0  # for a command that has the library for a moment


@dataclass(frozen=True, slots=True)
class Owner:
    """The program that has a library open: where it answers, and the token that lets us in."""

    address: str
    token: str


def find_owner(folder: Path) -> Owner | None:
    """Find the program that serves a library; None where none does."""
    owner = read_owner(absolute_folder(folder))
    return Owner(owner.address, owner.token) if owner else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A library this process owns, and the lock by which it does."""

    library: Library
    lock: Lock


def absolute_folder(folder: Path) -> Path:
    """Say where a library's folder is, "~" being the reader's home.

    Raises:
        LibraryUnusableError: there is no home folder to begin from.
    """
    if str(folder).startswith("~") and os.environ.get("HOME") == "":
        raise LibraryUnusableError(
            str(folder),
            "your home folder is not known (HOME is empty). Name a folder: --library DIR.",
        )
    return folder.expanduser().absolute()


@contextmanager
def open_library(folder: Path, *, space: str | None = None) -> Iterator[Opened]:
    """Open a library, or make one in a new or empty folder; closed at the end of the block.

    Args:
        folder: the library's.
        space: whose log a new library continues; None for one of its own.

    Raises:
        LibraryInUseError: another process owns it.
        LibraryUnusableError: the folder holds something else, or cannot be read.
    """
    folder = absolute_folder(folder)
    lock = acquire_lock(folder, wait_seconds=_WAIT_SECONDS)
    try:
        store = open_store(
            folder,
            clock=milliseconds,
            new_id=new_id,
            random_bytes=secrets.token_bytes,
            space=space,
        )
        library = Library(folder, store, actor=_actor(), new_id=new_id, clock=milliseconds)
        try:
            if not store.read_only:
                _keep_pens_in_step(library)
            yield Opened(library, lock)
        finally:
            library.close()
    finally:
        lock.release()


def _keep_pens_in_step(library: Library) -> None:
    """Read pen files that were edited by hand, and mirror every later change into them."""
    read_back_pen_files(library)

    def mirror(happening: object) -> None:
        if isinstance(happening, Change):
            for entity, system in happening.touched:
                if entity == "pen-system":
                    _mirror(library, PenSystemId(system))

    library.subscribe(mirror)


def _mirror(library: Library, system: PenSystemId) -> None:
    try:
        mirror_pen_systems(library, [system])
    except GlossatorError as error:  # the journal has the change; the page says what is wrong
        library.pen_problems[system] = str(error)


def _actor() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return "reader"
