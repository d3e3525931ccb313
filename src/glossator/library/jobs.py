"""Imports in the background: one file after another, with progress for whoever listens."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from glossator.library.courses import course_for_import
from glossator.library.imports import REFUSED, FileToImport, Imported, import_file
from glossator.library.library import Job, Library
from glossator.model.errors import GlossatorError, NotFoundError

_JOBS_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class _Waiting:
    job: str
    path: Path
    course: str | None
    password: str | None


class ImportQueue:
    """Imports files one after another on a thread of its own.

    A file that needs a password waits in state "password" until one is given
    with `give_password`; passwords are kept in memory only while the import runs.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._jobs: dict[str, Job] = {}
        self._locked: dict[str, _Waiting] = {}
        self._queue: queue.Queue[_Waiting | None] = queue.Queue()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="imports", daemon=True)
        self._thread.start()

    def add(self, path: Path, file_name: str, course: str | None) -> Job:
        """Queue a file that lies at `path`; the file is deleted when its import has ended."""
        job = Job(self._library.new_id(), Path(file_name).name, "waiting")
        self._set(job)
        self._queue.put(_Waiting(job.id, path, course, None))
        return job

    def give_password(self, job_id: str, password: str) -> Job:
        """Try a locked book again with a password.

        Raises:
            NotFoundError: no import of that id waits for a password.
        """
        with self._lock:
            waiting = self._locked.pop(job_id, None)
        if waiting is None:
            raise NotFoundError("import waiting for a password", job_id)
        job = replace(self._jobs[job_id], state="waiting", problems=())
        self._set(job)
        self._queue.put(replace(waiting, password=password))
        return job

    def jobs(self) -> list[Job]:
        """List the imports of this session, the oldest first."""
        with self._lock:
            return list(self._jobs.values())

    def close(self) -> None:
        """Stop after the import under way; files still waiting are dropped unread."""
        self._queue.put(None)
        with self._lock:
            left = list(self._locked.values())
        for waiting in left:
            waiting.path.unlink(missing_ok=True)

    def _work(self) -> None:
        while (waiting := self._queue.get()) is not None:
            job = self._jobs[waiting.job]
            try:
                self._import(waiting, job)
            except GlossatorError as error:
                self._end(waiting, replace(job, state=REFUSED, problems=(str(error),)))
            except Exception as error:  # noqa: BLE001 - the job's edge: the queue must go on
                sentence = f"“{job.file}” was not imported: {error}. Nothing was changed."
                self._end(waiting, replace(job, state=REFUSED, problems=(sentence,)))

    def _import(self, waiting: _Waiting, job: Job) -> None:
        self._set(replace(job, state="reading"))
        course = course_for_import(self._library, waiting.course)
        file = FileToImport(waiting.path, job.file, course.id, waiting.password)
        done = import_file(self._library, file, self._progress_of(job))
        if done.needs_password:
            with self._lock:
                self._locked[job.id] = waiting
            self._set(replace(job, state="password", problems=done.problems))
        else:
            self._end(waiting, _ended(job, done))

    def _progress_of(self, job: Job) -> Callable[[int, int], None]:
        last = -1

        def report(done: int, total: int) -> None:
            nonlocal last
            percent = 100 * done // total if total else 0
            if percent != last:
                last = percent
                self._set(replace(job, state="reading", done=done, total=total))

        return report

    def _end(self, waiting: _Waiting, job: Job) -> None:
        waiting.path.unlink(missing_ok=True)
        self._set(job)

    def _set(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > _JOBS_REMEMBERED:
                del self._jobs[next(iter(self._jobs))]
        self._library.tell(job)


def _ended(job: Job, done: Imported) -> Job:
    return replace(
        job,
        state=done.status,
        source=done.source or "",
        title=done.title or "",
        problems=done.problems,
    )
