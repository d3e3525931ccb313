"""Taking erased words out of all that lies beside the log: files, backups, the shared folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from glossator.library.all_things import all_sources
from glossator.library.binned import forget_all_of, named_files
from glossator.library.library import Library
from glossator.library.shared_log import erase_in_segments
from glossator.model.ids import EditionId, OriginalHash
from glossator.store.erasing import ERASURE, Thing, erase_in_copy
from glossator.store.files import discard_edition, discard_original
from glossator.store.folder import BACKUP
from glossator.store.sharing_settings import read_sharing

ORIGINALS_GONE, EDITIONS_GONE = "originals", "editions"
"""Registers of an erasure: the files that went with a source, by name."""


def forget_words(library: Library, things: Collection[Thing]) -> None:
    """Take the words of erased things out of every file and copy that this program has made.

    Args:
        library: in whose log they are erased by now.
        things: kind and id of each.

    Raises:
        NotSavedError: the disk refused.
    """
    _discard_files(library)
    for path in sorted((library.folder / BACKUP).glob("*.db")):
        erase_in_copy(path, things, library.clock())
    shared = read_sharing(library.folder).folder
    if shared:
        erase_in_segments(library, Path(shared), things)


def _discard_files(library: Library) -> None:
    """Discard the files that went with erased sources and that no source names."""
    originals, editions = named_files(all_sources(library))
    for erasure in library.store.list_entities(ERASURE).values():
        for original in set(_names(erasure.get(ORIGINALS_GONE))) - originals:
            discard_original(library.folder, OriginalHash(original))
            forget_all_of(library, OriginalHash(original))
        for edition in set(_names(erasure.get(EDITIONS_GONE))) - editions:
            discard_edition(library.folder, EditionId(edition))


def _names(value: object) -> list[str]:
    """Give the names in a register; one that is no hash names no file of ours."""
    names = value if isinstance(value, list) else []
    return [str(name) for name in names if str(name).isalnum()]
