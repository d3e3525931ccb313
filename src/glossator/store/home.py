"""Whether a library's journal is still where it was opened.

SQLite goes on writing to a file that was deleted or renamed as if nothing had
happened, and a reader would be told that her mark is saved. So each commit looks
before it and again after it, and a new connection before it opens a path at which
another journal may lie by now. It costs 3 µs.
"""

from __future__ import annotations

from pathlib import Path

from glossator.model.errors import LibraryGoneError
from glossator.store.folder import JOURNAL

_BACK = "Put it back and go on"


class Home:
    """Where an open library's journal is, and which file it is there."""

    def __init__(self, folder: Path) -> None:
        """Note which file the journal is; it is there.

        Raises:
            OSError: it is not.
        """
        self._folder = folder
        self._journal = folder / JOURNAL
        found = self._journal.stat()
        self._identity = (found.st_dev, found.st_ino)

    def find_fault(self) -> str | None:
        """Say in a clause why the journal is not there any more, and what to do; None if it is."""
        try:
            found = self._journal.stat()
        except OSError as error:
            return self._describe(error)
        if (found.st_dev, found.st_ino) != self._identity:
            return f"another {JOURNAL} lies in its place. Close the program and start it again"
        return None

    def require(self, what: str) -> None:
        """Look whether the journal is still there.

        Args:
            what: what is to be saved or was, for an error.

        Raises:
            LibraryGoneError: it is not, or cannot be looked at.
        """
        fault = self.find_fault()
        if fault is not None:
            raise LibraryGoneError(what, str(self._folder), fault)

    def _describe(self, error: OSError) -> str:
        if not isinstance(error, FileNotFoundError):
            return f"it cannot be reached any more ({error.strerror}). {_BACK}"
        if self._folder.is_dir():
            return f"its {JOURNAL} was deleted, renamed or moved away. {_BACK}"
        return (
            "its folder was deleted, renamed or moved away, or its disk was taken out. "
            f"{_BACK}; or close the program and open the library where it is now"
        )
