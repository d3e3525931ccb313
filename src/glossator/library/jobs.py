"""Imports in the background: as many at once as there are cores, with progress and cancelling."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from glossator.library.courses import course_for_import
from glossator.library.import_log import ImportLog
from glossator.library.imports import (
    CANCELLED,
    REFUSED,
    FileToImport,
    Imported,
    clean_name,
    import_file,
)
from glossator.library.library import Job, Library
from glossator.library.worker import Stop, Watch
from glossator.model.books import Extraction
from glossator.model.errors import GlossatorError, NotFoundError
from glossator.model.ids import SourceId

WAITING, READING, PASSWORD = "waiting", "reading", "password"

_JOBS_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class _Waiting:
    job: str
    path: Path
    course: str | None
    edition_of: str | None
    password: str | None = None
    stop: Stop = field(default_factory=Stop)


class ImportQueue:
    """Imports files on threads of its own; each book is read by a process of its own.

    A file that needs a password waits in state "password" until one is given
    with `give_password`; passwords are kept in memory only while the import runs.

    Attributes:
        log: what was odd, also of earlier sessions.
    """

    def __init__(self, library: Library, workers: int | None = None) -> None:
        self.log = ImportLog(library)
        self._library = library
        self._jobs: dict[str, Job] = {}
        self._open: dict[str, _Waiting] = {}
        self._previews: dict[str, Extraction] = {}
        self._queue: queue.Queue[_Waiting | None] = queue.Queue()
        self._lock = threading.Lock()
        self._closing = False
        self._threads = [
            threading.Thread(target=self._work, name=f"imports-{number}", daemon=True)
            for number in range(workers or count_cores())
        ]
        for thread in self._threads:
            thread.start()

    def add(
        self, path: Path, file_name: str, course: str | None, *, edition_of: str | None = None
    ) -> Job:
        """Queue a file; it is deleted when its import has ended.

        Args:
            path: where it lies.
            file_name: its name as the reader knows it.
            course: the course it belongs to; None for the first.
            edition_of: the source that it becomes a further text of; None for a new one.
        """
        job = Job(self._library.new_id(), clean_name(file_name), WAITING)
        waiting = _Waiting(job.id, path, course, edition_of)
        with self._lock:
            self._open[job.id] = waiting
        self.log.begin(job)
        self._set(job)
        self._queue.put(waiting)
        return job

    def give_password(self, job_id: str, password: str) -> Job:
        """Try a locked book again with a password.

        Raises:
            NotFoundError: no import of that id waits for a password.
        """
        with self._lock:
            waiting = self._open.get(job_id)
            job = self._jobs.get(job_id)
            if waiting is None or job is None or job.state != PASSWORD:
                raise NotFoundError("import waiting for a password", job_id)
            job = self._jobs[job_id] = replace(job, state=WAITING, problems=())
        self._library.tell(job)
        self._queue.put(replace(waiting, password=password))
        return job

    def cancel(self, job_id: str) -> Job:
        """Stop an import that has not ended; nothing is left of it.

        Raises:
            NotFoundError: there is no import of that id, or it has ended.
        """
        with self._lock:
            waiting = self._open.get(job_id)
            job = self._jobs.get(job_id)
        if waiting is None or job is None:
            raise NotFoundError("import under way", job_id)
        waiting.stop.ask()
        if job.state != READING:
            self._end(waiting, replace(job, state=CANCELLED, problems=()))
        return self._jobs[job_id]

    def jobs(self) -> list[Job]:
        """List the imports of this session, the oldest first."""
        with self._lock:
            return list(self._jobs.values())

    def preview_of(self, job_id: str) -> Extraction:
        """Give the beginning of a book that is still being read.

        Raises:
            NotFoundError: there is no such import under way, or no preview of it yet.
        """
        with self._lock:
            found = self._previews.get(job_id)
        if found is None:
            raise NotFoundError("beginning of a book that is being read", job_id)
        return found

    def close(self) -> None:
        """Stop what is under way, wait for it, and drop what waits; the next start tells of it."""
        self._closing = True
        for waiting in list(self._open.values()):
            waiting.stop.ask()
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()
        for waiting in list(self._open.values()):
            waiting.path.unlink(missing_ok=True)

    def _work(self) -> None:
        while (waiting := self._queue.get()) is not None:
            job = self._jobs.get(waiting.job)
            if job is None or waiting.job not in self._open:
                continue  # cancelled while it waited
            try:
                self._import(waiting, replace(job, state=READING))
            except GlossatorError as error:
                self._end(waiting, replace(job, state=REFUSED, problems=(str(error),)))
            except Exception as error:  # noqa: BLE001 - the job's edge: the queue must go on
                sentence = f"“{job.file}” was not imported: {error}. Nothing was changed."
                self._end(waiting, replace(job, state=REFUSED, problems=(sentence,)))

    def _import(self, waiting: _Waiting, job: Job) -> None:
        self._set(job)
        with self._library.importing.hold("course"):  # two must not both make the first
            course = course_for_import(self._library, waiting.course)
        file = FileToImport(
            waiting.path,
            job.file,
            course.id,
            waiting.password,
            edition_of=SourceId(waiting.edition_of) if waiting.edition_of else None,
        )
        watch = Watch(self._progress_of(job), self._preview_taker(job), waiting.stop)
        done = import_file(self._library, file, watch)
        if done.needs_password and not waiting.stop.asked:
            self._set(replace(job, state=PASSWORD, problems=done.problems))
        else:
            self._end(waiting, _ended(job, done))

    def _progress_of(self, job: Job) -> Callable[[int, int], None]:
        last = -1

        def report(done: int, total: int) -> None:
            nonlocal last
            percent = 100 * done // total if total else 0
            if percent != last:
                last = percent
                has_preview = job.id in self._previews
                self._set(replace(job, done=done, total=total, has_preview=has_preview))

        return report

    def _preview_taker(self, job: Job) -> Callable[[Extraction], None]:
        def take(beginning: Extraction) -> None:
            with self._lock:
                self._previews[job.id] = beginning
            self._set(replace(job, has_preview=True, title=beginning.title))

        return take

    def _end(self, waiting: _Waiting, job: Job) -> None:
        with self._lock:
            if self._open.pop(waiting.job, None) is None:
                return  # ended already: cancelled
            self._previews.pop(waiting.job, None)
        waiting.path.unlink(missing_ok=True)
        if not (self._closing and job.state == CANCELLED):
            self.log.end(job)
        self._set(job)

    def _set(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            ended = [id for id in self._jobs if id not in self._open]
            for id in ended[: max(0, len(self._jobs) - _JOBS_REMEMBERED)]:
                del self._jobs[id]
        self._library.tell(job)


def count_cores() -> int:
    """Count the processor cores that this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _ended(job: Job, done: Imported) -> Job:
    return replace(
        job,
        state=done.status,
        source=done.source or "",
        title=done.title or "",
        problems=() if done.status == CANCELLED else done.problems,
    )
