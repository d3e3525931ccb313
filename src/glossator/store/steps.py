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
    "SELECT id, position, name, label, clock, actor, CASE undone WHEN 0 THEN NULL ELSE "
    "(SELECT max(undoing.clock) FROM step AS undoing WHERE undoing.space = step.space "
    "AND undoing.undoes = step.id AND undoing.undoes <> '') END "
    "FROM step WHERE space = ?1 AND undoes = '' "
)


def list_steps(db: apsw.Connection, space: str, before: int | None, limit: int) -> list[StepRecord]:
    """Read ordinary steps, latest first; O(limit).

    Args:
        db: the journal.
        space: whose.
        before: only those before this position; None for the latest.
        limit: how many at most.
    """
    query = _STEP + "AND position < ?2 ORDER BY position DESC LIMIT ?3"
    latest = (1 << 63) - 1
    return [_record(row) for row in fetch(db, query, space, before or latest, limit)]


def find_step(db: apsw.Connection, space: str, step: str) -> StepRecord | None:
    """Look an ordinary step up by id."""
    rows = fetch(db, _STEP + "AND id = ?2", space, step)
    return _record(rows[0]) if rows else None


def list_operations(
    db: apsw.Connection, space: str, entity: str, entity_id: str
) -> list[Operation]:
    """Read all operations on one thing, oldest first.

    Every operation on a register is one of its heads, or what another one was
    based on: so they are found from the heads, without an index of their own.
    O(operations on the thing).
    """
    registers = derived.read_registers(db, space, entity, entity_id)
    names = [head.name for register in registers.values() for head in register.heads]
    found: dict[str, Operation] = {}
    while names:
        name = names.pop()
        operation = None if name in found else find_operation(db, space, name)
        if operation is not None:
            found[name] = operation
            if operation.base:
                names.append(operation.base)
    return sorted(found.values(), key=lambda one: (one.clock, one.replica, one.seq))


def _record(row: tuple[Any, ...]) -> StepRecord:
    step, position, name, label, clock, actor, undone = row
    undone_ms = None if undone is None else undone >> COUNTER_BITS
    return StepRecord(step, position, name, label, clock >> COUNTER_BITS, actor, undone_ms)
