"""The lock: a library has one owner process, and others can learn where it listens.

The operating system holds the lock and lets go of it when the owner ends,
however it ends; the file's contents alone say nothing. They are written in place,
since a new file under the same name would not be the locked one.
"""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import msgspec

from glossator.model.errors import LibraryInUseError, LibraryUnusableError, NotSavedError
from glossator.store.folder import LOCK, prepare_folder
from glossator.store.platform import try_lock, unlock

_GLIMPSE_S = 0.2  # `has_owner` holds the lock for an instant to see whether it is free
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
        """Tell other commands where the owner listens, and the token that lets them in.

        Raises:
            NotSavedError: it could not be written.
        """
        if self._descriptor is None:
            return
        try:
            _write_owner(self._descriptor, Owner(os.getpid(), address, token))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise NotSavedError(f"Where the program listens ({LOCK})", reason) from error

    def release(self) -> None:
        """Let go of the library; a second call does nothing."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None


def acquire_lock(folder: Path, *, wait_seconds: float = 0.0) -> Lock:
    """Become the owner of a library; its folder is made where there is none.

    Args:
        folder: the library's.
        wait_seconds: how long to wait for an owner that does not listen, as a
            short command; one that does is there to stay, and can be asked instead.

    Raises:
        LibraryInUseError: another process owns it.
        LibraryUnusableError: the folder cannot be a library, or the disk is full.
    """
    if not prepare_folder(folder):
        return Lock(None)
    descriptor = _open(folder)
    try:
        _wait_for(folder, descriptor, wait_seconds)
        _write_owner(descriptor, Owner(os.getpid()))
    except OSError as error:
        os.close(descriptor)
        reason = (
            f"its {LOCK} cannot be written ({error.strerror}). Free some space or check the "
            "folder's permissions, then open it again; nothing was lost."
        )
        raise LibraryUnusableError(str(folder), reason) from error
    except LibraryInUseError:
        os.close(descriptor)
        raise
    return Lock(descriptor)


def read_owner(folder: Path) -> Owner | None:
    """Say who has a library open and where it listens; None where nobody does."""
    descriptor = _open_if_held(folder)
    if descriptor is None:
        return None
    try:
        owner = _read(descriptor)
    finally:
        os.close(descriptor)
    return owner if owner and owner.address else None


def has_owner(folder: Path) -> bool:
    """Say whether a process has a library open, whether or not it listens."""
    descriptor = _open_if_held(folder)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True


def _wait_for(folder: Path, descriptor: int, wait_seconds: float) -> None:
    """Take the lock of the open file, once its owner has let go of it."""
    start = time.monotonic()
    while not try_lock(descriptor):
        owner = _read(descriptor)
        patience = _GLIMPSE_S if owner and owner.address else max(wait_seconds, _GLIMPSE_S)
        if time.monotonic() - start >= patience:
            raise LibraryInUseError(str(folder), _describe(owner))
        time.sleep(_PAUSE_S)


def _open_if_held(folder: Path) -> int | None:
    """Open the lock file if somebody holds the lock; None where nobody does."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDONLY)
    except OSError:  # no such file; or somebody else's, whom we could not speak to either
        return None
    if not try_lock(descriptor):
        return descriptor
    unlock(descriptor)
    os.close(descriptor)
    return None


def _open(folder: Path) -> int:
    try:
        return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        reason = f"its {LOCK} cannot be opened ({error.strerror}). Check the folder's permissions."
        raise LibraryUnusableError(str(folder), reason) from error


def _write_owner(descriptor: int, owner: Owner) -> None:
    content = msgspec.json.encode(owner)
    os.lseek(descriptor, 0, os.SEEK_SET)
    if os.write(descriptor, content) < len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
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
