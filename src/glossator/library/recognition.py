"""Recognition of scans: jobs that read page after page, survive a restart and can be stopped."""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from glossator.library.library import Job, Library
from glossator.library.recognition_reading import PageReading, Stopped, read_pages
from glossator.library.recognition_result import add_recognised_edition
from glossator.library.scanned import check_pages
from glossator.library.tesseract import get_engine, has_languages, usual_language
from glossator.model.books import Source
from glossator.model.errors import (
    GlossatorError,
    InvalidRequestError,
    NotFoundError,
)
from glossator.model.recognition import RecognitionTask
from glossator.store.recognition_files import (
    forget_pages,
    forget_task,
    keep_task,
    list_pages,
    list_tasks,
)

KIND = "recognition"
WAITING, READING, PAUSED = "waiting", "reading", "paused"
RECOGNISED, REFUSED, STOPPED = "recognised", "refused", "stopped"
UNFINISHED = frozenset({WAITING, READING, PAUSED})

_JOBS_REMEMBERED = 50
_CLOSING_SECONDS = 20.0


@dataclass(slots=True)
class _Work:
    """A job as this process knows it."""

    task: RecognitionTask
    job: Job
    password: str | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    then: str = ""  # the state after `stop`; "" when the program closes


class RecognitionQueue:
    """Recognises one source after another, the pages of one side by side.

    Every page is on disk when it has been read. What is under way when the
    program ends goes on when it is next served; what was paused stays paused.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._work: dict[str, _Work] = {}
        self._lock = threading.RLock()
        self._queue: queue.Queue[str | None] = queue.Queue()
        self._closing = False
        for task in list_tasks(library.folder):
            self._work[task.id] = _Work(task, self._job_of(task, PAUSED))
        self._thread = threading.Thread(target=self._serve, name="recognition", daemon=True)
        self._thread.start()

    # ------------------------------------------------------------ what a reader does

    def start(
        self,
        source_id: str,
        *,
        pages: Sequence[int] | None = None,
        language: str | None = None,
        password: str | None = None,
    ) -> Job:
        """Begin to recognise pages of a source, or go on with what was begun.

        Args:
            source_id: which source.
            pages: indices from 0; None for all pages without text.
            language: as the engine names it ("deu+eng"); None for the source's own.
            password: opens the file; kept in memory only.

        Raises:
            NotFoundError: there is no such source.
            NoEngineError: tesseract is not installed.
            InvalidRequestError: the file has no such pages, no pages at all or none
                without text; the language is not installed; the library is read only.
            NotSavedError: the job could not be written.
        """
        source = self._library.catalogue.get_source(source_id)
        with self._lock:
            begun = next((w for w in self._unfinished() if w.task.source == source.id), None)
            if begun is not None:
                return self.resume(begun.task.id, password)
            task = self._plan(source, pages, language)
            keep_task(self._library.folder, task)
            work = self._work[task.id] = _Work(task, self._job_of(task, WAITING), password)
            self._forget_old()
        self._tell(work)
        self._queue.put(task.id)
        return work.job

    def pause(self, job_id: str) -> Job:
        """Stop reading after the page under way; what has been read is kept.

        Raises:
            NotFoundError: no such job is under way.
        """
        return self._halt(job_id, PAUSED)

    def stop(self, job_id: str) -> Job:
        """Give a job up: what it has read is deleted.

        Raises:
            NotFoundError: no such job is under way.
        """
        return self._halt(job_id, STOPPED)

    def resume(self, job_id: str, password: str | None = None) -> Job:
        """Go on with a paused job; nothing happens to one that is under way.

        Raises:
            NotFoundError: there is no such job.
        """
        with self._lock:
            work = self._get(job_id)
            if work.job.state != PAUSED:
                return work.job
            work.password = password or work.password
            work.stop, work.ended, work.then = threading.Event(), threading.Event(), ""
            work.task = replace(work.task, paused=False, problems=())
            keep_task(self._library.folder, work.task)
            work.job = replace(work.job, state=WAITING, problems=())
        self._tell(work)
        self._queue.put(job_id)
        return work.job

    def go_on(self) -> None:
        """Take up what was under way when the program ended."""
        with self._lock:
            ready = [w.task.id for w in self._unfinished() if not w.task.paused]
        for job_id in ready:
            self.resume(job_id)

    def jobs(self) -> list[Job]:
        """List the jobs that are unfinished or ended in this session, the oldest first."""
        with self._lock:
            return [work.job for work in self._work.values()]

    def wait(self, job_id: str, seconds: float | None) -> Job:
        """Wait until a job has ended or is paused, or for so long; gives it as it is then.

        Raises:
            NotFoundError: there is no such job.
        """
        with self._lock:
            work = self._get(job_id)
        work.ended.wait(seconds)
        return work.job

    def close(self) -> None:
        """End at once; the page under way is read again later."""
        with self._lock:
            self._closing = True
            for work in self._work.values():
                work.stop.set()
        self._queue.put(None)
        self._thread.join(_CLOSING_SECONDS)

    # ------------------------------------------------------------ the work

    def _serve(self) -> None:
        while (job_id := self._queue.get()) is not None:
            work = self._work[job_id]
            if self._closing or work.job.state != WAITING:
                continue
            try:
                self._recognise(work)
            except Stopped:
                self._end_early(work)
            except GlossatorError as error:
                self._pause_with(work, str(error))
            except Exception as error:  # noqa: BLE001 - the job's edge: the queue must go on
                self._pause_with(work, f"Recognition stopped unexpectedly: {error}.")

    def _recognise(self, work: _Work) -> None:
        source = self._find_source(work.task)
        if source is None or source.original is None:
            self._drop(work, REFUSED, ("The source was deleted, so its text was not recognised.",))
            return
        self._show(work, READING)
        content = self._library.content_of(source)
        sheets = content.pages if content else ()
        password = work.password or self._library.passwords.get(source.original.hash)
        reading = PageReading(work.task, source.original, sheets, get_engine(), password)
        problems = read_pages(
            self._library,
            reading,
            on_progress=lambda done, left: self._show(work, READING, done=done, seconds_left=left),
            stop=work.stop,
        )
        told = add_recognised_edition(self._library, source, password)
        self._drop(work, RECOGNISED, (*problems, *told), keep=True)

    def _find_source(self, task: RecognitionTask) -> Source | None:
        with suppress(NotFoundError):
            return self._library.catalogue.get_source(task.source)
        return None

    def _end_early(self, work: _Work) -> None:
        if work.then == STOPPED:
            self._drop(work, STOPPED, ())
        elif work.then == PAUSED:
            self._pause_with(work, "")

    def _pause_with(self, work: _Work, problem: str) -> None:
        with self._lock:
            problems = (problem,) if problem else ()
            work.task = replace(work.task, paused=True, problems=problems)
            with suppress(GlossatorError):  # a full disk: the older file stands for it
                keep_task(self._library.folder, work.task)
        self._show(work, PAUSED, problems=problems)
        work.ended.set()

    def _drop(
        self, work: _Work, state: str, problems: tuple[str, ...], *, keep: bool = False
    ) -> None:
        """End a job for good; its pages go too unless they are in a text now."""
        source = self._find_source(work.task)
        if not keep and source is not None and source.original is not None:
            mine = [
                page.page_index
                for page in list_pages(self._library.folder, source.original.hash)
                if page.job == work.task.id
            ]
            forget_pages(self._library.folder, source.original.hash, iter(mine))
        forget_task(self._library.folder, work.task.id)
        self._show(work, state, problems=problems)
        work.ended.set()

    # ------------------------------------------------------------ small steps

    def _plan(
        self, source: Source, pages: Sequence[int] | None, language: str | None
    ) -> RecognitionTask:
        engine = get_engine()
        content = self._library.content_of(source)
        if self._library.store.read_only:
            raise InvalidRequestError("The library is read only, so no text can be added to it.")
        wanted = check_pages(source, content, pages)
        chosen = language or usual_language(engine, content.language if content else "")
        if not has_languages(engine, chosen):
            raise InvalidRequestError(
                f"The language “{chosen}” is not installed for tesseract. There are: "
                f"{', '.join(engine.languages)}. Install it (on Debian or Ubuntu: sudo apt install "
                "tesseract-ocr-deu, for German), or choose another."
            )
        return RecognitionTask(self._library.new_id(), source.id, source.title, wanted, chosen)

    def _job_of(self, task: RecognitionTask, state: str) -> Job:
        source = self._find_source(task)
        done = 0
        if source is not None and source.original is not None:
            pages = list_pages(self._library.folder, source.original.hash)
            done = sum(page.job == task.id for page in pages)
        return Job(
            task.id,
            task.title,
            state,
            done,
            len(task.pages),
            task.source,
            task.title,
            task.problems,
            kind=KIND,
        )

    def _halt(self, job_id: str, then: str) -> Job:
        with self._lock:
            work = self._get(job_id)
            idle = work.job.state in {WAITING, PAUSED}
            work.then = then
            work.stop.set()
        if idle:
            self._end_early(work)
        else:
            work.ended.wait(_CLOSING_SECONDS)
        return work.job

    def _get(self, job_id: str) -> _Work:
        work = self._work.get(job_id)
        if work is None or work.job.state not in UNFINISHED:
            raise NotFoundError("recognition under way", job_id)
        return work

    def _unfinished(self) -> list[_Work]:
        return [work for work in self._work.values() if work.job.state in UNFINISHED]

    def _forget_old(self) -> None:
        ended = [id for id, work in self._work.items() if work.job.state not in UNFINISHED]
        for job_id in ended[:-_JOBS_REMEMBERED]:
            del self._work[job_id]

    def _show(self, work: _Work, state: str, **more: object) -> None:
        changes: dict[str, object] = {"seconds_left": 0, **more}
        work.job = replace(work.job, state=state, **changes)  # type: ignore[arg-type]  # fields of Job
        self._tell(work)

    def _tell(self, work: _Work) -> None:
        self._library.tell(work.job)


def recognition_of(library: Library) -> RecognitionQueue:
    """Give the queue of a library."""
    return library.service(RecognitionQueue, lambda: RecognitionQueue(library))
