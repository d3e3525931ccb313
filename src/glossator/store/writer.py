"""The one writer: a thread with the only writing connection, a queue and group commit.

Steps that wait while another is being made durable share the next transaction,
and so the next fsync. (SQLite's own waiting among several writers is unfair: one
of 32 waited 6 s.)
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import NamedTuple

import apsw

from glossator.model.errors import NotSavedError
from glossator.model.operations import Change
from glossator.store.chain import Tail
from glossator.store.damage import describe_refusal, is_refusal
from glossator.store.journal import read_cursor, read_tail

Task = Callable[[apsw.Connection, Tail], tuple[Tail, Change]]
"""Runs inside the writer's transaction; gives the chain's new end and what changed."""

Listener = Callable[[Change], None]

_GROUP = 200
_CHECKPOINT_PAGES = 1_000
_log = logging.getLogger(__name__)


class _Request(NamedTuple):
    """A task that waits for the writer; `what` names it in an error.

    `afterwards` is called when it is durable, outside of any transaction.
    """

    task: Task
    what: str
    answer: Future[Change]
    afterwards: Callable[[apsw.Connection], object] | None = None


class Writer:
    """Runs tasks one after another on its own thread, durably.

    Attributes:
        cursor: operations in the log.
    """

    def __init__(self, connection: apsw.Connection, replica: str) -> None:
        self._connection = connection
        self._tail = read_tail(connection, replica)
        self.cursor = read_cursor(connection)
        self._listeners: tuple[Listener, ...] = ()
        self._queue: SimpleQueue[_Request | None] = SimpleQueue()
        self._wal_pages = 0
        self._closed = False
        self._close_lock = threading.Lock()
        connection.set_wal_hook(self._note_wal)
        self._thread = threading.Thread(target=self._run, name="glossator-writer", daemon=True)
        self._thread.start()

    @property
    def replica(self) -> str:
        """The installation whose chain the next step is added to."""
        return self._tail.replica

    def subscribe(self, listener: Listener) -> None:
        """Call `listener` on the writer's thread with each change; see `Store.subscribe`."""
        with self._close_lock:
            self._listeners = (*self._listeners, listener)

    def do(
        self,
        task: Task,
        what: str,
        afterwards: Callable[[apsw.Connection], object] | None = None,
    ) -> Change:
        """Run a task and wait until its effect is durable and every listener was told.

        Args:
            task: what to do; an error it raises undoes only its own writes.
            what: how to call it in an error.
            afterwards: called, before anything else is written, when the effect is
                durable; outside of any transaction.

        Raises:
            NotSavedError: the disk refused, or the library was closed.
            apsw.Error: the journal is damaged; likewise whatever else the task raised.
            RuntimeError: a listener called it, which would wait for itself.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError(f"a listener of the store must not write ({what})")
        answer: Future[Change] = Future()
        with self._close_lock:
            if self._closed:
                raise NotSavedError(what, "the library has been closed")
            self._queue.put(_Request(task, what, answer, afterwards))
        return answer.result()

    def close(self) -> None:
        """Finish what waits, then close the connection."""
        with self._close_lock:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while True:
            group, is_last = self._take_group()
            if group:
                self._serve(group)
                self._checkpoint()
            if is_last:
                return

    def _take_group(self) -> tuple[list[_Request], bool]:
        group: list[_Request] = []
        request = self._queue.get()
        while request is not None:
            group.append(request)
            if len(group) == _GROUP:
                return group, False
            try:
                request = self._queue.get_nowait()
            except Empty:
                return group, False
        return group, True

    def _serve(self, group: list[_Request]) -> None:
        """Do a group in one transaction; if that fails, each request in one of its own."""
        outcomes = self._try_commit(group)
        if isinstance(outcomes, list):
            for request, outcome in zip(group, outcomes, strict=True):
                self._answer(request, outcome)
        elif len(group) == 1:
            self._answer(group[0], _failure_of(group[0], outcomes))
        else:
            for request in group:
                self._serve([request])

    def _try_commit(self, group: list[_Request]) -> list[Change | Exception] | apsw.Error:
        try:
            return self._commit(group)
        except apsw.Error as error:
            return error

    def _answer(self, request: _Request, outcome: Change | Exception) -> None:
        if isinstance(outcome, Change):
            self._tell(outcome)
            outcome = self._follow_up(request, outcome)
        if isinstance(outcome, Change):
            request.answer.set_result(outcome)
        else:
            request.answer.set_exception(outcome)

    def _follow_up(self, request: _Request, outcome: Change) -> Change | Exception:
        if request.afterwards is None:
            return outcome
        try:
            request.afterwards(self._connection)
        except apsw.Error as error:
            return _failure_of(request, error)
        return outcome

    def _tell(self, change: Change) -> None:
        if change.repeated or not change.touched:
            return
        for listener in self._listeners:
            try:
                listener(change)
            except Exception:  # noqa: BLE001 - somebody else's code; the change is saved
                _log.exception(
                    "A listener failed at “%s”; the change itself is saved", change.label
                )

    def _commit(self, group: list[_Request]) -> list[Change | Exception]:
        db, tail = self._connection, self._tail
        outcomes: list[Change | Exception] = []
        try:
            db.execute("BEGIN IMMEDIATE")
            for request in group:
                tail, outcome = self._attempt(request, tail)
                outcomes.append(outcome)
            cursor = read_cursor(db)
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
        self._tail, self.cursor = tail, cursor
        return outcomes

    def _attempt(self, request: _Request, tail: Tail) -> tuple[Tail, Change | Exception]:
        try:
            with self._connection:  # a savepoint: what fails leaves no trace
                done = request.task(self._connection, tail)
        except apsw.Error:
            raise
        except Exception as error:  # noqa: BLE001 - the edge of the job: the caller gets it
            return tail, error
        return done

    def _note_wal(self, _db: apsw.Connection, _name: str, pages: int) -> int:
        self._wal_pages = pages
        return apsw.SQLITE_OK

    def _checkpoint(self) -> None:
        """Bring the WAL into the database; failing costs only space, and is tried again."""
        if self._wal_pages < _CHECKPOINT_PAGES:
            return
        try:
            self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
        except apsw.Error:
            return
        self._wal_pages = 0


def _failure_of(request: _Request, error: apsw.Error) -> Exception:
    return NotSavedError(request.what, describe_refusal(error)) if is_refusal(error) else error
