"""The journal: writes a step as operations with their effect, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from glossator.model.operations import Change, Operation, Step, Write
from glossator.store import chain, derived
from glossator.store.fold import RECEIVED, REPLICA, Register, decode_vector, winner
from glossator.store.schema import fetch
from glossator.store.things import Things

_OPERATIONS = (
    "SELECT replica.name, operation.seq, step.id, operation.position - step.position, step.name, "
    "step.label, operation.clock, step.actor, entity, entity_id, field, value, base, undoes, "
    "schema, salt, value_hash, label_salt, label_hash, hash FROM operation "
    "JOIN step ON step.position = operation.step "
    "JOIN replica ON replica.number = operation.replica "
)
_OF_STEP = (
    "WHERE step.position = (SELECT min(position) FROM step AS first WHERE first.id = ?) "
    "AND operation.position BETWEEN step.position AND step.position + parts - 1 "
    "ORDER BY operation.position"
)
_MISFITS = (
    "SELECT count(*) FROM (SELECT step.position, step.replica, step.clock, "
    "step.position + parts <> lead(step.position, 1, ?1 + 1) OVER (ORDER BY step.position) AS odd "
    "FROM step) AS step LEFT JOIN operation ON operation.position = step.position "
    "WHERE odd OR operation.step IS NOT step.position OR operation.replica IS NOT step.replica "
    "OR operation.clock IS NOT step.clock"
)
_INSERT_STEP = "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_OPERATION = "INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Journal:
    """Whose log it is and where time and chance come from.

    Attributes:
        space: whose library.
        clock: milliseconds since 1970 UTC.
        random_bytes: gives so many of them.
    """

    space: str
    clock: Callable[[], int]
    random_bytes: Callable[[int], bytes]


# ---------------------------------------------------------------- reading


def read_tail(db: apsw.Connection, replica: str) -> chain.Tail:
    """Read the end of a replica's chain."""
    query = (
        "SELECT seq, clock, hash FROM operation WHERE replica = "
        "(SELECT number FROM replica WHERE name = ?) ORDER BY seq DESC LIMIT 1"
    )
    rows = fetch(db, query, replica)
    if not rows:
        return chain.Tail(replica=replica)
    seq, clock, hashed = rows[0]
    return chain.Tail(seq, clock, hashed.hex(), replica)


def read_vector(db: apsw.Connection) -> dict[str, int]:
    """Read what is in the log of each replica: the last seq, by name."""
    query = (
        "SELECT name, (SELECT max(seq) FROM operation WHERE operation.replica = number) "
        "FROM replica"
    )
    return {name: seq for name, seq in fetch(db, query) if seq}


def read_vector_with_hashes(db: apsw.Connection) -> dict[str, tuple[int, str]]:
    """Read what is in the log of each replica: the last seq and its hash, by name."""
    tails = {replica: read_tail(db, replica) for replica in read_vector(db)}
    return {replica: (tail.seq, tail.hash) for replica, tail in tails.items()}


def find_hash(db: apsw.Connection, replica: str, seq: int) -> str | None:
    """Give the hash of an operation; None where it is not in the log."""
    query = (
        "SELECT hash FROM operation WHERE seq = ? "
        "AND replica = (SELECT number FROM replica WHERE name = ?)"
    )
    rows = fetch(db, query, seq, replica)
    return rows[0][0].hex() if rows else None


def read_latest_clock(db: apsw.Connection, limit: int) -> int:
    """Give the latest clock among the ends of all chains that is not past a limit; 0 for none."""
    clocks = [read_tail(db, replica).clock for replica in read_vector(db)]
    return max((clock for clock in clocks if clock <= limit), default=0)


def read_cursor(db: apsw.Connection) -> int:
    """Count the operations in the log."""
    return int(fetch(db, "SELECT ifnull(max(position), 0) FROM operation")[0][0])


def read_log(
    db: apsw.Connection, *, after: int = 0, up_to: int | None = None
) -> Iterator[Operation]:
    """Read the log in the order of arrival.

    Args:
        db: the journal.
        after: begin behind this position.
        up_to: end with this position; None for the whole rest.
    """
    last = (1 << 63) - 1 if up_to is None else up_to
    query = _OPERATIONS + (
        "WHERE operation.position > ? AND operation.position <= ? ORDER BY operation.position"
    )
    return _read(db, query, after, last)


def read_chain(db: apsw.Connection, replica: str, after: int) -> Iterator[Operation]:
    """Read a replica's operations in their order, those behind a seq."""
    query = _OPERATIONS + "WHERE replica.name = ? AND seq > ? ORDER BY seq"
    return _read(db, query, replica, after)


def read_steps(db: apsw.Connection, replica: str, after: int, limit: int) -> list[list[Operation]]:
    """Read whole steps of a replica, those behind a seq, until they hold `limit` operations."""
    return into_steps(read_chain(db, replica, after), limit)


def into_steps(operations: Iterable[Operation], limit: int) -> list[list[Operation]]:
    """Put operations, from the first of a step on, into their steps, until they are `limit`."""
    steps: list[list[Operation]] = []
    for count, operation in enumerate(operations):
        if operation.part == 0:
            if count >= limit:
                break
            steps.append([])
        steps[-1].append(operation)
    return steps


def read_step(db: apsw.Connection, step: str) -> list[Operation]:
    """Read the operations of a step; none where there is no such step."""
    query = f"{_OPERATIONS}{_OF_STEP}"
    return list(_read(db, query, step))


def find_operation(db: apsw.Connection, name: str) -> Operation | None:
    """Look an operation up by its name ("replica:seq")."""
    replica, _, seq = name.rpartition(":")
    query = _OPERATIONS + "WHERE replica.name = ? AND seq = ?"
    return next(_read(db, query, replica, int(seq)), None)


def count_misfits(db: apsw.Connection) -> int:
    """Count the steps that do not fit their operations; 0 in a sound log."""
    return int(fetch(db, _MISFITS, read_cursor(db))[0][0])


def find_change(db: apsw.Connection, step_id: str) -> Change | None:
    """Say what a step did that is in the log already; None where it is not."""
    known = read_step(db, step_id)
    if not known:
        return None
    return Change(read_cursor(db), step_id, known[0].label, _touched(known), repeated=True)


def _read(db: apsw.Connection, query: str, *values: object) -> Iterator[Operation]:
    space = str(fetch(db, "SELECT value FROM meta WHERE key = 'space'")[0][0])
    bindings: tuple[Any, ...] = values
    rows: Iterator[tuple[Any, ...]] = db.execute(query, bindings)
    for row in rows:
        salt, value_hash, label_salt, label_hash, hashed = row[-5:]
        hashes = (salt.hex(), value_hash.hex(), label_salt.hex(), label_hash.hex(), hashed.hex())
        yield Operation(*(space, *row[:-5], *hashes))


# ---------------------------------------------------------------- writing


def append_step(
    db: apsw.Connection, journal: Journal, tail: chain.Tail, step: Step, actor: str
) -> tuple[chain.Tail, Change]:
    """Write a step, not yet in the log, with its effect.

    Of two writes to one register the last counts.

    Args:
        db: with a transaction open.
        journal: whose log it is.
        tail: the end of the writing installation's chain.
        step: what to write.
        actor: who does it.

    Returns:
        The chain's new end, and what the step altered.

    Raises:
        InvalidRequestError: a value cannot be written as JSON text.
        apsw.Error: the disk failed; the caller rolls back.
    """
    now = journal.clock()
    things = Things(db)
    sealed = _Sealing(journal, tail, step, actor)
    operations: list[Operation] = []
    for write in (*_receipts(db, tail.replica), *_last_writes(step.writes)):
        base = _base(things.register(write.entity, write.id, write.field), write, now)
        operation = sealed.next(write, base, now)
        things.apply(operation)
        operations.append(operation)
    cursor = insert_step(db, operations, read_cursor(db))
    things.save(now)
    derived.put_undone(db, operations[:1])
    return chain.tail_of(operations[-1]), Change(cursor, step.id, step.label, _touched(operations))


class _Sealing:
    """Makes the operations of a step, each sealed behind the one before it."""

    def __init__(self, journal: Journal, tail: chain.Tail, step: Step, actor: str) -> None:
        self._journal = journal
        self._step = step
        self._actor = actor
        self._replica = tail.replica
        self._seq, self._clock = tail.seq, tail.clock
        self._previous = bytes.fromhex(tail.hash)
        self._part = 0
        self._label_salt = journal.random_bytes(_SALT_BYTES)
        self._label_hash = chain.hash_words(self._label_salt, step.label)
        self._step_hash = chain.hash_heading(
            chain.OPERATION_SCHEMA,
            journal.space,
            tail.replica,
            step.id,
            step.name,
            actor,
            step.undoes or "",
            self._label_hash.hex(),
        )

    def next(self, write: Write, base: str, now_ms: int) -> Operation:
        """Make the next one.

        Raises:
            InvalidRequestError: the value cannot be written as JSON text.
        """
        value = chain.canonical_json(write.value)
        salt = self._journal.random_bytes(_SALT_BYTES)
        value_hash = chain.hash_words(salt, value)
        seq, part = self._seq + 1, self._part
        clock = chain.next_clock(self._clock, now_ms)
        place = (seq, part, clock, write.entity, write.id, write.field, base)
        hashed = chain.hash_operation(self._previous, self._step_hash, value_hash, place)
        self._seq, self._part, self._clock, self._previous = seq, part + 1, clock, hashed
        return Operation(
            space=self._journal.space,
            replica=self._replica,
            seq=seq,
            step=self._step.id,
            part=part,
            name=self._step.name,
            label=self._step.label,
            clock=clock,
            actor=self._actor,
            entity=write.entity,
            entity_id=write.id,
            field=write.field,
            value=value,
            base=base,
            undoes=self._step.undoes or "",
            schema=chain.OPERATION_SCHEMA,
            salt=salt.hex(),
            value_hash=value_hash.hex(),
            label_salt=self._label_salt.hex(),
            label_hash=self._label_hash.hex(),
            hash=hashed.hex(),
        )


def insert_step(db: apsw.Connection, operations: Sequence[Operation], cursor: int) -> int:
    """Write the operations of a step, all of them, behind the log; not their effect.

    Returns:
        The log's new cursor.
    """
    first, replica = operations[0], _number_of(db, operations[0].replica)
    at = cursor + 1
    header = (
        at,
        replica,
        first.step,
        first.name,
        first.actor,
        first.clock,
        first.undoes,
        first.schema,
        len(operations),
        first.label,
        bytes.fromhex(first.label_salt),
        bytes.fromhex(first.label_hash),
    )
    db.execute(_INSERT_STEP, header)
    rows = (_to_row(at, number, replica, one) for number, one in enumerate(operations, at))
    db.executemany(_INSERT_OPERATION, rows)
    return cursor + len(operations)


def _to_row(step: int, position: int, replica: int, operation: Operation) -> tuple[Any, ...]:
    return (
        position,
        step,
        replica,
        operation.seq,
        operation.clock,
        operation.entity,
        operation.entity_id,
        operation.field,
        operation.base,
        operation.value,
        bytes.fromhex(operation.salt),
        bytes.fromhex(operation.value_hash),
        bytes.fromhex(operation.hash),
    )


def _number_of(db: apsw.Connection, replica: str) -> int:
    """Give a replica's number in this file, a new one where it is new here."""
    found = fetch(db, "SELECT number FROM replica WHERE name = ?", replica)
    if found:
        return int(found[0][0])
    db.execute("INSERT INTO replica (name) VALUES (?)", (replica,))
    return db.last_insert_rowid()


def _receipts(db: apsw.Connection, replica: str) -> Iterator[Write]:
    """Say what is known of other replicas, where that is more than this one's log says."""
    vector = read_vector(db)
    vector.pop(replica, None)
    if not vector:
        return
    query = "SELECT value FROM register WHERE entity = ? AND entity_id = ? AND field = ?"
    rows = fetch(db, query, REPLICA, replica, RECEIVED)
    if decode_vector(rows[0][0] if rows else None) != vector:
        yield Write(REPLICA, replica, RECEIVED, vector)


def _base(register: Register, write: Write, now_ms: int) -> str:
    if write.settles:
        return " ".join(head.name for head in register.heads)
    head = winner(register, now_ms)
    return head.name if head else ""


def _last_writes(writes: Iterable[Write]) -> list[Write]:
    return list({(write.entity, write.id, write.field): write for write in writes}.values())


def _touched(operations: Iterable[Operation]) -> tuple[tuple[str, str], ...]:
    things = ((o.entity, o.entity_id) for o in operations if o.entity != REPLICA)
    return tuple(dict.fromkeys(things))
