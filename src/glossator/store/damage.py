"""Failures of journal.db told in a reader's words: a disk that refuses, or damage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from glossator.model.errors import LibraryUnusableError
from glossator.store.folder import JOURNAL

ROW_DAMAGE = (
    apsw.Error,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading rows of any content can raise, text that is not UTF-8 among it."""

_FORBIDDEN = (apsw.CantOpenError, apsw.PermissionsError, apsw.ReadOnlyError)
_REFUSALS = (*_FORBIDDEN, apsw.FullError, apsw.BusyError, apsw.LockedError, apsw.NoMemError)
_READING = frozenset(
    {
        apsw.SQLITE_IOERR_CORRUPTFS,
        apsw.SQLITE_IOERR_DATA,
        apsw.SQLITE_IOERR_READ,
        apsw.SQLITE_IOERR_SHORT_READ,
    }
)


@contextmanager
def damage_told(folder: Path) -> Iterator[None]:
    """Tell of what goes wrong while the journal is opened, or read, or values out of it are.

    Raises:
        LibraryUnusableError: in place of whatever a refusing disk or damaged rows raise.
    """
    try:
        yield
    except ROW_DAMAGE as error:
        if isinstance(error, apsw.Error) and is_refusal(error):
            reason = (
                f"{describe_refusal(error)}. Free some space or check the folder's permissions, "
                "then open it again; nothing was lost."
            )
        else:
            reason = (
                f"its {JOURNAL} cannot be read: {_describe_damage(error)}. Run glossator check, "
                f"which says what is wrong, or put {JOURNAL} back from a copy; nothing was changed."
            )
        raise LibraryUnusableError(str(folder), reason) from error


def is_refusal(error: apsw.Error) -> bool:
    """Say whether the disk or the system refused, so that the journal itself may be sound."""
    first = _first_of(error)
    if isinstance(first, apsw.IOError):
        return getattr(first, "extendedresult", 0) not in _READING  # apsw's stubs leave it out
    return isinstance(first, _REFUSALS)


def describe_refusal(error: apsw.Error) -> str:
    """Say in a clause why the disk refused."""
    first = _first_of(error)
    if isinstance(first, apsw.FullError):
        return "the disk is full"
    if isinstance(first, _FORBIDDEN):
        return "the library's folder cannot be written"
    if isinstance(first, apsw.IOError):
        return f"the disk is full or may not be written ({first})"
    return f"the disk refused it ({first})"


def _describe_damage(error: Exception) -> str:
    if isinstance(error, apsw.CorruptError | apsw.NotADBError):
        return "it is damaged"
    if isinstance(error, apsw.IOError):
        return f"its disk was taken out or is failing ({error})"
    return f"it may be damaged ({error})"


def _first_of(error: apsw.Error) -> apsw.Error:
    """Find what went wrong first: after it, rolling back may have failed as well."""
    while isinstance(error.__context__, apsw.Error):
        error = error.__context__
    return error
