"""Reading what was done: steps, latest first, and all that was ever written on one thing."""

from __future__ import annotations

from typing import Any

import apsw

from glossator.model.operations import Operation, StepRecord
from glossator.store import derived
from glossator.store.chain import COUNTER_BITS
from glossator.store.journal import find_operation
from glossator.store.schema import fetch

_STEP = (
    "SELECT id, position + parts - 1, name, label, clock, actor, "
    "CASE WHEN EXISTS (SELECT 1 FROM undone WHERE undone.step = step.position) THEN "
    "(SELECT max(undoing.clock) FROM step AS undoing WHERE undoing.undoes = step.id "
    "AND undoing.undoes <> '') END "
    "FROM step WHERE undoes = '' "
)


def list_steps(db: apsw.Connection, before: int | None, limit: int) -> list[StepRecord]:
    """Read ordinary steps, latest first; O(limit).

    Args:
        db: the journal.
        before: only those before this position; None for the latest.
        limit: how many at most.
    """
    query = f"{_STEP}AND position < ?1 AND position + parts <= ?1 ORDER BY position DESC LIMIT ?2"
    latest = (1 << 63) - 1
    return [_record(row) for row in fetch(db, query, before or latest, limit)]


def find_step(db: apsw.Connection, step: str) -> StepRecord | None:
    """Look an ordinary step up by id."""
    rows = fetch(db, _STEP + "AND id = ?1", step)
    return _record(rows[0]) if rows else None


def list_operations(db: apsw.Connection, entity: str, entity_id: str) -> list[Operation]:
    """Read all operations on one thing, oldest first.

    Every operation on a register is one of its heads, or what another one was
    based on: so they are found from the heads, without an index of their own.
    O(operations on the thing).
    """
    registers = derived.read_registers(db, entity, entity_id)
    names = [head.name for register in registers.values() for head in register.heads]
    found: dict[str, Operation] = {}
    while names:
        name = names.pop()
        operation = None if name in found else find_operation(db, name)
        if operation is not None:
            found[name] = operation
            names += operation.base.split()
    return sorted(found.values(), key=lambda one: (one.clock, one.replica, one.seq))


def _record(row: tuple[Any, ...]) -> StepRecord:
    step, position, name, label, clock, actor, undone = row
    undone_ms = None if undone is None else undone >> COUNTER_BITS
    return StepRecord(step, position, name, label, clock >> COUNTER_BITS, actor, undone_ms)
