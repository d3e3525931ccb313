"""Read the pages of one job: draw each, have it recognised, keep what was read."""

from __future__ import annotations

import os
import queue
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from glossator.library.library import Library
from glossator.library.page_worker import PageWorker
from glossator.library.processes import kill_child
from glossator.library.tesseract import Engine, recognise_page
from glossator.model.books import Original
from glossator.model.errors import GlossatorError, RefusedFileError
from glossator.model.pictures import PIXELS_AT_MOST, DrawnPage, PageToDraw
from glossator.model.recognition import RecognisedPage, RecognitionTask
from glossator.model.text import Page
from glossator.sources.hocr import read_hocr
from glossator.store.files import original_path
from glossator.store.recognition_files import keep_page, list_pages

DOTS_AN_INCH = 300
_POINTS_AN_INCH = 72
_LOOK_EVERY_SECONDS = 0.2
_TOO_LONG = "recognition failed or took too long"


class Stopped(Exception):  # noqa: N818 - no error: the reader asked for it
    """A job was stopped before its end."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What is read and with what; `sheets` are all pages of the file."""

    task: RecognitionTask
    original: Original
    sheets: Sequence[Page]
    engine: Engine
    password: str | None


def read_pages(
    library: Library,
    reading: PageReading,
    *,
    on_progress: Callable[[int, int], None],
    stop: threading.Event,
) -> tuple[str, ...]:
    """Read the pages of a job that have not been read yet, on all cores but one.

    Args:
        library: where they are kept.
        reading: what is read.
        on_progress: told the pages read of the whole job and the seconds left, 0 = unknown.
        stop: when set, what is under way is ended.

    Returns:
        Sentences on the pages that could not be read.

    Raises:
        Stopped: `stop` was set before the end.
        RefusedFileError: the file cannot be opened, or needs a password.
        NotSavedError: a page could not be kept.
    """
    pages = list(_read_before(library, reading))
    known = {page.page_index for page in pages}
    todo = [page for page in reading.task.pages if page not in known]
    began = library.clock()
    crew = _Crew(library, reading, todo, stop)
    with tempfile.TemporaryDirectory(prefix="glossator-scan-") as folder:
        for done, page in enumerate(crew.run(Path(folder)), 1):
            pages.append(page)
            each = (library.clock() - began) / done / 1000
            on_progress(len(pages), round(each * (len(todo) - done)))
    if stop.is_set():
        raise Stopped
    pages.sort(key=lambda page: page.page_index)
    return tuple(f"Page {p.page_index + 1}: {p.problem}." for p in pages if p.problem)


def _read_before(library: Library, reading: PageReading) -> Iterator[RecognisedPage]:
    for page in list_pages(library.folder, reading.original.hash):
        if page.job == reading.task.id:
            yield page


class _Crew:
    """Some threads that read pages side by side, each with a process that draws."""

    def __init__(
        self, library: Library, reading: PageReading, todo: Sequence[int], stop: threading.Event
    ) -> None:
        self._library = library
        self._reading = reading
        self._todo = deque(todo)
        self._stop = stop
        self._engines: set[subprocess.Popen[bytes]] = set()
        self._said: queue.Queue[RecognisedPage | Exception | None] = queue.Queue()

    def run(self, folder: Path) -> Iterator[RecognisedPage]:
        """Give each page when it has been read and kept; ends early once stopped.

        Raises:
            GlossatorError: what ended a thread.
            OSError: likewise.
        """
        threads = [
            threading.Thread(target=self._work, args=(folder / str(at),), daemon=True)
            for at in range(min(max(1, (os.cpu_count() or 2) - 1), max(1, len(self._todo))))
        ]
        for thread in threads:
            thread.start()
        failure: Exception | None = None
        running = len(threads)
        while running:
            said = self._hear()
            if isinstance(said, RecognisedPage):
                yield said
            else:
                running -= 1
                failure = failure or said
        if failure is not None:
            raise failure

    def _hear(self) -> RecognisedPage | Exception | None:
        """Wait for a page, or for a thread to end (None) or fail; once stopped, end the engines."""
        while True:
            with suppress(queue.Empty):
                return self._said.get(timeout=_LOOK_EVERY_SECONDS)
            if self._stop.is_set():
                for child in list(self._engines):
                    kill_child(child)

    def _work(self, folder: Path) -> None:
        folder.mkdir()
        worker = PageWorker()
        try:
            while not self._stop.is_set():
                page = self._read_page(worker, self._todo.popleft(), folder)
                if page is not None:
                    keep_page(self._library.folder, self._reading.original.hash, page)
                    self._said.put(page)
        except IndexError:  # nothing is left to do
            pass
        except (GlossatorError, OSError) as error:
            self._todo.clear()
            self._said.put(error)
            return
        finally:
            worker.close()
        self._said.put(None)

    def _read_page(self, worker: PageWorker, index: int, folder: Path) -> RecognisedPage | None:
        """Read one page; None where it was stopped meanwhile."""
        task, engine = self._reading.task, self._reading.engine
        sheet = self._reading.sheets[index]
        page = RecognisedPage(
            index, sheet.width, sheet.height, task.language, engine.version, job=task.id
        )
        scale = _scale_of(sheet)
        try:
            drawn = worker.draw(self._to_draw(index, scale))
        except RefusedFileError as error:
            if error.needs_password:
                raise
            return replace(page, problem=error.reason.rstrip("."))
        picture = _write(drawn, folder)
        found = recognise_page(engine, picture, task.language, round(72 * scale), self._engines)
        if self._stop.is_set():
            return None
        if found is None:
            return replace(page, problem=_TOO_LONG)
        return replace(page, lines=read_hocr(found, 1 / scale))

    def _to_draw(self, index: int, scale: float) -> PageToDraw:
        original = self._reading.original
        path = str(original_path(self._library.folder, original.hash))
        return PageToDraw(
            path, original.kind, original.file_name, self._reading.password, index, scale
        )


def _scale_of(sheet: Page) -> float:
    """Give pixels a point: as tesseract likes it, fewer on a page that would be too large."""
    most: float = (PIXELS_AT_MOST / max(1.0, sheet.width * sheet.height)) ** 0.5
    return min(DOTS_AN_INCH / _POINTS_AN_INCH, 0.99 * most)


def _write(drawn: DrawnPage, folder: Path) -> Path:
    path = folder / f"page.{drawn.media_type.rpartition('/')[2]}"
    path.write_bytes(drawn.data)
    return path
