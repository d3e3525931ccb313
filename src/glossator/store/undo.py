"""Undo and redo: which step is next, and the step that takes it back.

Undo takes back an actor's latest ordinary step that still stands; redo takes
back the latest undo that still stands and that no ordinary step of the actor
came after. Both write the values that were there before as operations of their own.
"""

from __future__ import annotations

import apsw
import msgspec

from glossator.model.errors import NothingToUndoError, StaleUndoError
from glossator.model.operations import Operation, Step, Write
from glossator.store import derived, fold
from glossator.store.fold import Register, RegisterKey
from glossator.store.journal import Journal, find_operation, read_step
from glossator.store.schema import fetch

_NEXT_UNDO = (
    "SELECT id, label FROM step WHERE space = ? AND actor = ? AND undoes = '' AND undone = 0 "
    "ORDER BY position DESC LIMIT 1"
)
_NEXT_REDO = (
    "SELECT undo.id, step.label FROM step AS undo "
    "JOIN step ON step.space = undo.space AND step.id = undo.undoes "
    "WHERE undo.space = ?1 AND undo.actor = ?2 AND undo.undone = 0 AND step.undoes = '' "
    "AND undo.position > ifnull((SELECT max(position) FROM step AS later "
    "WHERE later.space = ?1 AND later.actor = ?2 AND later.undoes = ''), 0) "
    "ORDER BY undo.position DESC LIMIT 1"
)


def find_next_undo(db: apsw.Connection, space: str, actor: str) -> tuple[str, str] | None:
    """Give id and label of the step that this actor's undo would take back."""
    rows = fetch(db, _NEXT_UNDO, space, actor)
    return (rows[0][0], rows[0][1]) if rows else None


def find_next_redo(db: apsw.Connection, space: str, actor: str) -> tuple[str, str] | None:
    """Give the id of the undo that this actor's redo would take back, and what it undid."""
    rows = fetch(db, _NEXT_REDO, space, actor)
    return (rows[0][0], rows[0][1]) if rows else None


def plan_undo(db: apsw.Connection, journal: Journal, step_id: str, actor: str) -> Step:
    """Plan the step that undoes this actor's latest standing step.

    Raises:
        NothingToUndoError: there is none.
        StaleUndoError: what it changed has been changed since.
    """
    found = find_next_undo(db, journal.space, actor)
    if found is None:
        raise NothingToUndoError("undo")
    undone, label = found
    writes = _restoring_writes(db, journal, undone, label)
    return Step(step_id, "undo", f"Undid: {label}", writes, undoes=undone)


def plan_redo(db: apsw.Connection, journal: Journal, step_id: str, actor: str) -> Step:
    """Plan the step that does again what this actor undid last.

    Raises:
        NothingToUndoError: nothing is undone, or a newer step came after.
        StaleUndoError: what it changed has been changed since.
    """
    found = find_next_redo(db, journal.space, actor)
    if found is None:
        raise NothingToUndoError("redo")
    undone, label = found
    writes = _restoring_writes(db, journal, undone, label)
    return Step(step_id, "redo", f"Redid: {label}", writes, undoes=undone)


def _restoring_writes(
    db: apsw.Connection, journal: Journal, step_id: str, label: str
) -> tuple[Write, ...]:
    operations = read_step(db, journal.space, step_id)
    if any(_is_changed(db, journal, operation) for operation in operations):
        raise StaleUndoError(label)
    writes = tuple(_restoring_write(db, operation) for operation in operations)
    first = min(operation.clock for operation in operations)
    for entity, entity_id in {(write.entity, write.id) for write in writes}:
        written = [w for w in writes if (w.entity, w.id) == (entity, entity_id)]
        if _takes_away(written) and _is_written_on(db, journal, written, first):
            raise StaleUndoError(label)
    return writes


def _restoring_write(db: apsw.Connection, operation: Operation) -> Write:
    base = _find_base(db, operation)
    value = base.value if base and base.value is not None else fold.NULL
    return Write(*_key(operation), msgspec.json.decode(value))


def _is_changed(db: apsw.Connection, journal: Journal, operation: Operation) -> bool:
    """Say whether the register shows another value than the one this operation set."""
    registers = derived.read_registers(db, journal.space, operation.entity, operation.entity_id)
    shown = _find_shown(db, journal, registers[operation.field])
    return _find_origin(db, shown) != _find_origin(db, operation)


def _takes_away(writes: list[Write]) -> bool:
    return all(write.value is None for write in writes)


def _is_written_on(db: apsw.Connection, journal: Journal, writes: list[Write], made: int) -> bool:
    """Say whether these writes would take away a thing that was written on since it was made.

    Args:
        db: the journal.
        journal: whose it is.
        writes: all on one thing, each giving it no value.
        made: clock of the step that is taken back. Where the thing has another
            value from before that, the step did not make it, nor is it taken away.
    """
    fields = {write.field for write in writes}
    registers = derived.read_registers(db, journal.space, writes[0].entity, writes[0].id)
    others = [
        _find_origin(db, _find_shown(db, journal, register))
        for name, register in registers.items()
        if name not in fields
    ]
    clocks = [origin.clock for origin in others if origin and origin.value != fold.NULL]
    return bool(clocks) and min(clocks) > made


def _find_shown(db: apsw.Connection, journal: Journal, register: Register) -> Operation | None:
    head = fold.winner(register, journal.clock())
    return find_operation(db, journal.space, head.name) if head else None


def _find_origin(db: apsw.Connection, operation: Operation | None) -> Operation | None:
    """Find the ordinary operation whose value this one set or brought back; None for no value."""
    at = operation
    while at is not None and at.undoes:
        key = _key(at)
        undone = next(o for o in read_step(db, at.space, at.undoes) if _key(o) == key)
        at = _find_base(db, undone)
    return at


def _find_base(db: apsw.Connection, operation: Operation) -> Operation | None:
    return find_operation(db, operation.space, operation.base) if operation.base else None


def _key(operation: Operation) -> RegisterKey:
    return RegisterKey(operation.entity, operation.entity_id, operation.field)
