"""The library's id, in a file beside its journal: tells a journal of another library from its own.

Somebody who puts a copy back may take the wrong one. Its originals, texts and pens would
be missing then, and those that are there would seem to belong to nobody.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from glossator.model.errors import LibraryUnusableError, NotSavedError
from glossator.store.folder import IDENTITY, JOURNAL
from glossator.store.writing import write_file


def require(folder: Path, library_id: str) -> None:
    """Look whether a journal belongs to the files beside it; where nothing tells, it does.

    Args:
        folder: the library's.
        library_id: as the journal says.

    Raises:
        LibraryUnusableError: it belongs to another library.
    """
    try:
        known = (folder / IDENTITY).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        known = ""
    if not known:
        write(folder, library_id)
    elif known != library_id:
        raise LibraryUnusableError(
            str(folder),
            f"its {JOURNAL} belongs to another library than the files beside it. Put the right one "
            f"back; or, if this one is meant, delete {IDENTITY}. Nothing was changed.",
        )


def write(folder: Path, library_id: str) -> None:
    """Write the id down; a disk that refuses is told of when something matters more."""
    with suppress(NotSavedError):
        write_file(folder / IDENTITY, f"{library_id}\n".encode(), "The library's id")
