"""Taking erased words out of what was copied from the log: backups, the shared folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from glossator.library.library import Library
from glossator.library.shared_folder import erase_in_segments
from glossator.store.erasing import Thing, erase_in_copy
from glossator.store.folder import BACKUP


def forget_words(library: Library, things: Collection[Thing], shared: str) -> None:
    """Take the words of erased things out of every copy that this program has made.

    Args:
        library: in whose log they are erased by now.
        things: kind and id of each.
        shared: the folder by which the library is shared, "" for none.

    Raises:
        NotSavedError: the disk refused.
    """
    for path in sorted((library.folder / BACKUP).glob("*.db")):
        erase_in_copy(path, things, library.clock())
    if shared:
        erase_in_segments(library, Path(shared), things)
