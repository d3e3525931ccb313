"""Make a text of recognised pages: an edition like any other."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from glossator.library.editions import add_edition
from glossator.library.library import Library
from glossator.library.remaking import tell_lost
from glossator.library.worker import NOBODY_WATCHES, Limits, extract_in_worker, limits_for
from glossator.model.books import Extraction, Original, Source
from glossator.model.errors import InvalidRequestError
from glossator.model.recognition import RecognisedPage
from glossator.sources.extract import RECOGNISED
from glossator.store.files import original_path
from glossator.store.recognition_files import list_pages


def add_recognised_edition(
    library: Library, source: Source, password: str | None
) -> tuple[str, ...]:
    """Make an edition of all pages of a source's file that have been recognised, and use it.

    Pages that have not been recognised keep the text that the file gives.

    Returns:
        Sentences for the reader: how many marks have lost their place, if any.

    Raises:
        RefusedFileError: the text could not be put together.
        NotFoundError: the source was deleted meanwhile.
        NotSavedError: it could not be written.
    """
    original = source.original
    assert original is not None  # noqa: S101 - nothing is recognised without a file
    pages = [page for page in list_pages(library.folder, original.hash) if not page.problem]
    extraction = compose(library, original, pages, password)
    try:
        moved = add_edition(library, library.new_id(), source.id, original, extraction, use=True)
    except InvalidRequestError:  # recognised anew and the same came out: it is read in it already
        return ()
    return tell_lost(moved)


def compose(
    library: Library,
    original: Original,
    pages: Sequence[RecognisedPage],
    password: str | None,
) -> Extraction:
    """Have a worker put together the text of a file of which these pages have been recognised.

    Raises:
        RefusedFileError: it could not.
        NotSavedError: the disk refused.
    """
    with tempfile.TemporaryDirectory(prefix="glossator-scan-") as folder:
        bundle = Path(folder) / "pages"
        bundle.write_bytes(msgspec.msgpack.encode(pages))
        return extract_in_worker(
            original_path(library.folder, original.hash),
            original.file_name,
            password=password,
            watch=NOBODY_WATCHES,
            limits=_limits(original.size, len(pages)),
            output=library.folder / "editions" / f"reading-{library.new_id()}.tmp",
            parameters={RECOGNISED: str(bundle)},
        )


def _limits(size: int, pages: int) -> Limits:
    usual = limits_for(size)
    more = pages // 2  # seconds
    return Limits(usual.cpu_seconds + more, usual.wall_seconds + 3 * more)
