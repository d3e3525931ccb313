"""Further texts of a file on request: reader view, repaired encoding; made in the background."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import replace

from glossator.library.library import Job, Library
from glossator.library.offers import WAYS, read_again
from glossator.library.text_change import Moved
from glossator.library.worker import Watch
from glossator.model.books import Offer, Source
from glossator.model.errors import GlossatorError, InvalidRequestError

KIND = "text"
WAITING, READING, MADE, REFUSED = "waiting", "reading", "made", "refused"

_JOBS_REMEMBERED = 50
_CLOSING_SECONDS = 2.0


class RemakingQueue:
    """Makes further texts one after the other, on a thread of its own."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._queue: queue.Queue[tuple[str, Offer] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._serve, name="texts", daemon=True)
        self._thread.start()

    def start(self, source_id: str, offer: str) -> Job:
        """Begin to make the text that was offered of a source's file.

        Raises:
            NotFoundError: there is no such source.
            InvalidRequestError: nothing of this kind is offered for it.
        """
        source = self._library.catalogue.get_source(source_id)
        wanted = _check_offer(source, offer)
        job = Job(
            self._library.new_id(),
            source.title,
            WAITING,
            source=source.id,
            title=source.title,
            kind=KIND,
        )
        self._show(job)
        self._queue.put((job.id, wanted))
        return job

    def jobs(self) -> list[Job]:
        """List the jobs of this session, the oldest first."""
        with self._lock:
            return list(self._jobs.values())

    def close(self) -> None:
        """Make no further text; one under way is not waited for long."""
        self._queue.put(None)
        self._thread.join(_CLOSING_SECONDS)

    def _serve(self) -> None:
        while (asked := self._queue.get()) is not None:
            job_id, offer = asked
            job = replace(self._jobs[job_id], state=READING)
            try:
                source = self._library.catalogue.get_source(job.source)
                step, watch = self._library.new_id(), Watch(self._told(job))
                moved = read_again(self._library, step, source, offer, watch)
                self._show(replace(job, state=MADE, problems=tell_lost(moved)))
            except GlossatorError as error:
                self._show(replace(job, state=REFUSED, problems=(str(error),)))
            except Exception as error:  # noqa: BLE001 - the job's edge: the queue must go on
                sentence = f"No other text of {job.title} was made: {error}. Nothing was changed."
                self._show(replace(job, state=REFUSED, problems=(sentence,)))

    def _told(self, job: Job) -> Callable[[int, int], None]:
        def report(done: int, total: int) -> None:
            self._show(replace(job, done=done, total=total))

        return report

    def _show(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-_JOBS_REMEMBERED]:
                del self._jobs[old]
        self._library.tell(job)


def remaking_of(library: Library) -> RemakingQueue:
    """Give the queue of a library."""
    return library.service(RemakingQueue, lambda: RemakingQueue(library))


def tell_lost(moved: Moved) -> tuple[str, ...]:
    """Say how many marks have no place in a new text; nothing where all have."""
    if not moved.lost:
        return ()
    marks = "1 mark has" if moved.lost == 1 else f"{moved.lost} marks have"
    return (f"{marks} no place in this text; they are kept with their words.",)


def _check_offer(source: Source, offer: str) -> Offer:
    if offer not in source.offers or offer not in WAYS:
        raise InvalidRequestError(
            f"No other text of this kind (“{offer}”) is offered for {source.title}. Load the page "
            "again to see what is."
        )
    return Offer(offer)
