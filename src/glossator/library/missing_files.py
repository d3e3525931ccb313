"""Originals and editions that the log names and the library's folder has not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from glossator.library.library import Library
from glossator.library.text_change import list_editions
from glossator.model.ids import EditionId, OriginalHash
from glossator.store.files import (
    edition_path,
    find_edition_fault,
    find_edition_id,
    hash_file,
    keep_copy,
    original_path,
)
from glossator.store.folder import ORIGINALS


@dataclass(frozen=True, slots=True)
class MissingFiles:
    """Names of files, sorted: hashes of originals, names of editions."""

    originals: tuple[str, ...]
    editions: tuple[str, ...]


def list_missing_files(library: Library) -> MissingFiles:
    """List the files of sources that are not there; O(sources), reads none."""
    sources = library.catalogue.sources.values()
    texts = [text for source in sources for text in list_editions(source)]
    originals = {text.original.hash for text in texts}
    editions = {text.edition for text in texts}
    return MissingFiles(
        originals=tuple(
            sorted(o for o in originals if not original_path(library.folder, o).is_file())
        ),
        editions=tuple(
            sorted(e for e in editions if not edition_path(library.folder, e).is_file())
        ),
    )


def keep_found(library: Library, kind: str, name: str, path: Path) -> bool:
    """Copy a file that was found into the library, if it is the one that is missing.

    Args:
        library: the library.
        kind: ORIGINALS or EDITIONS.
        name: what it should be.
        path: where it lies; it is only read.

    Returns:
        Whether it is the file, and is in the library now.

    Raises:
        NotSavedError: it could not be written.
    """
    if kind == ORIGINALS:
        is_it, target = _is_original(path, name), original_path(library.folder, OriginalHash(name))
    else:
        is_it = find_edition_id(path) == name and find_edition_fault(path) is None
        target = edition_path(library.folder, EditionId(name))
    if is_it:
        keep_copy(path, target)
    return is_it


def _is_original(path: Path, name: str) -> bool:
    try:
        return hash_file(path) == name
    except OSError:
        return False
