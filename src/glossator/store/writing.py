"""Writing whole files: under a temporary name first, so that none is ever half there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import IO

from glossator.model.errors import NotSavedError
from glossator.store.folder import (
    EDITIONS,
    IMPORT_RECORDS,
    ORIGINALS,
    READING_PLACES,
    READING_TIMES,
)
from glossator.store.platform import flush_file, flush_folder

_PREFIX = "writing-"
_SUFFIX = ".tmp"
_PATTERNS = (
    f"*/{_PREFIX}*{_SUFFIX}",
    f"{EDITIONS}/*{_SUFFIX}",
    f"{ORIGINALS}/*{_SUFFIX}",
    f"{READING_PLACES}.*{_SUFFIX}",
    f"{READING_TIMES}.*{_SUFFIX}",
    f"{IMPORT_RECORDS}.*{_SUFFIX}",
    f"{_PREFIX}*{_SUFFIX}",
    f"{EDITIONS}/*{_SUFFIX}.preview",
)


def sweep_temporary_files(folder: Path) -> None:
    """Delete what an interrupted write has left; only the owner of the library may do so."""
    for path in list_temporary_files(folder):
        with suppress(OSError):
            path.unlink()


def list_temporary_files(folder: Path) -> list[Path]:
    """List what an interrupted write or import, or one under way, has left."""
    found = chain.from_iterable(folder.glob(pattern) for pattern in _PATTERNS)
    return sorted(set(found))


def write_file(target: Path, content: bytes, what: str) -> None:
    """Replace a file as a whole: after a kill it holds the old bytes or the new ones.

    Args:
        target: in a folder of the library.
        content: all its bytes.
        what: how to call it in an error.

    Raises:
        NotSavedError: it could not be written; the old file is as it was.
    """
    with saving(what), temporary_file(target.parent) as file:
        file.write(content)
        put_in_place(file, target)


@contextmanager
def temporary_file(folder: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file in a folder; it is gone afterwards unless it was put in place."""
    with tempfile.NamedTemporaryFile(
        dir=folder, prefix=_PREFIX, suffix=_SUFFIX, delete=False
    ) as file:
        try:
            yield file
        finally:
            file.close()
            Path(file.name).unlink(missing_ok=True)


def put_in_place(file: IO[bytes], target: Path) -> None:
    """Make a temporary file durable, then give it its name.

    Raises:
        OSError: the disk refused.
    """
    file.flush()
    flush_file(file.fileno())
    file.close()
    Path(file.name).replace(target)
    flush_folder(target.parent)


@contextmanager
def saving(what: str) -> Iterator[None]:
    """Tell of a disk that refuses a file; `what` is how to call the file.

    Raises:
        NotSavedError: in place of any OSError.
    """
    try:
        yield
    except FileNotFoundError as error:
        reason = "its folder in the library is gone (deleted, renamed, or on a disk taken out)"
        raise NotSavedError(what, reason) from error
    except OSError as error:
        raise NotSavedError(what, (error.strerror or str(error)).lower()) from error
