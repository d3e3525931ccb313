"""The lock: a library has one owner process, and others can learn where it listens.

The operating system holds the lock and lets go of it when the owner ends,
however it ends; the file's contents alone say nothing. They are written in place,
since a new file under the same name would not be the locked one.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import msgspec

from glossator.model.errors import LibraryInUseError, LibraryUnusableError
from glossator.store.folder import LOCK, prepare_folder
from glossator.store.platform import try_lock, unlock

_TRIES = 5
_PAUSE_S = 0.05
_OWNER_BYTES = 4096


class Owner(msgspec.Struct, frozen=True):
    """Who has a library open.

    Attributes:
        pid: its process.
        address: where it listens, "http://127.0.0.1:8620"; "" until it does.
        token: what it wants to be shown by a command; "" until it listens.
    """

    pid: int
    address: str = ""
    token: str = ""


class Lock:
    """A library's lock, held; the end of the process ends it too."""

    def __init__(self, descriptor: int | None) -> None:
        """Take the locked file; None for a folder in which nobody can write."""
        self._descriptor = descriptor

    def publish(self, address: str, token: str) -> None:
        """Tell other commands where the owner listens, and the token that lets them in."""
        if self._descriptor is not None:
            _write_owner(self._descriptor, Owner(os.getpid(), address, token))

    def release(self) -> None:
        """Let go of the library; a second call does nothing."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None


def acquire_lock(folder: Path) -> Lock:
    """Become the owner of a library; its folder is made where there is none.

    Raises:
        LibraryInUseError: another process owns it.
        LibraryUnusableError: the folder cannot be a library.
    """
    if not prepare_folder(folder):
        return Lock(None)
    descriptor = _open(folder)
    # `read_owner` holds the lock for an instant to see whether it is free.
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE_S)
        if try_lock(descriptor):
            _write_owner(descriptor, Owner(os.getpid()))
            return Lock(descriptor)
    owner = _read(descriptor)
    os.close(descriptor)
    raise LibraryInUseError(str(folder), _describe(owner))


def read_owner(folder: Path) -> Owner | None:
    """Say who has a library open; None where nobody has."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDONLY)
    except OSError:  # no such file; or somebody else's, whom we could not speak to either
        return None
    try:
        if try_lock(descriptor):
            unlock(descriptor)
            return None
        return _read(descriptor) or Owner(0)
    finally:
        os.close(descriptor)


def _open(folder: Path) -> int:
    try:
        return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        reason = f"its {LOCK} cannot be opened ({error.strerror}). Check the folder's permissions."
        raise LibraryUnusableError(str(folder), reason) from error


def _write_owner(descriptor: int, owner: Owner) -> None:
    content = msgspec.json.encode(owner)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, content)
    os.ftruncate(descriptor, len(content))


def _read(descriptor: int) -> Owner | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        return msgspec.json.decode(os.read(descriptor, _OWNER_BYTES), type=Owner)
    except ValueError:  # just being written
        return None


def _describe(owner: Owner | None) -> str:
    if owner is None:
        return "by another program"
    where = f" at {owner.address}" if owner.address else ""
    return f"by process {owner.pid}{where}"
