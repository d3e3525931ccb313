"""Originals that are missing or altered, looked for where the reader says they may be.

Text and marks live on without the file; pages as printed and further texts do not.
A file is the one that is missing if its bytes have the same hash: by size first, since
that costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from glossator.library.binned import list_bin
from glossator.library.library import Library
from glossator.library.page_bundles import keep_with_folder
from glossator.library.text_change import list_editions
from glossator.model.books import Original
from glossator.model.errors import InvalidRequestError, RefusedFileError
from glossator.model.ids import OriginalHash, SourceId
from glossator.store.files import discard_original, hash_file, keep_original, original_path

OnProgress = Callable[[str, int, int], None]
"""Called with (file, files looked at, 0)."""

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_BUNDLE = "html-bundle"
_EVERY = 200  # files between two reports


@dataclass(frozen=True, slots=True)
class Missing:
    """An original that is not there as it was.

    Attributes:
        original: what is known of it.
        title: of the source that has it.
        source: that source's id.
    """

    original: Original
    title: str
    source: SourceId


@dataclass(frozen=True, slots=True)
class Search:
    """What a search has found.

    Attributes:
        looked_at: how many files it looked at.
        found: those that were put back.
        missing: those that are still missing.
    """

    looked_at: int
    found: tuple[Missing, ...]
    missing: tuple[Missing, ...]


def list_missing(library: Library, *, deep: bool = False) -> list[Missing]:
    """List the originals of all sources, those in the bin too, that are not there as they were.

    Args:
        library: the library.
        deep: compare their bytes too, not only their size.
    """
    sources = [*library.catalogue.sources.values(), *list_bin(library)]
    known: dict[OriginalHash, Missing] = {}
    for source in sources:
        for text in list_editions(source):
            known.setdefault(text.original.hash, Missing(text.original, source.title, source.id))
    return [one for one in known.values() if not _is_there(library.folder, one.original, deep=deep)]


def find_originals(library: Library, folder: Path, on_progress: OnProgress) -> Search:
    """Look for missing originals in a folder and all folders in it, and put back what is found.

    What cannot be read there is passed over; nothing there is changed.

    Raises:
        InvalidRequestError: there is no such folder.
        NotSavedError: one could not be written.
    """
    if not folder.is_dir():
        raise InvalidRequestError(
            f"There is no folder {folder}. Nothing was changed; name one that is there."
        )
    missing = {one.original.hash: one for one in list_missing(library)}
    found: list[Missing] = []
    count = 0
    for path in _walk(folder, library.folder):
        if not missing:
            break
        count += 1
        if count % _EVERY == 0:
            on_progress(path.name, count, 0)
        digest = _put_back(library.folder, path, missing)
        if digest is not None:
            found.append(missing.pop(digest))
    return Search(count, tuple(found), tuple(missing.values()))


def give_original(library: Library, source_id: str, path: Path, name: str) -> Missing:
    """Put back an original of a source from a file that the reader gives.

    Args:
        library: the library.
        source_id: whose file it should be.
        path: where the file lies.
        name: the file's name as the reader knows it.

    Raises:
        NotFoundError: there is no such source.
        InvalidRequestError: none is missing, or it is another file.
        NotSavedError: it could not be written.
    """
    source = library.catalogue.get_source(source_id)
    own = {text.original.hash for text in list_editions(source)}
    missing = {one.original.hash: one for one in list_missing(library) if one.original.hash in own}
    if not missing:
        raise InvalidRequestError(f"No file of {source.title} is missing. Nothing was changed.")
    digest = _put_back(library.folder, path, missing)
    if digest is None:
        wanted = "”, “".join(one.original.file_name for one in missing.values())
        raise InvalidRequestError(
            f"“{name}” is not the file that is missing from {source.title} (“{wanted}”): its bytes "
            "differ. Nothing was changed; to read it too, add it as a further text."
        )
    return missing[digest]


def _is_there(folder: Path, original: Original, *, deep: bool) -> bool:
    path = original_path(folder, original.hash)
    try:
        is_sound = path.stat().st_size == original.size
        return is_sound and (not deep or hash_file(path) == original.hash)
    except OSError:
        return False


def _walk(folder: Path, library: Path) -> Iterator[Path]:
    """Give the files in a folder and below, the library's own left out; links are not followed."""
    own = library.resolve()
    for at, folders, names in os.walk(folder):
        here = Path(at)
        folders[:] = sorted(one for one in folders if (here / one).resolve() != own)
        if here.resolve() != own:
            yield from (here / name for name in sorted(names))


def _put_back(
    folder: Path, path: Path, missing: Mapping[OriginalHash, Missing]
) -> OriginalHash | None:
    """Keep a file if it is one of those that are missing; give its hash."""
    try:
        size = path.stat().st_size
        sizes = {one.original.size for one in missing.values()}
        if size in sizes and hash_file(path) in missing:
            return keep_original(folder, path).hash
        return _put_back_page(folder, path, missing)
    except (OSError, RefusedFileError):  # not ours to read, or gone meanwhile
        return None


def _put_back_page(
    folder: Path, path: Path, missing: Mapping[OriginalHash, Missing]
) -> OriginalHash | None:
    """Keep a web page with the folder beside it, if that is what is missing."""
    is_wanted = any(one.original.kind == _BUNDLE for one in missing.values())
    if not is_wanted or path.suffix.lower() not in _PAGES:
        return None
    kept = keep_with_folder(folder, path)
    if kept is None:
        return None
    if kept.hash in missing:
        return kept.hash
    if kept.is_new:
        discard_original(folder, kept.hash)
    return None
