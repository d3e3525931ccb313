"""The journal: writes a step as operations with their effect, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

import apsw

from glossator.model.operations import Change, Operation, Step, Write
from glossator.store import chain, derived, fold
from glossator.store.fold import Register, RegisterKey
from glossator.store.schema import fetch

_COLUMNS = (
    "SELECT space, replica, seq, step, part, name, label, clock, actor, entity, entity_id, "
    "field, value, base, undoes, schema, salt, value_hash, previous, hash FROM operation "
)
_INSERT = (
    "INSERT INTO operation (space, replica, seq, step, part, name, label, clock, actor, entity, "
    "entity_id, field, value, base, undoes, schema, salt, value_hash, previous, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_columns = attrgetter(*(field.name for field in fields(Operation)))
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Journal:
    """Whose log it is and where time and chance come from.

    Attributes:
        space: whose library.
        replica: which installation writes.
        clock: milliseconds since 1970 UTC.
        random_bytes: gives so many of them.
    """

    space: str
    replica: str
    clock: Callable[[], int]
    random_bytes: Callable[[int], bytes]


def read_tail(db: apsw.Connection, journal: Journal) -> chain.Tail:
    """Read the end of this replica's chain."""
    query = (
        "SELECT seq, clock, hash FROM operation WHERE space = ? AND replica = ? "
        "ORDER BY seq DESC LIMIT 1"
    )
    rows = fetch(db, query, journal.space, journal.replica)
    return chain.Tail(*rows[0]) if rows else chain.Tail()


def read_cursor(db: apsw.Connection) -> int:
    """Count the operations in the log."""
    return int(fetch(db, "SELECT ifnull(max(position), 0) FROM operation")[0][0])


def read_log(db: apsw.Connection) -> Iterator[Operation]:
    """Read the whole log in the order of arrival."""
    rows: Iterator[tuple[Any, ...]] = db.execute(_COLUMNS + "ORDER BY position")
    for row in rows:
        yield Operation(*row)


def read_step(db: apsw.Connection, space: str, step: str) -> list[Operation]:
    """Read the operations of a step; none where there is no such step."""
    rows = fetch(db, _COLUMNS + "WHERE space = ? AND step = ? ORDER BY part", space, step)
    return [Operation(*row) for row in rows]


def find_operation(db: apsw.Connection, space: str, name: str) -> Operation | None:
    """Look an operation up by its name ("replica:seq")."""
    replica, _, seq = name.rpartition(":")
    query = _COLUMNS + "WHERE space = ? AND replica = ? AND seq = ?"
    rows = fetch(db, query, space, replica, int(seq))
    return Operation(*rows[0]) if rows else None


def find_change(db: apsw.Connection, journal: Journal, step_id: str) -> Change | None:
    """Say what a step did that is in the log already; None where it is not."""
    known = read_step(db, journal.space, step_id)
    if not known:
        return None
    return Change(read_cursor(db), step_id, known[0].label, _touched(known), repeated=True)


def append_step(
    db: apsw.Connection, journal: Journal, tail: chain.Tail, step: Step, actor: str
) -> tuple[chain.Tail, Change]:
    """Write a step, not yet in the log, with its effect.

    Of two writes to one register the last counts.

    Args:
        db: with a transaction open.
        journal: whose log it is.
        tail: the end of its chain.
        step: what to write.
        actor: who does it.

    Returns:
        The chain's new end, and what the step altered.

    Raises:
        InvalidRequestError: a value cannot be written as JSON text.
        apsw.Error: the disk failed; the caller rolls back.
    """
    now = journal.clock()
    things = _Things(db, journal.space)
    operations: list[Operation] = []
    for write in _last_writes(step.writes):
        registers = things.registers(write.entity, write.id)
        register = registers.get(write.field, Register())
        operation = chain.seal(
            Operation(
                space=journal.space,
                replica=journal.replica,
                seq=tail.seq + 1,
                step=step.id,
                part=len(operations),
                name=step.name,
                label=step.label,
                clock=chain.next_clock(tail.clock, now),
                actor=actor,
                entity=write.entity,
                entity_id=write.id,
                field=write.field,
                value=chain.canonical_json(write.value),
                base=_base(register, now),
                undoes=step.undoes or "",
                schema=chain.OPERATION_SCHEMA,
                salt=journal.random_bytes(_SALT_BYTES).hex(),
                value_hash="",
                previous=tail.hash,
                hash="",
            )
        )
        tail = chain.Tail(operation.seq, operation.clock, operation.hash)
        registers[write.field] = fold.apply_operation(register, operation, things.is_seen)
        operations.append(operation)
    db.executemany(_INSERT, [_columns(operation) for operation in operations])
    cursor = db.last_insert_rowid()
    things.save(operations, now)
    derived.put_step(db, journal.space, fold.step_of(operations[0], cursor))
    return tail, Change(cursor, step.id, step.label, _touched(operations))


class _Things:
    """The things a step touches: their registers, read once each and saved together."""

    def __init__(self, db: apsw.Connection, space: str) -> None:
        self._db = db
        self._space = space
        self._registers: dict[tuple[str, str], dict[str, Register]] = {}

    def registers(self, entity: str, entity_id: str) -> dict[str, Register]:
        """Give the registers of a thing by field, to be changed in place."""
        key = (entity, entity_id)
        if key not in self._registers:
            self._registers[key] = derived.read_registers(self._db, self._space, *key)
        return self._registers[key]

    def is_seen(self, name: str) -> bool:
        """Say whether an operation is in the log."""
        return find_operation(self._db, self._space, name) is not None

    def save(self, operations: Iterable[Operation], now_ms: int) -> None:
        """Write the registers that these operations changed, and the annotations they make."""
        changed = {
            RegisterKey(o.entity, o.entity_id, o.field): self._registers[o.entity, o.entity_id][
                o.field
            ]
            for o in operations
        }
        derived.put_registers(self._db, self._space, changed, now_ms)
        for (entity, entity_id), registers in self._registers.items():
            if entity == "annotation":
                row = fold.annotation_row(entity_id, registers, now_ms)
                derived.put_annotation(self._db, self._space, entity_id, row)


def _base(register: Register, now_ms: int) -> str:
    head = fold.winner(register, now_ms)
    return head.name if head else ""


def _last_writes(writes: Iterable[Write]) -> list[Write]:
    return list({(write.entity, write.id, write.field): write for write in writes}.values())


def _touched(operations: Iterable[Operation]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((o.entity, o.entity_id) for o in operations))
