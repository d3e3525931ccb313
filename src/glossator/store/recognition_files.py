"""Recognised pages and unfinished jobs of recognition: files beside the log.

Each page is written as soon as it has been read, so that a job goes on where it was
after a restart. They can be deleted: what was made of them is an edition.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from glossator.model.ids import OriginalHash
from glossator.model.recognition import RecognisedPage, RecognitionTask
from glossator.store.folder import RECOGNITION
from glossator.store.writing import write_file

_LEVEL = 6
_UNREADABLE = (OSError, zlib.error, msgspec.MsgspecError)


def keep_page(folder: Path, original: OriginalHash, page: RecognisedPage) -> None:
    """Keep a page; one of the same index is replaced.

    Raises:
        NotSavedError: it could not be written.
    """
    packed = zlib.compress(msgspec.json.encode(page), _LEVEL)
    write_file(_page_path(folder, original, page.page_index), packed, "A recognised page")


def list_pages(folder: Path, original: OriginalHash) -> Iterator[RecognisedPage]:
    """Read all pages of a file, in order; one that is damaged is taken for not read yet."""
    for path in sorted(_own_folder(folder).glob(f"{original}-*.page")):
        with suppress(*_UNREADABLE):
            yield msgspec.json.decode(zlib.decompress(path.read_bytes()), type=RecognisedPage)


def forget_pages(folder: Path, original: OriginalHash, pages: Iterator[int] | None = None) -> None:
    """Delete pages of a file, all of them where none are named."""
    if pages is None:
        paths = list(_own_folder(folder).glob(f"{original}-*.page"))
    else:
        paths = [_page_path(folder, original, index) for index in pages]
    for path in paths:
        with suppress(OSError):
            path.unlink()


def keep_task(folder: Path, task: RecognitionTask) -> None:
    """Keep a job until it is done.

    Raises:
        NotSavedError: it could not be written.
    """
    write_file(_task_path(folder, task.id), msgspec.json.encode(task), "The recognition of a text")


def forget_task(folder: Path, task_id: str) -> None:
    """Delete a job that is done or was stopped."""
    with suppress(OSError):
        _task_path(folder, task_id).unlink()


def list_tasks(folder: Path) -> list[RecognitionTask]:
    """Read the unfinished jobs, sorted by id; one that is damaged is left out."""
    tasks = []
    for path in sorted(_own_folder(folder).glob("*.job")):
        with suppress(*_UNREADABLE):
            tasks.append(msgspec.json.decode(path.read_bytes(), type=RecognitionTask))
    return tasks


def _own_folder(folder: Path) -> Path:
    own = folder / RECOGNITION
    with suppress(OSError):  # writing tells what is wrong
        own.mkdir(exist_ok=True)
    return own


def _page_path(folder: Path, original: OriginalHash, page_index: int) -> Path:
    return _own_folder(folder) / f"{original}-{page_index:06d}.page"


def _task_path(folder: Path, task_id: str) -> Path:
    return _own_folder(folder) / f"{task_id}.job"
