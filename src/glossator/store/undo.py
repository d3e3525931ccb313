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
from glossator.store.fold import RegisterKey
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
    for operation in operations:
        _refuse_changed(db, journal, operation, label)
    writes = tuple(_restoring_write(db, journal.space, operation) for operation in operations)
    _refuse_orphaning(db, journal, operations, writes, label)
    return writes


def _restoring_write(db: apsw.Connection, space: str, operation: Operation) -> Write:
    base = find_operation(db, space, operation.base) if operation.base else None
    value = base.value if base and base.value is not None else fold.NULL
    return Write(operation.entity, operation.entity_id, operation.field, msgspec.json.decode(value))


def _refuse_changed(
    db: apsw.Connection, journal: Journal, operation: Operation, label: str
) -> None:
    registers = derived.read_registers(db, journal.space, operation.entity, operation.entity_id)
    head = fold.winner(registers[operation.field], journal.clock())
    shown = find_operation(db, journal.space, head.name) if head else None
    if shown is None or _origin(db, shown) != _origin(db, operation):
        raise StaleUndoError(label)


def _origin(db: apsw.Connection, operation: Operation) -> str:
    """Name the ordinary operation whose value this one set or brought back; "" for no value."""
    at = operation
    while at.undoes:
        key = _key(at)
        undone = next(o for o in read_step(db, at.space, at.undoes) if _key(o) == key)
        base = find_operation(db, at.space, undone.base) if undone.base else None
        if base is None:
            return ""
        at = base
    return fold.name_of(at)


def _key(operation: Operation) -> RegisterKey:
    return RegisterKey(operation.entity, operation.entity_id, operation.field)


def _refuse_orphaning(
    db: apsw.Connection,
    journal: Journal,
    operations: list[Operation],
    writes: tuple[Write, ...],
    label: str,
) -> None:
    """Refuse to take away a thing that somebody has written more on since it was made."""
    first = min(operation.clock for operation in operations)
    for entity, entity_id in {(write.entity, write.id) for write in writes}:
        written = [w for w in writes if (w.entity, w.id) == (entity, entity_id)]
        if any(write.value is not None for write in written):
            continue
        fields = {write.field for write in written}
        registers = derived.read_registers(db, journal.space, entity, entity_id)
        others = [
            head
            for name, register in registers.items()
            if name not in fields and (head := fold.winner(register, journal.clock()))
            if head.value != fold.NULL
        ]
        if others and all(head.clock > first for head in others):
            raise StaleUndoError(label)
