"""The store on SQLite: one writer, many readers, in the library's journal.db."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Empty, LifoQueue

import apsw
import msgspec

from glossator.model.errors import LibraryUnusableError, NotSavedError
from glossator.model.ids import AnnotationId, PenId, SourceId
from glossator.model.marks import Annotation
from glossator.model.operations import (
    Change,
    Condition,
    Conflict,
    Operation,
    Received,
    Step,
    StepRecord,
    Write,
)
from glossator.model.text import Span
from glossator.store import (
    conditions,
    conflicts,
    derived,
    erasing,
    forks,
    jumps,
    leftover,
    receiving,
    schema,
    steps,
    undo,
)
from glossator.store import journal as log
from glossator.store.chain import COUNTER_BITS, Tail
from glossator.store.damage import damage_told
from glossator.store.erasing import Thing
from glossator.store.fold import AHEAD_MS
from glossator.store.folder import prepare_folder
from glossator.store.home import Home
from glossator.store.journal import Journal
from glossator.store.opening import open_read_only, open_writable
from glossator.store.records import LINK, decode_annotation_json
from glossator.store.refold import replace_derived
from glossator.store.schema import fetch
from glossator.store.writer import Writer
from glossator.store.writing import sweep_temporary_files

_ANNOTATIONS = "SELECT id, fields, clock FROM annotation ORDER BY source, span_start NULLS LAST, id"
_ANNOTATIONS_OF_SOURCE = (
    "SELECT id, fields, clock FROM annotation WHERE source = ? ORDER BY span_start NULLS LAST, id"
)

_FROM_ELSEWHERE = "What came from elsewhere"


class SqliteStore:
    """`store.protocol.Store` on SQLite.

    Attributes:
        library_id: names this library for ever.
        space: whose log it is.
        read_only: nothing can be written.
    """

    def __init__(
        self,
        folder: Path,
        identity: dict[str, str],
        journal: Journal,
        writer: Writer | None,
        connect: Callable[[], apsw.Connection],
    ) -> None:
        """Take what `open_store` opened in `folder`; `writer` is None for a read-only library."""
        self.library_id = identity["library_id"]
        self.space = identity["space"]
        self._replica = identity["replica"]
        self.read_only = writer is None
        self._folder = folder
        self._home = Home(folder)
        self._journal = journal
        self._writer = writer
        self._connect = connect
        self._idle: LifoQueue[apsw.Connection] = LifoQueue()

    @property
    def replica(self) -> str:
        """Names this installation's chain in the log."""
        return self._replica if self._writer is None else self._writer.replica

    def cursor(self) -> int:
        """Count the operations in the log."""
        if self._writer is not None:
            return self._writer.cursor
        with self._reading() as db:
            return log.read_cursor(db)

    def close(self) -> None:
        """Finish what waits and let go of all files; a second call does nothing."""
        while not self._idle.empty():
            self._idle.get().close()
        if self._writer is not None:
            self._writer.close()

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Call `listener` with every change from now on, in the log's order; see `Store`."""
        if self._writer is not None:
            self._writer.subscribe(listener)

    def commit(self, step: Step, actor: str, *, expects: Sequence[Condition] = ()) -> Change:
        """Do a step: all its writes, durable when this returns; see `Store.commit`."""
        if not step.writes:
            raise ValueError(f"the step {step.id} ({step.name}) writes nothing")

        def plan(db: apsw.Connection) -> Step:
            conditions.require(db, step, expects)
            return step

        return self._write(step.id, actor, step.label, plan)

    def undo(self, step_id: str, actor: str) -> Change:
        """Undo this actor's latest step that still stands; see `Store.undo`."""
        return self._write(
            step_id,
            actor,
            "The undo",
            lambda db: undo.plan_undo(db, self._journal, step_id, actor),
        )

    def redo(self, step_id: str, actor: str) -> Change:
        """Do again what this actor undid last; see `Store.redo`."""
        return self._write(
            step_id,
            actor,
            "The redo",
            lambda db: undo.plan_redo(db, self._journal, step_id, actor),
        )

    def undo_to(self, step_id: str, actor: str, target: str) -> Change:
        """Undo all of this actor's steps down to a step, that one too; see `Store.undo_to`."""
        return self._jump(jumps.Jump(step_id, actor, target))

    def redo_to(self, step_id: str, actor: str, target: str) -> Change:
        """Do again what this actor undid, up to a step, that one too; see `Store.redo_to`."""
        return self._jump(jumps.Jump(step_id, actor, target, forth=True))

    def list_steps(self, before: int | None, limit: int) -> list[StepRecord]:
        """Read ordinary steps, latest first; see `Store.list_steps`."""
        with self._reading() as db:
            return steps.list_steps(db, before, limit)

    def list_redoable(self, actor: str) -> list[str]:
        """List the ids of the steps that redo would do again, in that order."""
        with self._reading() as db:
            return [step for _, _, step in undo.list_redoable(db, actor)]

    def list_operations(self, entity: str, entity_id: str) -> list[Operation]:
        """Read all operations on one thing, oldest first."""
        with self._reading() as db:
            return steps.list_operations(db, entity, entity_id)

    def next_undo(self, actor: str) -> str | None:
        """Give the label of the step that undo would take back."""
        with self._reading() as db:
            found = undo.find_next_undo(db, actor)
        return found[1] if found else None

    def next_redo(self, actor: str) -> str | None:
        """Give the label of the step that redo would do again."""
        with self._reading() as db:
            found = undo.find_next_redo(db, actor)
        return found[1] if found else None

    def has_step(self, step_id: str) -> bool:
        """Say whether a step is in the log."""
        with self._reading() as db:
            return bool(fetch(db, "SELECT 1 FROM step WHERE id = ?", step_id))

    def read_fields(self, entity: str, entity_id: str) -> dict[str, object]:
        """Read a thing's fields, a deleted one's too; {} if unknown."""
        query = (
            "SELECT field, value FROM register "
            "WHERE entity = ? AND entity_id = ? AND value <> 'null'"
        )
        with self._reading() as db:
            rows = fetch(db, query, entity, entity_id)
            return {field: msgspec.json.decode(value) for field, value in rows}

    def list_entities(self, entity: str) -> dict[str, dict[str, object]]:
        """Read the fields of all things of a kind by id; deleted ones are left out."""
        found = self._list_all(entity)
        return {id_: fields for id_, fields in found.items() if fields.get("deleted") is not True}

    def list_deleted(self, entity: str) -> dict[str, dict[str, object]]:
        """Read the fields of all deleted things of a kind by id."""
        found = self._list_all(entity)
        return {id_: fields for id_, fields in found.items() if fields.get("deleted") is True}

    def _list_all(self, entity: str) -> dict[str, dict[str, object]]:
        query = (
            "SELECT entity_id, field, value FROM register "
            "WHERE entity = ? AND value <> 'null' ORDER BY entity_id"
        )
        found: dict[str, dict[str, object]] = {}
        with self._reading() as db:
            for entity_id, field, value in fetch(db, query, entity):
                found.setdefault(entity_id, {})[field] = msgspec.json.decode(value)
        return found

    def get_annotation(self, annotation: AnnotationId) -> Annotation | None:
        """Read an annotation; None if unknown or deleted."""
        query = "SELECT id, fields, clock FROM annotation WHERE id = ?"
        with self._reading() as db:
            rows = fetch(db, query, annotation)
            return _decode(*rows[0]) if rows else None

    def list_annotations(self, *, source: SourceId | None = None) -> list[Annotation]:
        """Read annotations, sorted by source, start of span (unplaced ones last), then id."""
        with self._reading() as db:
            if source is None:
                rows = fetch(db, _ANNOTATIONS)
            else:
                rows = fetch(db, _ANNOTATIONS_OF_SOURCE, source)
            return [_decode(*row) for row in rows]

    def list_annotations_in(self, source: SourceId, part: Span) -> list[Annotation]:
        """Read those whose first passage touches a part of a source's text, in that order."""
        query = (
            "SELECT id, fields, clock FROM annotation "
            "WHERE source = ? AND span_start < ? AND span_end > ? "
            "ORDER BY span_start, id"
        )
        with self._reading() as db:
            rows = fetch(db, query, source, part.end, part.start)
            return [_decode(*row) for row in rows]

    def count_annotations_by_pen(self) -> dict[tuple[SourceId, PenId], int]:
        """Count annotations by source and pen."""
        query = (
            "SELECT source, pen, count(*) FROM annotation INDEXED BY annotation_pen "
            "GROUP BY pen, source"
        )
        with self._reading() as db:
            rows = fetch(db, query)
        return {(SourceId(source), PenId(pen)): count for source, pen, count in rows}

    def list_linking(self) -> list[Annotation]:
        """Read the annotations that link to others, in the order of `list_annotations`."""
        query = (
            "SELECT id, fields, clock FROM annotation WHERE instr(fields, ?) "
            "ORDER BY source, span_start IS NULL, span_start, id"
        )
        with self._reading() as db:
            rows = fetch(db, query, f'"{LINK}')
        return [found for row in rows if (found := _decode(*row)).links]

    def list_spans(self, source: SourceId) -> list[tuple[int, int, PenId]]:
        """Give start, end and pen of each placed annotation of a source, sorted by start."""
        query = (
            "SELECT span_start, span_end, pen FROM annotation "
            "WHERE source = ? AND span_start IS NOT NULL ORDER BY span_start, id"
        )
        with self._reading() as db:
            rows = fetch(db, query, source)
        return [(start, end, PenId(pen)) for start, end, pen in rows]

    def read_vector(self) -> dict[str, tuple[int, str]]:
        """Read what is in the log of each replica: the last seq and its hash."""
        with self._reading() as db:
            return log.read_vector_with_hashes(db)

    def find_hash(self, replica: str, seq: int) -> str | None:
        """Give the hash of an operation; None where it is not in the log."""
        with self._reading() as db:
            return log.find_hash(db, replica, seq)

    def read_log(self, after: int, limit: int) -> list[list[Operation]]:
        """Read whole steps in the order of arrival; see `Store.read_log`."""
        with self._reading() as db:
            return log.into_steps(log.read_log(db, after=after), limit)

    def read_chain(self, replica: str, after: int, limit: int) -> list[list[Operation]]:
        """Read whole steps of a replica in its order; see `Store.read_chain`."""
        with self._reading() as db:
            return log.read_steps(db, replica, after, limit)

    def receive(self, arriving: Iterable[Sequence[Operation]]) -> Received:
        """Take steps of other replicas into the log; see `Store.receive`."""
        received = Received()

        def task(db: apsw.Connection, tail: Tail) -> tuple[Tail, Change]:
            nonlocal received
            received = receiving.receive(db, self._journal, arriving)
            return self._after_receiving(db, tail), received.change or _nothing(db)

        self._do(task, _FROM_ELSEWHERE, lambda db: received.erased and erasing.compact(db))
        return received

    def receive_fork(self, theirs: Sequence[Sequence[Operation]], new_replica: str) -> Received:
        """Take another history of a replica into the log; see `Store.receive_fork`."""
        received = Received()

        def task(db: apsw.Connection, tail: Tail) -> tuple[Tail, Change]:
            nonlocal received
            steps = forks.split_fork(db, theirs)
            received = receiving.receive(db, self._journal, steps)
            replace_derived(db, self._journal.clock())
            if theirs[0][0].replica == tail.replica:
                schema.write_replica(db, new_replica)
                tail = Tail(0, tail.clock, "", new_replica)
            everything = Change(log.read_cursor(db), "", "Received another history", ())
            return self._after_receiving(db, tail), received.change or everything

        self._do(task, _FROM_ELSEWHERE, lambda db: received.erased and erasing.compact(db))
        return received

    def erase(self, step: Step, actor: str, things: Collection[Thing]) -> Change:
        """Erase for good all that was ever written on some things; see `Store.erase`."""

        def task(db: apsw.Connection, tail: Tail) -> tuple[Tail, Change]:
            known = log.find_change(db, step.id)
            if known is not None:
                return tail, known
            erasing.erase(db, things, self._journal.clock())
            named = [list(thing) for thing in sorted(things)]
            write = Write(erasing.ERASURE, step.id, erasing.OF, named)
            told = replace(step, writes=(*step.writes, write))
            tail, change = log.append_step(db, self._journal, tail, told, actor)
            return tail, replace(change, touched=tuple(sorted(things)))

        return self._do(task, step.label, erasing.compact)

    def list_conflicts(self) -> list[Conflict]:
        """List what was changed in two ways; see `Store.list_conflicts`."""
        with self._reading() as db:
            return conflicts.list_conflicts(db, self._journal.clock())

    def state_hash(self) -> str:
        """Hash all that the log says of every thing; see `Store.state_hash`."""
        with self._reading() as db:
            return derived.hash_registers(db)

    def refold(self) -> int:
        """Fold the whole log anew and replace what is derived from it; see `Store.refold`."""
        differing = 0

        def task(db: apsw.Connection, tail: Tail) -> tuple[Tail, Change]:
            nonlocal differing
            differing = replace_derived(db, self._journal.clock())
            return tail, Change(log.read_cursor(db), "", "Folded the log anew", ())

        self._do(task, "The log folded anew")
        return differing

    def _after_receiving(self, db: apsw.Connection, tail: Tail) -> Tail:
        """Let our clock be no earlier than any that came, unless that is absurdly ahead."""
        limit = (self._journal.clock() + AHEAD_MS) << COUNTER_BITS
        return replace(tail, clock=max(tail.clock, log.read_latest_clock(db, limit)))

    def _write(
        self, step_id: str, actor: str, what: str, plan: Callable[[apsw.Connection], Step]
    ) -> Change:
        def task(db: apsw.Connection, tail: Tail) -> tuple[Tail, Change]:
            known = log.find_change(db, step_id)
            if known is not None:
                return tail, known
            return log.append_step(db, self._journal, tail, plan(db), actor)

        return self._do(task, what)

    def _jump(self, wish: jumps.Jump) -> Change:
        return self._do(
            lambda db, tail: jumps.jump(db, self._journal, tail, wish),
            "The redo" if wish.forth else "The undo",
        )

    def _do(
        self,
        task: Callable[[apsw.Connection, Tail], tuple[Tail, Change]],
        what: str,
        afterwards: Callable[[apsw.Connection], object] | None = None,
    ) -> Change:
        if self._writer is None:
            raise NotSavedError(what, "the library is open for reading only")
        self._home.require(what)
        with damage_told(self._folder):
            change = self._writer.do(task, what, afterwards)
        self._home.require(what)
        return change

    @contextmanager
    def _reading(self) -> Iterator[apsw.Connection]:
        """Lend a reading connection and tell of damage; they are made when needed and kept."""
        with damage_told(self._folder):
            try:
                db = self._idle.get_nowait()
            except Empty:
                fault = self._home.find_fault()
                if fault is not None:
                    raise LibraryUnusableError(str(self._folder), f"{fault}.") from None
                db = self._connect()
            try:
                yield db
            finally:
                self._idle.put(db)


def open_store(
    folder: Path,
    *,
    clock: Callable[[], int],
    new_id: Callable[[], str],
    random_bytes: Callable[[int], bytes],
    space: str | None = None,
) -> SqliteStore:
    """Open the library in a folder; an empty or missing folder becomes a new one.

    One that a newer program made is open for reading only.

    The caller holds the folder's lock (`store.lock.acquire_lock`).

    Args:
        folder: the library's.
        clock: milliseconds since 1970 UTC.
        new_id: makes a fresh id (a lower-case UUID).
        random_bytes: gives so many random bytes.
        space: whose log a new library continues, that of other installations; None
            for one of its own. It does not matter to a library that is there.

    Raises:
        LibraryUnusableError: the folder cannot be a library, its journal is
            damaged or cannot be read by this program, or the disk is full; nothing was changed.
    """
    schema.refuse_old_sqlite(folder, apsw.sqlite_lib_version())
    writable = prepare_folder(folder)
    was_killed = writable and leftover.settle_wal(folder, clock())
    with damage_told(folder):
        opened = open_writable(folder, clock, new_id, space) if writable else open_read_only(folder)
        journal = Journal(opened.identity["space"], clock, random_bytes)
        if opened.writing and was_killed:
            leftover.settle_derived(opened.writing, clock())
        writer = Writer(opened.writing, opened.identity["replica"]) if opened.writing else None
    if writer is not None:
        sweep_temporary_files(folder)
    return SqliteStore(folder, opened.identity, journal, writer, opened.connect)


def _nothing(db: apsw.Connection) -> Change:
    return Change(log.read_cursor(db), "", "", ())


def _decode(annotation: str, fields: str, clock: int) -> Annotation:
    return decode_annotation_json(annotation, fields, clock >> COUNTER_BITS)
